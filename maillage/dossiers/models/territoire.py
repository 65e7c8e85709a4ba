"""What only the team can say about the territory."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from maillage.core.facts import NaturePopulation
from maillage.dossiers.models import columns
from maillage.dossiers.models.section import Section

_COUNTS = (
    "population_declaree",
    "nombre_communes_annonce",
    "ps_territoire",
    "ps_engages",
    "ps_adherents",
    "patients_nombre",
)


class Territoire(Section):
    population_declaree = columns.count()
    nature_population = columns.code(NaturePopulation)
    nombre_communes_annonce = columns.count()
    taille_declaree = models.IntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    taille_plus_de_cent_adherents = columns.yes_no()
    ps_territoire = columns.count()
    ps_engages = columns.count()
    ps_adherents = columns.count()
    ars_chef_de_file = columns.text()
    caisse_chef_de_file = columns.text()
    departements_destinataires = columns.codes()
    zones_blanches_commentaire = columns.text()
    carte_jointe = columns.yes_no()
    patients_nombre = columns.count()
    patients_date = columns.partial_date()
    patients_source = columns.text()

    class Meta:
        verbose_name = "territoire"
        constraints = [
            columns.known("territoire", "nature_population", NaturePopulation),
            *columns.not_negative("territoire", *_COUNTS),
            models.CheckConstraint(
                name="dossiers_territoire_taille_declaree_known",
                condition=models.Q(taille_declaree__range=(1, 4)),
                violation_error_message="La taille va de 1 à 4.",
            ),
        ]

    def __str__(self) -> str:
        return "territoire"
