"""An e-mail of Maillage: first a row, then a message that leaves."""

import uuid
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Etat(StrEnum):
    """Where the message stands."""

    A_ENVOYER = "a_envoyer"
    EN_COURS = "en_cours"  # handed to the mail server, which has not answered yet
    ENVOYE = "envoye"
    ABANDONNE = "abandonne"  # refused for good, too old, or no longer of use


class Courriel(models.Model):
    """`corps` is emptied as soon as a secret link of it has no more use."""

    message_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    destinataire = models.EmailField("adresse", max_length=254)
    # The account that it is for, when there is one: a closed account takes its messages away.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="courriels"
    )
    nature = models.CharField(max_length=40)
    cle = models.CharField(max_length=80, blank=True)  # what it tells of, to take it back
    sujet = models.CharField(max_length=200)
    corps = models.TextField(blank=True)
    # Until when its secret link is of use; empty: it holds no secret.
    secret_until = models.DateTimeField(null=True, blank=True)
    etat = models.CharField(max_length=20, default=Etat.A_ENVOYER)
    essais = models.PositiveSmallIntegerField(default=0)
    erreur = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    tried_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "courriel"
        indexes = [
            models.Index(fields=["etat", "retry_at"], name="accounts_courriel_queue"),
            models.Index(fields=["destinataire"], name="accounts_courriel_reader"),
            models.Index(fields=["cle"], name="accounts_courriel_key"),
        ]
        constraints = [
            models.CheckConstraint(
                name="accounts_courriel_etat_known",
                condition=models.Q(etat__in=[etat.value for etat in Etat]),
                violation_error_message="Cet état d’un courriel n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.nature})"
