"""Grids of labels and values."""

from maillage.documents.build.cases import boxes
from maillage.documents.build.contexte import (
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


def build(contexte: Contexte, grille: Grille) -> Construit:
    """Draw each label with its values; an unknown value is said."""
    rows, attendus = [], []
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
    labelled = [_labelled(champ, (Run("à compléter", tone=Tone.MISSING),)) for champ in ligne.champs]
    return [*missing_in_cell(), *(p for c, p in zip(ligne.champs, labelled) if c.libelle)]


def _champ(contexte: Contexte, champ: Champ) -> tuple[bool, Paragraph]:
    value = words(raw(contexte, champ.valeur), champ.valeur.partition(".")[2])
    if value is None:
        return False, _labelled(champ, plain("à compléter", Tone.MISSING))
    return True, _labelled(champ, plain(value or "–"))


def _labelled(champ: Champ, runs: tuple[Run, ...]) -> Paragraph:
    if champ.libelle is None:
        return Paragraph(runs)
    return Paragraph((Run(french(f"{champ.libelle} : "), tone=Tone.DISCREET), *runs))
