"""Add many people of the team at once, and complete those it has already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier, Personne
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@dataclass(frozen=True, slots=True)
class Ajoutees:
    """The people added, the codes of those completed, and whether a first click did it already."""

    personnes: tuple[Personne, ...]
    completees: tuple[str, ...]
    deja: bool = False


@transaction.atomic
def add_personnes(
    *,
    dossier: Dossier,
    lignes: Sequence[Mapping[str, Any]],
    by: Person,
    on: date,
    complements: Mapping[str, Mapping[str, Any]] | None = None,
    jeton: UUID | None = None,
) -> Ajoutees:
    """Add people at the end of the team, all or none; the same `jeton` twice adds them once.

    `complements` gives, by code, answers for people of the team: only what they do not say yet is
    filled. Someone removed in the meantime is left out.
    """
    writing = begin(dossier, by=by, on=on)
    if before := listes.already_many(Personne, writing.dossier, jeton, len(lignes)):
        return Ajoutees(tuple(before), (), deja=True)
    completed = listes.complete_many(writing, Personne, complements or {})
    added = listes.add_many(writing, Personne, lignes, jeton=jeton)
    listes.note_many(writing, "personnes", added, completed)
    return Ajoutees(tuple(added), tuple(completed))
