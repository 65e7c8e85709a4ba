"""Access to a treating doctor (Assurance maladie): means and shares of the publisher, never averaged.

Two files say it: that of patients by doctor, and the observatory of access to care.
"""

from typing import Final

from maillage.opendata import ameli
from maillage.opendata.ameli import ANNEE, DEPARTEMENT, REGION, Lues
from maillage.opendata.annees import autres_mesures, conduire_annees
from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.tableau import Ligne, Table

SOURCE: Final = "ameli_acces"
MESURES: Final = (
    Colonne(
        nom="patientele_mt",
        intitules=("patients_medecin_traitant", "patientele_medecin_traitant_moyenne"),
        facultative=True,
    ),
    Colonne(nom="file_active", intitules=("patients_uniques", "file_active"), facultative=True),
    Colonne(
        nom="ald_sans_mt",
        intitules=(
            "part_ald_sans_medecin_traitant",
            "part_patients_ald_sans_medecin_traitant",
            "taux_ald_sans_medecin_traitant",
        ),
        facultative=True,
    ),
)
CONTRAT: Final = Contrat(
    colonnes=(
        ANNEE,
        Colonne(nom="profession", intitules=("profession_sante",), facultative=True),
        REGION,
        DEPARTEMENT,
        *MESURES,
    ),
)
_MG: Final = ("", "ensemble_des_medecins_generalistes")  # "": the file speaks of no other


def importer(demande: Demande) -> Rapport:
    """Import the years of a file, for general practitioners, beside what the other file says."""
    return conduire_annees(
        SOURCE,
        demande,
        lambda asked: ameli.lire(asked, CONTRAT, _keep),
        joindre=autres_mesures,
    )


def _keep(read: Lues, table: Table, line: Ligne) -> None:
    held = [one.nom for one in MESURES if one.nom in table.entete.rangs]
    if not held:
        title = MESURES[0].intitules[0]
        raise SourceRefusee(table.fichier, "en-tête", f"la colonne « {title} » manque")
    if ameli.cellule(table, line, "profession") not in _MG:
        return
    for name in held:
        read.garder(table, line, name, ameli.chiffre(table, line, name))
