"""What a team has for each mission of the agreement, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from maillage.core.facts import ActionPrevue, DossierFacts, Indicateur
from maillage.core.missions.modele import SousMission
from maillage.core.missions.obligations import Deroulement, Obligation, deroulement

SAS = "sas"  # the part that a link answers, not an action
CRISE = "crise"


@dataclass(frozen=True, slots=True, kw_only=True)
class EtatMission:
    """A mission: what it asks, what the team has, what is missing."""

    obligation: Obligation
    deroulement: Deroulement
    actions: tuple[ActionPrevue, ...]
    indicateurs: tuple[Indicateur, ...]
    couvertes: tuple[str, ...]  # codes of its parts that something deals with
    manques: tuple[str, ...]  # codes: see MANQUES

    @property
    def retenue(self) -> bool:
        """Does the project serve it, or must it, or has the contract started it?"""
        said = self.deroulement.contrat
        started = said is not None and said.demarrage is not None
        return self.obligation.socle or bool(self.actions) or started


# What may be missing, told to the team.
MANQUES: Mapping[str, str] = {
    "action": "Aucune action ne la sert encore.",
    "partie": "Une de ses parties n’a pas d’action.",
    "debut": "Aucune de ses actions n’a de date de début.",
    "retard_demarrage": "Elle commence après la date limite.",
    "attend_demarrage": "Sa date limite de démarrage est passée, et rien ne dit qu’elle a démarré.",
    "retard_deploiement": "Sa dernière action commence après la date limite de déploiement.",
    "attend_deploiement": "Sa date limite de déploiement est passée, et toutes ses actions n’ont pas commencé.",
    "indicateur": "Aucun indicateur ne la suit.",
    "quantitatif": "Il lui manque un indicateur qui se compte.",
    "qualitatif": "Il lui manque un indicateur qui se décrit.",
    "referent": "Une de ses actions n’a pas de référent.",
    "plan": "Le plan de crise n’est pas encore écrit.",
}


def etats(
    dossier: DossierFacts,
    obligations: Iterable[Obligation],
    sous_missions: Mapping[str, SousMission],
    *,
    on: date,
) -> tuple[EtatMission, ...]:
    """Return the state of each mission on a day, in the order of the agreement."""
    return tuple(_etat(dossier, one, sous_missions, on) for one in obligations)


def _etat(
    dossier: DossierFacts,
    obligation: Obligation,
    sous_missions: Mapping[str, SousMission],
    on: date,
) -> EtatMission:
    codes = obligation.mission.actions
    actions = tuple(one for one in dossier.actions or () if one.mission in codes)
    ids = {one.id for one in actions}
    followed = tuple(
        one for one in dossier.indicateurs or () if one.mission in codes or one.action in ids
    )
    dates = deroulement(obligation, actions, dossier.contrat, on=on)
    covered = tuple(
        code
        for code in obligation.mission.volets
        if _covered(dossier, sous_missions[code], actions)
    )
    state = EtatMission(
        obligation=obligation,
        deroulement=dates,
        actions=actions,
        indicateurs=followed,
        couvertes=covered,
        manques=(),
    )
    return replace(state, manques=tuple(_missing(dossier, state)) if state.retenue else ())


def _covered(dossier: DossierFacts, part: SousMission, actions: Iterable[ActionPrevue]) -> bool:
    if part.code == SAS:
        links = dossier.partenariats
        return links.sas_existe is False or bool((links.sas_articulation or "").strip())
    return any(action.mission in part.actions for action in actions)


def _missing(dossier: DossierFacts, state: EtatMission) -> list[str]:
    dates, mission = state.deroulement, state.obligation.mission
    natures = {one.nature for one in state.indicateurs}
    found = {
        "action": not state.actions,
        "partie": bool(state.actions) and len(state.couvertes) < len(mission.volets),
        "debut": bool(state.actions) and dates.debut is None,
        "retard_demarrage": dates.retard_demarrage,
        "attend_demarrage": dates.attend_demarrage,
        "retard_deploiement": dates.retard_deploiement,
        "attend_deploiement": dates.attend_deploiement,
        "indicateur": not state.indicateurs,
        "quantitatif": bool(state.indicateurs) and "quantitatif" not in natures,
        "qualitatif": bool(state.indicateurs) and "qualitatif" not in natures,
        "referent": any(not one.referents for one in state.actions),
        "plan": mission.code == CRISE and dossier.plan_crise.redige is not True,
    }
    return [code for code in MANQUES if found[code]]
