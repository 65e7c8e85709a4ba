"""Write a comment in the margin, or answer one."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from maillage.dossiers import cibles, filling, mentions
from maillage.dossiers.models import Commentaire, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.texte_marge import checked
from maillage.dossiers.writing import begin


@transaction.atomic
def add_commentaire(
    *,
    dossier: Dossier,
    cible: str,
    texte: str,
    by: Person,
    on: date,
    prevenir: Iterable[int] = (),
    parent: Commentaire | None = None,
    jeton: UUID | None = None,
) -> Commentaire:
    """Add the comment and tell those it calls; the same `jeton` twice adds it once.

    An answer to an answer joins the thread, which has one level.
    """
    writing = begin(dossier, by=by, on=on, right=mentions.COMMENTER)
    if jeton and (row := Commentaire.objects.filter(dossier=dossier, jeton=jeton).first()):
        return row
    first = _first(writing.dossier, parent)
    if first is None:  # a thread goes on after its row is removed, and none begins there
        cible = cibles.check(writing.dossier, cible).code
    row = Commentaire(
        dossier=writing.dossier,
        cible=first.cible if first else cible,
        parent=first,
        auteur=writing.by,
        jeton=jeton,
    )
    filling.fill(row, {"texte": checked(texte)}, among=frozenset({"texte"}))
    ticked = mentions.chosen(writing.dossier, prevenir)
    row.save(force_insert=True)
    named = mentions.called(row.texte, mentions.readers(writing.dossier))
    mentions.call(row, [*ticked, *named])
    if first:
        mentions.read_thread(first, writing.by)
    writing.note("commentaire.ajouter", cible=row.cible, detail={"commentaire": row.pk})
    return row


def _first(dossier: Dossier, parent: Commentaire | None) -> Commentaire | None:
    if parent is None:
        return None
    found = Commentaire.objects.select_related("parent").get(pk=parent.pk, dossier=dossier)
    return found.parent or found
