"""The figures that the team kept, after the text that they go with: drawing, table, origin."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from maillage.core.facts import FigureRetenue, FormeFigure, LigneFigure
from maillage.documents import carte, graphique
from maillage.documents.build.contexte import Contexte, plain
from maillage.documents.characters import one_line
from maillage.documents.graphique import lecture
from maillage.documents.tree import Block, Cell, Column, Figure, Paragraph, Remark, Row, Table
from maillage.documents.typographie import day, french, percent

MARK: Final = "donnees"  # not the words of the team: a file that comes back leaves them aside
_ON_A_MAP: Final = (FormeFigure.CARTE, FormeFigure.CERCLES)
_CHART: Final = 74  # per cent of the width: its letters are then as large as the text
_LONG: Final = 12  # rows from which a table is cut in two columns side by side
_DENSE: Final = 24


def build(contexte: Contexte, rubrique: str) -> tuple[Block, ...]:
    """Return the figures kept for a rubrique, in the order they were kept."""
    kept = (one for one in contexte.dossier.figures or () if one.rubrique == rubrique)
    return tuple(block for figure in kept for block in _one(contexte, figure))


def _one(contexte: Contexte, figure: FigureRetenue) -> Iterable[Block]:
    title = french(one_line(figure.titre))
    yield Paragraph(plain(title, bold=True), leads=True, mark=MARK)
    drawn = _drawn(contexte, figure)
    if drawn is not None:
        yield drawn
    if figure.lignes:
        yield tableau(figure)
    if drawn is None:
        yield Remark(plain(origine(figure)))


def _drawn(contexte: Contexte, figure: FigureRetenue) -> Figure | None:
    if figure.forme in _ON_A_MAP:
        found = carte.colorier(figure, contexte.fond)
        picture = carte.pour_document(found) if found else None
        said = f"{found.titre}. {found.description}" if found else ""
        more, share = found.source if found else "", 100
    else:
        chart = graphique.dessiner(figure)
        picture = graphique.pour_document(chart) if chart else None
        said, more = chart.description if chart else "", ""
        share = _CHART * chart.largeur // graphique.LARGEUR if chart else _CHART
    if picture is None:
        return None
    svg, wide, high = picture
    alt = french(one_line(said))
    caption = french(f"{origine(figure)} {more}".strip())
    return Figure(
        alt=alt, placeholder=alt, svg=svg, caption=caption, wide=wide, high=high, share=share
    )


def tableau(figure: FigureRetenue) -> Table:
    """Return the values of a figure, one line by place, age or year; one column by series."""
    names = lecture.series(figure)
    heads, unit = names, figure.unite or ""
    if names == ("",):
        heads, unit = (french(_head(unit)),), "%" if unit == "%" else ""  # any other is in the head
    lines = figure.lignes or ()
    if len(names) == 1 and len(lines) >= _LONG:
        return _side_by_side(figure, lines, heads[0], unit)
    said = lecture.valeurs(figure)
    rows = tuple(
        Row((_label(libelle), *(_cell(unit, said.get((libelle, name))) for name in names)))
        for libelle in lecture.libelles(figure)
    )
    columns = (Column("", 34), *(Column(one_line(head), 22, right=True) for head in heads))
    return Table(_summary(figure), _titled(figure, columns), rows)


def _side_by_side(
    figure: FigureRetenue, lines: tuple[LigneFigure, ...], head: str, unit: str
) -> Table:
    """Return a long list in two columns: it is read, and it does not fill a page."""
    half = (len(lines) + 1) // 2
    pair = (Column("Commune", 32), Column(head, 18, right=True))
    rows = []
    for rank in range(half):
        beside = lines[half + rank] if half + rank < len(lines) else None
        right = (_label(beside.libelle), _cell(unit, beside.valeur)) if beside else (Cell(), Cell())
        rows.append(Row((_label(lines[rank].libelle), _cell(unit, lines[rank].valeur), *right)))
    return Table(_summary(figure), (*pair, *pair), tuple(rows), dense=len(lines) > _DENSE)


_FIRST: Final = {
    FormeFigure.BARRES: "Lieu",
    FormeFigure.AGES: "Âge",
    FormeFigure.PYRAMIDE: "Âge",
    FormeFigure.COURBE: "Année",
    FormeFigure.CARTE: "Commune",
    FormeFigure.CERCLES: "Commune",
}


def _titled(figure: FigureRetenue, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    first, *rest = columns
    return (Column(french(_FIRST[figure.forme]), first.width), *rest)


def _head(unit: str) -> str:
    if unit == "%":
        return "Part"
    return f"Valeur ({one_line(unit)})" if unit else "Valeur"


def _summary(figure: FigureRetenue) -> str:
    return french(f"{one_line(figure.titre)} : les valeurs")


def _label(text: str) -> Cell:
    return Cell((Paragraph(plain(french(one_line(text)))),), header=True)


def _cell(unit: str, value: Decimal | None) -> Cell:
    return Cell((Paragraph(plain(lecture.ecrite(value, unit))),), value=value)


def origine(figure: FigureRetenue) -> str:
    """Say where a figure comes from, what it covers, and the day the team kept it."""
    source = ", ".join(part for part in (figure.source, figure.millesime) if part)
    said = [f"Source : {source}." if source else "Source à indiquer."]
    if figure.niveau:
        said.append(f"{figure.niveau}.")
    if figure.couverture is not None:
        said.append(f"Couvre {percent(figure.couverture)} de la population.")
    if figure.estimation:
        said.append("Estimation.")
    if figure.retenue_le:
        said.append(f"Relevé le {day(figure.retenue_le)}.")
    return french(one_line(" ".join(said)))
