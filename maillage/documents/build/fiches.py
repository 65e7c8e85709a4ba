"""The sheets of a form: one grid per action, each under its title."""

from dataclasses import replace

from maillage.core.facts import ActionPrevue
from maillage.documents import markdown
from maillage.documents.build.actions import said
from maillage.documents.build.contexte import (
    A_COMPLETER,
    Attendu,
    Construit,
    Contexte,
    missing_in_cell,
    plain,
    together,
)
from maillage.documents.characters import one_line
from maillage.documents.tree import (
    Block,
    Cell,
    Grid,
    GridRow,
    Heading,
    Item,
    Listing,
    Paragraph,
    Run,
    Tone,
)
from maillage.documents.typographie import french
from maillage.reference.trames import ChampFiche, Fiches, LigneFiche
from maillage.reference.trames.fiches import TEXTES_ACTION

AUCUNE = "Aucune action prévue à ce jour."


def build(contexte: Contexte, fiches: Fiches, level: int, key: str) -> Construit:
    """Draw one sheet per action; one empty sheet when there is none."""
    kept = [one for one in contexte.dossier.actions or () if _kept(one, fiches, contexte.action)]
    if not kept and fiches.facultatives and contexte.dossier.actions:
        return Construit((Paragraph(plain(AUCUNE, Tone.DISCREET)),), (Attendu("actions", True),))
    if not kept:
        first = f"{fiches.titre} 1" if fiches.numerotees else fiches.titre
        return _sheet(contexte, fiches, None, Heading(french(first), level, "", key))
    titled = (
        Heading(
            _title(fiches, action, number),
            level,
            key=f"{key}.{number}",
            new_page=fiches.nouvelle_page and number > 1,
        )
        for number, action in enumerate(kept, start=1)
    )
    return together(
        _sheet(contexte, fiches, action, title) for action, title in zip(kept, titled, strict=True)
    )


def _title(fiches: Fiches, action: ActionPrevue, number: int) -> str:
    if fiches.numerotees:
        return f"{french(f'{fiches.titre} {number} :')} {one_line(action.titre)}"
    return f"{french(fiches.titre)} – {one_line(action.titre)}"


def _kept(action: ActionPrevue, fiches: Fiches, only: str | None) -> bool:
    if only is not None:
        return action.id == only
    if action.mission is None:
        return fiches.sans_mission or not fiches.missions
    return not fiches.missions or action.mission in fiches.missions


def _sheet(
    contexte: Contexte, fiches: Fiches, action: ActionPrevue | None, title: Heading
) -> Construit:
    rows: list[GridRow] = []
    attendus: list[Attendu] = []
    for ligne in fiches.lignes:
        built = _line(contexte, ligne, action)
        rows.append(GridRow(french(ligne.libelle), Cell(built.blocks)))
        attendus += built.attendus
    return Construit((title, Grid(french(fiches.resume), tuple(rows))), tuple(attendus))


def _line(contexte: Contexte, ligne: LigneFiche, action: ActionPrevue | None) -> Construit:
    blocks: list[Block] = []
    attendus: list[Attendu] = []
    for champ in ligne.champs:
        found = None if action is None else _value(contexte, action, champ)
        if found is not None or not champ.facultatif:
            attendus.append(Attendu("actions", found is not None))
        if found is not None:
            blocks += _labelled(champ, found)
        elif champ.libelle and not champ.facultatif:
            blocks.append(_label(champ, Run(A_COMPLETER, tone=Tone.MISSING)))
    return Construit(tuple(blocks) or missing_in_cell(), tuple(attendus))


def _value(contexte: Contexte, action: ActionPrevue, champ: ChampFiche) -> tuple[Block, ...] | None:
    """Return what answers a field: None when it is unknown."""
    if champ.champ in TEXTES_ACTION:
        text = getattr(action, champ.champ)
        return _marked(champ, _flat(markdown.blocks(text, level=1))) or None if text else None
    lines = said(contexte.dossier, action, champ.champ)
    if lines is None:
        return None
    if len(lines) > 1:
        return (Listing(tuple(Item((Paragraph(plain(line)),)) for line in lines)),)
    return (Paragraph(plain(lines[0] if lines else "–")),)


def _marked(champ: ChampFiche, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Say where a text begins: a cell may hold several, that a file must tell apart."""
    if blocks and isinstance(blocks[0], Listing | Paragraph):
        return (replace(blocks[0], mark=f"action_{champ.champ}"), *blocks[1:])
    return blocks


def _flat(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A heading inside a cell is only bold: it would break the outline of the document."""
    return tuple(
        Paragraph(plain(block.text, bold=True)) if isinstance(block, Heading) else block
        for block in blocks
    )


def _labelled(champ: ChampFiche, found: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put the label before the answer: on its line when it opens with a paragraph."""
    if champ.libelle is None:
        return found
    first = found[0]
    if isinstance(first, Paragraph):
        return (replace(_label(champ, *first.runs), mark=first.mark), *found[1:])
    return (_label(champ), *found)


def _label(champ: ChampFiche, *runs: Run) -> Paragraph:
    return Paragraph((Run(french(f"{champ.libelle} : "), tone=Tone.DISCREET), *runs))
