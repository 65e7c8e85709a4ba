"""Make the perimeter of a CPTS public, as it stands this day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.dossiers import territoire
from maillage.dossiers.facts import of
from maillage.dossiers.models import Dossier, PerimetrePublie
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def publish_perimetre(*, dossier: Dossier, by: Person, on: date) -> PerimetrePublie:
    """Keep the communes of the day for everyone to read; the former ones are no longer shown."""
    writing = begin(dossier, by=by, on=on, right="territoire.publier")
    facts = of(writing.dossier)
    lines = territoire.analyse(facts.territoire, on=on).lignes
    if not facts.cpts.nom:
        raise ValidationError("Donnez d’abord un nom à votre CPTS : c’est lui que l’on lira.")
    if not lines:
        raise ValidationError("Choisissez d’abord des communes : il n’y a rien à montrer.")
    PerimetrePublie.objects.filter(dossier=writing.dossier).delete()
    row = PerimetrePublie.objects.create(
        dossier=writing.dossier,
        nom=facts.cpts.nom,
        prise=[[line.commune.code, line.partie] for line in lines],
        numeros=[one for one in (facts.structure.finess, facts.structure.siret) if one],
        publie_le=on,
        publie_par=writing.by,
    )
    codes = sorted({line.commune.code for line in lines})
    writing.note("perimetre.publier", detail={"nom": row.nom, "codes": codes})
    return row
