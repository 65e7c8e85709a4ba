"""The yes-or-no questions and the choices of the pré-projet."""

from maillage.core.facts import RedactionProjet
from maillage.dossiers.models import columns
from maillage.dossiers.models.section import Section


class Choix(Section):
    acteurs_tous_informes = columns.yes_no()
    souhait_accelerateur = columns.yes_no()
    souhait_accelerateur_commentaire = columns.text()
    souhait_mission_precoce = columns.yes_no()
    souhait_mission_precoce_commentaire = columns.text()
    redaction_projet = columns.code(RedactionProjet)
    date_decision_bureau = columns.day()
    indemnisation_au_reglement = columns.yes_no()

    class Meta:
        verbose_name = "choix"
        verbose_name_plural = "choix"
        constraints = [columns.known("choix", "redaction_projet", RedactionProjet)]

    def __str__(self) -> str:
        return "choix"
