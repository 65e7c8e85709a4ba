"""An indicator: what is followed, from where to where."""

from django.db import models

from maillage.core.facts import (
    MissionAction,
    NatureIndicateur,
    OrigineIndicateur,
    SensIndicateur,
)
from maillage.dossiers.models import columns
from maillage.dossiers.models.action_prevue import ActionPrevue
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class Indicateur(Ligne):
    """An indicator outlives the action that it followed: it waits for another."""

    dossier = of_dossier("indicateurs")
    code = columns.required_text()  # the `id` of the facts
    libelle = columns.required_text()
    nature = columns.code(NatureIndicateur)
    origine = columns.code(OrigineIndicateur)
    mission = columns.code(MissionAction)
    action = models.ForeignKey(
        ActionPrevue, models.SET_NULL, null=True, blank=True, related_name="indicateurs"
    )
    depart = columns.text()
    cible = columns.text()
    source = columns.text()
    rythme = columns.text()
    catalogue = columns.text()
    definition = columns.text()
    numerateur = columns.text()
    denominateur = columns.text()
    unite = columns.text()
    sens = columns.code(SensIndicateur)
    cumulatif = columns.yes_no()
    depart_numerateur = columns.number()
    depart_denominateur = columns.number()
    depart_valeur = columns.number()
    depart_date = columns.partial_date()
    cibles = columns.parts()
    poids = columns.count()
    preuve = columns.text()
    releves = columns.parts()

    class Meta:
        verbose_name = "indicateur"
        constraints = [
            *constraints("indicateur", "code"),
            columns.known("indicateur", "nature", NatureIndicateur),
            columns.known("indicateur", "origine", OrigineIndicateur),
            columns.known("indicateur", "mission", MissionAction),
            columns.known("indicateur", "sens", SensIndicateur),
        ]

    def __str__(self) -> str:
        return self.libelle
