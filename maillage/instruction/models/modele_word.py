"""A région's own Word model: a name that stays, whatever the file that fills it."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now

from maillage.accounts.models import Agence
from maillage.core.facts import EtapeDossier
from maillage.instruction.verifie import DOCUMENT
from maillage.reference.trames import toutes


class ModeleWord(models.Model):
    """Its versions hold the files; the one that is published is a document of the région."""

    agence = models.ForeignKey(Agence, models.PROTECT, related_name="modeles")  # which brought it
    region = models.CharField(max_length=4)  # that of its agency, kept: a name is unique within it
    identifiant = models.CharField(
        max_length=40,
        validators=[
            RegexValidator(
                r"\A[a-z][a-z0-9_]*\Z",
                "Des minuscules sans accent, des chiffres et des tirets bas, une lettre d’abord.",
            )
        ],
    )
    titre = models.CharField(max_length=120)
    etape = models.CharField(
        max_length=40, blank=True, choices=[(step.value, step.value) for step in EtapeDossier]
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "modèle Word"
        verbose_name_plural = "modèles Word"
        constraints = [
            models.CheckConstraint(
                name="instruction_modeleword_etape_known",
                condition=models.Q(etape__in=["", *(step.value for step in EtapeDossier)]),
                violation_error_message="Cette étape n’existe pas.",
            ),
            models.UniqueConstraint(
                name="instruction_modeleword_once",
                fields=["region", "identifiant"],
                violation_error_message="Un modèle de la région porte déjà ce nom court.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    def clean(self) -> None:
        """Refuse the name of an official form: people would take one for the other."""
        if self.identifiant in toutes():
            raise ValidationError(
                {"identifiant": "C’est le nom d’un document officiel : choisissez-en un autre."}
            )

    @property
    def document(self) -> str:
        """Return the name under which a dossier produces it."""
        return f"{DOCUMENT}{self.identifiant}"
