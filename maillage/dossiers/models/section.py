"""The answers of a dossier that come once: one row per dossier, with the version of the answers."""

from django.db import models


class Section(models.Model):
    dossier = models.OneToOneField("dossiers.Dossier", models.CASCADE, primary_key=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
