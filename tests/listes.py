"""Lists of members as teams keep them: made here, so that none is stored as a binary."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

PROFESSIONS = ("MG", "IDE libérale", "Kiné", "Sage femme", "Pharmacien", "Sophrologue", "Ostéo")
NAMES = ("FAURE", "BAYLE", "DELORME", "ESTIVAL", "ROUX", "PETIT", "LÉGER", "D’HONT", "DE LA TOUR")
FIRST = ("Claire", "Thomas", "Marc", "Nadia", "Anne", "Luc", "Zoé", "Jean-Paul", "Inès")
TITLES = ("NOM", "Prénom", "Métier", "Tél.", "E-mail", "N° RPPS", "Commune", "Adhésion le")


def classeur(rows: list[list[Any]], **sheets: list[list[Any]]) -> Workbook:
    """A workbook of one sheet of rows, then of others by title."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    return book


def octets(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def cle_rpps(start: str) -> str:
    """Give ten figures the eleventh that makes a RPPS number."""
    for last in range(10):
        digits = f"{start}{last}"
        total = 0
        for rank, figure in enumerate(reversed(digits)):
            value = int(figure) * (2 if rank % 2 else 1)
            total += value - 9 if value > 9 else value
        if total % 10 == 0:
            return digits
    raise AssertionError(start)


def membre(number: int) -> list[Any]:
    """A member: a phone taken for a number, a date, a RPPS number now and then."""
    name, first = NAMES[number % len(NAMES)], FIRST[number // len(NAMES) % len(FIRST)]
    return [
        f"{name}-{number // 81}" if number >= 81 else name,
        first,
        PROFESSIONS[number % len(PROFESSIONS)],
        471_000_000 + number,
        f"{first.lower()}{number}@exemple.fr".replace("é", "e").replace("è", "e"),
        int(cle_rpps(f"1{number:09d}")) if number % 3 == 0 else None,
        "Brioude" if number % 2 else "Yssingeaux",
        date(2026, 1 + number % 12, 1),
    ]


def desordre(count: int = 200) -> bytes:
    """A list in disorder: titles above, merged cells, a repeated title row, duplicates, a total, a
    hidden row, a hidden sheet with more rows, a formula, an unreadable number."""
    rows: list[list[Any]] = [
        ["CPTS des Trois Vallées"],
        [f"Liste des adhérents, mise à jour du {date(2026, 9, 1):%d/%m/%Y}"],
        [],
        list(TITLES),
        *[membre(number) for number in range(count // 2)],
        list(TITLES),  # printed again at the top of the second page
        *[membre(number) for number in range(count // 2, count)],
        ["Faure", "CLAIRE", "Médecin généraliste"],  # again, written otherwise
        ["NOUVEAU", "Paul", "=A1", "6e5 pas de fixe", "paul chez lui", 1.5, "", None],
        [f"Total : {count} membres"],
    ]
    hidden = [[f"ANCIEN{n}", "Membre", "MG"] for n in range(count * 2)]
    book = classeur(rows, Archives=[list(TITLES), *hidden])
    book.active.merge_cells("A1:H1")
    book.active.row_dimensions[6].hidden = True
    book["Archives"].sheet_state = "hidden"
    return octets(book)
