"""Change who signs the documents, where and when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core import facts
from maillage.dossiers import filling
from maillage.dossiers.models import Dossier, Personne, Signature
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin, same_version

_FILLABLE = filling.names(facts.Signature, "signataire")


@transaction.atomic
def update_signature(
    *, dossier: Dossier, version: int, valeurs: Mapping[str, Any], by: Person, on: date
) -> Signature:
    """Change the answers given; `signataire` is the code of a person of the team.

    Raises `Conflict` when the answers are no longer at `version`.
    """
    writing = begin(dossier, by=by, on=on)
    row = Signature.objects.select_related("signataire").get(dossier=writing.dossier)
    same_version(row, version)
    others = {name: value for name, value in valeurs.items() if name != "signataire"}
    detail = filling.fill(row, others, among=_FILLABLE)
    if "signataire" in valeurs:
        found = _person(writing.dossier, valeurs["signataire"])
        if found != row.signataire:
            detail["champs"].append("signataire")
        row.signataire = found
    row.version += 1
    row.save(force_update=True)
    writing.note("signature.modifier", detail=detail)
    return row


def _person(dossier: Dossier, code: str | None) -> Personne | None:
    if code is None:
        return None
    found = Personne.objects.filter(dossier=dossier, code=code).first()
    if found is None:
        raise ValidationError(
            {"signataire": "Cette personne n’est plus dans l’équipe : choisissez-en une autre."}
        )
    return found
