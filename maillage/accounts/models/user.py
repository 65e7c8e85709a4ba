"""A person who signs in with an e-mail address."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower, Now

from maillage.accounts.models.user_manager import UserManager


class User(AbstractBaseUser):
    """An account; what it may do with a dossier is said by its accès to that dossier, only."""

    email = models.EmailField(
        "adresse électronique",
        max_length=254,
        unique=True,
        error_messages={"unique": "Un compte existe déjà avec cette adresse."},
    )
    nom = models.CharField("nom", max_length=150)
    prenom = models.CharField("prénom", max_length=150, blank=True)
    is_active = models.BooleanField("compte ouvert", default=True)
    # Runs the instance. Gives no right on any dossier (permissions.yaml: administrateur).
    is_superuser = models.BooleanField("administre l’instance", default=False)
    # The letter of Monday morning: what moved in the dossiers of the person.
    recapitulatif = models.BooleanField("recevoir le récapitulatif du lundi", default=True)
    closed_at = models.DateTimeField("fermé le", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("créé le", db_default=Now(), editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nom"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"
        constraints = [
            models.CheckConstraint(
                name="accounts_user_email_lower",
                condition=models.Q(email=Lower("email")),
                violation_error_message="L’adresse électronique s’écrit en minuscules.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip() or self.email
