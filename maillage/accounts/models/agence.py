"""An agency that follows the dossiers of a région: an ARS, a délégation of it, a caisse."""

import uuid
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now

from maillage.reference import regions


class GenreAgence(StrEnum):
    """Who it answers to; the roles that it may give follow."""

    ARS = "ars"
    CAISSE = "caisse"


class Agence(models.Model):
    """Its reach is its région, or some départements of it; `public_id` is its address."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    nom = models.CharField("nom", max_length=150)
    genre = models.CharField(max_length=10, choices=[(g.value, g.value) for g in GenreAgence])
    region = models.CharField(max_length=4)  # sigle, as in reference/regions.yaml
    departements = models.JSONField(null=True, blank=True)  # codes; None: the whole région
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "agence"
        constraints = [
            models.CheckConstraint(
                name="accounts_agence_genre_known",
                condition=models.Q(genre__in=[genre.value for genre in GenreAgence]),
                violation_error_message="Une agence est une « ars » ou une « caisse ».",
            ),
            models.UniqueConstraint(
                name="accounts_agence_once",
                fields=["region", "nom"],
                violation_error_message="Une agence porte déjà ce nom dans cette région.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    def clean(self) -> None:
        """Refuse a région that does not exist."""
        if self.region not in regions.regions():
            known = ", ".join(regions.regions())
            raise ValidationError({"region": f"« {self.region} » n’est pas une région : {known}."})

    @property
    def nom_region(self) -> str:
        known = regions.regions().get(self.region)
        return known.nom if known else self.region
