"""The most that a CPTS may receive in a year, by size and by what it does."""

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.core.fiabilite import Fiabilite, plus_faible
from maillage.core.financement.echeancier import Situation
from maillage.core.financement.grille import CALCUL, TOTAL, Cellule, Grille, Volet
from maillage.core.financement.lignes import Origine


@dataclass(frozen=True, slots=True, kw_only=True)
class Plafond:
    """A maximum for a whole year, in cents, and how sure we are of it."""

    centimes: int
    fiabilite: Fiabilite
    sources: tuple[str, ...]  # as they are written for a reader
    inconnus: tuple[str, ...] = ()  # sums that exist, whose amount no source gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Maximum:
    """The same maximum, cut by the way each part is paid; cents."""

    fonctionnement: int
    fixe: int
    variable: int
    forfaits: int  # due once something has happened: a plan handed over, a crisis recognised
    fiabilite: Fiabilite
    inconnus: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Return what a whole year pays at best."""
        return self.fonctionnement + self.fixe + self.variable + self.forfaits


def plafond_annuel(taille: int, grille: Grille) -> Plafond:
    """Return the most that a CPTS of this size may receive in a year, every mission included.

    A total that a source prints is surer than its parts: it keeps its own reliability.
    """
    cells = _cells(grille, taille, grille.postes)
    printed = grille.total(TOTAL, taille)
    if printed is not None and printed.centimes is not None and printed.source != CALCUL:
        used, cents = [printed], printed.centimes
    else:
        used = [cell for _, _, cell in cells if cell.euros is not None]
        cents = sum(cell.centimes or 0 for cell in used)
    return Plafond(
        centimes=cents,
        fiabilite=plus_faible(cell.fiabilite for cell in used),
        sources=tuple(dict.fromkeys(grille.sources[cell.source] for cell in used)),
        inconnus=_unknown(cells),
    )


def maximum(grille: Grille, taille: int, postes: Iterable[str]) -> Maximum:
    """Return the most that these sums may pay in a whole year, all results reached."""
    cells = _cells(grille, taille, postes)
    sums = dict.fromkeys(Volet, 0)
    for _, volet, cell in cells:
        sums[volet] += cell.centimes or 0
    return Maximum(
        fonctionnement=sums[Volet.DOTATION],
        fixe=sums[Volet.FIXE],
        variable=sums[Volet.VARIABLE],
        forfaits=sums[Volet.FORFAIT],
        fiabilite=plus_faible(cell.fiabilite for _, _, cell in cells),
        inconnus=_unknown(cells),
    )


def maximum_du_contrat(situation: Situation, postes: Iterable[str]) -> Maximum:
    """Return the same maximum by the amounts of a contract, where it writes its own."""
    bases = [
        base
        for poste in dict.fromkeys(postes)
        for volet in Volet
        if (base := situation.base(poste, volet)) is not None
    ]
    sums = dict.fromkeys(Volet, 0)
    for base in bases:
        sums[base.volet] += base.centimes
    unknown = {base.poste for base in bases if base.origine is Origine.INCONNUE}
    return Maximum(
        fonctionnement=sums[Volet.DOTATION],
        fixe=sums[Volet.FIXE],
        variable=sums[Volet.VARIABLE],
        forfaits=sums[Volet.FORFAIT],
        fiabilite=plus_faible(base.fiabilite for base in bases),
        inconnus=tuple(sorted(unknown)),
    )


def _cells(
    grille: Grille, taille: int, postes: Iterable[str]
) -> tuple[tuple[str, Volet, Cellule], ...]:
    if taille not in grille.tailles:
        raise ValueError(f"la taille {taille} n’existe pas dans « {grille.nom} »")
    return tuple(
        (poste, volet, cell)
        for poste in dict.fromkeys(postes)
        for volet in Volet
        if (cell := grille.cellule(poste, volet, taille)) is not None
    )


def _unknown(cells: Iterable[tuple[str, Volet, Cellule]]) -> tuple[str, ...]:
    return tuple(sorted(poste for poste, _, cell in cells if cell.euros is None))
