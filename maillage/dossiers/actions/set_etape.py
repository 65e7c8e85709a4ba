"""Set the dates of one step of the calendar."""

from datetime import date

from django.db import transaction

from maillage.core.facts import PartialDate
from maillage.dossiers import filling, listes
from maillage.dossiers.models import Dossier, Etape, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference import nomenclatures


class UnknownEtape(Exception):
    """No step bears this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"« {code[:60]} » n’est pas une étape du calendrier.")


@transaction.atomic
def set_etape(
    *,
    dossier: Dossier,
    code: str,
    debut: PartialDate | None,
    fin: PartialDate | None,
    by: Person,
    on: date,
    libelle: str | None = None,
) -> Etape:
    """Add the step, or change it when the calendar has it already."""
    writing = begin(dossier, by=by, on=on)
    if code not in nomenclatures.etapes():
        raise UnknownEtape(code)
    row = Etape.objects.filter(dossier=writing.dossier, code=code).first()
    if row is None:
        row = Etape(dossier=writing.dossier, code=code)
        row.rang = listes.next_rank(Etape, writing.dossier)
    values = {"debut": debut, "fin": fin, "libelle": libelle}
    detail = filling.fill(row, values, among=frozenset(values))
    if row.pk and not detail["champs"]:
        return row
    with listes.whole(writing, Liste.CALENDRIER):
        row.save()
    writing.note("calendrier.modifier", cible=code, detail=detail)
    return row
