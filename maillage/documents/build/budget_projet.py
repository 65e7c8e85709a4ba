"""The forecast budget: one printed form per year, then what its rows cannot say."""

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.core.budget import BudgetImprime, Cote, Rang, Sorte, exercices, imprimer
from maillage.core.facts import Imputation, LigneBudgetProjet
from maillage.documents.build import budget_remarques
from maillage.documents.build.contexte import Attendu, Construit, Contexte, blank, plain, together
from maillage.documents.characters import one_line
from maillage.documents.tree import Block, Cell, Column, Heading, Paragraph, Row, Table
from maillage.documents.typographie import NARROW, french, money
from maillage.reference.plan_comptable import Imprime, formulaires_budget, natures
from maillage.reference.trames.budget_projet import BudgetProjet

PLACE = "budget_projet"
LONGEST_NAMES = 50  # characters of several names in a cell
_APPELS = "¹²³⁴⁵⁶⁷⁸⁹"
_LARGEURS = (35, 15, 35, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annee:
    formulaire: Imprime
    lignes: tuple[LigneBudgetProjet, ...]
    imprime: BudgetImprime


def build(contexte: Contexte, budget: BudgetProjet, level: int) -> Construit:
    """Draw the budget of each year, or their totals only."""
    formulaire = formulaires_budget()[budget.formulaire]
    lines = contexte.dossier.budget_projet or ()
    years = {
        year: _annee(formulaire, [line for line in lines if line.exercice == year])
        for year in exercices(lines)
    }
    attendus = _attendus(contexte, years.values())
    if budget.synthese:
        return Construit(_synthesis(formulaire, years), attendus)
    if not years:
        empty = _table(budget.resume, _annee(formulaire, []))
        notes = budget_remarques.notes(formulaire)
        return Construit((blank("le budget est à établir"), empty, *notes), attendus)
    drawn = [
        Construit(_year(budget, year, annee, level, first=number == 0))
        for number, (year, annee) in enumerate(years.items())
    ]
    if budget.synthese_finale and len(years) > 1:
        title = Heading("Synthèse des exercices", level + 1)
        drawn.append(Construit((title, *_synthesis(formulaire, years))))
    return Construit(together(drawn).blocks, attendus)


def _annee(formulaire: Imprime, lignes: list[LigneBudgetProjet]) -> _Annee:
    imprime = imprimer(lignes, natures(), formulaire)
    return _Annee(formulaire=formulaire, lignes=tuple(lignes), imprime=imprime)


def _attendus(contexte: Contexte, years: Iterable[_Annee]) -> tuple[Attendu, ...]:
    known = contexte.dossier.budget_projet is not None
    unknown = any(year.imprime.sans_montant or year.imprime.inconnues for year in years)
    return (Attendu(PLACE, known), *([Attendu(PLACE, False)] if unknown else []))


def _year(
    budget: BudgetProjet, year: int, annee: _Annee, level: int, *, first: bool
) -> tuple[Block, ...]:
    heading = Heading(f"Exercice {year}", level + 1, new_page=not first)
    said = budget_remarques.remarks(annee.formulaire, annee.imprime)
    notes = budget_remarques.notes(annee.formulaire)
    return (heading, _table(f"{budget.resume}, {year}", annee), *said, *notes)


def _table(resume: str, annee: _Annee) -> Table:
    heads = [french(head) for head in annee.formulaire.entetes]
    if annee.formulaire.appel_entete:
        heads[1] = _called(heads[1], annee.formulaire.appel_entete)
    columns = tuple(
        Column(head, width, right=number % 2 == 1)
        for number, (head, width) in enumerate(zip(heads, _LARGEURS, strict=True))
    )
    rows = []
    for rangee in annee.formulaire.rangees:
        cells = (*_side(annee, rangee.charge), *_side(annee, rangee.produit))
        sortes = {rang.sorte for rang in (rangee.charge, rangee.produit) if rang}
        rows.append(Row(cells, total=bool(sortes & {Sorte.TITRE, Sorte.TOTAL})))
    return Table(french(resume), columns, tuple(rows), dense=True)


def _side(annee: _Annee, rang: Rang | None) -> tuple[Cell, Cell]:
    if rang is None:
        return Cell(), Cell()
    strong = rang.sorte in (Sorte.TITRE, Sorte.CLASSE, Sorte.TOTAL)
    label = Paragraph(plain(_label(annee, rang), bold=strong), mark=_mark(annee, rang))
    amount = annee.imprime.montants.get(rang.cle)
    if amount is None:
        return Cell((label,)), Cell()
    shown = money(amount, cents=annee.formulaire.centimes)
    return Cell((label,)), Cell((Paragraph(plain(shown, bold=strong)),), value=amount)


def _mark(annee: _Annee, rang: Rang) -> str:
    """Name the lines that a row adds up, with their cents: a file cannot tell them apart."""
    form, known = annee.formulaire, natures()
    names = []
    for line in annee.lignes:
        nature = known.get(line.nature)
        if nature is None or line.montant is None:
            continue
        indirect = line.imputation is Imputation.INDIRECTE
        if rang.cle == (form.indirecte(nature) if indirect else form.ligne(nature)):
            names.append(f"{'i' if indirect else 'd'}_{line.nature}_{int(line.montant * 100)}")
    return " ".join(names)


def _label(annee: _Annee, rang: Rang) -> str:
    label = french(rang.libelle)
    if rang.appel:
        label = _called(label, rang.appel)
    detail = annee.imprime.details.get(rang.cle)
    if detail:
        name = f"autres ({detail.autres})" if detail.autres else one_line(detail.nom or "")
        return f"{label} {name}"
    names = _names(annee.imprime.noms.get(rang.cle, ()))
    if not names:
        return label
    return f"{label} {names}" if label.endswith(":") else french(f"{label} : ") + names


def _names(names: tuple[str, ...]) -> str:
    """Name who gives; several long names are only counted, for they are detailed below."""
    said = ", ".join(map(one_line, names))
    if len(names) > 1 and len(said) > LONGEST_NAMES:
        return f"{len(names)} financeurs, détaillés plus bas"
    return said


def _called(label: str, number: int) -> str:
    return f"{label}{NARROW}{_APPELS[number - 1]}"


def _synthesis(formulaire: Imprime, years: dict[int, _Annee]) -> tuple[Block, ...]:
    heads = (("Exercice", 28), ("Total des charges", 24), ("Total des produits", 24), ("Écart", 24))
    columns = tuple(Column(head, width, right=n > 0) for n, (head, width) in enumerate(heads))
    if not years:
        return (blank("le budget est à établir"), Table(_RESUME, columns, (_empty_row(),)))
    rows = tuple(_synthesis_row(formulaire, year, annee) for year, annee in years.items())
    return (Table(_RESUME, columns, rows),)


_RESUME = "Total des charges et des produits, un exercice par ligne"


def _empty_row() -> Row:
    return Row(tuple(Cell() for _ in range(4)))


def _synthesis_row(formulaire: Imprime, year: int, annee: _Annee) -> Row:
    totals = annee.imprime.totaux
    amounts = (totals[Cote.CHARGE], totals[Cote.PRODUIT], annee.imprime.ecart)
    shown = [(money(amount, cents=formulaire.centimes), amount) for amount in amounts]
    return Row(
        (
            Cell((Paragraph(plain(str(year))),), header=True),
            *(Cell((Paragraph(plain(text)),), value=amount) for text, amount in shown),
        )
    )
