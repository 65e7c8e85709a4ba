"""Who covers what, for every page: installed lists, and the perimeters that teams make public.

What another team is writing is never read: only what it published (decision 0016). All is read
once in the process, and again when a list or a published perimeter changes.
"""

from functools import lru_cache

from maillage.core.territoire import Couverture, couvrir, zones_blanches
from maillage.dossiers.models import Dossier
from maillage.dossiers.queries import perimetres
from maillage.dossiers.territoire import Ailleurs
from maillage.reference import cog
from maillage.territoires import AdjacenceInstallee
from maillage.territoires.cpts import CptsConnues, connues

_KEPT = 2


def ailleurs(dossier: Dossier | None = None) -> Ailleurs:
    """Return every known CPTS: one question to the database, however many there are."""
    return Ailleurs(
        connues=_together(connues(), perimetres.etat()),
        cle=perimetres.cle(dossier.pk) if dossier else "",
    )


@lru_cache(maxsize=_KEPT)
def _together(installed: CptsConnues, etat: perimetres.Etat) -> CptsConnues:
    return installed.avec(perimetres.publies(etat))


@lru_cache(maxsize=_KEPT)
def couverture(known: CptsConnues) -> Couverture:
    """Return the whole country, commune by commune."""
    return couvrir(known.cpts, cog.table().lieux, known.decrits)


@lru_cache(maxsize=_KEPT)
def zones(known: CptsConnues, near: AdjacenceInstallee | None) -> tuple[tuple[str, ...], ...]:
    """Return the white zones of the country; one commune each when nobody says which ones touch."""
    if near is None:
        return tuple((code,) for code in sorted(known.blanches))
    return zones_blanches(known.blanches, near)


def forget() -> None:
    """Forget the published perimeters: for tests, which undo what they wrote."""
    perimetres.publies.cache_clear()
    _together.cache_clear()
