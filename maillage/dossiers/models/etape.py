"""A step of the calendar."""

from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class Etape(Ligne):
    """Dates out of order are kept as said: rule CAL-01 reports them."""

    dossier = of_dossier("calendrier")
    code = columns.required_text()
    libelle = columns.text()
    debut = columns.partial_date()
    fin = columns.partial_date()

    class Meta:
        verbose_name = "étape"
        constraints = constraints("etape", "code")

    def __str__(self) -> str:
        return self.libelle or self.code
