"""What one member of the team writes to the others in the margin of the dossier."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import of_dossier


class Commentaire(models.Model):
    """`cible` says where it stands (`maillage.dossiers.cibles`); an answer names its `parent`.

    Nothing is erased: a comment that is taken back keeps its place, without its words on the page.
    Only the first of a thread is resolved, and its answers with it.
    """

    dossier = of_dossier("commentaires")
    cible = columns.required_text()
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="reponses"
    )
    texte = columns.required_text()
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    jeton = models.UUIDField(null=True, blank=True, editable=False)  # the same click, once
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    modifie_at = models.DateTimeField(null=True, editable=False)
    retire_at = models.DateTimeField(null=True, editable=False)
    resolu_at = models.DateTimeField(null=True, editable=False)
    resolu_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "commentaire"
        indexes = [
            models.Index(name="dossiers_commentaire_cible", fields=["dossier", "cible"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="dossiers_commentaire_jeton_once",
                fields=["dossier", "jeton"],
                violation_error_message="Ce commentaire est déjà là.",
            ),
            models.CheckConstraint(
                name="dossiers_commentaire_reponse_not_resolved",
                condition=models.Q(parent=None) | models.Q(resolu_at=None),
                violation_error_message="Seul le premier commentaire d’un échange se règle.",
            ),
        ]

    def __str__(self) -> str:
        return f"commentaire {self.pk}, {self.cible}"
