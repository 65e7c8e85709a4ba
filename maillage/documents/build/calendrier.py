"""The calendar of a form, filled from the coded steps of the dossier."""

from datetime import date

from maillage.core.facts import Etape
from maillage.documents.build.contexte import Attendu, Construit, Contexte, plain
from maillage.documents.build.reunions import in_order, reunion
from maillage.documents.characters import one_line
from maillage.documents.tree import (
    Block,
    Cell,
    Column,
    Item,
    Listing,
    Paragraph,
    Period,
    Row,
    Run,
    Table,
    Tone,
)
from maillage.documents.typographie import french, period
from maillage.reference.nomenclatures import etapes
from maillage.reference.trames import Calendrier, LigneCalendrier

_WIDTHS = {2: (64, 36), 3: (28, 44, 28)}
_WITH_LISTS = (36, 64)  # the period shares its cell with meetings or actions


def build(contexte: Contexte, calendrier: Calendrier) -> Construit:
    """Draw the lines of the form, then the steps of the dossier that it does not know."""
    steps = {step.code: step for step in contexte.dossier.calendrier or ()}
    lines = [li for li in calendrier.lignes if li.toujours or li.code in steps]
    attendus = tuple(_attendu(contexte, steps, line) for line in lines)
    with_step = len(calendrier.entetes) == 3
    rows = _printed(contexte, lines, steps, with_step=with_step)
    known = {line.code for line in calendrier.lignes}
    others = [step for step in contexte.dossier.calendrier or () if step.code not in known]
    rows += _others(others, calendrier.autres, with_step=with_step)
    heads = zip(calendrier.entetes, _widths(calendrier), strict=True)
    columns = tuple(Column(french(head), width) for head, width in heads)
    return Construit((Table(french(calendrier.resume), columns, tuple(rows)),), attendus)


def _widths(calendrier: Calendrier) -> tuple[int, ...]:
    if any(line.reunions or line.actions for line in calendrier.lignes):
        return _WITH_LISTS
    return _WIDTHS[len(calendrier.entetes)]


def _attendu(contexte: Contexte, steps: dict[str, Etape], line: LigneCalendrier) -> Attendu:
    if line.code is None:
        return Attendu("reunions", contexte.dossier.reunions is not None)
    return Attendu("calendrier", _dated(steps.get(line.code)))


def _dated(step: Etape | None) -> bool:
    return step is not None and (step.debut or step.fin) is not None


def _printed(
    contexte: Contexte, lines: list[LigneCalendrier], steps: dict[str, Etape], *, with_step: bool
) -> list[Row]:
    rows = []
    for number, line in enumerate(lines):
        cells = []
        if with_step and line.etape:
            following = iter(lines[number + 1 :])
            below = next((i for i, other in enumerate(following) if other.etape), None)
            span = 1 + (len(lines) - number - 1 if below is None else below)
            head = Paragraph(plain(french(line.etape), bold=True))
            cells.append(Cell((head,), rowspan=span, header=True))
        step = steps.get(line.code or "")
        when = _when(contexte, line, step)
        cells += [_action(french(line.action), step, header=not with_step), when]
        rows.append(Row(tuple(cells)))
    return rows


def _when(contexte: Contexte, line: LigneCalendrier, step: Etape | None) -> Cell:
    if line.reunions:
        return Cell(_list([reunion(held) for held in in_order(contexte.dossier.reunions or ())]))
    cell = _period(step)
    planned = [a for a in contexte.dossier.actions or () if line.actions and a.debut]
    planned.sort(key=lambda action: action.debut.first_day() if action.debut else date.max)
    starts = [f"{one_line(a.titre)} – {period(a.debut, a.debut)}" for a in planned]
    return Cell((*cell.blocks, *_list(starts)), value=cell.value)


def _list(lines: list[str]) -> tuple[Block, ...]:
    items = tuple(Item((Paragraph(plain(line)),)) for line in lines)
    return (Listing(items),) if items else ()


def _action(label: str, step: Etape | None, *, header: bool) -> Cell:
    runs = [Run(label)]
    own = one_line(step.libelle) if step and step.libelle else ""
    if own and own.casefold() != label.casefold():
        runs.append(Run(f"\n{own}", tone=Tone.DISCREET))
    return Cell((Paragraph(tuple(runs)),), header=header)


def _period(step: Etape | None) -> Cell:
    if step is None:
        return Cell()
    text = period(step.debut, step.fin)
    if not text:
        return Cell((Paragraph(plain("à compléter", Tone.MISSING)),))
    return Cell((Paragraph(plain(text)),), value=Period(step.debut, step.fin))


def _others(steps: list[Etape], title: str, *, with_step: bool) -> list[Row]:
    rows = []
    for number, step in enumerate(steps):
        cells = []
        if with_step and number == 0:
            head = Paragraph(plain(french(title), bold=True))
            cells.append(Cell((head,), rowspan=len(steps), header=True))
        usual = etapes().get(step.code)
        label = step.libelle or (usual.libelle if usual else step.code)
        cells += [_action(one_line(label), None, header=not with_step), _period(step)]
        rows.append(Row(tuple(cells)))
    return rows
