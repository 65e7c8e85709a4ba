"""Take a comment back: its own author may, and those who lead the team."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from maillage.accounts import courriels
from maillage.dossiers import avertir, mentions
from maillage.dossiers.models import Commentaire, Mention
from maillage.dossiers.permissions import Forbidden, Person
from maillage.dossiers.writing import begin
from maillage.reference.permissions import HEADS


@transaction.atomic
def remove_commentaire(*, commentaire: Commentaire, by: Person, on: date) -> None:
    """Hide the words and keep the place, so that the answers still read; nobody is called by it."""
    writing = begin(commentaire.dossier, by=by, on=on, right=mentions.COMMENTER)
    row = Commentaire.objects.get(pk=commentaire.pk, dossier=writing.dossier)
    if row.auteur_id != writing.by.pk and writing.role not in HEADS:
        raise Forbidden("commentaire.retirer")
    if row.retire_at is not None:  # the same click, twice
        return
    Commentaire.objects.filter(pk=row.pk).update(retire_at=Now())
    Mention.objects.filter(commentaire=row, lu_at=None).update(lu_at=Now())
    courriels.effacer(cle=avertir.cle_commentaire(row))
    writing.note("commentaire.retirer", cible=row.cible, detail={"commentaire": row.pk})
