"""The movements of communes since 1943: what brings the codes of other years to those of today."""

import re
import sqlite3
from typing import Final

from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture, conduire
from maillage.opendata.large import annee_du_nom, rien_a_garder
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import code_commune
from maillage.territoires.passages import MOUVEMENTS

SOURCE: Final = MOUVEMENTS
_DAY: Final = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_COMMUNE: Final = "COM"

CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom="mod", intitules=("MOD",)),
        Colonne(nom="date", intitules=("DATE_EFF",)),
        Colonne(nom="type_avant", intitules=("TYPECOM_AV",)),
        Colonne(nom="avant", intitules=("COM_AV",)),
        Colonne(nom="nom", intitules=("LIBELLE_AV",)),
        Colonne(nom="type_apres", intitules=("TYPECOM_AP",)),
        Colonne(nom="apres", intitules=("COM_AP",)),
    ),
    membre="v_mvt_commune",
)

Rang = tuple[str, str, str, str, str]


def importer(demande: Demande) -> Rapport:
    """Import the movements."""
    return conduire(SOURCE, demande, _lire)


def _lire(demande: Demande) -> Lecture:
    rows: list[Rang] = []
    count, latest = 0, ""
    with ouvrir(demande.chemin, CONTRAT, demande.suivi) as tables:
        for line in tables[0].lignes:
            count += 1
            row, day = _row(tables[0], line)
            latest = max(latest, day)
            if row is not None:
                rows.append(row)
    if not rows:
        raise rien_a_garder(demande)
    year = demande.millesime or annee_du_nom(demande.chemin) or int(latest[:4])
    return Lecture(
        releve=Releve((), ()),
        millesime=year,
        lues=count,
        gardees=len(rows),
        remplir=lambda connection, _moved: _fill(connection, rows),
        recoder=False,
        completer=False,
    )


def _row(table: Table, line: Ligne) -> tuple[Rang | None, str]:
    """Read a movement; None: it is not from one whole commune to another."""
    at, cells = table.entete.rangs, line.cellules
    day = cells[at["date"]]
    if not _DAY.fullmatch(day):
        raise table.refus(line.numero, "date", f"« {day[:20]} » n’est pas une date AAAA-MM-JJ")
    codes = []
    for name in ("avant", "apres"):
        written = cells[at[name]]
        code = code_commune(written)
        if written and code is None:
            raise table.refus(line.numero, name, f"« {written[:20]} » n’est pas un code de commune")
        codes.append(code)
    before, after = codes
    if (
        before is None
        or after is None
        or cells[at["type_avant"]] != _COMMUNE
        or cells[at["type_apres"]] != _COMMUNE
    ):
        return None, day
    return (day, cells[at["mod"]], before, after, cells[at["nom"]]), day


def _fill(connection: sqlite3.Connection, rows: list[Rang]) -> None:
    connection.execute(
        "CREATE TABLE mouvements (date TEXT, mod TEXT, avant TEXT, apres TEXT, nom TEXT)"
    )
    connection.executemany("INSERT INTO mouvements VALUES (?,?,?,?,?)", rows)
