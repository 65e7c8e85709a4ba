"""Put the accounts of a year beside its forecast, all at once."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core import facts
from maillage.dossiers import facts as bridge
from maillage.dossiers.models import Dossier, LigneRealisee, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.replacing import replace
from maillage.dossiers.writing import begin


@transaction.atomic
def import_realise(
    *,
    dossier: Dossier,
    exercice: int,
    lignes: Sequence[facts.LigneRealisee],
    version: int,
    by: Person,
    on: date,
) -> None:
    """Replace the accounts of `exercice`; other years stay. Started from `version` of the list."""
    writing = begin(dossier, by=by, on=on, right="budget.saisir")
    if any(line.exercice != exercice for line in lignes):
        raise ValidationError({"exercice": f"Tous ces comptes sont à donner pour {exercice}."})
    known = bridge.of_list(writing.dossier, Liste.REALISE) or ()
    others = [line for line in known if line.exercice != exercice]
    every = sorted([*others, *lignes], key=lambda line: (line.exercice, line.compte))
    changed = replace(writing, Liste.REALISE, LigneRealisee, every, version=version)
    if changed:
        writing.note("realise.importer", detail={"exercice": exercice, "lignes": len(lignes)})
