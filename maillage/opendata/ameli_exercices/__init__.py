"""How professionals in private practice work (Assurance maladie): wholly, part time, with a hospital."""

from typing import Final

from maillage.opendata import ameli
from maillage.opendata.ameli import ANNEE, MAX_OCTETS, PROFESSIONS, REGION, Lues
from maillage.opendata.annees import conduire_annees
from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.tableau import Ligne, Table

SOURCE: Final = "ameli_exercices"
CONTRAT: Final = Contrat(
    colonnes=(
        ANNEE,
        Colonne(nom="profession", intitules=("profession_sante",)),
        REGION,
        Colonne(nom="departement", intitules=("code_departement", "departement")),
        Colonne(
            nom="exercice", intitules=("libelle_type_exercice_liberal", "type_exercice_liberal")
        ),
        Colonne(nom="effectif", intitules=("effectif",)),
    ),
    max_octets=MAX_OCTETS,
)
_LONGEST: Final = 40  # characters of a measure that come from the words of the file


def importer(demande: Demande) -> Rapport:
    """Import the years of the file."""
    return conduire_annees(SOURCE, demande, lambda asked: ameli.lire(asked, CONTRAT, _keep))


def _keep(read: Lues, table: Table, line: Ligne) -> None:
    profession = PROFESSIONS.get(ameli.cellule(table, line, "profession"))
    if profession is None:
        return
    words = ameli.cellule(table, line, "exercice")[:_LONGEST].strip("_")
    if not words:
        raise table.refus(line.numero, "exercice", "le type d’exercice n’est pas dit")
    read.garder(table, line, f"{profession}_{words}", ameli.chiffre(table, line, "effectif"))
