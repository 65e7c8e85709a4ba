"""The page of a step: what it is for, how far it is, what blocks, and the one thing to do next."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from maillage.dossiers.models import Dossier
from maillage.web import clock, jauges
from maillage.web.equipe import acces, cadre, libelles, points, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.chemin.lieux import Lieu
from maillage.web.equipe.chemin.parcours import Pas, prochain
from maillage.web.typographie import fr, pluriel

_HOUR: Final = 60
_POINTS: Final = 5
_SHOWN: Final = 3  # of what is missing in one place


@require_safe
@acces.sur_dossier()
def etape(request: DossierRequest, dossier: Dossier, code: str) -> HttpResponse:
    section = f"etape:{code}"
    frame = cadre.de(dossier, request.user, section=section, on=clock.today())
    step = next((one for one in frame.parcours if one.etape.code == code and one.open), None)
    if step is None:
        raise Http404
    line = partial(_line, of_document=len(step.documents) == 1 and step.etape.stage is not None)
    context = {
        "etape": step.etape,
        "pourquoi": fr(step.etape.pourquoi),
        "part": step.part,
        "jauge": jauges.parts(("j1", float(step.part or 0))),
        "pas": _money(dossier, frame) if step.etape.page else _next(dossier, step, frame.parcours),
        "points": points.points(dossier, step.bloquants[:_POINTS]),
        "points_de_plus": max(0, len(step.bloquants) - _POINTS),
        "a_faire": [line(lieu) for lieu in step.lieux if not lieu.fait],
        "faits": [line(lieu) for lieu in step.lieux if lieu.fait],
        "suite": [line(lieu) for lieu in step.suite],
        "documents": [_document(dossier, one) for one in step.documents],
        "url_controle": cadre.adresse(dossier, "controle"),
        "url_chiffres": cadre.adresse(dossier, "diagnostic") if code == "diagnostic" else "",
    }
    return reponses.page(
        request, dossier, "equipe/etape.html", context, section=section, frame=frame
    )


def _line(lieu: Lieu, *, of_document: bool) -> dict[str, Any]:
    shown = lieu.manques[:_SHOWN]
    more = len(lieu.manques) - len(shown)
    of_page = not lieu.place.startswith("textes/")  # a text that is missing needs no more words
    missing = ", ".join(f"« {text} »" for text in shown) if of_page else ""
    return {
        "nom": lieu.nom,
        "url": lieu.url,
        "etat": "Fait" if lieu.fait else "Commencé" if lieu.begun else "À faire",
        "ton": "bien" if lieu.fait else "voir" if lieu.begun else "neutre",
        "manque": fr(f"Il manque : {missing}" + (f" et {more} de plus" if more > 0 else ""))
        if missing
        else "",
        "documents": "" if of_document else ", ".join(lieu.documents),
        "minutes": f"{lieu.minutes} min" if lieu.minutes else "",
    }


def _document(dossier: Dossier, one: Any) -> dict[str, Any]:
    return {
        "nom": one.nom_court,
        "part": one.part,
        "jauge": one.jauge,
        "url": cadre.adresse(dossier, "apercu", one.id),
    }


def _money(dossier: Dossier, frame: cadre.Cadre) -> dict[str, str]:
    """Of the contract, what it may bring can be looked at long before it is signed."""
    if frame.droits.argent:
        return _step(
            "Voir ce que le contrat peut apporter",
            "Année par année, mission par mission, d’après ce que le dossier sait déjà.",
            cadre.adresse(dossier, "argent"),
            "Ouvrir l’argent",
        )
    return _step(
        "Le contrat vient après le projet de santé",
        "Rien n’est à remplir ici pour l’instant.",
        cadre.adresse(dossier, "dossier"),
        "Revenir au dossier",
    )


def _next(dossier: Dossier, step: Pas, steps: Sequence[Pas]) -> dict[str, str]:
    """Choose the one next step: mend what blocks, write what is missing, read, or go on."""
    doors = [points.point(dossier, constat) for constat in step.bloquants]
    left = [lieu for lieu in step.lieux if not lieu.fait]
    if not left and (first := next((door for door in doors if door.url), None)):
        return _step(f"À régler : {_small(first.titre)}", first.message, first.url, first.lien)
    if left:
        return _step(
            f"À compléter : {_small(left[0].nom)}", _how_long(step), left[0].url, "Commencer par là"
        )
    if step.documents:
        url = cadre.adresse(dossier, "apercu", step.documents[0].id)
        title = f"Relire {libelles.le_document(step.documents[0].nom_court)}"
        return _step(
            title,
            "Tout est rempli : relisez, téléchargez, faites signer.",
            url,
            "Relire le document",
        )
    after = prochain(steps, step)
    if after is None:
        return _step(
            "Cette étape est faite",
            "Le dossier vous attend là où vous l’avez laissé.",
            cadre.adresse(dossier, "dossier"),
            "Revenir au dossier",
        )
    return _step(
        f"Cette étape est faite ; la suite : {_small(after.etape.nom)}",
        "Vous pourrez revenir ici à tout moment.",
        cadre.adresse(dossier, "etape", after.etape.code),
        "Passer à la suite",
    )


def _small(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _how_long(step: Pas) -> str:
    """Say how much is left, and about how long it takes."""
    count = sum(not lieu.fait for lieu in step.lieux)
    what = f"Il reste {pluriel(count, 'sujet')} à compléter ici"
    if step.minutes < _HOUR:
        return f"{what} ; comptez {step.minutes} minutes environ."
    hours = round(step.minutes / _HOUR)
    return f"{what} ; comptez {pluriel(hours, 'heure')} environ, en plusieurs fois si vous voulez."


def _step(title: str, text: str, url: str, action: str) -> dict[str, str]:
    return {"titre": fr(title), "texte": fr(text), "url": url, "action": fr(action)}
