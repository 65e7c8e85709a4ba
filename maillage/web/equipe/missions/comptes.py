"""From which day the delays of the missions are counted, and what the contract says of each."""

from datetime import date
from typing import Any, Final

from maillage.core.facts import PartialDate
from maillage.core.financement import signature_du_contrat
from maillage.core.missions import EtatMission
from maillage.dossiers.financement import signature_prevue
from maillage.dossiers.models import Dossier
from maillage.web.equipe import cadre
from maillage.web.typographie import fr, jour

_ETAPE: Final = "« Adhérer à l’accord conventionnel »"


def depuis(dossier: Dossier, frame: cadre.Cadre, *, tried: date | None) -> dict[str, Any]:
    """Say the day, whether it is that of the contract, and where it is changed."""
    contrat = frame.faits.contrat
    signed, planned = signature_du_contrat(contrat), signature_prevue(frame.faits)
    calendrier = {"nom": "Ouvrir le calendrier", "url": cadre.adresse(dossier, "calendrier")}
    if tried is not None:
        back = {"nom": "Revenir à votre date", "url": cadre.adresse(dossier, "missions")}
        return _dit(
            "Un essai",
            f"Les délais comptent comme si le contrat était signé le {jour(tried)}.",
            back,
        )
    if signed is None and planned is None:
        return _dit(
            "Pas encore de contrat",
            "Les délais se comptent en mois après la signature. Datez l’étape "
            f"{_ETAPE} du calendrier, ou essayez un jour : les dates apparaîtront ici.",
            calendrier,
        )
    if signed is None:
        return _dit(
            "Pas encore de contrat",
            f"Les délais comptent du {jour(planned)}, le jour que l’étape {_ETAPE} du calendrier "
            "prévoit.",
            calendrier,
        )
    lien = {"nom": "Lire le contrat", "url": cadre.adresse(dossier, "contrat")}
    quiet = "" if contrat.missions else " Il ne dit pas encore quand chaque mission démarre."
    return _dit(
        "Le contrat est signé",
        f"{_effect(contrat.date_signature, signed)}{quiet}",
        lien if frame.droits.argent else None,
    )


def _effect(written: date | None, signed: date) -> str:
    if written is None or written == signed:
        return f"Les délais comptent du {jour(signed)}, jour de la signature."
    return (
        f"Signé le {jour(written)}, il prend effet le {jour(signed)} : les délais comptent de ce "
        "jour."
    )


def _dit(titre: str, texte: str, lien: dict[str, str] | None) -> dict[str, Any]:
    return {"titre": fr(titre), "texte": fr(texte), "lien": lien}


def delais(state: EtatMission, *, on: date) -> list[dict[str, Any]]:
    """Say the two last days of a mission, and what the contract and its actions say."""
    mission, dates = state.obligation.mission, state.deroulement
    return [
        {
            "nom": "Démarrage",
            "limite": _limit(mission.demarrage_mois, state.obligation.demarrage),
            "prevu": fr(_start(state, on=on)),
            "retard": dates.retard_demarrage or dates.attend_demarrage,
        },
        {
            "nom": "Déploiement",
            "limite": _limit(mission.deploiement_mois, state.obligation.deploiement),
            "prevu": fr(_spread(state, on=on)),
            "retard": dates.retard_deploiement or dates.attend_deploiement,
        },
    ]


def _limit(months: int | None, last: date | None) -> str:
    if months is None:
        return "libre"
    if last is None:
        return fr(f"{months} mois après la signature")
    return fr(f"le {jour(last)} au plus tard ({months} mois)")


def _start(state: EtatMission, *, on: date) -> str:
    """Say when a mission starts: by the contract once it speaks of missions, else by its actions."""
    said, days = state.deroulement.contrat, _days(state)
    planned = f"prévu {_when(days[0])} par ses actions" if days else ""
    if said is None:
        return planned or "pas encore daté"
    if said.demarrage is None:
        return f"pas démarrée, dit le contrat{f' ; {planned}' if planned else ''}"
    verb = "démarrée" if said.demarrage <= on else "démarre"
    stop = f" ; arrêtée le {jour(said.arret)}" if said.arret else ""
    return f"{verb} le {jour(said.demarrage)}, dit le contrat{stop}"


def _spread(state: EtatMission, *, on: date) -> str:
    """Say when all its actions have begun; unknown as long as one has no date."""
    reached, days = state.deroulement.deploye, _days(state)
    if reached is None:
        return "pas encore daté"
    begun = "ont commencé" if reached <= on else "auront commencé"
    return f"{_when(days[-1])}, toutes ses actions {begun}"


def _days(state: EtatMission) -> list[PartialDate]:
    """Return when its actions begin, as they were typed, in order."""
    found = [action.debut for action in state.actions if action.debut]
    return sorted(found, key=PartialDate.first_day)


def _when(value: PartialDate) -> str:
    return f"{'en' if value.day is None else 'le'} {jour(value)}"
