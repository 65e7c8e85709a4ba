"""Open a dossier for writing: the right first, then the queue of writers, then one journal line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accounts.models import User
from maillage.dossiers import journal, permissions
from maillage.dossiers.models import Dossier, EntreeJournal


class Conflict(Exception):
    """Someone else changed this in the meantime; `current` is what it has become.

    `champs` are the names that both changed, `miens` all that this person changed, by name.
    """

    def __init__(
        self,
        current: object,
        message: str = "",
        *,
        champs: Collection[str] = (),
        miens: Mapping[str, Any] | None = None,
    ) -> None:
        self.current = current
        self.champs = frozenset(champs)
        self.miens = dict(miens or {})
        super().__init__(
            message
            or "Une autre personne a modifié ces informations pendant que vous les "
            "remplissiez. Rien n’est enregistré : relisez ce qui a changé, puis recommencez."
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """A dossier kept from other writers, and who writes."""

    dossier: Dossier
    by: User
    on: date
    role: str

    def note(
        self, action: str, *, cible: str = "", detail: Mapping[str, Any] | None = None
    ) -> EntreeJournal:
        return journal.write(
            dossier=self.dossier, action=action, by=self.by, on=self.on, role=self.role,
            cible=cible, detail=detail,
        )  # fmt: skip


def begin(
    dossier: Dossier, *, by: permissions.Person, on: date, right: str = "dossier.modifier"
) -> Writing:
    """Check the right, then wait for the turn to write; the caller is inside a transaction."""
    grant = permissions.check(by, right, dossier)
    return Writing(journal.lock(dossier), grant.user, on, grant.role.value)


def same_version(row: Any, version: int) -> None:
    """Raise `Conflict` when the row changed since the version that the person started from."""
    if row.version != version:
        raise Conflict(row)
