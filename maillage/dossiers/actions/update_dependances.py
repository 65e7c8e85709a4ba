"""Say what waits for what in the calendar."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core import facts
from maillage.core.calendrier import boucle, code_action, code_etape
from maillage.dossiers import facts as bridge
from maillage.dossiers import liens
from maillage.dossiers.models import ActionPrevue, Dependance, Dossier, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.replacing import replace
from maillage.dossiers.writing import begin
from maillage.reference import nomenclatures


@transaction.atomic
def update_dependances(
    *,
    dossier: Dossier,
    dependances: Sequence[facts.Dependance],
    version: int,
    by: Person,
    on: date,
) -> None:
    """Replace the dependencies, started from `version` of the list.

    ValidationError when one leads nowhere, or when elements would wait for themselves.
    """
    writing = begin(dossier, by=by, on=on)
    ties = tuple(dict.fromkeys(dependances))
    named = {code for tie in ties for code in liens.codes(tie)}
    rows = ActionPrevue.objects.filter(dossier=writing.dossier, code__in=named)
    there = set(rows.values_list("code", flat=True))
    for tie in ties:
        for end in (tie.avant, tie.apres):
            if code_etape(end) not in nomenclatures.etapes() and code_action(end) not in there:
                raise ValidationError("Une des étapes choisies n’existe plus : rechargez la page.")
    changed = replace(writing, Liste.DEPENDANCES, Dependance, ties, version=version)
    # What others tied meanwhile is there too: a circle may need both hands.
    if boucle(bridge.of_list(writing.dossier, Liste.DEPENDANCES) or ties):
        raise ValidationError(
            "Ces étapes s’attendraient en boucle : l’une d’elles doit pouvoir commencer."
        )
    if changed:
        writing.note("dependances.remplacer", detail={"lignes": len(ties)})
