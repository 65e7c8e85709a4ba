"""The communes of each EPCI (DGCL): a workbook, whose sheet and columns say its true year.

The name of the file does not: one announced for 2026 has held the composition of 2025.
"""

import re
import sqlite3
from typing import Final

from maillage.opendata.contrat import Colonne, Contrat, Famille
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture, conduire
from maillage.opendata.large import (
    LIEU,
    annee_du_nom,
    lire_code,
    pas_un_nombre,
    rien_a_garder,
)
from maillage.opendata.recodage import Recodage
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import nombre
from maillage.territoires.intercommunalites import EPCI

SOURCE: Final = EPCI
_SIREN: Final = re.compile(r"[0-9]{9}")
_YEAR: Final = re.compile(r"20[0-9]{2}")

CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom="siren", intitules=("siren", "siren_epci", "n_siren")),
        Colonne(nom="raison_sociale", intitules=("raison_sociale", "nom du groupement")),
        Colonne(nom="nature", intitules=("nature_juridique",)),
        Colonne(nom=LIEU, intitules=("insee", "code insee", "insee_membre")),
    ),
    familles=(Famille(motif="p(tot|mun)_?20[0-9]{2}", exemple="pmun_2026"),),
    feuille="epcicom",
    entete_avant=5,
)


def importer(demande: Demande) -> Rapport:
    """Import the composition of a year."""
    return conduire(SOURCE, demande, _lire)


def _lire(demande: Demande) -> Lecture:
    groups: dict[str, tuple[str, str]] = {}
    members: list[tuple[str, str]] = []
    with ouvrir(demande.chemin, CONTRAT, demande.suivi) as tables:
        table = tables[0]
        names = table.entete.mesures
        releve = Releve(names, names)
        seen: dict[str, int] = {}
        for line in table.lignes:
            code = lire_code(table, line, seen)
            siren = _group(table, line, groups)
            members.append((code, siren))
            releve.ouvrir(code)
            for rank, name in enumerate(names):
                value = nombre(line.cellules[table.entete.rangs[name]])
                if value is None:
                    raise pas_un_nombre(table, line, name)
                releve.poser(code, rank, value)
    if not members:
        raise rien_a_garder(demande)
    year, remarks = _year(table, demande)
    return Lecture(
        releve=releve,
        millesime=year,
        lues=len(members),
        gardees=len(members),
        geographie=year,
        remplir=lambda connection, moved: _fill(connection, moved, groups, members),
        remarques=remarks,
    )


def _group(table: Table, line: Ligne, groups: dict[str, tuple[str, str]]) -> str:
    at, cells = table.entete.rangs, line.cellules
    siren = cells[at["siren"]]
    if not _SIREN.fullmatch(siren):
        raise table.refus(line.numero, "siren", f"« {siren[:20]} » n’est pas un numéro SIREN")
    said = (cells[at["raison_sociale"]], cells[at["nature"]])
    if groups.setdefault(siren, said) != said:
        raise table.refus(line.numero, "raison_sociale", f"{siren} se nomme autrement plus haut")
    return siren


def _year(table: Table, demande: Demande) -> tuple[int, list[str]]:
    """Return the year of the columns, or else of the sheet; say when the name is another."""
    written = [*table.entete.mesures, table.feuille or ""]
    found = [int(year) for text in written for year in _YEAR.findall(text)]
    year = demande.millesime or max(found)
    named = annee_du_nom(demande.chemin)
    if named is None or named == year:
        return year, []
    return year, [
        f"Le fichier se nomme {named}, mais porte l’édition {year} : c’est elle qui compte."
    ]


def _fill(
    connection: sqlite3.Connection,
    moved: Recodage,
    groups: dict[str, tuple[str, str]],
    members: list[tuple[str, str]],
) -> None:
    connection.execute("CREATE TABLE epci (siren TEXT PRIMARY KEY, nom TEXT, nature TEXT)")
    connection.executemany(
        "INSERT INTO epci VALUES (?,?,?)", ((siren, *said) for siren, said in groups.items())
    )
    connection.execute("CREATE TABLE membres (code TEXT PRIMARY KEY, siren TEXT) WITHOUT ROWID")
    unknown = set(moved.inconnues)
    today = moved.recodees | moved.reparties
    connection.executemany(
        "INSERT OR IGNORE INTO membres VALUES (?,?)",
        (
            (one, siren)
            for code, siren in members
            if code not in unknown
            for one in today.get(code, (code,))
        ),
    )
