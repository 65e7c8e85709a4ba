"""How the team will know that the project succeeds."""

from dataclasses import dataclass

from maillage.core.facts.codes import MissionAction, NatureIndicateur, OrigineIndicateur


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicateur:
    """An indicator: what is followed, from where to where."""

    id: str
    libelle: str
    nature: NatureIndicateur | None = None
    origine: OrigineIndicateur | None = None
    mission: MissionAction | None = None
    action: str | None = None  # id of an action
    depart: str | None = None  # as written: « 38 % en 2025 »
    cible: str | None = None
    source: str | None = None
    rythme: str | None = None
