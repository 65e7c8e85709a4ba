"""What a calendar holds: the steps of the creation and the actions, each with its dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.core.calendrier import cles
from maillage.core.facts import DossierFacts, PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Jalon:
    """A key step inside an element."""

    nom: str
    le: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something that starts and ends."""

    cle: str
    nom: str
    debut: PartialDate | None = None
    fin: PartialDate | None = None
    jalons: tuple[Jalon, ...] = ()

    @property
    def bornes(self) -> tuple[date, date] | None:
        """Return the first and the last day that its dates may mean; None without a date."""
        start, end = self.debut or self.fin, self.fin or self.debut
        if start is None or end is None:
            return None
        days = [start.first_day(), end.last_day(), start.last_day(), end.first_day()]
        return min(days), max(days)


def elements(dossier: DossierFacts, noms: Mapping[str, str]) -> tuple[Element, ...]:
    """Return the steps, named by `noms` or by the team, then the actions."""
    steps = [
        Element(
            cle=cles.etape(step.code),
            nom=step.libelle or noms.get(step.code, step.code),
            debut=step.debut,
            fin=step.fin,
        )
        for step in dossier.calendrier or ()
    ]
    actions = [
        Element(
            cle=cles.action(one.id),
            nom=one.titre,
            debut=one.debut,
            fin=one.fin,
            jalons=tuple(Jalon(nom=step.libelle, le=step.date) for step in one.etapes or ()),
        )
        for one in dossier.actions or ()
    ]
    return (*steps, *actions)
