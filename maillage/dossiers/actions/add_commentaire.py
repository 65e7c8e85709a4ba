"""Write a comment in the margin, or answer one."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from maillage.dossiers import avertir, cibles, filling, mentions
from maillage.dossiers.cibles import Cible
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
    lien: str,
    by: Person,
    on: date,
    at: datetime,
    prevenir: Iterable[int] = (),
    parent: Commentaire | None = None,
    jeton: UUID | None = None,
) -> Commentaire:
    """Add the comment and tell those it calls, with the `lien` of its place.

    The same `jeton` twice adds it once.

    An answer to an answer joins the thread, which has one level; those who wrote there
    find it in what they have to do, without an e-mail.
    """
    writing = begin(dossier, by=by, on=on, right=mentions.COMMENTER)
    if jeton and (row := Commentaire.objects.filter(dossier=dossier, jeton=jeton).first()):
        return row
    first = _first(writing.dossier, parent)
    place = _place(writing.dossier, first, cible)
    row = Commentaire(
        dossier=writing.dossier, cible=place.code, parent=first, auteur=writing.by, jeton=jeton
    )
    filling.fill(row, {"texte": checked(texte)}, among=frozenset({"texte"}))
    ticked = mentions.chosen(writing.dossier, prevenir)
    row.save(force_insert=True)
    readers = mentions.readers(writing.dossier)
    called = mentions.call(row, [*ticked, *mentions.called(row.texte, readers)])
    avertir.mentions(row, called, avertir.Lieu(cible=place, lien=lien), at=at)
    if first:
        mentions.call(row, mentions.authors(first, readers))
        mentions.read_thread(first, writing.by)
    writing.note("commentaire.ajouter", cible=row.cible, detail={"commentaire": row.pk})
    return row


def _first(dossier: Dossier, parent: Commentaire | None) -> Commentaire | None:
    if parent is None:
        return None
    found = Commentaire.objects.select_related("parent").get(pk=parent.pk, dossier=dossier)
    return found.parent or found


def _place(dossier: Dossier, first: Commentaire | None, cible: str) -> Cible:
    """Return where it stands: a thread goes on after its row is removed, and none begins there."""
    if first is None:
        return cibles.check(dossier, cible)
    return cibles.read(dossier, (first.cible,))[first.cible]
