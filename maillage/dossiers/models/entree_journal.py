"""A line of the journal: what was done, to what, by whom, when, chained to the line before."""

from django.conf import settings
from django.db import models

from maillage.dossiers.models.dossier import Dossier
from maillage.dossiers.queries.append_only import JournalQuerySet


class EntreeJournal(models.Model):
    """Each dossier has its chain; the instance has one too, without a dossier."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="journal"
    )
    numero = models.PositiveIntegerField()
    action = models.CharField(max_length=60)
    cible = models.TextField(blank=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=120, blank=True)  # as what the author acted
    at = models.DateTimeField()  # by the clock of the database
    jour = models.DateField()  # the day the action was told it was
    detail = models.JSONField(default=dict)
    precedente = models.CharField(max_length=64, blank=True)
    empreinte = models.CharField(max_length=64)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "lignes du journal"
        constraints = [
            models.UniqueConstraint(
                name="dossiers_journal_once",
                fields=["dossier", "numero"],
                violation_error_message="Cette ligne du journal existe déjà.",
            ),
            models.UniqueConstraint(
                name="dossiers_journal_instance_once",
                fields=["numero"],
                condition=models.Q(dossier=None),
                violation_error_message="Cette ligne du journal existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero}. {self.action}"
