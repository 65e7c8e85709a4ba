"""The dossiers application."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "maillage.dossiers"
    label = "dossiers"
    verbose_name = "Dossiers"
