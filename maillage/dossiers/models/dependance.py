"""What waits for what, in the calendar."""

from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class Dependance(Ligne):
    """Each end is « etape: » and a code, or « action: » and the code of an action."""

    dossier = of_dossier("dependances")
    avant = columns.required_text()
    apres = columns.required_text()

    class Meta:
        verbose_name = "dépendance"
        constraints = constraints("dependance")

    def __str__(self) -> str:
        return f"{self.avant} puis {self.apres}"
