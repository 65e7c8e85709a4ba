"""Say that a list is empty: « none » is an answer, and differs from a question still open."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes, versions
from maillage.dossiers.models import Dossier, Liste
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


class NotEmpty(Exception):
    """The list has rows."""

    def __init__(self) -> None:
        super().__init__("Cette liste contient déjà des lignes : retirez-les d’abord.")


@transaction.atomic
def answer_none(*, dossier: Dossier, liste: Liste, by: Person, on: date, vide: bool = True) -> None:
    """Answer « none » for a list without rows, or take that answer back."""
    right = "territoire.choisir" if liste is Liste.COMMUNES else "dossier.modifier"
    writing = begin(dossier, by=by, on=on, right=right)
    if getattr(writing.dossier, liste.value).exists():
        raise NotEmpty
    if liste in versions.ENTIERES:
        with listes.whole(writing, liste, vide=vide):
            pass
    else:
        listes.touch(writing.dossier, liste, vide=vide)
    writing.note("liste.repondre", cible=liste.value, detail={"vide": vide})
