"""Correct one's own comment."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models.functions import Now

from maillage.dossiers import avertir, cibles, filling, mentions
from maillage.dossiers.models import Commentaire
from maillage.dossiers.permissions import Forbidden, Person
from maillage.dossiers.texte_marge import checked
from maillage.dossiers.writing import begin


@transaction.atomic
def update_commentaire(
    *,
    commentaire: Commentaire,
    texte: str,
    lien: str,
    by: Person,
    on: date,
    at: datetime,
    prevenir: Iterable[int] = (),
) -> Commentaire:
    """Change the words; whoever is called anew is told, nobody already called is called again."""
    writing = begin(commentaire.dossier, by=by, on=on, right=mentions.COMMENTER)
    row = Commentaire.objects.select_related("dossier", "auteur").get(
        pk=commentaire.pk, dossier=writing.dossier
    )
    if row.auteur_id != writing.by.pk or row.retire_at is not None:
        raise Forbidden("commentaire.modifier")
    ticked = mentions.chosen(writing.dossier, prevenir)
    detail = filling.fill(row, {"texte": checked(texte)}, among=frozenset({"texte"}))
    named = mentions.called(row.texte, mentions.readers(writing.dossier))
    called = mentions.call(row, [*ticked, *named])
    place = cibles.read(writing.dossier, (row.cible,))[row.cible]
    avertir.mentions(row, called, avertir.Lieu(cible=place, lien=lien), at=at)
    if detail["champs"]:
        Commentaire.objects.filter(pk=row.pk).update(texte=row.texte, modifie_at=Now())
        writing.note("commentaire.modifier", cible=row.cible, detail={"commentaire": row.pk})
    return row
