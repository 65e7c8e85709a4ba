"""What the rules read of each fiche action: its rubriques as each region asks them, its dates."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain, count

from maillage.core.facts import ActionPrevue, DossierFacts
from maillage.core.missions import Reperes, criteres, question

Faits = dict[str, object]


def fiches(
    dossier: DossierFacts, region: str | None, reperes: Reperes
) -> Mapping[str, Faits] | None:
    """Return the facts of each action, by its title; None where the question has no answer."""
    if dossier.actions is None:
        return None
    professions = {p.id: p.profession for p in dossier.equipe or () if p.profession}
    return par_nom(
        (
            action.titre,
            {
                **_facts(action, professions, region),
                "criteres_smart": criteres(question(dossier, action, reperes)),
            },
        )
        for action in dossier.actions
    )


def par_nom(series: Iterable[tuple[str, Faits]]) -> Mapping[str, Faits]:
    """Return the facts by name; two that bear the same name are both kept, and told apart."""
    found: dict[str, Faits] = {}
    for name, facts in series:
        ranked = (f"{name} ({rank})" for rank in count(2))
        found[next(one for one in chain((name,), ranked) if one not in found)] = facts
    return found


def _facts(action: ActionPrevue, professions: Mapping[str, str], region: str | None) -> Faits:
    return {
        "region": region,
        "fiche": _bretagne(action) if region == "BRE" else _aura(action),
        "action_professions": None
        if action.acteurs is None
        else tuple(professions[who] for who in action.acteurs if who in professions),
        **_dates(action),
    }


def _aura(action: ActionPrevue) -> Faits:
    return {
        "missions_prs": _together(action.mission, action.objectif_prs),
        "diagnostic": action.contexte,
        "finalite": action.finalite,
        "objectif_operationnel": action.objectif_operationnel,
        "description": action.description,
        "liens_autres_actions": action.liens_autres_actions,
        "public": action.public,
        "acteurs": action.acteurs,
        "debut": action.debut,
        "etapes": action.etapes,
        "fin": action.fin,
    }


def _bretagne(action: ActionPrevue) -> Faits:
    return {
        "thematique": action.titre,
        "contexte": action.contexte,
        "population_cible": action.public,
        "existant": action.existant,
        "objectifs": action.objectif_operationnel,
        "deroulement_effets": _together(action.description, action.effets_attendus),
        "ressources": action.ressources,
        "maturite_calendrier": None
        if action.debut is None
        else _together(action.maturite, str(action.debut)),
        "evaluation_indicateurs": action.evaluation,
    }


def _together(*answers: str | None) -> str | None:
    """Join what one box asks together: without an answer when one part has none, else empty."""
    known = [answer for answer in answers if answer is not None]
    if len(known) < len(answers):
        return None
    return " ".join(known) if all(answer.strip() for answer in known) else ""


def _dates(action: ActionPrevue) -> Faits:
    """Return the dates; a vague one takes the day that keeps the order, when there is one."""
    debut = action.debut.first_day() if action.debut else None
    fin = action.fin.last_day() if action.fin else None
    return {
        "action_debut": debut,
        "action_fin": fin,
        "action_etapes": None if action.etapes is None else _steps(action, debut),
    }


def _steps(action: ActionPrevue, debut: date | None) -> tuple[date, ...]:
    earliest = debut or date.min
    return tuple(
        max(step.date.first_day(), min(earliest, step.date.last_day()))
        for step in action.etapes or ()
        if step.date is not None
    )
