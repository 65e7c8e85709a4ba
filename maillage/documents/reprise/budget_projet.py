"""The forecast budget of a year: the rows that say one nature only; the others are kept as texts."""

import re
from collections import defaultdict
from collections.abc import Iterator
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
    amounts = list(_amounts(budget.formulaire, rows))
    marks = _marks(table)
    if not amounts:
        return
    found = _YEAR.search(table.titre)
    if not found:
        text = "\n".join(f"{label} : {amount}" for label, amount, _ in amounts)
        recueil.a_placer(text, ou, "l’année de ce budget n’est pas écrite au-dessus")
        return
    for label, amount, rang in amounts:
        codes = _natures(budget.formulaire).get(rang.cle, ())
        marked = tuple(one for one in codes if one[0] == marks.get(label))
        _row(recueil, int(found[1]), (label, amount, rang), marked or codes, ou)


def _marks(table: TableLue) -> dict[str, str]:
    """Return the natures that our own documents bookmark, by the label of their row."""
    return {
        cell.texte: mark.split("__")[0].removeprefix("nature_")
        for row in table.rangees
        for cell in row
        for line in cell.lignes
        for mark in line.marques
        if mark.startswith("nature_")
    }


def _amounts(formulaire: str, rows: list[list[str]]) -> Iterator[tuple[str, str, Rang]]:
    """Return the rows that bear an amount of their own: neither titles nor totals."""
    form = formulaires_budget()[formulaire]
    left: dict[str, list[Rang]] = {"charge": [], "produit": []}
    for rangee in form.rangees:
        for side, rang in (("charge", rangee.charge), ("produit", rangee.produit)):
            left[side] += [rang] if rang else []
    parents = {rang.de for rang in form.rangs() if rang.de}
    for row in rows:
        middle = len(row) // 2
        for side, cells in (("charge", row[:middle]), ("produit", row[middle:])):
            rang = _rang(left[side], cells[0]) if cells and cells[0] else None
            amount = cells[-1] if len(cells) > 1 else ""
            if rang is None or not amount or rang.sorte in (Sorte.TITRE, Sorte.TOTAL, Sorte.DONT):
                continue
            if not (rang.sorte is Sorte.CLASSE and rang.cle in parents):
                yield cells[0], amount, rang


def _rang(left: list[Rang], label: str) -> Rang | None:
    """Find the row that a label is, in the order of the form: some labels are met twice."""
    wanted = normal(_NOTES.sub("", label))
    for number, rang in enumerate(left):
        known = normal(rang.libelle)
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
