"""What a contract signed on a given day must hold, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.facts import ActionPrevue
from maillage.core.financement.calendrier import plus_mois
from maillage.core.financement.grille import Genre, Grille, MissionAccord


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
class Deroulement:
    """When a mission starts and is deployed, as its actions say, against its last days."""

    debut: date | None
    deploye: date | None  # None: an action at least has no start yet
    retard_demarrage: bool
    retard_deploiement: bool


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


def deroulement(obligation: Obligation, actions: Iterable[ActionPrevue]) -> Deroulement:
    """Compare what the actions of a mission say with its last days.

    A mission starts with the first of its actions and is deployed once all of them have begun. A
    vague date takes its first day: a delay is called too long only when it is.
    """
    its_own = [action for action in actions if action.mission in obligation.mission.actions]
    days = [action.debut.first_day() for action in its_own if action.debut]
    start = min(days, default=None)
    spread = max(days) if days and len(days) == len(its_own) else None
    return Deroulement(
        debut=start,
        deploye=spread,
        retard_demarrage=_late(start, obligation.demarrage),
        retard_deploiement=_late(spread, obligation.deploiement),
    )


def _late(day: date | None, last: date | None) -> bool:
    return day is not None and last is not None and day > last
