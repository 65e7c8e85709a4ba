"""« Et si… » : communes added or taken out for a try; the address holds it, nothing is written."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from maillage.dossiers.actions.add_communes import UnknownCommunes
from maillage.dossiers.actions.change_communes import change_communes
from maillage.dossiers.models import Dossier
from maillage.web import carte, clock
from maillage.web.equipe import acces, alentours_lus, cadre, et_si_lu, recherche, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.typographie import pluriel

_FOUND: Final = 15


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def et_si(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    if request.method == "POST":
        return _applied(request, dossier)
    frame = cadre.de(dossier, request.user, section="territoire", on=clock.today())
    asked = request.GET
    change = et_si_lu.apres(et_si_lu.lire(asked, frame.faits.territoire), asked)
    search = recherche.resultats(asked.get("q", ""), set(change.codes), limite=_FOUND)
    here = cadre.adresse(dossier, "territoire_et_si")
    context: dict[str, Any] = {
        **search,
        "etat": change,
        "ici": here,
        "territoire": cadre.adresse(dossier, "territoire"),
    }
    if getattr(request, "htmx", False):
        return render(request, "equipe/et_si/resultats.html", context)
    before, after = et_si_lu.deux(frame, change, on=clock.today())
    context |= {
        "lignes": et_si_lu.comparer(before, after),
        "communes": et_si_lu.communes(change, after),
        "voisines": et_si_lu.voisines(after),
        "propositions": et_si_lu.propositions(after),
        "proposition": et_si_lu.proposer(after, asked.get("but", "")),
        "chevauchements": alentours_lus.chevauchements(after.autour),
        **carte.montrer(after.analyse),
    }
    return reponses.page(
        request, dossier, "equipe/et_si/page.html", context, section="territoire", frame=frame
    )


def _applied(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    asked = (
        et_si_lu.codes(request.POST.get("plus", "")),
        et_si_lu.codes(request.POST.get("moins", "")),
    )
    try:
        done = change_communes(
            dossier=dossier, ajouter=asked[0], retirer=asked[1], by=request.user, on=clock.today()
        )
    except UnknownCommunes as unknown:
        reponses.prevenir(request, str(unknown))
        return reponses.vers(dossier, "territoire")
    if done.ajoutees or done.retirees:
        came = pluriel(done.ajoutees, "commune ajoutée", "communes ajoutées")
        went = pluriel(done.retirees, "retirée", "retirées")
        reponses.dire(request, f"C’est appliqué : {came}, {went}.")
    else:
        reponses.prevenir(request, "Il n’y avait rien à changer : le territoire est déjà ainsi.")
    return reponses.vers(dossier, "territoire")
