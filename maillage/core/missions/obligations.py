"""What a contract signed on a given day must hold, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.facts import ActionPrevue, Contrat
from maillage.core.financement.calendrier import plus_mois
from maillage.core.financement.grille import Genre, Grille, MissionAccord
from maillage.core.financement.signe import mission_de


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A mission of the agreement, with its last days; None where the team is free."""

    mission: MissionAccord
    demarrage: date | None = None
    deploiement: date | None = None

    @property
    def socle(self) -> bool:
        """Must the contract hold it?"""
        return self.mission.genre is Genre.SOCLE


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartSigne:
    """What a contract says of a mission."""

    demarrage: date | None  # None: it has not started
    arret: date | None  # the first day without it


@dataclass(frozen=True, slots=True, kw_only=True)
class Deroulement:
    """When a mission starts and is deployed, against its last days."""

    debut: date | None  # by the contract, else by its actions
    deploye: date | None  # None: an action at least has no start yet
    prevu: date | None  # the first of its actions, whatever the contract says
    contrat: DepartSigne | None = None  # None: no contract says when its missions start
    retard_demarrage: bool
    retard_deploiement: bool
    attend_demarrage: bool = False  # the last day is over, and nothing says that it has started
    attend_deploiement: bool = False


def obligations(grille: Grille, signature: date | None) -> tuple[Obligation, ...]:
    """Return the missions of a version of the agreement, with days once the signature is known."""
    return tuple(
        Obligation(
            mission=mission,
            demarrage=_after(signature, mission.demarrage_mois),
            deploiement=_after(signature, mission.deploiement_mois),
        )
        for mission in grille.missions
    )


def _after(signature: date | None, months: int | None) -> date | None:
    return None if signature is None or months is None else plus_mois(signature, months)


def depart_signe(contrat: Contrat, mission: str) -> DepartSigne | None:
    """Return when a mission starts and stops by the contract: with the first of its sums."""
    if contrat.missions is None:
        return None
    its_own = [one for one in contrat.missions if mission_de(one.poste) == mission]
    starts = [one.demarrage for one in its_own if one.demarrage is not None]
    stops = [one.arret for one in its_own if one.poste == mission and one.arret is not None]
    return DepartSigne(demarrage=min(starts, default=None), arret=min(stops, default=None))


def deroulement(
    obligation: Obligation, actions: Iterable[ActionPrevue], contrat: Contrat, *, on: date
) -> Deroulement:
    """Compare what the contract, else the actions of a mission, say with its last days.

    Without contract, a mission starts with the first of its actions; it is deployed once all of
    them have begun. A vague date takes its first day: a delay is called too long only when it is.
    """
    its_own = [action for action in actions if action.mission in obligation.mission.actions]
    days = [action.debut.first_day() for action in its_own if action.debut]
    first = min(days, default=None)
    spread = max(days) if days and len(days) == len(its_own) else None
    said = depart_signe(contrat, obligation.mission.code)
    start = first if said is None else said.demarrage
    return Deroulement(
        debut=start,
        deploye=spread,
        prevu=first,
        contrat=said,
        retard_demarrage=_late(start, obligation.demarrage),
        retard_deploiement=_late(spread, obligation.deploiement),
        attend_demarrage=start is None and _late(on, obligation.demarrage),
        attend_deploiement=spread is None and _late(on, obligation.deploiement),
    )


def _late(day: date | None, last: date | None) -> bool:
    return day is not None and last is not None and day > last
