"""The communes of a territory on a sheet, with those around, from their outlines."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from maillage.core.territoire import Commune, Perimetre, TerritoireAnalyse, perimetre
from maillage.core.typographie import fr
from maillage.documents.carte.carte import (
    DETACHEE,
    ENCLAVE,
    TEINTES,
    VOISINE,
    Carte,
    Etiquette,
    Legende,
    Trace,
)
from maillage.documents.carte.etiquettes import placer
from maillage.documents.carte.fond import Fond
from maillage.documents.carte.traits import (
    Entier,
    Projection,
    anneau,
    cadre,
    chemin,
    simplifier,
    surface,
)
from maillage.reference import cog
from maillage.territoires import ContoursInstalles

LARGEUR: Final = 640
HAUTEUR: Final = 720
MARGE: Final = 0.09  # around the territory, for its neighbours to be seen
TOLERANCE: Final = 0.7  # units of the map that a border may move
_COARSER: Final = (1, 2, 4)  # a very large territory is drawn with fewer points
_LARGE: Final = (0, 180, 500)  # communes from which it is
KEPT: Final = 64  # maps: a page is read again and again

Parts = tuple[tuple[str | None, str], ...]  # intercommunalités: code and name, the largest first


def dessiner(analyse: TerritoireAnalyse, fond: Fond) -> Carte | None:
    """Draw a territory; None: no outline is installed, or none of its communes has one."""
    parts = tuple((part.code, fr(part.nom)) for part in analyse.epci)
    return _carte(analyse.communes_touchees, parts, fond)


@lru_cache(maxsize=KEPT)
def _carte(codes: frozenset[str], parts: Parts, fond: Fond) -> Carte | None:
    outlines = fond.contours
    inside = [one for one in communes(codes) if outlines and outlines.connue(one.code)]
    if outlines is None or not inside:
        return None
    shape = perimetre(codes, fond.adjacence) if fond.adjacence else None
    around = communes(shape.voisines if shape else ())
    holes = communes(code for group in shape.enclaves for code in group) if shape else []
    every = {one.code: one for one in (*around, *holes, *inside)}
    sheet = Feuille(outlines, [one.code for one in inside], len(every))
    tints = {code: f"f{min(rank, TEINTES)}" for rank, (code, _) in enumerate(parts, start=1)}
    traces = [
        trace for one in every.values() if (trace := _trace(one, sheet, tints, codes, shape)).chemin
    ]
    return Carte(
        largeur=sheet.largeur,
        hauteur=sheet.hauteur,
        titre=_title(len(codes)),
        description=_description(parts, shape),
        traces=tuple(traces),
        etiquettes=noms(inside, sheet),
        legende=_legend(parts, shape),
        source=f"Contours : {outlines.fiche.source}, {outlines.fiche.millesime}, "
        f"{outlines.fiche.licence}.",
    )


class Feuille:
    """The projection of one map, and its lines, each simplified once."""

    def __init__(
        self, outlines: ContoursInstalles, codes: list[str], count: int, marge: float = MARGE
    ) -> None:
        self._outlines = outlines
        lines = {max(r, ~r) for code in codes for ring in outlines.anneaux(code) for r in ring}
        frame = cadre([outlines.ligne(rank) for rank in lines])
        self._place: Projection
        self._place, self.largeur, self.hauteur = frame.projection(LARGEUR, HAUTEUR, marge)
        self._tolerance = TOLERANCE * next(
            step for step, low in reversed(list(zip(_COARSER, _LARGE, strict=True))) if count >= low
        )
        self._line = cache(self._simplified)

    def _simplified(self, rank: int) -> list[Entier]:
        line = [self._place(x, y) for x, y in self._outlines.ligne(rank)]
        return simplifier(line, self._tolerance) if line else []

    def anneaux(self, code: str) -> list[list[Entier]]:
        """Return the rings of a commune on the sheet."""
        rings = (anneau(refs, self._line) for refs in self._outlines.anneaux(code))
        return [ring for ring in rings if ring]


def communes(codes: Iterable[str]) -> list[Commune]:
    table = cog.table()
    return [one for code in sorted(codes) if (one := table.commune(code))]


def _trace(
    commune: Commune,
    sheet: Feuille,
    tints: dict[str | None, str],
    inside: frozenset[str],
    shape: Perimetre | None,
) -> Trace:
    path = chemin(sheet.anneaux(commune.code))
    nom = fr(commune.nom)
    if commune.code in inside:
        cut = shape is not None and commune.code in shape.detachees
        return Trace(commune.code, nom, tints[commune.epci], path, DETACHEE if cut else "")
    hole = shape is not None and any(commune.code in group for group in shape.enclaves)
    return Trace(commune.code, nom, VOISINE, path, ENCLAVE if hole else "")


def noms(
    inside: list[Commune], sheet: Feuille, below: Mapping[str, int] | None = None
) -> tuple[Etiquette, ...]:
    """Write the most inhabited communes, those that have room; `below`: lower than their middle."""
    wished = []
    for commune in sorted(inside, key=lambda one: (-(one.population or 0), one.code)):
        rings = sheet.anneaux(commune.code)
        if rings:
            _, x, y = max(map(surface, rings))
            lower = below.get(commune.code, 0) if below else 0
            wished.append((fr(commune.nom), x, y + lower))
    return placer(wished, sheet.largeur, sheet.hauteur)


def _title(many: int) -> str:
    return f"Carte du territoire : {many} commune{'s' if many > 1 else ''}"


def _description(parts: Parts, shape: Perimetre | None) -> str:
    names = ", ".join(name for _, name in parts[:TEINTES])
    text = f"Communes colorées par intercommunalité : {names}."
    if shape is None or not shape.blocs:
        return text
    blocks = len(shape.blocs)
    held = "Un seul bloc" if blocks == 1 else f"{blocks} blocs séparés"
    holes = len(shape.enclaves)
    inside = "aucune enclave" if not holes else f"{holes} enclave{'s' if holes > 1 else ''}"
    return f"{text} {held}, {inside}. Autour, {len(shape.voisines)} communes voisines."


def _legend(parts: Parts, shape: Perimetre | None) -> tuple[Legende, ...]:
    named = parts[: TEINTES - 1] if len(parts) > TEINTES else parts
    lines = [Legende(f"f{rank}", name) for rank, (_, name) in enumerate(named, start=1)]
    if len(named) < len(parts):
        others = len(parts) - len(named)
        lines.append(Legende(f"f{TEINTES}", f"{others} autres intercommunalités"))
    if shape is None:
        return tuple(lines)
    if shape.voisines:
        lines.append(Legende(VOISINE, "Communes voisines"))
    if shape.detachees:
        lines.append(Legende(DETACHEE, "Détaché du plus grand bloc"))
    if shape.enclaves:
        lines.append(Legende(ENCLAVE, "Entouré et absent"))
    return tuple(lines)
