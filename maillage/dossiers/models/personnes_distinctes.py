"""Two records of a team that look alike and are two people: nobody asks again."""

from django.db import models

from maillage.dossiers.models import columns
from maillage.dossiers.models.dossier import Dossier


class PersonnesDistinctes(models.Model):
    """The records are named by their codes: one taken out, then put back, stays another's.

    The second may be a number of the RPPS, « rpps:10000000001 »: somebody of the directory.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="personnes_distinctes")
    premiere = columns.required_text()
    seconde = columns.required_text()

    class Meta:
        verbose_name = "deux personnes distinctes"
        verbose_name_plural = "personnes distinctes"
        constraints = [
            models.UniqueConstraint(
                fields=("dossier", "premiere", "seconde"),
                name="dossiers_distinctes_once",
                violation_error_message="Ces deux fiches sont déjà celles de deux personnes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.premiere} et {self.seconde}"
