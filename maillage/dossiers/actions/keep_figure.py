"""Keep a figure of the diagnosis for the documents, or bring one that is kept up to date."""

from datetime import date

from django.db import transaction

from maillage.core.facts import FigureRetenue as Figure
from maillage.dossiers import filling, listes
from maillage.dossiers.models import Dossier, FigureRetenue
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference import nomenclatures


class UnknownPlace(Exception):
    """No text that a figure could stand beside bears this name."""

    def __init__(self, rubrique: str) -> None:
        super().__init__(f"« {rubrique[:60]} » n’est pas une rubrique de texte.")


@transaction.atomic
def keep_figure(*, dossier: Dossier, figure: Figure, by: Person, on: date) -> FigureRetenue:
    """Freeze a figure as it is on that day; the same one kept again takes the new values.

    What it said before stays in the versions of the list.
    """
    writing = begin(dossier, by=by, on=on)
    if figure.rubrique not in nomenclatures.rubriques_texte():
        raise UnknownPlace(figure.rubrique)
    values = {name: getattr(figure, name) for name in filling.names(Figure)}
    values["retenue_le"] = on
    held = FigureRetenue.objects.filter(
        dossier=writing.dossier,
        rubrique=figure.rubrique,
        indicateur=figure.indicateur,
        forme=figure.forme.value,
    ).first()
    cible = f"{figure.rubrique} {figure.indicateur}"
    if held is None:
        row, detail = listes.add(writing, FigureRetenue, values)
        writing.note("figure.retenir", cible=cible, detail=detail)
        return row
    row, detail = listes.change(writing, held, values, version=held.version)
    if detail:
        writing.note("figure.actualiser", cible=cible, detail=detail)
    return row
