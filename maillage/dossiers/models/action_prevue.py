"""An action that the team plans for a mission."""

from django.db import models

from maillage.core.facts import Maturite, MissionAction, Priorite
from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class ActionPrevue(Ligne):
    """Dates out of order are kept as said: rule ACT-04 reports them."""

    dossier = of_dossier("actions")
    code = columns.required_text()  # the `id` of the facts
    titre = columns.required_text()
    mission = columns.code(MissionAction)
    problemes = columns.codes()
    contexte = columns.text()
    finalite = columns.text()
    objectif_operationnel = columns.text()
    public = columns.text()
    description = columns.text()
    sans_acteur = models.BooleanField(default=False)  # « nobody » was answered
    maturite = columns.code(Maturite)
    debut = columns.partial_date()
    fin = columns.partial_date()
    sans_etape = models.BooleanField(default=False)  # « no step » was answered
    objectif_prs = columns.text()
    existant = columns.text()
    effets_attendus = columns.text()
    liens_autres_actions = columns.text()
    ressources = columns.text()
    evaluation = columns.text()
    priorite = columns.code(Priorite)
    chiffres = columns.parts()
    criteres_smart = columns.codes()
    sans_lien = models.BooleanField(default=False)  # « it holds to no other » was answered
    sans_referent = models.BooleanField(default=False)  # « nobody answers for it » was answered

    class Meta:
        verbose_name = "action prévue"
        verbose_name_plural = "actions prévues"
        constraints = [
            *constraints("action", "code"),
            columns.known("action", "mission", MissionAction),
            columns.known("action", "maturite", Maturite),
            columns.known("action", "priorite", Priorite),
        ]

    def __str__(self) -> str:
        return self.titre
