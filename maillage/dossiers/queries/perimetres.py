"""The perimeters that teams made public, read again only when one of them changed."""

from functools import lru_cache

from django.db.models import Count, Max

from maillage.core.territoire import CptsConnue, prise
from maillage.dossiers.models import PerimetrePublie
from maillage.reference import cog

ORIGINE = "dossiers"
Etat = tuple[int, int]  # how many, and the last number given: no two states have the same


def etat() -> Etat:
    """Return what changes as soon as a perimeter is published or withdrawn."""
    found = PerimetrePublie.objects.aggregate(count=Count("pk"), last=Max("pk"))
    return found["count"], found["last"] or 0


def cle(dossier: int) -> str:
    """Return the key of the perimeter of a dossier among those of all CPTS."""
    return f"{ORIGINE}/{dossier}"


@lru_cache(maxsize=2)
def publies(state: Etat) -> tuple[CptsConnue, ...]:
    """Return every one of them."""
    if not state[0]:
        return ()
    table = cog.table()
    return tuple(
        CptsConnue(
            cle=cle(row.dossier_id),
            nom=row.nom,
            prise=prise(((code, part) for code, part in row.prise), table),
            origine=ORIGINE,
            source=f"publié par son équipe le {row.publie_le:%d/%m/%Y}",
            identifiant=next(iter(row.numeros), ""),
        )
        for row in PerimetrePublie.objects.order_by("nom", "pk")
    )
