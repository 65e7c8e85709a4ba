"""Say that a thread of comments is settled, or open it again."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from maillage.dossiers import mentions
from maillage.dossiers.models import Commentaire
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def resolve_commentaire(
    *, commentaire: Commentaire, by: Person, on: date, rouvrir: bool = False
) -> None:
    """Settle the whole thread, or open it again; whoever settles it has read it."""
    writing = begin(commentaire.dossier, by=by, on=on, right=mentions.COMMENTER)
    row = Commentaire.objects.select_related("parent").get(
        pk=commentaire.pk, dossier=writing.dossier
    )
    first = row.parent or row
    if (first.resolu_at is None) == rouvrir:  # the same click, or someone else's
        return
    rows = Commentaire.objects.filter(pk=first.pk)
    if rouvrir:
        rows.update(resolu_at=None, resolu_par=None)
    else:
        rows.update(resolu_at=Now(), resolu_par=writing.by)
        mentions.read_thread(first, writing.by)
    verb = "commentaire.rouvrir" if rouvrir else "commentaire.resoudre"
    writing.note(verb, cible=first.cible, detail={"commentaire": first.pk})
