"""Erase for good what the versions say of a row: a person asked to be forgotten."""

from datetime import date

from django.db import transaction

from maillage.dossiers.models import Dossier, VersionFiche
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def erase_versions(*, dossier: Dossier, nature: str, fiche: str, by: Person, on: date) -> int:
    """Empty the past versions of a row, and all of them once it is removed; return how many.

    That there were versions, when and by whom stays; what they said does not.
    """
    writing = begin(dossier, by=by, on=on, right="dossier.effacer_versions")
    rows = VersionFiche.objects.filter(dossier=writing.dossier, nature=nature, fiche=fiche)
    last = rows.order_by("-numero").first()
    if last is None:
        return 0
    erased = rows.exclude(contenu__isnull=True).exclude(pk=last.pk).erase()
    if erased:
        detail = {"nature": nature, "versions": erased}
        writing.note("fiche.effacer_versions", cible=f"{nature} {fiche}".strip(), detail=detail)
    return erased
