"""Add a part of a commune, with the inhabitants that the team declares for it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.actions.add_communes import UnknownCommunes
from maillage.dossiers.models import CommuneRetenue, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference import cog


@transaction.atomic
def add_partie_de_commune(
    *,
    dossier: Dossier,
    code: str,
    partie: str,
    population: int | None,
    source_population: str | None,
    by: Person,
    on: date,
    millesime: int | None = None,
) -> CommuneRetenue:
    """Add a named part; the same part of the same commune is not added twice."""
    writing = begin(dossier, by=by, on=on, right="territoire.choisir")
    if cog.table().commune(code) is None:
        raise UnknownCommunes((code,))
    partie = " ".join(partie.split())
    if not partie:
        raise ValidationError(
            {"partie": "Nommez la partie de la commune : un quartier, un canton."}
        )
    rows = CommuneRetenue.objects.filter(dossier=writing.dossier, code=code)
    if rows.filter(partie=partie).exists():
        raise ValidationError({"partie": "Cette partie de la commune est déjà dans le territoire."})
    values = {
        "code": code,
        "partie": partie,
        "population": population,
        "source_population": source_population,
        "millesime": millesime,
    }
    row, _ = listes.add(writing, CommuneRetenue, values)
    writing.note("communes.ajouter_partie", cible=code)
    return row
