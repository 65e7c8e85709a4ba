"""Add many establishments, services or structures at once, and complete those known already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier, Etablissement
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@dataclass(frozen=True, slots=True)
class Ajoutes:
    """The rows added, the codes of those completed, and whether a first click did it already."""

    etablissements: tuple[Etablissement, ...]
    completes: tuple[str, ...]
    deja: bool = False


@transaction.atomic
def add_etablissements(
    *,
    dossier: Dossier,
    lignes: Sequence[Mapping[str, Any]],
    by: Person,
    on: date,
    complements: Mapping[str, Mapping[str, Any]] | None = None,
    jeton: UUID | None = None,
) -> Ajoutes:
    """Add them at the end of the list, all or none; the same `jeton` twice adds them once.

    `complements` gives, by code, answers for rows of the list: only what they do not say is filled.
    """
    writing = begin(dossier, by=by, on=on)
    if before := listes.already_many(Etablissement, writing.dossier, jeton, len(lignes)):
        return Ajoutes(tuple(before), (), deja=True)
    completed = listes.complete_many(writing, Etablissement, complements or {})
    added = listes.add_many(writing, Etablissement, lignes, jeton=jeton)
    listes.note_many(writing, "etablissements", added, completed)
    return Ajoutes(tuple(added), tuple(completed))
