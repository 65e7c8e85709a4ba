"""The two sides of the small budget of the construction phase."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import zip_longest

from maillage.core.facts import LigneBudget, SensBudget
from maillage.documents.build.contexte import Attendu, Construit, Contexte, plain
from maillage.documents.characters import one_line
from maillage.documents.tree import Cell, Column, Paragraph, Row, Table, Tone
from maillage.documents.typographie import euros, french
from maillage.reference.nomenclatures import postes_budget
from maillage.reference.trames import Budget, LigneBudgetImprimee

_Side = list[tuple[str, Decimal | None, bool]]  # label, amount, typed by the team


def build(contexte: Contexte, budget: Budget) -> Construit:
    """Draw charges on the left, produits on the right, the lines of the form first."""
    lines = contexte.dossier.budget_pre_projet
    charges = _side(budget.charges, lines, SensBudget.CHARGE)
    produits = _side(budget.produits, lines, SensBudget.PRODUIT)
    rows = [Row((*_cells(left), *_cells(right))) for left, right in zip_longest(charges, produits)]
    if budget.total:
        rows.append(_totals(charges, produits))
    columns = (
        Column(french(budget.charges_titre), 36),
        Column("Montant", 15, right=True),
        Column(french(budget.produits_titre), 33),
        Column("Montant", 16, right=True),
    )
    unknown = any(line.montant is None for line in lines or ())
    attendus = (Attendu("budget", bool(lines)), *([Attendu("budget", False)] if unknown else []))
    return Construit((Table(french(budget.resume), columns, tuple(rows)),), attendus)


def _side(
    printed: Sequence[LigneBudgetImprimee],
    lines: Sequence[LigneBudget] | None,
    sens: SensBudget,
) -> _Side:
    mine = [line for line in lines or () if line.sens is sens]
    side: _Side = []
    for row in printed:
        typed = [line for line in mine if line.poste == row.poste]
        mine = [line for line in mine if line not in typed]
        side += _typed(row, typed)
    for line in mine:
        poste = postes_budget().get(line.poste)
        label = line.libelle or (poste.libelle if poste else line.poste)
        side.append((one_line(label), line.montant, True))
    return side


def _typed(row: LigneBudgetImprimee, typed: list[LigneBudget]) -> _Side:
    label = french(row.libelle)
    if not typed:
        return [(label, row.montant, False)]
    side: _Side = []
    for number, line in enumerate(typed):
        own = one_line(line.libelle) if line.libelle else ""
        shown = label if number == 0 else ""
        if own and own.casefold() != label.casefold():
            shown = f"{label}\n{own}" if number == 0 else own
        side.append((shown or label, line.montant, True))
    return side


def _cells(entry: tuple[str, Decimal | None, bool] | None) -> tuple[Cell, Cell]:
    if entry is None:
        return Cell(), Cell()
    label, amount, typed = entry
    shown: tuple[Paragraph, ...] = ()
    if amount is not None:
        shown = (Paragraph(plain(euros(amount))),)
    elif typed:
        shown = (Paragraph(plain("à compléter", Tone.MISSING)),)
    return Cell((Paragraph(plain(label)),)), Cell(shown, value=amount)


def _totals(charges: _Side, produits: _Side) -> Row:
    cells: list[Cell] = []
    for label, side in (("Total des charges", charges), ("Total des produits", produits)):
        amounts = [amount for _, amount, _ in side if amount is not None]
        cells.append(Cell((Paragraph(plain(label, bold=True)),)))
        total = sum(amounts, Decimal(0)) if amounts else None
        shown = () if total is None else (Paragraph(plain(euros(total), bold=True)),)
        cells.append(Cell(shown, value=total))
    return Row(tuple(cells), total=True)
