"""Add whole communes to the territory, one or an entire EPCI."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import CommuneRetenue, Dossier, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference import cog


class UnknownCommunes(Exception):
    """Codes that no commune of today bears."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        listed = ", ".join(f"« {code[:20]} »" for code in codes[:10])
        super().__init__(
            f"Aucune commune actuelle ne porte le code {listed}. Cherchez la commune par son nom."
        )


@dataclass(frozen=True, slots=True)
class Added:
    """The codes added, and those that were in the territory before."""

    ajoutees: tuple[str, ...]
    deja: tuple[str, ...]


@transaction.atomic
def add_communes(*, dossier: Dossier, codes: Iterable[str], by: Person, on: date) -> Added:
    """Add each commune once, in the order given; nothing is added when a code is unknown."""
    writing = begin(dossier, by=by, on=on, right="territoire.choisir")
    wanted = tuple(dict.fromkeys(codes))
    if unknown := tuple(code for code in wanted if cog.table().commune(code) is None):
        raise UnknownCommunes(unknown)
    whole = CommuneRetenue.objects.filter(dossier=writing.dossier, partie=None)
    present = set(whole.values_list("code", flat=True))
    added = Added(
        tuple(code for code in wanted if code not in present),
        tuple(code for code in wanted if code in present),
    )
    if not added.ajoutees:
        return added
    first = listes.next_rank(CommuneRetenue, writing.dossier)
    with listes.whole(writing, Liste.COMMUNES):
        CommuneRetenue.objects.bulk_create(
            CommuneRetenue(dossier=writing.dossier, code=code, rang=rang)
            for rang, code in enumerate(added.ajoutees, start=first)
        )
    writing.note("communes.ajouter", detail={"codes": list(added.ajoutees)})
    return added
