"""The communes of a département, each with the colour of its CPTS, from their outlines."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from maillage.core.territoire import Couverture, Etat
from maillage.core.typographie import fr
from maillage.documents.carte.carte import (
    ENCLAVE,
    INCONNUE,
    TEINTES,
    VOISINE,
    Carte,
    Etiquette,
    Legende,
    Trace,
)
from maillage.documents.carte.dessin import Feuille
from maillage.documents.carte.etiquettes import placer
from maillage.documents.carte.fond import Fond
from maillage.documents.carte.traits import chemin, surface
from maillage.reference import cog
from maillage.territoires import AdjacenceInstallee

_KEPT: Final = 16
_NAMES: Final = 24
_CPTS: Final = re.compile(
    r"^(?:CPTS|Communauté professionnelle territoriale de santé)\s+", re.IGNORECASE
)
_LEGENDE: Final = {
    Etat.COUVERTE: Legende("f2", "Une CPTS (deux voisines ont deux couleurs)"),
    Etat.DISPUTEE: Legende(ENCLAVE, "Plusieurs CPTS"),
    Etat.BLANCHE: Legende(VOISINE, "Sans CPTS"),
    Etat.INCONNUE: Legende(INCONNUE, "Non décrit"),
}


@lru_cache(maxsize=_KEPT)
def par_cpts(found: Couverture, departement: str, fond: Fond) -> Carte | None:
    """Draw a département; None: no outline of it is installed."""
    outlines = fond.contours
    inside = list(cog.table().des_departements({departement}))
    codes = [one.code for one in inside if outlines and outlines.connue(one.code)]
    if outlines is None or not codes:
        return None
    sheet = Feuille(outlines, codes, len(codes))
    tints = _teintes(found, codes, fond.adjacence)
    traces = [_trace(found, code, tints, chemin(sheet.anneaux(code))) for code in codes]
    states = {_etat(found, code) for code in codes}
    legend = [
        line
        for state, line in _LEGENDE.items()
        if state in states or (state is Etat.COUVERTE and Etat.EN_PARTIE in states)
    ]
    fiche = outlines.fiche
    return Carte(
        largeur=sheet.largeur,
        hauteur=sheet.hauteur,
        titre="Carte des CPTS du département",
        description=f"{len(codes)} communes colorées selon la CPTS qui les prend ; le tableau sous la "
        "carte dit la même chose.",
        traces=tuple(one for one in traces if one.chemin),
        etiquettes=_noms(found, codes, sheet),
        legende=tuple(legend),
        source=f"Contours : {fiche.source}, {fiche.millesime}, {fiche.licence}.",
    )


def _noms(found: Couverture, codes: list[str], sheet: Feuille) -> tuple[Etiquette, ...]:
    """Write the name of each CPTS on the commune nearest to its middle, the largest first."""
    held: dict[int, list[tuple[float, float, float]]] = {}
    for code in codes:
        rings = sheet.anneaux(code)
        if rings and (takers := _takers(found, code)):
            held.setdefault(takers[0], []).append(max(map(surface, rings)))
    areas = {rank: sum(area for area, _, _ in pieces) for rank, pieces in held.items()}
    wished = []
    for rank in sorted(held, key=lambda one: (-areas[one], one)):
        whole = areas[rank] or 1
        x = sum(area * x for area, x, _ in held[rank]) / whole
        y = sum(area * y for area, _, y in held[rank]) / whole
        _, x, y = min(held[rank], key=lambda piece: (piece[1] - x) ** 2 + (piece[2] - y) ** 2)
        wished.append((fr(_CPTS.sub("", found.cpts[rank].nom)), x, y))
    return placer(wished, sheet.largeur, sheet.hauteur, au_plus=_NAMES)


def _lieux(code: str) -> tuple[str, ...]:
    return cog.table().arrondissements(code) or (code,)


def _etat(found: Couverture, code: str) -> Etat:
    """Return the state of a commune; that of its arrondissements when they all have one."""
    states = {found.etats.get(place, Etat.INCONNUE) for place in _lieux(code)}
    return states.pop() if len(states) == 1 else Etat.EN_PARTIE


def _takers(found: Couverture, code: str) -> tuple[int, ...]:
    return tuple(sorted({rank for place in _lieux(code) for rank in found.prises.get(place, ())}))


def _teintes(
    found: Couverture, codes: list[str], near: AdjacenceInstallee | None
) -> Mapping[int, int]:
    """Give each CPTS a colour that those that touch it do not have, as far as there are enough."""
    first = {code: takers[0] for code in codes if (takers := _takers(found, code))}
    touching: dict[int, set[int]] = {rank: set() for rank in first.values()}
    for code, rank in first.items():
        for other in near.voisines(code) if near else ():
            if other in first and first[other] != rank:
                touching[rank].add(first[other])
    tints: dict[int, int] = {}
    for rank in sorted(touching, key=lambda one: (-len(touching[one]), one)):
        taken = {tints[other] for other in touching[rank] if other in tints}
        free = [tint for tint in range(1, TEINTES + 1) if tint not in taken]
        tints[rank] = free[0] if free else 1 + rank % TEINTES
    return tints


def _trace(found: Couverture, code: str, tints: Mapping[int, int], path: str) -> Trace:
    commune = cog.table().commune(code)
    name = fr(commune.nom) if commune else code
    takers = _takers(found, code)
    if not takers:
        blank = _etat(found, code) is Etat.BLANCHE
        said = "sans CPTS" if blank else "non décrit"
        return Trace(code, f"{name} : {said}", VOISINE if blank else INCONNUE, path)
    names = ", ".join(fr(found.cpts[rank].nom) for rank in takers)
    disputed = _etat(found, code) is Etat.DISPUTEE
    return Trace(
        code, f"{name} : {names}", f"f{tints[takers[0]]}", path, ENCLAVE if disputed else ""
    )
