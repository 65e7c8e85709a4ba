"""A local authority that the CPTS works with."""

from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class Collectivite(Ligne):
    dossier = of_dossier("collectivites")
    denomination = columns.required_text()
    referent = columns.text()
    coordonnees = columns.text()
    enjeux_modalites = columns.text()

    class Meta:
        verbose_name = "collectivité"
        constraints = constraints("collectivite")

    def __str__(self) -> str:
        return self.denomination
