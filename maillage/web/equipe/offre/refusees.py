"""The pairs of a member and a number that somebody said are two people."""

from maillage.dossiers.actions.refuse_rpps import RPPS
from maillage.dossiers.models import Dossier, PersonnesDistinctes


def paires(dossier: Dossier) -> frozenset[tuple[str, str]]:
    """Return them: the code of the member, the number."""
    rows = PersonnesDistinctes.objects.filter(dossier=dossier, seconde__startswith=RPPS)
    return frozenset(
        (code, other.removeprefix(RPPS)) for code, other in rows.values_list("premiere", "seconde")
    )
