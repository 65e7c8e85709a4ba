"""Grids of labels and values."""

from maillage.documents.build.cases import boxes
from maillage.documents.build.contexte import (
    A_COMPLETER,
    Attendu,
    Construit,
    Contexte,
    missing_in_cell,
    plain,
)
from maillage.documents.build.valeurs import place, raw, words
from maillage.documents.tree import Block, Cell, Grid, GridRow, Paragraph, Run, Tone
from maillage.documents.typographie import french
from maillage.reference.trames import Champ, Grille, LigneGrille

SANS_OBJET = "Sans objet"


def build(contexte: Contexte, grille: Grille) -> Construit:
    """Draw each label with its values; an unknown value is said."""
    rows: list[GridRow] = []
    attendus: list[Attendu] = []
    for ligne in grille.lignes:
        built = _line(contexte, ligne)
        rows.append(GridRow(french(ligne.libelle), Cell(built.blocks)))
        attendus += built.attendus
    return Construit((Grid(french(grille.resume), tuple(rows)),), tuple(attendus))


def _line(contexte: Contexte, ligne: LigneGrille) -> Construit:
    if ligne.cases:
        return boxes(contexte, ligne.cases)
    blocks: list[Block] = []
    attendus = []
    for champ in ligne.champs:
        known, paragraph = _champ(contexte, champ)
        blocks.append(paragraph)
        attendus.append(Attendu(place(champ.valeur), known))
    if not any(attendu.connu for attendu in attendus) and not ligne.champs[0].libelle:
        blocks = _only_labels(ligne)
    return Construit(tuple(blocks), tuple(attendus))


def _only_labels(ligne: LigneGrille) -> list[Block]:
    """Say once that a cell is empty, rather than once per value; keep the labels of the form."""
    labelled = [champ for champ in ligne.champs if champ.libelle]
    missing = plain(A_COMPLETER, Tone.MISSING)
    return [*missing_in_cell(), *(_labelled(champ, missing) for champ in labelled)]


def _champ(contexte: Contexte, champ: Champ) -> tuple[bool, Paragraph]:
    value = words(raw(contexte, champ.valeur), champ.valeur.partition(".")[2])
    if champ.si and raw(contexte, champ.si) is False:
        return True, _labelled(champ, plain(value or SANS_OBJET))
    if value is None and not champ.facultatif:
        return False, _labelled(champ, plain(A_COMPLETER, Tone.MISSING))
    return True, _labelled(champ, plain(value or "–"))


def _labelled(champ: Champ, runs: tuple[Run, ...]) -> Paragraph:
    if champ.libelle is None:
        return Paragraph(runs)
    return Paragraph((Run(french(f"{champ.libelle} : "), tone=Tone.DISCREET), *runs))
