"""The forecast budget of a year: the rows that say one nature only; the others are kept as texts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from maillage.core.budget import Cote, Rang, Sorte
from maillage.core.facts import Imputation, LigneBudgetProjet
from maillage.documents.reprise.etiquettes import normal, proches
from maillage.documents.reprise.modele import Confiance
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.tables import textes
from maillage.documents.reprise.valeurs import lire_montant
from maillage.documents.reprise.word import TableLue
from maillage.reference.plan_comptable import formulaires_budget, natures
from maillage.reference.trames.budget_projet import BudgetProjet

_YEAR = re.compile(r"\b(20\d\d)\b")
_NOTES = re.compile("[\u202f ]?[¹²³⁴⁵⁶⁷⁸⁹]")
_MARK = re.compile(r"([di])_(\w+)_(-?\d+)")
_Cle = tuple[str, Imputation]


@cache
def _natures(formulaire: str) -> dict[str, tuple[_Cle, ...]]:
    """Return, for each row of a printed budget, the natures that land there."""
    form = formulaires_budget()[formulaire]
    found: dict[str, list[_Cle]] = defaultdict(list)
    for code, nature in natures().items():
        found[form.ligne(nature)].append((code, Imputation.DIRECTE))
        if nature.cote is Cote.CHARGE:
            found[form.indirecte(nature)].append((code, Imputation.INDIRECTE))
    return {row: tuple(codes) for row, codes in found.items()}


def lire(recueil: Recueil, budget: BudgetProjet, table: TableLue, ou: str) -> None:
    """Read the amounts of one year."""
    rows = [textes(table, number) for number in range(len(table.rangees))]
    marks = _marks(table)
    amounts = list(_amounts(budget.formulaire, rows, set(marks)))
    if not any(amount for _, amount, _ in amounts):
        return
    found = _YEAR.search(table.titre)
    if not found:
        text = "\n".join(f"{label} : {amount}" for label, amount, _ in amounts)
        recueil.a_placer(text, ou, "l’année de ce budget n’est pas écrite au-dessus")
        return
    details = [one for one in amounts if one[2].sorte is Sorte.LIBRE]
    for label, amount, rang in amounts:
        marked = marks.get(label, ())
        below = [one for one in details if one[2].detaille == rang.cle]
        names = _names(label, rang, marked, below)
        if marked and names and _agree(marked, [amount] if amount else [one[1] for one in below]):
            named = tuple(zip(marked, names, strict=True))
            _marked(recueil, int(found[1]), named, label, ou)
        elif amount and marked:
            text = f"{found[1]}, {label} : {amount}"
            recueil.a_placer(text, ou, "cette ligne réunit plusieurs lignes du dossier")
        elif amount and (rang.sorte is not Sorte.LIBRE or not marks):
            codes = _natures(budget.formulaire).get(rang.cle, ())
            _row(recueil, int(found[1]), (label, amount, rang), codes, ou)


_Marque = tuple[str, Imputation | None, Decimal]


def _marks(table: TableLue) -> dict[str, tuple[_Marque, ...]]:
    """Return the lines that our own documents bookmark, by the label of their row."""
    found: dict[str, tuple[_Marque, ...]] = {}
    for cell in (cell for row in table.rangees for cell in row):
        written = [mark.split("__") for line in cell.lignes for mark in line.marques]
        written.sort(key=lambda mark: int(mark[-1]) if mark[-1].isdigit() else 0)
        names = [mark[0] for mark in written]  # other programs write bookmarks in their own order
        lines = [line for line in (_MARK.fullmatch(name) for name in names) if line]
        if lines:
            found[cell.texte] = tuple(
                (
                    line[2],
                    Imputation.INDIRECTE if line[1] == "i" else None,
                    Decimal(int(line[3])) / 100,
                )
                for line in lines
            )
    return found


def _agree(marked: Sequence[_Marque], amounts: Sequence[str]) -> bool:
    """An amount changed in Word since is not the sum of what was typed."""
    written = [lire_montant(one) or Decimal(0) for one in amounts]
    total = sum((one[2] for one in marked), Decimal(0))
    return bool(written) and abs(total - sum(written)) < len(written)


def _names(
    label: str, rang: Rang, marked: Sequence[_Marque], below: Sequence[tuple[str, str, Rang]]
) -> list[str | None]:
    """Say who gives each line, after the label or on the rows below; [] when nobody can tell."""
    if any((found := natures().get(code)) is None or found.financeur for code, _, _ in marked):
        return [None] * len(marked)
    written = _NOTES.sub("", label)[len(rang.libelle) :].strip(" :")
    names = [name.strip() for name in written.split(", ") if name.strip()]
    names += [text.strip("–- ") for text, _, _ in below]
    if not names and not rang.nom:
        return [None] * len(marked)
    return [*names] if len(names) == len(marked) else []


def _marked(
    recueil: Recueil,
    year: int,
    named: Sequence[tuple[_Marque, str | None]],
    label: str,
    ou: str,
) -> None:
    for (code, imputation, amount), name in named:
        line = LigneBudgetProjet(
            exercice=year, nature=code, montant=amount, financeur=name, imputation=imputation
        )
        recueil.valeur(
            "budget_projet", line, libelle=f"{year}, {label}", en_clair=f"{amount} €", ou=ou
        )


def _amounts(
    formulaire: str, rows: list[list[str]], marked: set[str]
) -> Iterator[tuple[str, str, Rang]]:
    """Return the rows that bear an amount of their own: neither titles nor totals."""
    form = formulaires_budget()[formulaire]
    left: dict[str, list[Rang]] = {"charge": [], "produit": []}
    for rangee in form.rangees:
        for side, rang in (("charge", rangee.charge), ("produit", rangee.produit)):
            left[side] += [rang] if rang else []
    parents = {rang.de for rang in form.rangs() if rang.de and rang.sorte is not Sorte.DONT}
    for row in rows:
        middle = len(row) // 2
        for side, cells in (("charge", row[:middle]), ("produit", row[middle:])):
            rang = _rang(left[side], cells[0]) if cells and cells[0] else None
            amount = cells[-1] if len(cells) > 1 else ""
            if (
                rang is None
                or not (amount or cells[0] in marked)
                or rang.sorte in (Sorte.TITRE, Sorte.TOTAL, Sorte.DONT)
            ):
                continue
            if not (rang.sorte is Sorte.CLASSE and rang.cle in parents):
                yield cells[0], amount, rang


def _rang(left: list[Rang], label: str) -> Rang | None:
    """Find the row that a label is, in the order of the form: some labels are met twice."""
    wanted = normal(_NOTES.sub("", label))
    for number, rang in enumerate(left):
        known = normal(rang.libelle)
        if rang.sorte is Sorte.LIBRE and label.startswith(("–", "-")):
            del left[: number + 1]
            return rang
        if known and (wanted.startswith(known) or proches(wanted, known) > 0.9):
            del left[: number + 1]
            return rang
    return None


def _row(
    recueil: Recueil,
    year: int,
    found: tuple[str, str, Rang],
    codes: tuple[_Cle, ...],
    ou: str,
) -> None:
    label, text, rang = found
    amount = lire_montant(text)
    if amount is None or len(codes) != 1:
        why = "cette ligne réunit plusieurs natures" if codes else "cette ligne ne se lit pas"
        recueil.a_placer(f"{year}, {label} : {text}", ou, why)
        return
    code, imputation = codes[0]
    head = len(rang.libelle)
    name = _NOTES.sub("", label)[head:].strip(" :") or None
    line = LigneBudgetProjet(
        exercice=year,
        nature=code,
        montant=amount,
        financeur=name,
        imputation=imputation if imputation is Imputation.INDIRECTE else None,
    )
    recueil.valeur(
        "budget_projet",
        line,
        libelle=f"{year}, {label}",
        en_clair=text,
        ou=ou,
        confiance=Confiance.PROBABLE,
        remarque="Une ligne du formulaire peut en réunir plusieurs du dossier.",
    )
