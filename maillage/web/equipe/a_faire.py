"""What waits for me: what I am asked, who calls me, what is asked of my texts, what bars the way."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.accounts.models import User
from maillage.core.calendrier import Echeance
from maillage.core.financement import euros
from maillage.dossiers import cibles
from maillage.dossiers.cibles import Cible
from maillage.dossiers.models import Acces, Attribution, Commentaire, Dossier, Invitation
from maillage.dossiers.queries import marge as lire
from maillage.dossiers.queries.echeances import prochaines
from maillage.reference.permissions import HEADS
from maillage.web import clock
from maillage.web.equipe import acces, avancement, cadre, marge_lue, points, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.cadre import adresse
from maillage.web.typographie import fr, pluriel, quand

_WORDS_SHOWN = 240
SHOWN: Final = 40  # of each list: the others come as these are done


@require_safe
@acces.sur_dossier()
def a_faire(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="a_faire", on=on)
    here = lire.dossiers_commentes(request.user).filter(pk=dossier.pk)
    context = {
        **mine(request.user, here, on),
        "bloquants": _blocking(dossier, request.user, frame),
        "document": _current(frame),
    }
    return reponses.page(
        request, dossier, "equipe/a_faire.html", context, section="a_faire", frame=frame
    )


@require_safe
@login_required
def partout(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person in all their dossiers at once."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- login_required says so; mypy cannot
    context = {**mine(user, lire.dossiers_commentes(user), clock.today()), "bloquants": ()}
    return render(request, "equipe/a_faire_partout.html", context)


def mine(user: User, dossiers: QuerySet[Dossier], on: date) -> dict[str, Any]:
    """Read what waits for a person, in a fixed number of queries."""
    asked = lire.demandees(user, dossiers)
    calls = lire.non_lues(user, dossiers)
    called = {row.pk for row in calls} | {row.parent_id for row in calls}
    questions = [row for row in lire.questions(user, dossiers) if row.pk not in called]
    more = {
        "demandes": len(asked) - SHOWN,
        "appels": len(calls) - SHOWN,
        "questions": len(questions) - SHOWN,
    }
    asked, calls, questions = asked[:SHOWN], calls[:SHOWN], questions[:SHOWN]
    places = cibles.read_in(dossiers, lire.codes(asked, calls, questions))
    return {
        "autres": {name: pluriel(count, "autre") for name, count in more.items() if count > 0},
        "demandes": [_request(row, places[row.cible], on) for row in asked if row.cible in places],
        "appels": _comments(calls, places, on),
        "questions": _comments(questions, places, on),
        "invitations": [_invitation(row, on) for row in lire.invitations(user, dossiers)],
        "rappels": [_reminder(row, day, on) for row, day in prochaines(user, dossiers, on=on)],
    }


def _request(row: Attribution, place: Cible, on: date) -> dict[str, Any]:
    return {
        "titre": fr(place.titre),
        "url": marge_lue.place(row.dossier, place),
        "dossier": str(row.dossier),
        "quand": echeance_dite(row.echeance, on),
        "retard": row.echeance is not None and row.echeance < on,
        "demande": row.demande,
        "par": fr(f"Demandé par {row.par}, {quand(row.created_at, on)}"),
        "url_finir": adresse(row.dossier, "marge_finir", str(row.pk)),
    }


def _comments(
    rows: Sequence[Commentaire], places: dict[str, Cible], on: date
) -> list[dict[str, Any]]:
    return [
        {
            "pk": row.pk,
            "titre": fr(places[row.cible].titre),
            "url": marge_lue.mot(row.dossier, places[row.cible], row.pk),
            "dossier": str(row.dossier),
            "auteur": str(row.auteur),
            "quand": quand(row.created_at, on),
            "texte": _beginning(row.texte),
            "url_lu": adresse(row.dossier, "marge_lu"),
        }
        for row in rows
        if row.cible in places
    ]


def _reminder(dossier: Dossier, day: Echeance, on: date) -> dict[str, Any]:
    amount = "" if day.centimes is None else f" : {euros(day.centimes)}"
    return {
        "titre": fr(f"{day.titre}{amount}"),
        "dossier": str(dossier),
        "quand": echeance_dite(day.le, on),
        "url": adresse(dossier, "echeances"),
    }


def _invitation(row: Invitation, on: date) -> dict[str, Any]:
    return {
        "adresse": row.email,
        "dossier": str(row.dossier),
        "quand": quand(row.sent_at, on),
        "passee": row.expires_at.date() < on,
    }


def _beginning(text: str) -> str:
    return text if len(text) <= _WORDS_SHOWN else f"{text[:_WORDS_SHOWN].rstrip()}…"


_LOIN: Final = 90  # days: beyond, a date says more than a count


def echeance_dite(day: date | None, on: date) -> str:
    """Say a day seen from today: « en retard de 3 jours », « demain », « dans 5 jours »."""
    if day is None:
        return "Sans date"
    left = (day - on).days
    exact = f"le {marge_lue.jour_court(day, on)}"
    if left < 0:
        return fr(f"En retard de {pluriel(-left, 'jour')} : c’était pour {exact}")
    if left > _LOIN:
        return fr(exact.capitalize())
    near = {0: "Aujourd’hui", 1: "Demain"}.get(left)
    return near or fr(f"Dans {pluriel(left, 'jour')}, {exact}")


def _current(frame: cadre.Cadre) -> str:
    current = avancement.courant(frame.faits, frame.documents)
    return current.nom_court if current else ""


def _blocking(dossier: Dossier, user: User, frame: cadre.Cadre) -> list[points.Point]:
    """Return what bars the current document, for those who lead the team."""
    heads = Acces.objects.filter(dossier=dossier, user=user, role__in=HEADS)
    current = avancement.courant(frame.faits, frame.documents)
    if current is None or not heads.exists():
        return []
    return points.points(dossier, current.bloquants)
