"""What is known of a list as a whole: was « none » answered, and which version is it."""

from enum import StrEnum

from django.db import models

from maillage.dossiers.models import columns


class Liste(StrEnum):
    """The lists of a dossier."""

    EQUIPE = "equipe"
    ETABLISSEMENTS = "etablissements"
    COMMUNES = "communes"
    REUNIONS = "reunions"
    ACTIONS = "actions"
    CALENDRIER = "calendrier"
    BUDGET_PRE_PROJET = "budget_pre_projet"
    INDICATEURS = "indicateurs"
    BUDGET_PROJET = "budget_projet"
    COLLECTIVITES = "collectivites"
    REFERENTS = "referents"
    LIENS_PRS = "liens_prs"
    CHIFFRES = "chiffres"
    REALISE = "realise"
    DEPENDANCES = "dependances"
    FIGURES = "figures"
    VERSEMENTS = "versements"


class EtatListe(models.Model):
    """An empty list is an answer when `vide` says so; otherwise the question is still open."""

    dossier = models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name="listes")
    liste = models.TextField(choices=[(liste.value, liste.value) for liste in Liste])
    vide = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "état d’une liste"
        verbose_name_plural = "états des listes"
        constraints = [
            columns.known("etatliste", "liste", Liste),
            models.UniqueConstraint(
                name="dossiers_etatliste_once",
                fields=["dossier", "liste"],
                violation_error_message="L’état de cette liste est déjà connu.",
            ),
        ]

    def __str__(self) -> str:
        return self.liste
