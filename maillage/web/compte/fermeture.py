"""Close one's account."""

from typing import Final

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.dossiers.actions.close_account import close_account
from maillage.dossiers.heads import LastHead
from maillage.web import clock, limites
from maillage.web.compte.compte import titulaire
from maillage.web.compte.formulaires import FormulaireFermeture
from maillage.web.equipe import reponses
from maillage.web.equipe.adresses import adresse
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.typographie import fr

_PER_HOUR: Final = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def fermer(request: HttpRequest) -> HttpResponse:
    posted = envoi(request)
    if posted is not None and limites.depasse(
        request, "fermer", nombre=_PER_HOUR, duree=limites.HEURE
    ):
        return reponses.trop(request)
    form = FormulaireFermeture(posted, user=titulaire(request))
    kept: list[dict[str, str]] = []
    if form.is_valid():
        try:
            close_account(by=titulaire(request), on=clock.today(), at=clock.now())
        except LastHead as refusal:
            form.add_error(None, fr(str(refusal)))
            kept = [
                {"nom": str(one), "url": adresse(one, "qui_a_acces")} for one in refusal.dossiers
            ]
        else:
            logout(request)
            messages.success(request, fr("Votre compte est fermé. Merci d’être passé par ici."))
            return redirect("accueil")
    context = {"form": form, "retenu": kept, "fil": [{"nom": "Mon compte", "url": "../"}]}
    return render(request, "compte/fermer.html", context, status=422 if form.errors else 200)
