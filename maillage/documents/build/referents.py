"""The contacts of institutions, on the rows that a form prints in advance."""

from maillage.core.facts import Referent
from maillage.documents.build.contexte import (
    Attendu,
    Construit,
    Contexte,
    missing_in_cell,
    plain,
)
from maillage.documents.build.valeurs import words
from maillage.documents.tree import Block, Cell, Column, Paragraph, Row, Table
from maillage.documents.typographie import french
from maillage.reference.referents import listes_referents
from maillage.reference.trames import CHAMPS_REFERENT, TableauReferents

_WIDTHS = (10, 24, 17, 19, 30)
_ON_A_PAGE = 24  # rows at their ordinary height


def build(contexte: Contexte, tableau: TableauReferents) -> Construit:
    """Draw the rows of the form, each with its contact when there is one, then the others."""
    listed = contexte.dossier.referents
    rest = list(listed or ())
    rows: list[Row] = []
    for territoire in listes_referents()[tableau.region].territoires:
        rows += [_printed(rest, territoire.libelle, name) for name in territoire.organismes]
        mine = [r for r in rest if _same(r.territoire, territoire.libelle)]
        rest = [r for r in rest if r not in mine]
        rows += [_row(r) for r in mine]
    rows += [_row(r) for r in rest]
    columns = tuple(
        Column(french(head), width) for head, width in zip(tableau.entetes, _WIDTHS, strict=True)
    )
    attendu = Attendu("referents", listed is not None)
    table = Table(french(tableau.resume), columns, tuple(rows), dense=len(rows) > _ON_A_PAGE)
    return Construit((table,), (attendu,))


def _take(rest: list[Referent], territoire: str, organisme: str) -> Referent | None:
    for number, referent in enumerate(rest):
        if _same(referent.territoire, territoire) and _same(referent.organisme, organisme):
            return rest.pop(number)
    return None


def _same(typed: str | None, printed: str) -> bool:
    return (typed or "").strip().casefold() == printed.casefold()


def _printed(rest: list[Referent], territoire: str, organisme: str) -> Row:
    referent = _take(rest, territoire, organisme)
    if referent is not None:
        return _row(referent)
    texts = (territoire, "", organisme, "", "")
    drawn = ((Paragraph(plain(french(text))),) if text else () for text in texts)
    return Row(tuple(Cell(blocks, header=n == 0) for n, blocks in enumerate(drawn)))


def _row(referent: Referent) -> Row:
    values = [words(getattr(referent, name), name) for name in CHAMPS_REFERENT]
    return Row(tuple(Cell(_text(value), header=n == 0) for n, value in enumerate(values)))


def _text(value: str | None) -> tuple[Block, ...]:
    if value is None:
        return missing_in_cell()
    return (Paragraph(plain(value or "–")),)
