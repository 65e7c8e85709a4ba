"""A hospital, a service, a social body or a coordinated-practice structure."""

from maillage.core.facts import Engagement, Famille
from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class Etablissement(Ligne):
    dossier = of_dossier("etablissements")
    code = columns.required_text()  # the `id` of the facts
    nom = columns.required_text()
    famille = columns.code(Famille)
    type = columns.text()
    type_precision = columns.text()
    interlocuteur = columns.text()
    adresse = columns.text()
    localisation = columns.text()
    engagement = columns.code(Engagement)
    gouvernance = columns.yes_no()
    articulation = columns.text()

    class Meta:
        verbose_name = "établissement"
        constraints = [
            *constraints("etablissement", "code"),
            columns.known("etablissement", "famille", Famille),
            columns.known("etablissement", "engagement", Engagement),
        ]

    def __str__(self) -> str:
        return self.nom
