"""The days to know, and the secret link by which an agenda reads them."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby
from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from maillage.core.calendrier import Echeance, NatureEcheance
from maillage.core.financement import euros
from maillage.dossiers.actions.close_agenda import close_agenda
from maillage.dossiers.actions.open_agenda import open_agenda
from maillage.dossiers.echeances import echeances as days_of
from maillage.dossiers.models import Dossier, LienAgenda
from maillage.web import clock, liens
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.a_faire import echeance_dite
from maillage.web.equipe.acces import DossierRequest
from maillage.web.typographie import fr, pluriel

_NATURES: Final = {
    NatureEcheance.SILENCE: "Délai",
    NatureEcheance.DEMARRAGE: "Mission",
    NatureEcheance.DEPLOIEMENT: "Mission",
    NatureEcheance.ANNIVERSAIRE: "Contrat",
    NatureEcheance.VERSEMENT: "Argent",
    NatureEcheance.LIMITE: "Argent",
    NatureEcheance.FIN: "Contrat",
}


@require_safe
@acces.sur_dossier()
def echeances(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    return _show(request, dossier, "")


def _show(request: DossierRequest, dossier: Dossier, secret: str) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="echeances", on=on)
    days = days_of(frame.faits, on=on, argent=frame.droits.argent)
    ahead = [one for one in days if one.le >= on]
    context: dict[str, Any] = {
        "annees": _par_annee(ahead, on=on),
        "passees": [ligne(one, on=on) for one in days if one.le < on],
        "supposees": _guessed(ahead),
        "lien": liens.absolu(request, "agenda", secret) if secret else "",
        "ouvert": LienAgenda.objects.filter(dossier=dossier, user=request.user).exists(),
        "urls": {
            name: cadre.adresse(dossier, name)
            for name in ("calendrier", "agenda_ouvrir", "agenda_fermer")
        },
    }
    return reponses.page(
        request,
        dossier,
        "equipe/calendrier/echeances.html",
        context,
        section="echeances",
        frame=frame,
    )


def _par_annee(days: Iterable[Echeance], *, on: date) -> list[dict[str, Any]]:
    """Group the days by year; what is more than a year ahead is folded."""
    years = groupby(days, key=lambda one: one.le.year)
    return [
        {
            "annee": str(year),
            "lignes": (rows := [ligne(one, on=on) for one in mine]),
            "compte": pluriel(len(rows), "échéance"),
            "pliee": year > on.year + 1,
        }
        for year, mine in years
    ]


def _guessed(days: Collection[Echeance]) -> str:
    """Say how sure the days are, once when none is."""
    guessed = sum(one.supposee for one in days)
    if guessed and guessed == len(days):
        return "toutes"
    return "certaines" if guessed else ""


def ligne(one: Echeance, *, on: date) -> dict[str, Any]:
    """Say a day: when, what, why, how sure."""
    amount = "" if one.centimes is None else f" : {euros(one.centimes)}"
    return {
        "quand": echeance_dite(one.le, on) if one.le >= on else f"{one.le:%d/%m/%Y}",
        "titre": fr(f"{one.titre}{amount}"),
        "texte": fr(one.texte),
        "sorte": _NATURES[one.nature],
        "supposee": one.supposee,
    }


@require_POST
@acces.sur_dossier()
def ouvrir(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Draw a new link, and show it once."""
    secret = open_agenda(dossier=dossier, by=request.user, on=clock.today())
    answer = _show(request, dossier, secret)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@acces.sur_dossier()
def fermer(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Take the link back."""
    if close_agenda(dossier=dossier, by=request.user, on=clock.today()):
        reponses.dire(request, "Le lien d’agenda ne sert plus.")
    return reponses.vers(dossier, "echeances")
