"""The tables of the regional health plan: every line to tick, then only those kept."""

from itertools import groupby

from maillage.core.facts import LienPrs
from maillage.documents import markdown
from maillage.documents.build.contexte import Attendu, Construit, Contexte, plain
from maillage.documents.tree import (
    Block,
    Cell,
    Checkboxes,
    Column,
    Item,
    Listing,
    Option,
    Paragraph,
    Row,
    Table,
    Tone,
)
from maillage.documents.typographie import french
from maillage.reference.prs import Priorite, tables_prs
from maillage.reference.trames import TableauPrs

AUCUN = "Aucun lien retenu dans ce tableau."


def build(contexte: Contexte, tableau: TableauPrs) -> Construit:
    """Draw the lines that the team keeps; all of them, unticked, as long as it has not answered."""
    priorites = tables_prs(tableau.region)[tableau.table].priorites
    links = contexte.dossier.liens_prs
    kept = {link.code: link for link in links or ()}
    shown = [p for p in priorites if links is None or p.code in kept]
    if any(priorite.theme for priorite in priorites):
        rows, widths = _below_themes(shown, kept), (38, 62)
    else:
        rows, widths = [_alone(priorite, kept) for priorite in shown], (45, 55)
    if not rows:
        rows = [Row((Cell((Paragraph(plain(AUCUN, Tone.DISCREET)),), colspan=2),))]
    heads = zip(tableau.entetes, widths, strict=True)
    columns = tuple(Column(french(head), width) for head, width in heads)
    attendu = Attendu("liens_prs", links is not None)
    return Construit((Table(french(tableau.resume), columns, tuple(rows)),), (attendu,))


def _below_themes(shown: list[Priorite], kept: dict[str, LienPrs]) -> list[Row]:
    """One row per theme: cells over several rows are read out of order in a PDF."""
    rows = []
    for theme, lines in groupby(shown, key=lambda priorite: priorite.theme):
        head = Paragraph(plain(french(theme or ""), bold=True))
        rows.append(Row((Cell((head,), header=True), Cell(_axes(list(lines), kept)))))
    return rows


def _axes(lines: list[Priorite], kept: dict[str, LienPrs]) -> tuple[Block, ...]:
    if not any(priorite.code in kept for priorite in lines):
        return (Checkboxes(tuple(Option(french(line.libelle), checked=False) for line in lines)),)
    items = (Item((*_label(line, kept), *_comment(kept.get(line.code)))) for line in lines)
    return (Listing(tuple(items)),)


def _alone(priorite: Priorite, kept: dict[str, LienPrs]) -> Row:
    comment = Cell(_comment(kept.get(priorite.code)))
    return Row((Cell(_label(priorite, kept), header=True), comment))


def _label(priorite: Priorite, kept: dict[str, LienPrs]) -> tuple[Block, ...]:
    """A line kept is a line of text: the form has the others removed."""
    label = french(priorite.libelle)
    if priorite.code in kept:
        return (Paragraph(plain(label)),)
    return (Checkboxes((Option(label, checked=False),), in_line=True),)


def _comment(link: LienPrs | None) -> tuple[Block, ...]:
    return markdown.paragraphs(link.commentaire) if link and link.commentaire else ()
