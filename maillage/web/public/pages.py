"""What a visitor sees before signing in, and the pages about data and accessibility."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from maillage.documents.produire import TrameInfo, disponibles
from maillage.reference import regions
from maillage.web.equipe import avancement
from maillage.web.typographie import fr


@require_safe
def accueil(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("mes_dossiers")
    context = {"documents": documents(), "ouverture": settings.MAILLAGE_OUVERTURE}
    return render(request, "public/accueil.html", context)


def documents() -> list[dict[str, Any]]:
    """Return what Maillage writes, everywhere then région by région, from its forms themselves."""
    common = disponibles(tableaux=True)
    found = [_place("Partout", common)]
    for region in regions.regions().values():
        own = [info for info in disponibles(region.sigle, tableaux=True) if info not in common]
        if own:
            found.append(_place(region.nom, own))
    return found


def _place(name: str, infos: Any) -> dict[str, Any]:
    listed = [info for info in infos if not info.tableau_joint]
    joined = [info for info in infos if info.tableau_joint]
    return {
        "nom": fr(name),
        "documents": [avancement.nom_court(info) for info in listed],
        "tableaux": [_short(info) for info in joined],
    }


def _short(info: TrameInfo) -> str:
    name = avancement.nom_court(info)
    return name[:1].lower() + name[1:]


@require_safe
def mentions(request: HttpRequest) -> HttpResponse:
    return render(request, "public/mentions.html", {"contact": settings.MAILLAGE_CONTACT})


@require_safe
def accessibilite(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibilite.html", {"contact": settings.MAILLAGE_CONTACT})
