"""What lies around a territory: the rest of its intercommunalités, and the communes beside it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from maillage.core.territoire.annuaire import Annuaire
from maillage.core.territoire.communes import Commune
from maillage.core.territoire.lignes import LigneTerritoire
from maillage.core.territoire.parts import Part

# The communes beside one. Today those that share its post; with contours, those that touch it.
Voisinage = Callable[[Commune], Iterable[Commune]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reste:
    """The communes of an intercommunalité of the territory that the territory does not take."""

    code: str
    nom: str
    communes: tuple[Commune, ...]  # the most inhabited first

    @property
    def population(self) -> int:
        return sum(commune.population or 0 for commune in self.communes)


def restes(
    lines: Iterable[LigneTerritoire], parts: Iterable[Part], annuaire: Annuaire
) -> tuple[Reste, ...]:
    """Return what each intercommunalité touched still holds, in the order of the parts."""
    taken = _taken(lines)
    found = []
    for part in parts:
        epci = annuaire.epci(part.code) if part.code else None
        outside = [code for code in epci.communes if code not in taken] if epci else []
        communes = _by_size(filter(None, map(annuaire.commune, outside)))
        if communes:
            found.append(Reste(code=part.code or "", nom=part.nom, communes=communes))
    return tuple(found)


def voisines(
    lines: Iterable[LigneTerritoire], parts: Iterable[Part], voisinage: Voisinage
) -> tuple[Commune, ...]:
    """Return the communes beside the territory that lie in other intercommunalités than its own."""
    lines = tuple(lines)
    taken, inside = _taken(lines), {part.code for part in parts if part.code}
    beside = {
        commune.code: commune
        for line in lines
        for commune in voisinage(line.commune)
        if commune.code not in taken and commune.epci not in inside and not commune.parent
    }
    return _by_size(beside.values())


def _taken(lines: Iterable[LigneTerritoire]) -> set[str]:
    """Return the codes of the lines, and of the communes whose arrondissements are lines."""
    lines = tuple(lines)
    parents = {line.commune.parent for line in lines if line.commune.parent}
    return {line.commune.code for line in lines} | parents


def _by_size(communes: Iterable[Commune]) -> tuple[Commune, ...]:
    return tuple(sorted(communes, key=lambda one: (-(one.population or 0), one.code)))
