"""The text of a rubrique, as it stands."""

from django.db import models

from maillage.dossiers.models import columns


class Texte(models.Model):
    """`contenu` None: the answer was taken back; what it was stays in the versions."""

    dossier = models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name="textes")
    rubrique = columns.required_text()
    contenu = columns.text()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "texte"
        constraints = [
            models.UniqueConstraint(
                name="dossiers_texte_once",
                fields=["dossier", "rubrique"],
                violation_error_message="Cette rubrique a déjà un texte.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rubrique}, version {self.version}"
