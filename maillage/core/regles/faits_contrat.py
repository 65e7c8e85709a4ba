"""What the rules read of the contract to come: the day it is signed, when each mission starts.

Maillage holds no signed contract yet: the day is that of the calendar, and a mission starts with
the first of its actions. It is deployed once all of them have begun. A vague date takes the day
that favours the team, so that a delay is called too long only when it is.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from maillage.core.facts import DossierFacts
from maillage.core.regles.lectures import Lectures

Faits = dict[str, object]

SIGNATURE: Final = "adhesion_aci"  # the step of the rules at which the contract is signed


def par_mission(dossier: DossierFacts, lectures: Lectures) -> dict[str, Mapping[str, Faits] | None]:
    """Return an element for each mission of the agreement: « mission_acces »…"""
    codes = dict.fromkeys(lectures.missions.values())
    if dossier.actions is None and dossier.calendrier is None:
        return {f"mission_{code}": None for code in codes}
    signed = _signature(dossier, lectures)
    return {
        f"mission_{code}": {code: {"date_signature": signed, **_mission(dossier, lectures, code)}}
        for code in codes
    }


def _signature(dossier: DossierFacts, lectures: Lectures) -> date | None:
    for step in dossier.calendrier or ():
        when = step.fin or step.debut
        if when is not None and SIGNATURE in lectures.etapes.get(step.code, ()):
            return when.last_day()
    return None


def _mission(dossier: DossierFacts, lectures: Lectures, code: str) -> Faits:
    actions = [
        action
        for action in dossier.actions or ()
        if action.mission and lectures.missions[action.mission] == code
    ]
    days = [action.debut.first_day() for action in actions if action.debut]
    return {
        "debut_mission": min(days, default=None),
        "deploiement_mission": max(days) if days and len(days) == len(actions) else None,
    }
