"""The figures of a source while they are read: a row of numbers for each place, compact."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan, nan

from maillage.territoires.ecriture_mesures import Ligne
from maillage.territoires.mesures import Statut


class Releve:
    """Places and their measures; a figure that is not known keeps the reason why.

    Some add up over places. Some are means, each weighted by a measure that adds up.
    """

    def __init__(
        self,
        mesures: Sequence[str],
        additives: Iterable[str],
        ponderees: Mapping[str, str] | None = None,
    ) -> None:
        self.mesures = tuple(mesures)
        added = frozenset(additives)
        self.additives = tuple(rank for rank, one in enumerate(self.mesures) if one in added)
        self.rangs = {name: rank for rank, name in enumerate(self.mesures)}
        means = (ponderees or {}).items()
        self.ponderees = {self.rangs[mean]: self.rangs[weight] for mean, weight in means}
        self.indivisibles: frozenset[int] = frozenset()  # adds up, but is not shared by people
        self.lieux: dict[str, array[float]] = {}
        self.statuts: dict[str, dict[int, Statut]] = {}

    def ouvrir(self, place: str, filled: float = nan) -> "array[float]":
        """Return the row of a place, made if it is not there yet."""
        found = self.lieux.get(place)
        if found is None:
            found = self.lieux[place] = array("d", [filled]) * len(self.mesures)
        return found

    def poser(self, place: str, rank: int, value: float | Statut) -> None:
        """Write a figure, or why there is none."""
        row = self.ouvrir(place)
        if isinstance(value, Statut):
            self.statuts.setdefault(place, {})[rank] = value
        else:
            row[rank] = value

    def statut(self, place: str, rank: int) -> Statut:
        """Return why a figure is not known, or that it is."""
        if not isnan(self.lieux[place][rank]):
            return Statut.CONNUE
        return self.statuts.get(place, {}).get(rank, Statut.ABSENTE)

    def somme(self, places: Iterable[str], rank: int) -> float | Statut:
        """Add a measure over places; one that is not known makes the sum unknown, for its reason."""
        total = 0.0
        for place in places:
            value = self.lieux[place][rank]
            if isnan(value):
                return self.statut(place, rank)
            total += value
        return total

    def moyenne(self, parts: Iterable[tuple[str, float]], rank: int) -> float | Statut:
        """Weigh a mean over places, each with the share of it that counts."""
        total = people = 0.0
        for place, share in parts:
            value, weight = self.lieux[place][rank], self.lieux[place][self.ponderees[rank]]
            if isnan(value) or isnan(weight):
                return self.statut(place, rank if isnan(value) else self.ponderees[rank])
            total += share * weight * value
            people += share * weight
        return total / people if people else Statut.ABSENTE

    def copie(self) -> "Releve":
        """Return one for the same measures, without places."""
        names = self.mesures
        means = {names[mean]: names[weight] for mean, weight in self.ponderees.items()}
        made = Releve(names, (names[rank] for rank in self.additives), means)
        made.indivisibles = self.indivisibles
        return made

    def compter(self) -> dict[Statut, int]:
        """Count the figures that are not known, by reason."""
        found = dict.fromkeys((Statut.SECRETE, Statut.NON_SIGNIFICATIVE, Statut.ABSENTE), 0)
        for place, row in self.lieux.items():
            for rank, value in enumerate(row):
                if isnan(value):
                    found[self.statut(place, rank)] += 1
        return found

    def lignes(self) -> Iterator[Ligne]:
        """Return the places in order, as the edition takes them."""
        for place in sorted(self.lieux):
            row, why = self.lieux[place], self.statuts.get(place, {})
            yield (
                place,
                {
                    name: why.get(rank) if isnan(value) else value
                    for rank, (name, value) in enumerate(zip(self.mesures, row, strict=True))
                },
            )
