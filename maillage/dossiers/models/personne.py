"""A person of the team: engaged, contacted, uncertain or still to contact."""

from django.db import models

from maillage.core.facts import Engagement, Milieu, Recours, Secteur
from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class Personne(Ligne):
    dossier = of_dossier("equipe")
    code = columns.required_text()  # the `id` of the facts
    nom = columns.required_text()
    prenom = columns.text()
    profession = columns.text()
    profession_precision = columns.text()
    recours = columns.code(Recours)
    secteur = columns.code(Secteur)
    milieu = columns.code(Milieu)
    lieu_exercice = columns.text()
    structure_appartenance = columns.text()
    represente = columns.text()
    engagement = columns.code(Engagement)
    gouvernance = columns.yes_no()
    fonction = columns.text()
    noyau_dur = models.BooleanField(default=False)
    rpps = columns.text()  # the same number twice is a finding of rule EQ-09, not an error here
    adresse = columns.text()
    telephone = columns.text()
    courriel = columns.text()

    class Meta:
        verbose_name = "personne"
        constraints = [
            *constraints("personne", "code"),
            columns.known("personne", "recours", Recours),
            columns.known("personne", "secteur", Secteur),
            columns.known("personne", "milieu", Milieu),
            columns.known("personne", "engagement", Engagement),
        ]

    def __str__(self) -> str:
        return f"{self.prenom or ''} {self.nom}".strip()
