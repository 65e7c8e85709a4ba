"""What follows the sheet of one action: its indicators, and what it costs and brings."""

from collections.abc import Iterable
from decimal import Decimal

from maillage.core.budget import Cote
from maillage.core.facts import DossierFacts, Indicateur, LigneBudgetProjet
from maillage.documents.build import mesures
from maillage.documents.build.contexte import plain
from maillage.documents.build.valeurs import LIBELLES
from maillage.documents.characters import one_line
from maillage.documents.tree import Block, Cell, Column, Heading, Paragraph, Remark, Row, Table
from maillage.documents.typographie import french, money
from maillage.reference.plan_comptable import natures

_COUTE = (Cote.CHARGE, Cote.EMPLOI)


def suivi(dossier: DossierFacts, action: str, level: int) -> tuple[Block, ...]:
    """Draw the indicators of an action, as one fills them in: counted how, from where to where."""
    mine = [one for one in dossier.indicateurs or () if one.action == action]
    title = Heading(french("Ce qui montre qu’elle avance"), level)
    if not mine:
        return title, _none("Aucun indicateur ne suit encore cette action.")
    columns = (
        Column("Indicateur", 28),
        Column("Ce qui est compté", 26),
        Column("Départ", 13),
        Column("Cibles", 13),
        Column("Qui le fournit", 20),
    )
    return title, Table(
        french("Indicateurs de l’action, un par ligne"), columns, tuple(map(_followed, mine))
    )


def _followed(one: Indicateur) -> Row:
    nature = LIBELLES[one.nature] if one.nature else None
    out_of = f"sur : {one_line(one.denominateur)}" if one.denominateur else None
    proof = f"Preuve : {one_line(one.preuve)}" if one.preuve else None
    return Row(
        (
            _cell(one.libelle, nature),
            _cell(one.numerateur or one.definition, out_of),
            _cell(mesures.depart(one)),
            _cell(*(mesures.cible(one) or "").split(";")),
            _cell(one.source, one.rythme, proof),
        )
    )


def budget(dossier: DossierFacts, action: str, level: int) -> tuple[Block, ...]:
    """Draw the lines of the budget that name an action, year by year."""
    mine = [one for one in dossier.budget_projet or () if one.action == action]
    title = Heading(french("Ce qu’elle coûte, et qui la paie"), level)
    if not mine:
        return title, _none("Aucune ligne du budget ne la nomme encore.")
    mine.sort(key=lambda one: one.exercice)
    columns = (
        Column("Année", 12),
        Column("Ligne du budget", 52),
        Column("Charges", 18, right=True),
        Column("Produits", 18, right=True),
    )
    rows = [_spent(line) for line in mine]
    if len(rows) > 1:
        rows.append(_total(mine))
    said: list[Block] = [
        Table(french("Budget de l’action, une ligne par dépense ou recette"), columns, tuple(rows))
    ]
    if any(_side(line) in (Cote.EMPLOI, Cote.CONTRIBUTION) for line in mine):
        said.append(
            Remark(plain(french("Les contributions volontaires comptent dans ces totaux.")))
        )
    return title, *said


def _side(line: LigneBudgetProjet) -> Cote | None:
    nature = natures().get(line.nature)
    return nature.cote if nature else None


def _spent(line: LigneBudgetProjet) -> Row:
    nature = natures().get(line.nature)
    amount = "à compléter" if line.montant is None else money(line.montant, cents=True)
    name = french(nature.libelle) if nature else line.nature
    out = _side(line) in _COUTE
    return Row(
        (
            _cell(str(line.exercice)),
            _cell(name, line.libelle, line.financeur),
            _cell(amount if out else None),
            _cell(None if out else amount),
        )
    )


def _total(lines: Iterable[LigneBudgetProjet]) -> Row:
    sums = {True: Decimal(0), False: Decimal(0)}
    for line in lines:
        sums[_side(line) in _COUTE] += line.montant or 0
    shown = (_cell(money(sums[out], cents=True)) for out in (True, False))
    return Row((_cell("Total"), _cell(None), *shown), total=True)


def _cell(*lines: str | None) -> Cell:
    said = (one_line(line) for line in lines if line and line.strip())
    return Cell(tuple(Paragraph(plain(line.strip())) for line in said))


def _none(sentence: str) -> Block:
    return Remark(plain(french(sentence)))
