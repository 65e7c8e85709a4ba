"""The other CPTS around a territory: who takes its communes too, and what nobody takes beside."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from maillage.core.territoire.annuaire import Annuaire
from maillage.core.territoire.communes import departement_of
from maillage.core.territoire.couverture import zones_autour
from maillage.core.territoire.cpts import CptsConnue, Prise, prise
from maillage.core.territoire.lignes import LigneTerritoire
from maillage.core.territoire.perimetre import Adjacence
from maillage.core.territoire.recouvrement import Chevauchement, chevauchements


@dataclass(frozen=True, slots=True, kw_only=True)
class Alentours:
    """What the known CPTS say of a territory and of what touches it."""

    chevauchements: tuple[Chevauchement, ...]
    disputees: frozenset[str]  # communes of the lines that another CPTS takes too
    touchees: frozenset[str]  # those, and the ones that both enter by parts of their own
    partout: bool  # every CPTS of its départements is known: what is not seen is not there
    blanches: tuple[str, ...]  # neighbours known to have no CPTS
    blanches_partout: bool | None  # the same of the neighbours; None: nobody says which they are
    zones: tuple[tuple[str, ...], ...]  # these neighbours, with what holds to them


def alentours(
    lines: Iterable[LigneTerritoire],
    annuaire: Annuaire,
    autres: Iterable[CptsConnue],
    decrits: Collection[str],
    *,
    voisines: Iterable[str] | None,
    blanches: Collection[str],
    adjacence: Adjacence | None,
) -> Alentours:
    """Look around; `blanches` are the communes of the country that no CPTS enters."""
    lines = tuple(lines)
    ours = prise_de(lines, annuaire)
    near = None if voisines is None else tuple(voisines)
    white = tuple(code for code in near or () if code in blanches)
    held = {line.commune.code for line in lines}  # what we take is not left to be taken
    shared = chevauchements(ours, autres)
    disputed = {code for one in shared for code in one.communes}
    entered = disputed.union(*(one.partagees for one in shared))
    return Alentours(
        chevauchements=shared,
        disputees=_codes(lines, disputed, annuaire),
        touchees=_codes(lines, entered, annuaire),
        partout={departement_of(code) for code in ours.lieux} <= set(decrits),
        blanches=white,
        blanches_partout=None
        if near is None
        else {departement_of(code) for code in near} <= set(decrits),
        zones=zones_autour(white, set(blanches) - held, adjacence) if adjacence else (),
    )


def _codes(
    lines: Iterable[LigneTerritoire], places: Collection[str], annuaire: Annuaire
) -> frozenset[str]:
    """Return the communes of the lines that hold one of these places."""
    return frozenset(
        code
        for line in lines
        if (code := line.commune.code) in places
        or any(one in places for one in annuaire.arrondissements(code))
    )


def prise_de(lines: Iterable[LigneTerritoire], annuaire: Annuaire) -> Prise:
    """Return what the lines of a territory take."""
    return prise(((line.commune.code, line.partie) for line in lines), annuaire)
