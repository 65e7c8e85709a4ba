"""Remove a person of the team, unless the dossier still names that person."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import Dossier, Personne, Signature
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin

_TITRES = {
    "contact": "la personne référente",
    "redacteur": "la personne qui rédige",
    "representant_legal": "le représentant légal",
    "signataire": "signataire des documents",
}


class StillNamed(Exception):
    """The dossier calls this person, or this person signs for it."""

    def __init__(self, personne: Personne, roles: list[str]) -> None:
        self.personne = personne
        self.roles = roles
        titres = " et ".join(_TITRES[role] for role in roles)
        super().__init__(
            f"{personne} est {titres} du dossier. Désignez d’abord quelqu’un d’autre, puis "
            "retirez cette personne."
        )


@transaction.atomic
def remove_personne(*, personne: Personne, by: Person, on: date) -> None:
    writing = begin(personne.dossier, by=by, on=on)
    if roles := _named_as(writing.dossier, personne):
        raise StillNamed(personne, roles)
    if listes.remove(writing, personne):
        writing.note("personne.retirer", cible=personne.code)


def _named_as(dossier: Dossier, personne: Personne) -> list[str]:
    signature = Signature.objects.get(dossier=dossier)
    holders = {role: getattr(dossier, f"{role}_id") for role in _TITRES if role != "signataire"}
    holders["signataire"] = signature.signataire_id
    return [role for role, holder in holders.items() if holder == personne.pk]
