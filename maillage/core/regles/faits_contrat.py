"""What the rules read of the contract: the day it is signed, when each mission starts, what it says.

Before it is signed, the day is that of the calendar, and a mission starts with the first of its
actions. It is deployed once all of them have begun. A vague date takes the day that favours the
team, so that a delay is called too long only when it is.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from maillage.core.facts import Contrat, DossierFacts
from maillage.core.financement import mission_de, signature_du_contrat
from maillage.core.missions.obligations import depart_signe
from maillage.core.regles.lectures import Lectures

Faits = dict[str, object]

SOCLE: Final = ("acces", "parcours", "prevention")  # the three missions of 2019
SIGNATURE: Final = "adhesion_aci"  # the step of the rules at which the contract is signed


def par_mission(dossier: DossierFacts, lectures: Lectures) -> dict[str, Mapping[str, Faits] | None]:
    """Return an element for each mission of the agreement: « mission_acces »…"""
    codes = dict.fromkeys(lectures.missions.values())
    unsigned = signature_du_contrat(dossier.contrat) is None
    if unsigned and dossier.actions is None and dossier.calendrier is None:
        return {f"mission_{code}": None for code in codes}
    signed = _signature(dossier, lectures)
    return {
        f"mission_{code}": {code: {"date_signature": signed, **_mission(dossier, lectures, code)}}
        for code in codes
    }


def _signature(dossier: DossierFacts, lectures: Lectures) -> date | None:
    signed = signature_du_contrat(dossier.contrat)
    if signed is not None:
        return signed
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
    first = min(days, default=None)
    said = depart_signe(dossier.contrat, code)
    if said is not None:
        first = said.demarrage
    return {
        "debut_mission": first,
        "deploiement_mission": max(days) if days and len(days) == len(actions) else None,
    }


def debut(contrat: Contrat, code: str) -> date | None:
    """Return the day a mission started, by the contract."""
    said = depart_signe(contrat, code)
    return said.demarrage if said else None


def contrat_signe(dossier: DossierFacts, taille: int | None) -> Faits:
    """Return what a signed contract says; nothing before, when nobody may be asked for it."""
    contrat = dossier.contrat
    signed = signature_du_contrat(contrat)
    if signed is None:
        return {}
    starts = [debut(contrat, code) for code in SOCLE]
    known = [day for day in starts if day is not None]
    return {
        "date_signature": signed,
        "date_fin": contrat.date_fin,
        "parties_signataires": contrat.parties and tuple(str(one) for one in contrat.parties),
        "taille_contrat": contrat.taille,
        "taille_actuelle": taille,
        "dialogue_tenu": None if contrat.dialogues is None else bool(contrat.dialogues),
        "avenant_signe": None if contrat.avenants is None else bool(contrat.avenants),
        "date_socle_realise": max(known) if len(known) == len(SOCLE) else None,
        "lignes": _lines(contrat),
    }


def _lines(contrat: Contrat) -> tuple[Faits, ...] | None:
    """Return the yearly amounts that the contract writes, a line for each mission.

    An amount that the contract justifies is left out: it may go above the maximum (G5).
    """
    if contrat.montants is None:
        return None
    sums: dict[str, Decimal] = {}
    for row in contrat.montants:
        if row.derogation:
            continue
        amounts = (row.dotation, row.fixe, row.variable, row.forfait)
        total = sum((one for one in amounts if one is not None), Decimal(0))
        code = mission_de(row.poste)
        sums[code] = sums.get(code, Decimal(0)) + total
    return tuple({"ligne": code, "montant": amount} for code, amount in sums.items())
