"""The last lines of the journal, with who and when."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from maillage.dossiers import histoire
from maillage.dossiers.models import Dossier, EntreeJournal
from maillage.dossiers.queries import journal
from maillage.web.typographie import fr, quand

_READ: Final = 60  # lines read to make the few that are shown
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """One thing that someone did."""

    initiales: str
    phrase: str
    quand: str


def dernieres(dossier: Dossier, on: date) -> tuple[Ligne, ...]:
    """Return the latest doings; the same gesture repeated in a row is told once, with its count."""
    rows = list(journal.of(dossier)[:_READ])
    told = [
        _told(list(group), on)
        for _, group in groupby(rows, key=lambda row: (row.jour, *histoire.geste(row)))
    ]
    return tuple(told[:_SHOWN])


def _told(rows: list[EntreeJournal], on: date) -> Ligne:
    author = rows[0].auteur
    name = str(author) if author else "Maillage"
    initials = "".join(word[:1] for word in name.split()[:2]).upper()
    return Ligne(initiales=initials, phrase=fr(histoire.phrase(rows)), quand=quand(rows[0].at, on))
