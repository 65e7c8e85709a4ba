"""What the arithmetic of a territory asks of a table of communes."""

from typing import Protocol

from maillage.core.territoire.communes import (
    Commune,
    Departement,
    Epci,
    Millesimes,
    RegionInsee,
    Situation,
)


class Annuaire(Protocol):
    """A table of communes: today's communes, and where other codes lead."""

    @property
    def millesimes(self) -> Millesimes: ...

    def commune(self, code: str) -> Commune | None: ...

    def situation(self, code: str) -> Situation: ...

    def arrondissements(self, code: str) -> tuple[str, ...]: ...

    def epci(self, cle: str) -> Epci | None: ...

    def departement(self, code: str) -> Departement | None: ...

    def region(self, code: str) -> RegionInsee | None: ...
