"""A person to reach in an institution."""

from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class Referent(Ligne):
    dossier = of_dossier("referents")
    territoire = columns.text()
    nom = columns.required_text()
    organisme = columns.text()
    telephone = columns.text()
    courriel = columns.text()

    class Meta:
        verbose_name = "référent"
        constraints = constraints("referent")

    def __str__(self) -> str:
        return self.nom
