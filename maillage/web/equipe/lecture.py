"""Read a dossier and judge its documents once for all the pages that show it unchanged.

Every write of a dossier adds a line to its journal: the end of the journal says, exactly, whether
what was read is still true. Kept in the process, for the few dossiers that people look at now.
Never called inside a transaction that writes: what is rolled back would stay.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from maillage.core.facts import DossierFacts
from maillage.dossiers import couverture
from maillage.dossiers import facts as bridge
from maillage.dossiers.models import Dossier
from maillage.dossiers.territoire import Ailleurs
from maillage.web.equipe import avancement

_KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Lecture:
    """A dossier as it was at a line of its journal, and its documents as of a day."""

    faits: DossierFacts
    documents: tuple[avancement.Avancement, ...]
    ailleurs: Ailleurs  # the other CPTS, as they were known then


def lire(dossier: Dossier, *, on: date) -> Lecture:
    """Return the facts of the dossier and where its documents stand on that day."""
    found = couverture.ailleurs(dossier)
    return _lire(dossier.pk, dossier.journal_numero, dossier.journal_empreinte, on, found)


@lru_cache(maxsize=_KEPT)
def _lire(pk: int, _numero: int, _empreinte: str, on: date, ailleurs: Ailleurs) -> Lecture:
    faits = bridge.of(Dossier(pk=pk))
    found = avancement.documents(faits, on=on, ailleurs=ailleurs)
    return Lecture(faits=faits, documents=found, ailleurs=ailleurs)


def forget() -> None:
    """Forget everything read: for tests that write beside the actions."""
    _lire.cache_clear()
    couverture.forget()
