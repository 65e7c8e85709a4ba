"""What the rules read of the work under way: missions, actions, calendar, attachments."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from maillage.core.facts import ActionPrevue, DossierFacts, Etape, PartialDate
from maillage.core.regles.faits_budget import PRE_PROJET
from maillage.core.regles.lectures import Lectures

Faits = dict[str, object]


def demarche(
    dossier: DossierFacts, lectures: Lectures, *, document: str | None, pieces: tuple[str, ...]
) -> Faits:
    """Return the facts of the actions, of the calendar and of what goes with the document."""
    return {
        "missions": _missions(dossier, lectures),
        "actions": None
        if dossier.actions is None
        else tuple(_action(action, dossier, lectures) for action in dossier.actions),
        "indicateurs": None
        if dossier.indicateurs is None
        else tuple({"nature": indicateur.nature} for indicateur in dossier.indicateurs),
        "etapes_datees": _milestones(dossier, lectures),
        "etapes_renseignees": _dated_steps(dossier, lectures),
        **_attachments(dossier, document, pieces),
    }


def _action(action: ActionPrevue, dossier: DossierFacts, lectures: Lectures) -> Faits:
    mission = lectures.missions[action.mission] if action.mission else None
    return {
        "titre": action.titre,
        "missions": (mission,) if mission else None,
        "problemes": action.problemes,
        "indicateurs": None
        if dossier.indicateurs is None
        else tuple(one.id for one in dossier.indicateurs if one.action == action.id),
    }


def _missions(dossier: DossierFacts, lectures: Lectures) -> tuple[str, ...] | None:
    """Return the missions that a text describes or that an action serves."""
    served = {lectures.missions[a.mission] for a in dossier.actions or () if a.mission}
    rubriques = {f"mission_{code}": mission for code, mission in lectures.missions.items()}
    opened = rubriques.keys() & dossier.textes.keys()
    if not served and not opened:
        return None
    described = {rubriques[key] for key in opened if dossier.textes[key].strip()}
    return tuple(m for m in dict.fromkeys(lectures.missions.values()) if m in served | described)


def _when(step: Etape) -> PartialDate | None:
    return step.debut or step.fin


def _milestones(dossier: DossierFacts, lectures: Lectures) -> tuple[date | None, ...] | None:
    """Return the days of the milestones in their order.

    « 2026 » may mean any day of the year: each vague date takes its first day that keeps the
    order, so that two steps are called reversed only when they are whatever the days turn out
    to be.
    """
    if dossier.calendrier is None:
        return None
    steps = {step.code: step for step in dossier.calendrier}
    days: list[date | None] = []
    latest = date.min
    for code in lectures.jalons:
        when = _when(steps[code]) if code in steps else None
        if when is None:
            days.append(None)
            continue
        day = max(when.first_day(), min(latest, when.last_day()))
        latest = max(latest, day)
        days.append(day)
    return tuple(days)


def _dated_steps(dossier: DossierFacts, lectures: Lectures) -> tuple[str, ...] | None:
    if dossier.calendrier is None:
        return None
    dated = [
        name
        for step in dossier.calendrier
        if _when(step) is not None
        for name in lectures.etapes.get(step.code, ())
    ]
    meetings = any(meeting.date is not None for meeting in dossier.reunions or ())
    return tuple(dict.fromkeys([*dated, *(["reunions"] if meetings else [])]))


_ATTACHED: Mapping[str, Callable[[DossierFacts], object]] = MappingProxyType(
    {
        "liste_communes": lambda d: d.territoire.communes,
        "carte": lambda d: d.territoire.carte_jointe,
        "budget": lambda d: d.budget_projet,
        "liste_professionnels": lambda d: d.equipe,
        "fiches_action": lambda d: d.actions,
        "siret": lambda d: d.structure.siret,
        "rib": lambda d: d.structure.iban,
        "representants": lambda d: d.personne(d.roles.representant_legal),
        "adresse": lambda d: d.structure.adresse_postale,
    }
)


def _attachments(dossier: DossierFacts, document: str | None, pieces: tuple[str, ...]) -> Faits:
    """Return what goes with the document, which Maillage makes out of what the team answered."""
    if document is None or any(piece not in _ATTACHED for piece in pieces):
        return {}  # without a document, or with a piece that only an agency gives: nothing to say
    found = {piece: _ATTACHED[piece](dossier) for piece in pieces}
    if document == PRE_PROJET and "budget" in found:
        found["budget"] = dossier.budget_pre_projet
    unanswered = any(value is None for value in found.values())
    return {
        "document": document,
        "pieces_jointes": None
        if unanswered
        else tuple(piece for piece, value in found.items() if value),
    }
