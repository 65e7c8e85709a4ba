"""The pages of the guide: anyone reads them, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from maillage.web.aide import sujets


@require_safe
def aide(request: HttpRequest) -> HttpResponse:
    groupes = [
        {"nom": nom, "sujets": [sujets.lire(code) for code, _ in listed]}
        for nom, listed in sujets.GROUPES
    ]
    return render(request, "public/aide.html", {"groupes": groupes})


@require_safe
def sujet(request: HttpRequest, code: str) -> HttpResponse:
    if code not in sujets.TITRES:
        raise Http404
    found, codes = sujets.lire(code), list(sujets.TITRES)
    suivant = codes[(codes.index(code) + 1) % len(codes)]
    context = {
        "sujet": found,
        "titre": found.titre,
        "fil": [{"nom": "Aide", "url": reverse("aide")}],
        "suivant": sujets.lire(suivant),
    }
    return render(request, "public/aide_sujet.html", context)
