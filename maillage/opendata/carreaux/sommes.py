"""What squares add up to by commune, and what must be said of them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from maillage.core.indicateurs.nombres import nombre
from maillage.opendata.releve import Releve
from maillage.territoires.mesures import Statut

# As the publisher names them: people, households, poor ones, the sum of standards of living…
ENTIERES: Final = (
    "ind",
    "men",
    "men_pauv",
    "ind_snv",
    "men_1ind",
    "men_fmp",
    "ind_65_79",
    "ind_80p",
)
IMPUTES: Final = "ind_imputes"  # people of squares whose figures are approached
PARTAGES: Final = "ind_partages"  # people of squares on several communes
_CENT: Final = 100


class Sommes:
    """Sums by commune, as squares come."""

    def __init__(self) -> None:
        self.lieux: dict[str, list[float]] = {}
        self.absences: dict[str, dict[int, Statut]] = {}
        self.carreaux = self.ailleurs = self.partages = self.imputes = 0
        self.personnes = 0.0

    def ajouter(
        self, codes: Sequence[str], figures: Sequence[float | Statut], *, imputed: bool
    ) -> None:
        """Add a square, shared evenly between its communes."""
        self.carreaux += 1
        self.ailleurs += not codes
        self.imputes += imputed
        self.partages += len(codes) > 1
        people = figures[0] if isinstance(figures[0], float) else 0.0
        self.personnes += people
        for code in codes:
            row = self.lieux.get(code)
            if row is None:
                row = self.lieux[code] = [0.0] * (len(ENTIERES) + 2)
            share = 1 / len(codes)
            for rank, value in enumerate(figures):
                if isinstance(value, Statut):
                    self.absences.setdefault(code, {})[rank] = value
                else:
                    row[rank] += share * value
            if imputed:
                row[-2] += share * people
            if len(codes) > 1:
                row[-1] += share * people

    def releve(self) -> Releve:
        """Return the figures by commune; one square without a figure leaves its communes without."""
        names = (*ENTIERES, IMPUTES, PARTAGES)
        found = Releve(names, names)
        for code, row in self.lieux.items():
            absent = self.absences.get(code, {})
            for rank, value in enumerate(row):
                found.poser(code, rank, absent.get(rank, value))
        return found

    def remarques(self) -> Iterator[str]:
        """Say how many squares are shared, approached, or in no commune."""
        if self.partages:
            yield (
                f"{self._told(self.partages, -1)} à cheval sur plusieurs communes, comptés une fois, à parts "
                "égales entre elles : un territoire qui les a toutes n’y perd rien."
            )
        if self.imputes:
            yield f"{self._told(self.imputes, -2)} où l’Insee met des valeurs approchées, faute d’assez de ménages."
        if self.ailleurs:
            yield f"{_counted(self.ailleurs)} sans code de commune : non gardés."

    def _told(self, squares: int, rank: int) -> str:
        people = sum(row[rank] for row in self.lieux.values())
        part = _CENT * people / self.personnes if self.personnes else 0.0
        return f"{_counted(squares)} ({part:.1f} % des habitants)".replace(".", ",")


def _counted(squares: int) -> str:
    return f"{nombre(Decimal(squares))} {'carreaux' if squares > 1 else 'carreau'}"
