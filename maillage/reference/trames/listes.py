"""Tables of which the rows come from a table of reference, not from the dossier alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TableauPrs:
    """A table of the regional health plan, with the lines that the team keeps."""

    resume: str
    region: str
    table: str
    entetes: tuple[str, str]  # themes and axes, or themes and comments


@dataclass(frozen=True, slots=True, kw_only=True)
class TableauReferents:
    """The contacts of a region, on the rows that its form prints in advance."""

    resume: str
    region: str
    entetes: tuple[str, ...]  # territory, name, body, telephone, mail

    def __post_init__(self) -> None:
        if len(self.entetes) != len(CHAMPS_REFERENT):
            raise ValueError("une liste de référents a cinq colonnes")


CHAMPS_REFERENT = ("territoire", "nom", "organisme", "telephone", "courriel")
