"""Give a person a secret link for their agenda; the former one opens nothing any more."""

from datetime import date

from django.db import transaction

from maillage.dossiers.invitations import draw
from maillage.dossiers.models import Dossier, LienAgenda
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def open_agenda(*, dossier: Dossier, by: Person, on: date) -> str:
    """Return the secret, told once: only its print is kept."""
    writing = begin(dossier, by=by, on=on, right="dossier.lire_brouillon")
    token, mark = draw()
    LienAgenda.objects.filter(dossier=writing.dossier, user=writing.by).delete()
    LienAgenda.objects.create(dossier=writing.dossier, user=writing.by, token_hash=mark)
    writing.note("agenda.ouvrir")
    return token
