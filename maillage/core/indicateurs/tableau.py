"""The figures that formulas read for some places: columns, why holes are there, and their years."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from maillage.core.indicateurs.agregat import Agregat, Manque, Rangs, agreger, le_pire
from maillage.core.indicateurs.formules import COURANT, PRECEDENT, Colonne
from maillage.core.indicateurs.modele import Calcul

_YEAR: Final = re.compile(r"[pc]([0-9]{2})_")
_CENTURY: Final = 100


@dataclass(frozen=True, slots=True)
class Noms:
    """What the names of formulas mean in one edition, for one of the years that it gives."""

    annee: int
    precedente: int | None
    noms: Mapping[str, str]  # « pNN_pop » -> « p22_pop »; only measures that the edition holds


def noms_par_annee(
    demandees: Iterable[str], tenues: Iterable[str], millesime: int
) -> tuple[Noms, ...]:
    """Read the names of formulas in an edition: its own year first, then those it also gives.

    A publisher writes the year in its columns (« p22_pop », « p16_pop »); a formula writes NN.
    """
    held, asked = frozenset(tenues), tuple(demandees)
    shown = {match.group(1) for name in held if (match := _YEAR.match(name))}
    years = sorted(shown, reverse=True) or [f"{millesime % _CENTURY:02d}"]
    found = []
    for rank, year in enumerate(years):
        before = years[rank + 1] if rank + 1 < len(years) else None
        written = {
            name: _written(name, year, before)
            for name in asked
            if rank == 0 or COURANT in name or PRECEDENT in name
        }
        found.append(
            Noms(
                annee=_whole(millesime, year),
                precedente=_whole(millesime, before) if before else None,
                noms={name: real for name, real in written.items() if real in held},
            )
        )
    return tuple(found)


def _whole(millesime: int, year: str) -> int:
    return millesime - millesime % _CENTURY + int(year)


def _written(name: str, year: str, before: str | None) -> str:
    return name.replace(COURANT, year).replace(PRECEDENT, before or PRECEDENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tableau:
    """The columns read for some places."""

    rangs: Rangs
    editions: Mapping[str, tuple[Noms, ...]]  # by source, those installed only
    colonnes: Mapping[str, Colonne]  # « rp_age.p22_pop » -> its figures
    manques: Mapping[str, Mapping[int, Manque]]  # why, when it is not plain absence

    def annees(self, calcul: Calcul) -> int:
        """Return how many of the years of its editions a way to a value can be run on."""
        held = [len(self.editions.get(source, ())) for source in calcul.sources]
        deepest = min(held, default=0)
        return next((back for back in range(deepest) if self._names(calcul, back) is None), deepest)

    def annee(self, calcul: Calcul, recul: int) -> int:
        """Return the latest year that a value speaks of."""
        return max(self.editions[source][recul].annee for source in calcul.sources)

    def duree(self, calcul: Calcul, recul: int) -> int | None:
        """Return the years between the two that an evolution reads."""
        for source in calcul.sources:
            names = self.editions[source][recul]
            if names.precedente is not None:
                return names.annee - names.precedente
        return None

    def sommes(
        self, calcul: Calcul, recul: int, zones: Iterable[tuple[int, ...]]
    ) -> list[tuple[Agregat, tuple[tuple[int, Manque], ...]]]:
        """Add up several zones; the formulas run once."""
        names = self._names(calcul, recul) or {}
        read = partial(self._column, names)
        above = calcul.numerateur.calcule(read)
        below = calcul.denominateur.calcule(read) if calcul.denominateur else None
        why = partial(self._why, tuple(names.values()))
        return [agreger(above, below, self.rangs, zone, why) for zone in zones]

    def _names(self, calcul: Calcul, recul: int) -> dict[str, str] | None:
        """Return the real name of each measure; None: the editions do not hold them all."""
        found = {}
        for name in calcul.mesures:
            source, measure = name.split(".")
            editions = self.editions.get(source, ())
            real = editions[recul].noms.get(measure) if recul < len(editions) else None
            if real is None:
                return None
            found[name] = f"{source}.{real}"
        return found

    def _column(self, names: Mapping[str, str], name: str) -> Colonne:
        return self.colonnes[names[name]]

    def _why(self, names: tuple[str, ...], rank: int) -> Manque:
        return le_pire(self.manques.get(name, {}).get(rank) for name in names)
