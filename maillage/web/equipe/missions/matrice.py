"""Missions and actions crossed: which missions nothing serves, which sheets have a hole."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from maillage.core.facts import (
    ActionPrevue,
    DossierFacts,
    Maturite,
    MissionAction,
    NatureIndicateur,
)
from maillage.dossiers.models import ActionPrevue as Enregistree
from maillage.dossiers.models import Dossier
from maillage.web import clock
from maillage.web.equipe import acces, cadre, libelles, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.typographie import fr

SECTION: Final = "actions_matrice"

Suivis = dict[str, set[str]]  # natures of the indicators of each action
_ATTENDUS: Final[tuple[tuple[str, Callable[[ActionPrevue, set[str]], bool]], ...]] = (
    ("Problème", lambda one, _: bool(one.problemes or one.contexte)),
    ("Chiffre", lambda one, _: bool(one.chiffres) or one.chiffres == ()),
    ("Objectif", lambda one, _: bool(one.objectif_operationnel)),
    ("Acteurs", lambda one, _: bool(one.acteurs)),
    ("Référent", lambda one, _: bool(one.referents)),
    ("Dates", lambda one, _: one.debut is not None and one.fin is not None),
    ("Étapes", lambda one, _: bool(one.etapes)),
    ("Se compte", lambda _, natures: NatureIndicateur.QUANTITATIF in natures),
    ("Se décrit", lambda _, natures: NatureIndicateur.QUALITATIF in natures),
)


@require_safe
@acces.sur_dossier()
def matrice(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section=SECTION, on=clock.today())
    keys = dict(Enregistree.objects.filter(dossier=dossier).values_list("code", "pk"))
    actions = frame.faits.actions or ()
    context = {
        "maturites": [libelles.MATURITES[code] for code in Maturite],
        "missions": [_mission(code, frame.faits) for code in MissionAction],
        "attendus": [fr(name) for name, _ in _ATTENDUS],
        "actions": [_action(dossier, one, _natures(frame.faits), keys) for one in actions],
        "ajouter": cadre.adresse(dossier, "actions_ajouter"),
    }
    return reponses.page(
        request, dossier, "equipe/missions/matrice.html", context, section=SECTION, frame=frame
    )


def _natures(faits: DossierFacts) -> Suivis:
    found: Suivis = {}
    for one in faits.indicateurs or ():
        if one.action and one.nature:
            found.setdefault(one.action, set()).add(one.nature)
    return found


def _mission(code: MissionAction, faits: DossierFacts) -> dict[str, Any]:
    """Count the actions of a mission, by maturity; one of unknown maturity only in the total."""
    mine = [one for one in faits.actions or () if one.mission is code]
    return {
        "nom": libelles.MISSIONS[code],
        "comptes": [
            {
                "nom": libelles.MATURITES[stage],
                "nombre": sum(one.maturite is stage for one in mine),
            }
            for stage in Maturite
        ],
        "total": len(mine),
    }


def _action(
    dossier: Dossier, one: ActionPrevue, followed: Suivis, keys: dict[str, int]
) -> dict[str, Any]:
    natures = followed.get(one.id, set())
    held = [{"nom": fr(name), "tenue": check(one, natures)} for name, check in _ATTENDUS]
    return {
        "nom": one.titre,
        "url": cadre.adresse(dossier, "actions_modifier", str(keys[one.id])),
        "mission": libelles.MISSIONS[one.mission] if one.mission else fr("Mission à dire"),
        "cases": held,
        "complete": all(case["tenue"] for case in held),
    }
