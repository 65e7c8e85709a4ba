"""Patients of general practitioners (Assurance maladie): means of the publisher, read, never averaged."""

from typing import Final

from maillage.opendata import ameli
from maillage.opendata.ameli import ANNEE, DEPARTEMENT, REGION, Lues
from maillage.opendata.annees import conduire_annees
from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.tableau import Ligne, Table

SOURCE: Final = "ameli_patientele"
CONTRAT: Final = Contrat(
    colonnes=(
        ANNEE,
        Colonne(nom="profession", intitules=("profession_sante",)),
        REGION,
        DEPARTEMENT,
        Colonne(
            nom="patientele",
            intitules=("patients_medecin_traitant", "patients_medecin_traitant_integer"),
        ),
        Colonne(
            nom="file_active",
            intitules=("patients_uniques", "patients_uniques_integer"),
            facultative=True,
        ),
    ),
)
_MG: Final = "ensemble_des_medecins_generalistes"


def importer(demande: Demande) -> Rapport:
    """Import the years of the file, for general practitioners."""
    return conduire_annees(SOURCE, demande, lambda asked: ameli.lire(asked, CONTRAT, _keep))


def _keep(read: Lues, table: Table, line: Ligne) -> None:
    if ameli.cellule(table, line, "profession") != _MG:
        return
    read.garder(table, line, "patientele_mt", ameli.chiffre(table, line, "patientele"))
    if "file_active" in table.entete.rangs:
        read.garder(table, line, "file_active", ameli.chiffre(table, line, "file_active"))
