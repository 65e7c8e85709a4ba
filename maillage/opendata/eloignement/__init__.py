"""People more than twenty minutes away from local care (Observatoire des territoires): a share by commune.

A share of the publisher: over several communes it is weighted by their population.
"""

from typing import Final

from maillage.opendata.annees import conduire_annees
from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture
from maillage.opendata.large import LIEU
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import annee, code_commune, nombre
from maillage.territoires.mesures import Statut

SOURCE: Final = "eloignement"
PART: Final = "part_pop_eloigne_soin"
_WHOLE: Final = 100
CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom=LIEU, intitules=("codgeo",)),
        Colonne(nom="an", intitules=("an", "annee")),
        Colonne(nom=PART, intitules=(PART, "valeur")),
    ),
    entete_avant=10,
)


def importer(demande: Demande) -> Rapport:
    """Import the years of the file, at the level of communes."""
    return conduire_annees(SOURCE, demande, _lire)


def _lire(demande: Demande) -> dict[int, Lecture]:
    found: dict[int, Lecture] = {}
    with ouvrir(demande.chemin, CONTRAT, demande.suivi) as tables:
        for line in tables[0].lignes:
            year = _year(tables[0], line)
            read = found.get(year)
            if read is None:
                releve = Releve((PART,), ())
                read = found[year] = Lecture(
                    releve=releve, millesime=year, lues=0, gardees=0, completer=False
                )
            _keep(tables[0], line, read)
    return found


def _keep(table: Table, line: Ligne, read: Lecture) -> None:
    written = line.cellules[table.entete.rangs[LIEU]]
    code = code_commune(written)
    if code is None:
        why = f"« {written[:20]} » n’est pas un code de commune : prenez le fichier par commune"
        raise table.refus(line.numero, LIEU, why)
    if code in read.releve.lieux:
        raise table.refus(line.numero, LIEU, f"la commune {code} y est deux fois pour cette année")
    read.lues += 1
    read.gardees += 1
    read.releve.ouvrir(code)
    read.releve.poser(code, 0, _part(table, line))


def _year(table: Table, line: Ligne) -> int:
    written = line.cellules[table.entete.rangs["an"]]
    year = annee(written)
    if year is None:
        raise table.refus(line.numero, "an", f"« {written[:20]} » n’est pas une année")
    return year


def _part(table: Table, line: Ligne) -> float | Statut:
    written = line.cellules[table.entete.rangs[PART]]
    value = nombre(written.removesuffix("%").strip())
    if value is None or (not isinstance(value, Statut) and not 0 <= value <= _WHOLE):
        raise table.refus(line.numero, PART, f"« {written[:20]} » n’est pas une part de 0 à 100")
    return value
