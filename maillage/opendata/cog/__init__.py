"""The communes of the official code of a year, compared with the table that the application holds.

The dossiers keep to that table; an edition says what a new year changes, before the table follows.
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

from maillage.core.territoire.communes import departement_of
from maillage.opendata.agregats import HORS
from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture, conduire
from maillage.opendata.large import annee_du_nom, rien_a_garder, sans_millesime
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import code_commune
from maillage.reference import cog

SOURCE: Final = "cog"
TYPES: Final = frozenset(("COM", "COMD", "COMA", "ARM"))
_TODAY: Final = frozenset(("COM", "ARM"))
_SHOWN: Final = 8

CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom="type", intitules=("TYPECOM",)),
        Colonne(nom="lieu", intitules=("COM",)),
        Colonne(nom="region", intitules=("REG",)),
        Colonne(nom="departement", intitules=("DEP",)),
        Colonne(nom="nom", intitules=("LIBELLE",)),
        Colonne(nom="parent", intitules=("COMPARENT",)),
    ),
    membre="v_commune",
)

Rang = tuple[str, str, str, str, str, str]


def importer(demande: Demande) -> Rapport:
    """Import the communes of a year."""
    return conduire(SOURCE, demande, _lire)


def _lire(demande: Demande) -> Lecture:
    seen: dict[tuple[str, str], int] = {}
    rows: list[Rang] = []
    with ouvrir(demande.chemin, CONTRAT, demande.suivi) as tables:
        rows.extend(_row(tables[0], line, seen) for line in tables[0].lignes)
    held = {code for kind, code, *_ in rows if kind in _TODAY}
    if not held:
        raise rien_a_garder(demande)
    releve = Releve((), ())
    for code in sorted(held):
        releve.ouvrir(code)
    table = cog.table()
    mine = {code for code in table.codes() if departement_of(code) not in HORS}
    whole = {code for kind, code, *_ in rows if kind == "COM"}
    year = demande.millesime or annee_du_nom(demande.chemin)
    if year is None and whole == mine:
        year = table.millesimes.communes
    if year is None:
        raise sans_millesime(demande)
    return Lecture(
        releve=releve,
        millesime=year,
        lues=len(rows),
        gardees=len(rows),
        geographie=year,
        remplir=lambda connection, _moved: _fill(connection, rows),
        remarques=_differences(whole, mine, table.millesimes.communes),
        recoder=False,
        completer=False,
    )


def _row(table: Table, line: Ligne, seen: dict[tuple[str, str], int]) -> Rang:
    at, cells = table.entete.rangs, line.cellules
    kind = cells[at["type"]]
    if kind not in TYPES:
        raise table.refus(line.numero, "type", f"« {kind[:20]} » n’est pas COM, COMD, COMA ou ARM")
    code = code_commune(cells[at["lieu"]])
    if code is None:
        shown = cells[at["lieu"]][:20]
        raise table.refus(line.numero, "lieu", f"« {shown} » n’est pas un code de commune")
    if (kind, code) in seen:
        raise table.refus(line.numero, "lieu", f"{kind} {code} est déjà ligne {seen[kind, code]}")
    seen[kind, code] = line.numero
    name, parent = cells[at["nom"]], cells[at["parent"]]
    return kind, code, name, cells[at["departement"]], cells[at["region"]], parent


def _differences(whole: set[str], mine: set[str], year: int) -> list[str]:
    found = []
    for title, codes in (
        ("Communes absentes de la table de Maillage", whole - mine),
        ("Communes de la table de Maillage absentes du fichier", mine - whole),
    ):
        if codes:
            found.append(f"{title} ({year}) : {len(codes)}, {_some(sorted(codes))}.")
    return found


def _some(codes: Sequence[str]) -> str:
    return " ".join(codes[:_SHOWN]) + (" …" if len(codes) > _SHOWN else "")


def _fill(connection: sqlite3.Connection, rows: list[Rang]) -> None:
    connection.execute(
        "CREATE TABLE communes (type TEXT, code TEXT, nom TEXT, departement TEXT, region TEXT,"
        " parent TEXT, PRIMARY KEY (code, type)) WITHOUT ROWID"
    )
    connection.executemany("INSERT INTO communes VALUES (?,?,?,?,?,?)", rows)
