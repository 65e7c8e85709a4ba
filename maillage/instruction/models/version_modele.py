"""A version of a Word model: a file that never changes, and what was found in it."""

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from maillage.instruction.models.modele_word import ModeleWord


class EtatModele(StrEnum):
    """Where a version stands; at most one of a model is published."""

    BROUILLON = "brouillon"
    PUBLIE = "publie"
    RETIRE = "retire"


def _where(version: "VersionModele", _: str) -> str:
    modele = version.modele
    folder = f"modeles/{modele.region}/{modele.identifiant}"
    return f"{folder}/v{version.numero}-{version.empreinte[:16]}.docx"


def _who() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )


class VersionModele(models.Model):
    """The file is bound by its SHA-256; the dates say who answered for it, and when."""

    modele = models.ForeignKey(ModeleWord, models.PROTECT, related_name="versions")
    numero = models.PositiveIntegerField()
    fichier = models.FileField(upload_to=_where, max_length=200)
    empreinte = models.CharField(max_length=64)  # SHA-256 of the file
    octets = models.PositiveIntegerField()
    edition = models.DateField()  # the day that the agency gives to this form
    utilisees = models.JSONField(default=list)  # tags, in the order of docs/balises-modeles.md
    inconnues = models.JSONField(default=list)  # {"nom": …, "proche": …}
    inutilisees = models.JSONField(default=list)
    etat = models.CharField(
        max_length=10,
        default=EtatModele.BROUILLON.value,
        choices=[(state.value, state.value) for state in EtatModele],
    )
    depose_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    depose_at = models.DateTimeField(db_default=Now(), editable=False)
    publie_par = _who()
    publie_at = models.DateTimeField(null=True, blank=True)
    retire_par = _who()
    retire_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "version d’un modèle Word"
        verbose_name_plural = "versions des modèles Word"
        constraints = [
            models.CheckConstraint(
                name="instruction_versionmodele_etat_known",
                condition=models.Q(etat__in=[state.value for state in EtatModele]),
                violation_error_message="Cet état n’existe pas.",
            ),
            models.UniqueConstraint(
                name="instruction_versionmodele_once",
                fields=["modele", "numero"],
                violation_error_message="Cette version du modèle existe déjà.",
            ),
            models.UniqueConstraint(
                name="instruction_versionmodele_one_published",
                fields=["modele"],
                condition=models.Q(etat=EtatModele.PUBLIE.value),
                violation_error_message="Une autre version de ce modèle est publiée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.modele_id}, version {self.numero}"

    @property
    def publiable(self) -> bool:
        """May it be filled? An unknown tag would stay in the document of every team."""
        return not self.inconnues
