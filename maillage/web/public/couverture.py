"""« Qui couvre quoi », for everyone: the country, then each département, and their files."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.dossiers import couverture as known
from maillage.reference import cog
from maillage.web import limites
from maillage.web.couverture import lu, tableau
from maillage.web.public.essai import trop
from maillage.web.typographie import fr

_PER_MINUTE = 120


@require_safe
def couverture(request: HttpRequest) -> HttpResponse:
    if _trop(request):
        return trop(request)
    return render(request, "public/couverture/pays.html", lu.country(known.ailleurs().connues))


@require_safe
def departement(request: HttpRequest, code: str) -> HttpResponse:
    if _trop(request):
        return trop(request)
    place = cog.table().departement(code)
    if place is None:
        raise Http404
    found = known.ailleurs().connues
    region = cog.table().region(place.region)
    context = {
        **lu.lieu(found, {code}),
        "carte": lu.carte(found, code),
        "nom": fr(place.nom),
        "code": code,
        "region": fr(region.nom) if region else "",
    }
    return render(request, "public/couverture/departement.html", context)


@require_safe
def fichier(request: HttpRequest, code: str = "") -> HttpResponse | StreamingHttpResponse:
    if _trop(request):
        return trop(request)
    if code and cog.table().departement(code) is None:
        raise Http404
    name = f"cpts_{code.lower() or 'france'}"
    return tableau.repondre(known.ailleurs().connues, {code} if code else None, name)


def _trop(request: HttpRequest) -> bool:
    return limites.depasse(request, "couverture", nombre=_PER_MINUTE, duree=limites.MINUTE)
