"""Zoning of general practitioners by the ARS: priority zones (ZIP), complementary ones (ZAC), others.

An ARS publishes its own région: a file takes the place of what it speaks of, and of nothing else.
"""

import re
from collections.abc import Mapping
from typing import Final

from maillage.opendata.annees import autres_lieux, conduire_annees
from maillage.opendata.contrat import Colonne, Contrat, reduire
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture
from maillage.opendata.large import LIEU, annee_du_nom, lire_code, rien_a_garder, sans_millesime
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table, ouvrir

SOURCE: Final = "zonage_mg"
MESURES: Final = ("zip", "zac", "hors_zonage")
CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(
            nom=LIEU,
            intitules=(
                "Code commune",
                "Code INSEE",
                "Code commune INSEE",
                "Code INSEE commune",
                "codgeo",
                "depcom",
                "code",
                "insee",
            ),
            facultative=True,
        ),
        Colonne(
            nom="classe",
            intitules=(
                "Zonage",
                "Classe",
                "Zonage en vigueur",
                "Zonage médecin",
                "Zonage médecins généralistes",
                "Zonage MG",
                "Classement",
                "Libellé zonage",
            ),
        ),
    ),
    feuille=r"^\s*data\s*$",
    entete_avant=12,
)
_ZIP: Final = re.compile(r"zip(_|$)|zone(s)?_d_intervention_prioritaire")
_ZAC: Final = re.compile(r"zac(_|$)|zone(s)?_d_action_complementaire")
# Other zones of an arrêté (vigilance, support of the région), and none at all.
_AUTRE: Final = re.compile(
    r"zar(_|$)|zv(_|$)|hz(_|$)|hors|non|autre|vivier|zone(s)?_de_vigilance|aucun"
)
_SEUL: Final[Mapping[str, str]] = {"": "hors_zonage", "0": "hors_zonage"}


def importer(demande: Demande) -> Rapport:
    """Import the zoning of a région, or of several, beside those in place."""
    return conduire_annees(SOURCE, demande, _lire, joindre=autres_lieux)


def _lire(demande: Demande) -> dict[int, Lecture]:
    releve, seen, count = Releve(MESURES, ()), dict[str, int](), 0
    with ouvrir(demande.chemin, CONTRAT, demande.suivi) as tables:
        table = tables[0]
        if LIEU not in table.entete.rangs:
            why = "la colonne « Code commune » manque : prenez l’export par commune, et non par territoire de vie-santé"
            raise SourceRefusee(table.fichier, "en-tête", why)
        for line in table.lignes:
            count += 1
            kind = _classe(table, line)
            place = lire_code(table, line, seen)
            releve.ouvrir(place, 0.0)
            releve.poser(place, releve.rangs[kind], 1.0)
    if not seen:
        raise rien_a_garder(demande)
    year = demande.millesime or annee_du_nom(demande.chemin)
    if year is None:
        raise sans_millesime(demande)
    lecture = Lecture(releve=releve, millesime=year, lues=count, gardees=len(seen), completer=False)
    return {year: lecture}


def _classe(table: Table, line: Ligne) -> str:
    """Return which of our three classes the words of the line say."""
    written = line.cellules[table.entete.rangs["classe"]]
    words = reduire(written)
    if words in _SEUL:
        return _SEUL[words]
    found = [
        name
        for name, pattern in (("zip", _ZIP), ("zac", _ZAC), ("hors_zonage", _AUTRE))
        if pattern.match(words)
    ]
    if not found:
        why = f"« {written[:30]} » n’est ni ZIP, ni ZAC, ni hors zonage"
        raise table.refus(line.numero, "classe", why)
    return found[0]
