"""« Qui couvre quoi » for an agency: its région, or the départements that it follows."""

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from maillage.accounts.models import Agence
from maillage.dossiers import couverture as known
from maillage.instruction import permissions
from maillage.reference import cog, regions
from maillage.web.agence import acces, modeles
from maillage.web.agence import modeles_lus as lus
from maillage.web.agence.acces import AgenceRequest
from maillage.web.couverture import lu, tableau


@require_safe
@acces.sur_agence(permissions.CHEVAUCHEMENT)
def couverture(request: AgenceRequest, agence: Agence) -> HttpResponse:
    found = known.ailleurs().connues
    context = {
        **lu.lieu(found, reach(agence)),
        "departements": lu.departements(found, reach(agence)),
        "nom_region": agence.nom_region,
        "fichier": lus.adresse(agence, "agence_couverture_fichier"),
    }
    return modeles.page(
        request, agence, "agence/couverture.html", context, onglet="agence_couverture"
    )


@require_safe
@acces.sur_agence(permissions.CHEVAUCHEMENT)
def fichier(request: AgenceRequest, agence: Agence) -> StreamingHttpResponse:
    name = f"cpts_{agence.region.lower()}"
    return tableau.repondre(known.ailleurs().connues, reach(agence), name)


def reach(agence: Agence) -> frozenset[str]:
    """Return the départements of an agency."""
    if agence.departements:
        return frozenset(agence.departements)
    place = regions.regions().get(agence.region)
    return frozenset(
        code
        for code, one in cog.table().departements.items()
        if place is not None and one.region == place.code_insee
    )
