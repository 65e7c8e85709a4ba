"""Ask someone of the team to write a part of the dossier, for a day."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers import avertir, cibles, filling, mentions
from maillage.dossiers.models import Attribution, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.texte_marge import checked
from maillage.dossiers.writing import begin


@transaction.atomic
def add_attribution(
    *,
    dossier: Dossier,
    cible: str,
    personne: int | User,
    lien: str,
    by: Person,
    on: date,
    at: datetime,
    echeance: date | None = None,
    demande: str = "",
    jeton: UUID | None = None,
) -> Attribution:
    """Ask, and tell the person, with the `lien` of the page.

    The same `jeton` twice asks once, and what is asked already is only changed.
    """
    writing = begin(dossier, by=by, on=on, right=mentions.COMMENTER)
    if jeton and (row := Attribution.objects.filter(dossier=dossier, jeton=jeton).first()):
        return row
    place = cibles.check(writing.dossier, cible)
    pk = personne.pk if isinstance(personne, User) else personne
    (asked,) = mentions.chosen(writing.dossier, (pk,))
    row = Attribution.objects.filter(
        dossier=writing.dossier, cible=place.code, personne=asked, fait_at=None, retiree_at=None
    ).first() or Attribution(dossier=writing.dossier, cible=place.code, personne=asked, jeton=jeton)
    values = {"echeance": echeance, "demande": checked(demande, champ="demande", required=False)}
    detail = filling.fill(row, values, among=frozenset(values))
    if row.pk and not detail["champs"]:
        return row
    row.par = writing.by
    row.save()
    writing.note("attribution.demander", cible=place.code, detail={"attribution": row.pk})
    avertir.attribution(row, avertir.Lieu(cible=place, lien=lien), at=at)
    return row
