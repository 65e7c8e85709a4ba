"""A meeting, held or planned."""

from maillage.core.facts import NatureReunion
from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class Reunion(Ligne):
    dossier = of_dossier("reunions")
    date = columns.partial_date()
    intitule = columns.required_text()
    nature = columns.code(NatureReunion)
    participants = columns.count()

    class Meta:
        verbose_name = "réunion"
        constraints = [
            *constraints("reunion"),
            columns.known("reunion", "nature", NatureReunion),
            *columns.not_negative("reunion", "participants"),
        ]

    def __str__(self) -> str:
        return self.intitule
