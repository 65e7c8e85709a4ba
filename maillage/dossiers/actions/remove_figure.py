"""Take a figure of the diagnosis out of the documents."""

from datetime import date

from django.db import transaction

from maillage.dossiers import listes
from maillage.dossiers.models import FigureRetenue
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def remove_figure(*, figure: FigureRetenue, by: Person, on: date) -> None:
    writing = begin(figure.dossier, by=by, on=on)
    if listes.remove(writing, figure):
        writing.note("figure.retirer", cible=f"{figure.rubrique} {figure.indicateur}")
