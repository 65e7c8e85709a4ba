"""Without outlines: circles as large as the population, put together by intercommunalité."""

from math import sqrt
from typing import Final

from maillage.core.territoire import LigneTerritoire, TerritoireAnalyse
from maillage.core.typographie import fr
from maillage.documents.carte.carte import TEINTES, Carte, Etiquette, Legende, Trace
from maillage.documents.carte.etiquettes import CORPS

LARGEUR: Final = 640
_LARGEST: Final = 64  # radius of the most inhabited commune
_SMALLEST: Final = 7
_GAP: Final = 6
_LETTER: Final = 9


def schema(analyse: TerritoireAnalyse) -> Carte | None:
    """Draw the communes as circles; None: there is none."""
    lines = [line for line in analyse.lignes if line.comptee]
    if not lines:
        return None
    most = max(line.population or 0 for line in lines) or 1
    sheet = _Feuille(most)
    for rank, part in enumerate(analyse.epci, start=1):
        group = [line for line in lines if line.commune.epci == part.code]
        group.sort(key=lambda line: (-(line.population or 0), line.commune.code))
        sheet.add(group, f"f{min(rank, TEINTES)}")
    return Carte(
        largeur=LARGEUR,
        hauteur=sheet.top,
        titre=f"Schéma du territoire : {len(analyse.communes_touchees)} communes",
        description="Chaque cercle est une commune, d’autant plus grand qu’elle est peuplée ; "
        "les communes d’une intercommunalité sont ensemble. Ce n’est pas une carte.",
        traces=tuple(sheet.traces),
        etiquettes=tuple(sheet.names),
        legende=tuple(
            Legende(f"f{rank}", fr(part.nom))
            for rank, part in enumerate(analyse.epci[:TEINTES], start=1)
        ),
    )


class _Feuille:
    """Circles in rows, from the top of the sheet."""

    def __init__(self, most: int) -> None:
        self._most = most  # inhabitants of the largest circle
        self.top = 0
        self.traces: list[Trace] = []
        self.names: list[Etiquette] = []

    def add(self, group: list[LigneTerritoire], classe: str) -> None:
        """Lay the circles of a group in rows of their own, the largest first."""
        x, row = _GAP, 0
        for line in group:
            radius = self._radius(line)
            if x + 2 * radius > LARGEUR:
                x, self.top, row = _GAP, self.top + row + _GAP, 0
            row = max(row, 2 * radius)
            self._circle(line, classe, x, radius)
            x += 2 * radius + _GAP
        self.top += row + 3 * _GAP

    def _radius(self, line: LigneTerritoire) -> int:
        return max(_SMALLEST, round(_LARGEST * sqrt((line.population or 0) / self._most)))

    def _circle(self, line: LigneTerritoire, classe: str, x: int, radius: int) -> None:
        nom, middle = fr(line.commune.nom), self.top + radius + _GAP
        arc = f"a{radius},{radius} 0 1,0"
        path = f"M{x},{middle}{arc} {2 * radius},0{arc} {-2 * radius},0z"
        self.traces.append(Trace(line.commune.code, nom, classe, path))
        if len(nom) * _LETTER < 2 * radius:
            self.names.append(Etiquette(x + radius, middle + CORPS // 3, nom))
