"""A priority of the regional health plan that the project serves."""

from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class LienPrs(Ligne):
    dossier = of_dossier("liens_prs")
    code = columns.required_text()
    commentaire = columns.text()

    class Meta:
        verbose_name = "lien avec le projet régional de santé"
        verbose_name_plural = "liens avec le projet régional de santé"
        constraints = constraints("lienprs", "code")

    def __str__(self) -> str:
        return self.code
