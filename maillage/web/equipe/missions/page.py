"""The page of the missions: what the agreement asks, what the team has, what is missing."""

from datetime import date
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from maillage.core import facts
from maillage.core.facts import DossierFacts, MissionAction
from maillage.core.fiabilite import Fiabilite
from maillage.core.financement import Grille
from maillage.core.missions import MANQUES, EtatMission, etats, obligations
from maillage.dossiers.financement import signature_prevue
from maillage.dossiers.models import ActionPrevue, Dossier
from maillage.reference import missions as tables
from maillage.reference.aci import grille_le, grilles
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.champs import Jour
from maillage.web.equipe.missions import comptes
from maillage.web.typographie import fr, jour, pluriel

SECTION: Final = "missions"
_DOUTES: Final = {
    Fiabilite.DEDUIT: "Délai déduit d’autres textes",
    Fiabilite.A_CONFIRMER: "Délai à faire confirmer",
}


class _Signature(forms.Form):
    """The day from which the delays are counted."""

    signature = Jour("Contrat signé le")


@require_safe
@acces.sur_dossier()
def missions(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section=SECTION, on=on)
    known = signature_prevue(frame.faits)
    form = _Signature(request.GET or None, initial={"signature": known}, label_suffix="")
    asked = form.cleaned_data["signature"] if form.is_bound and form.is_valid() else None
    tried = asked if asked != known else None
    version = _version(frame.faits, tried or known or on, tried=tried)
    context: dict[str, Any] = {
        "form": form,
        "version": version,
        "comptes": comptes.depuis(dossier, frame, tried=tried),
    }
    if version is not None:
        asks = obligations(version, tried or known)
        found = etats(frame.faits, asks, tables.missions().parties, on=on)
        context |= _said(dossier, frame, found, on=on)
        context["edition"] = fr(version.nom)
    status = 422 if form.errors else 200
    template = "equipe/missions/missions.html"
    return reponses.page(
        request, dossier, template, context, section=SECTION, frame=frame, status=status
    )


def _version(faits: DossierFacts, day: date, *, tried: date | None) -> Grille | None:
    """Return the version of the agreement: that of the signed contract, else that of the day."""
    written = faits.contrat.grille if tried is None else None
    return grilles().get(written) if written else grille_le(day)


def _said(
    dossier: Dossier, frame: cadre.Cadre, found: tuple[EtatMission, ...], *, on: date
) -> dict[str, Any]:
    must = [one for one in found if one.obligation.socle]
    free = [one for one in found if not one.obligation.socle]
    served = sum(bool(one.actions) for one in must)
    keys = _keys(dossier)
    cards = {one.obligation.mission.code: _card(dossier, frame, one, keys, on) for one in found}
    return {
        "groupes": [
            {
                "nom": "Les missions obligatoires",
                "missions": [cards[m.obligation.mission.code] for m in must],
            },
            {
                "nom": "Les missions facultatives",
                "missions": [cards[m.obligation.mission.code] for m in free],
            },
        ],
        "chiffres": [
            {"nom": "Obligatoires servies", "valeur": f"{served} sur {len(must)}"},
            {"nom": "Fiches action", "valeur": str(len(frame.faits.actions or ()))},
            {"nom": "Indicateurs", "valeur": str(len(frame.faits.indicateurs or ()))},
        ],
        "suite": _next(dossier, found),
    }


def _keys(dossier: Dossier) -> dict[str, int]:
    """Return the key of each action, by its code: the facts do not know addresses."""
    return dict(ActionPrevue.objects.filter(dossier=dossier).values_list("code", "pk"))


def _card(
    dossier: Dossier, frame: cadre.Cadre, state: EtatMission, keys: dict[str, int], on: date
) -> dict[str, Any]:
    mission, asked = (
        state.obligation.mission,
        tables.missions().attendu(state.obligation.mission.code),
    )
    parts = tables.missions().parties
    add = {"mission": _first_code(state)}
    return {
        "code": mission.code,
        "nom": fr(mission.nom),
        "etat": _state(state),
        "demande": fr(asked.demande),
        "preuves": fr(asked.preuves),
        "parties": [
            {
                "nom": fr(parts[code].nom),
                "demande": fr(parts[code].demande),
                "faite": code in state.couvertes,
            }
            for code in mission.volets
        ],
        "delais": comptes.delais(state, on=on),
        "doute": _DOUTES.get(mission.fiabilite, "") if mission.demarrage_mois else "",
        "note": fr(mission.note or ""),
        "actions": [_action(dossier, one, keys) for one in state.actions],
        "indicateurs": pluriel(len(state.indicateurs), "indicateur"),
        "manques": [fr(MANQUES[code]) for code in state.manques],
        "ajouter": f"{cadre.adresse(dossier, 'actions_ajouter')}?{urlencode(add)}",
        "argent": cadre.adresse(dossier, "argent") if frame.droits.argent else "",
        "plan": cadre.adresse(dossier, "plan_crise") if asked.familles_risques else "",
        "source": fr(tables.missions().sources[asked.source]),
    }


def _action(dossier: Dossier, one: facts.ActionPrevue, keys: dict[str, int]) -> dict[str, str]:
    return {
        "nom": one.titre,
        "url": cadre.adresse(dossier, "actions_modifier", str(keys[one.id])),
        "detail": " – ".join(text for text in (jour(one.debut), jour(one.fin)) if text),
    }


def _first_code(state: EtatMission) -> MissionAction:
    """Return the mission of the next action: a part that has none yet, else the first."""
    served = {one.mission for one in state.actions}
    codes = state.obligation.mission.actions
    return next((code for code in codes if code not in served), codes[0])


def _state(state: EtatMission) -> dict[str, str]:
    if not state.retenue:
        return {"mot": "Pas retenue", "ton": "neutre"}
    if not state.manques:
        return {"mot": "Complète", "ton": "bien"}
    count = pluriel(len(state.manques), "point à voir", "points à voir")
    return {"mot": fr(count), "ton": "voir"}


def _next(dossier: Dossier, found: tuple[EtatMission, ...]) -> dict[str, str]:
    """Return the one thing to do now: the first hole, of the missions that must be there."""
    waiting = [one for one in found if one.manques]
    if not waiting:
        return {
            "titre": fr("Chaque mission a ce qu’il faut : où en sont vos actions ?"),
            "url": cadre.adresse(dossier, "actions_tableau"),
            "mot": "Voir le tableau",
            "pourquoi": "Des actions, des dates, un référent, de quoi compter et de quoi décrire.",
        }
    why = "Chaque mission demande des actions, et de quoi montrer qu’elles avancent."
    first = min(waiting, key=lambda one: (not one.obligation.socle, bool(one.actions)))
    name = first.obligation.mission.nom
    if first.actions:
        return {
            "titre": fr(f"{name} : {MANQUES[first.manques[0]]}"),
            "url": f"#mission-{first.obligation.mission.code}",
            "mot": "Voir cette mission",
            "pourquoi": why,
        }
    query = urlencode({"mission": _first_code(first)})
    return {
        "titre": fr(f"Commencez par une action pour « {name} »"),
        "url": f"{cadre.adresse(dossier, 'actions_ajouter')}?{query}",
        "mot": "Ajouter une action",
        "pourquoi": why,
    }
