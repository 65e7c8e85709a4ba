"""Reference populations of INSEE: municipal, counted apart and total, by commune."""

from pathlib import Path
from typing import Final

from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import conduire
from maillage.opendata.large import LIEU, Large, annee_du_nom, lire
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Table
from maillage.reference import cog

SOURCE: Final = "populations"
_SURE: Final = 0.99  # share of equal figures that proves the year

CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom=LIEU, intitules=("COM", "CODGEO", "code commune", "code insee")),
        Colonne(nom="pmun", intitules=("PMUN", "population municipale")),
        Colonne(nom="pcap", intitules=("PCAP", "population comptée à part"), facultative=True),
        Colonne(nom="ptot", intitules=("PTOT", "population totale")),
    ),
    membre="donnees_communes",
)


def importer(demande: Demande) -> Rapport:
    """Import the table of communes."""
    large = Large(contrat=CONTRAT, mesures=("pmun", "pcap", "ptot"), millesime=_year)
    return conduire(SOURCE, demande, lambda asked: lire(large, asked))


def _year(_table: Table, path: Path, releve: Releve) -> int | None:
    """Return the year of the name, or else that of our table when its figures are the same.

    Nothing in the file says its year: « donnees_communes.csv » is the name of every edition.
    """
    table = cog.table()
    rank = releve.rangs["pmun"]
    known = [one for code in releve.lieux if (one := table.commune(code)) and one.population]
    same = sum(releve.lieux[one.code][rank] == one.population for one in known)
    if known and same >= _SURE * len(known):
        return table.millesimes.population
    return annee_du_nom(path)
