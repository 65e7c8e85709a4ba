"""Columns without titles: told by what most of their cells look like."""

import re
from collections import Counter
from collections.abc import Sequence

from maillage.documents.reprise.entetes import Colonnes
from maillage.documents.reprise.feuilles import Rangee
from maillage.documents.reprise.fiche_membre import LETTERS, MAIL, RPPS
from maillage.documents.reprise.personnes import lire_profession


def par_formes(rangees: Sequence[Rangee]) -> Colonnes | None:
    """Without titles, tell the columns by what most of their cells look like."""
    width = max(len(row.cellules) for row in rangees)
    kinds: dict[str, int] = {}
    names: list[int] = []
    for column in range(width):
        cells = [row.cellules[column] for row in rangees if column < len(row.cellules)]
        cells = [cell for cell in cells if cell]
        kind = _kind(cells) if len(cells) * 3 >= len(rangees) else None
        if kind == "nom":
            names.append(column)
        elif kind and kind not in kinds:
            kinds[kind] = column
    if not names:
        return None
    if len(names) == 1:
        return kinds | {"nom_prenom": names[0]}
    return kinds | _two(rangees, names)


def _two(rangees: Sequence[Rangee], names: Sequence[int]) -> dict[str, int]:
    """Of two columns of words, the one in capitals is the surname; else the first one."""

    def capitals(column: int) -> int:
        return sum(row.cellules[column].isupper() for row in rangees if column < len(row.cellules))

    first, second = names[:2]
    if capitals(second) > capitals(first):
        first, second = second, first
    return {"nom": first, "prenom": second}


def _kind(cells: Sequence[str]) -> str | None:
    counts: Counter[str] = Counter(_look(cell) for cell in cells[:300])
    kind, count = counts.most_common(1)[0]
    return kind if kind and count * 2 >= len(cells[:300]) else None


def _look(cell: str) -> str:
    digits = re.sub(r"\D", "", cell)
    if MAIL.search(cell):
        return "courriel"
    if len(digits) == RPPS and not LETTERS.search(cell):
        return "rpps"
    if len(digits) in (9, 10) and not LETTERS.search(cell):
        return "telephone"
    metier = lire_profession(cell)
    if metier and metier.code and metier.sur:
        return "profession"
    words = cell.split()
    return "nom" if LETTERS.search(cell) and not digits and len(words) <= 4 else ""
