"""A value commune by commune: as colours or as circles, on the outlines or without them."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from maillage.core.facts import FigureRetenue, FormeFigure
from maillage.core.typographie import fr
from maillage.documents.carte.carte import (
    CERCLE,
    INCONNUE,
    NUANCES,
    VOISINE,
    Carte,
    Etiquette,
    Legende,
    Trace,
)
from maillage.documents.carte.dessin import Feuille, communes, noms
from maillage.documents.carte.etiquettes import CORPS
from maillage.documents.carte.fond import Fond
from maillage.documents.carte.schema import LARGEUR, Cercle, Ronds, rayon, rond
from maillage.documents.carte.traits import chemin, surface
from maillage.documents.typographie import measure

_KEPT: Final = 64  # maps
_LARGEST: Final = 36  # radius of a circle on the outlines
_EDGE: Final = 0.04  # around the territory: no neighbour is drawn
_NOWHERE: Final = "Chaque cercle est une commune, d’autant plus grand qu’elle est peuplée."


@lru_cache(maxsize=_KEPT)
def colorier(figure: FigureRetenue, fond: Fond) -> Carte | None:
    """Draw the communes of a figure with their values; None: it names no commune."""
    said = {line.code: line.valeur for line in figure.lignes or () if line.code}
    if not said:
        return None
    work = _Valeurs(figure, said)
    outlines = fond.contours
    drawn = [code for code in said if outlines and outlines.connue(code)]
    return work.on_outlines(fond, drawn) if drawn else work.without()


class _Valeurs:
    """The values of one figure: their classes, their words."""

    def __init__(self, figure: FigureRetenue, said: dict[str, Decimal | None]) -> None:
        self.figure, self.said = figure, said
        self.known = sorted(value for value in said.values() if value is not None)
        self.bounds = bornes(self.known)
        self.sized = figure.forme is FormeFigure.CERCLES
        self.names = {one.code: fr(one.nom) for one in communes(said)}

    def on_outlines(self, fond: Fond, drawn: Sequence[str]) -> Carte:
        assert fond.contours is not None  # noqa: S101 -- what is drawn has an outline
        sheet = Feuille(fond.contours, list(drawn), len(drawn), _EDGE)
        rings = {code: sheet.anneaux(code) for code in drawn}
        traces = [
            Trace(code, self.words(code), self.classe(code), chemin(rings[code])) for code in drawn
        ]
        names = noms(communes(drawn), sheet, self.below() if self.sized else None)
        if self.sized:
            traces += self.circles({code: max(map(surface, rings[code])) for code in drawn})
        fiche = fond.contours.fiche
        source = f"Contours : {fiche.source}, {fiche.millesime}, {fiche.licence}."
        return self.carte(sheet.largeur, sheet.hauteur, traces, names, source)

    def circles(self, places: dict[str, tuple[float, float, float]]) -> list[Trace]:
        """Lay a circle on each commune, the largest first, so that none hides another."""
        most = float(max(self.known, default=0)) or 1.0
        found = [(value, code) for code in places if (value := self.said[code])]
        return [
            Trace(
                f"{code}-valeur",
                self.words(code),
                CERCLE,
                rond(round(places[code][1]), round(places[code][2]), self.radius(value, most)),
            )
            for value, code in sorted(found, reverse=True)
        ]

    def below(self) -> dict[str, int]:
        """Return how far below the middle of a commune its name clears its circle."""
        most = float(max(self.known, default=0)) or 1.0
        return {code: self.radius(v, most) + CORPS for code, v in self.said.items() if v}

    @staticmethod
    def radius(value: Decimal, most: float) -> int:
        return rayon(float(value), most, _LARGEST)

    def without(self) -> Carte:
        """Draw circles in rows, where no outline is installed."""
        inhabited = {one.code: float(one.population or 0) for one in communes(self.said)}
        sizes = {c: float(v or 0) for c, v in self.said.items()} if self.sized else inhabited
        sheet = Ronds(max(sizes.values(), default=0) or 1.0)
        order = sorted(self.said, key=lambda code: (-sizes.get(code, 0), code))
        sheet.add(
            Cercle(
                code, self.names.get(code, code), sizes.get(code, 0),
                CERCLE if self.sized else self.classe(code), self.words(code),
            )
            for code in order
        )  # fmt: skip
        return self.carte(LARGEUR, sheet.top, sheet.traces, tuple(sheet.names), "")

    def classe(self, code: str) -> str:
        """Return the shade of a commune; circles stand on a pale ground."""
        value = self.said[code]
        if self.sized:
            return VOISINE
        if value is None:
            return INCONNUE
        rank = sum(1 for bound in self.bounds[1:] if value >= bound)
        return f"v{self.shades[rank]}"

    @property
    def shades(self) -> tuple[int, ...]:
        """Return the shades in use, spread from the palest to the darkest."""
        many = len(self.bounds)
        return tuple(1 + rank * (NUANCES - 1) // max(many - 1, 1) for rank in range(many))

    def words(self, code: str) -> str:
        value = self.said[code]
        text = "non connu" if value is None else measure(value, self.figure.unite or "")
        return fr(f"{self.names.get(code, code)} : {text}")

    def legende(self) -> tuple[Legende, ...]:
        unit = self.figure.unite or ""
        if self.sized:
            most = measure(self.known[-1], unit) if self.known else "aucun"
            return (Legende(CERCLE, fr(f"Le plus grand cercle : {most}")),)
        edges = [*self.bounds[1:], None] if self.bounds else []
        lines = [
            Legende(f"v{shade}", _range(low, high, self.known, unit))
            for shade, low, high in zip(self.shades, self.bounds, edges, strict=True)
        ]
        if len(self.known) < len(self.said):
            lines.append(Legende(INCONNUE, "Non connu"))
        return tuple(lines)

    def carte(
        self,
        width: int,
        height: int,
        traces: Sequence[Trace],
        names: tuple[Etiquette, ...],
        source: str,
    ) -> Carte:
        return Carte(
            largeur=width,
            hauteur=height,
            titre=self.figure.titre,
            description=fr(self.described() if source else f"{_NOWHERE} {self.described()}"),
            traces=tuple(traces),
            etiquettes=names,
            legende=self.legende(),
            source=source,
        )

    def described(self) -> str:
        """Say where the least and the most are, for whoever does not see the map."""
        if not self.known:
            return "Aucune valeur n’est connue."
        ranked = sorted((value, code) for code, value in self.said.items() if value is not None)
        least, most = self.words(ranked[0][1]), self.words(ranked[-1][1])
        return f"La valeur la plus basse, {least} ; la plus haute, {most}."


def bornes(known: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the least value of each class: as many communes in each, equal values together."""
    count = len(known)
    return (
        tuple(dict.fromkeys(known[rank * count // NUANCES] for rank in range(NUANCES)))
        if count
        else ()
    )


def _range(low: Decimal, high: Decimal | None, known: Sequence[Decimal], unit: str) -> str:
    """Write what a class holds: « de 2,1 à 3,0 % »."""
    last = [value for value in known if value >= low and (high is None or value < high)][-1]
    if last == low:
        return measure(low, unit)
    return fr(f"de {measure(low, '')} à {measure(last, unit)}")
