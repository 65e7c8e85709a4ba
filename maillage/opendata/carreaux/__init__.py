"""Incomes and households by squares of 200 m (Filosofi), added up by commune.

What squares say adds up exactly where a median does not. A square on several communes is shared
evenly between them: it counts once, and a territory that holds them all loses nothing of it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from maillage.opendata import parties
from maillage.opendata.annees import autres_lieux_de_l_annee, conduire_annees
from maillage.opendata.carreaux.grille import Grille
from maillage.opendata.carreaux.sommes import ENTIERES, Sommes
from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture
from maillage.opendata.large import annee_du_nom, pas_un_nombre, rien_a_garder, sans_millesime
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import code_commune, nombre
from maillage.territoires.mesures import Statut

SOURCE: Final = "carreaux"
_MEMBRE: Final = r"(carreaux|car)_?200m"
CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom="carreau", intitules=("idcar_200m",)),
        Colonne(nom="communes", intitules=("lcog_geo",)),
        Colonne(nom="impute", intitules=("i_est_200", "i_est_200m")),
        *(Colonne(nom=name, intitules=(name,)) for name in ENTIERES),
    ),
    delimiteurs=",;",
    membre=_MEMBRE,
    max_octets=1_500_000_000,  # 2.3 million squares
)
_IMPUTED: Final = {"0": False, "1": True}
_CODE: Final = 5  # characters of the code of a commune
_MARKS: Final = re.compile(r"[\s,;|]+")
_MANY: Final = 1 << 16


def importer(demande: Demande) -> Rapport:
    """Import the squares of a file, or of the three files of an archive."""
    return conduire_annees(SOURCE, demande, _lire, joindre=autres_lieux_de_l_annee)


def _lire(demande: Demande) -> dict[int, Lecture]:
    sums, grid = Sommes(), Grille()
    for contract in _contracts(demande):
        with ouvrir(demande.chemin, contract, demande.suivi) as tables:
            for table in tables:
                for line in table.lignes:
                    _add(sums, grid, table, line)
    if not sums.carreaux:
        raise rien_a_garder(demande)
    year = demande.millesime or annee_du_nom(demande.chemin)
    if year is None:
        raise sans_millesime(demande)
    releve = sums.releve()
    return {
        year: Lecture(
            releve=releve,
            millesime=year,
            lues=sums.carreaux,
            gardees=sums.carreaux - sums.ailleurs,
            remarques=list(sums.remarques()),
            completer=False,  # its communes are what a territory adds up
            attendues=True,
        )
    }


def _contracts(demande: Demande) -> Iterator[Contrat]:
    """Return the contract of each file of squares: an archive holds one for each part of the country."""
    names = parties.membres(demande.chemin, _MEMBRE)
    if not names:
        yield CONTRAT
    for name in names:
        yield replace(CONTRAT, membre=f"^{re.escape(name)}$")


def _add(sums: Sommes, grid: Grille, table: Table, line: Ligne) -> None:
    at, cells = table.entete.rangs, line.cellules
    square = cells[at["carreau"]]
    first = grid.placer(square)
    if first is None:
        why = f"« {square[:40]} » n’est pas un carreau de 200 m"
        raise table.refus(line.numero, "carreau", why)
    if not first:
        raise table.refus(line.numero, "carreau", f"le carreau {square[:40]} est déjà plus haut")
    written = cells[at["communes"]]
    codes = _codes(written)
    if codes is None:
        why = f"« {written[:30]} » n’est pas un ou plusieurs codes de commune"
        raise table.refus(line.numero, "communes", why)
    imputed = _IMPUTED.get(cells[at["impute"]])
    if imputed is None:
        why = f"« {cells[at['impute']][:20]} » n’est ni 0 ni 1"
        raise table.refus(line.numero, "impute", why)
    figures = [_figure(table, line, name) for name in ENTIERES]
    sums.ajouter(codes, figures, imputed=imputed)


@lru_cache(_MANY)
def _codes(written: str) -> tuple[str, ...] | None:
    """Read « 77373 », « 7737393051 » or « 27529,76231 »; (): no commune; None: something else."""
    tight = _MARKS.sub("", written)
    if len(tight) % _CODE == _CODE - 1:
        tight = f"0{tight}"  # a spreadsheet took the first zero off
    if len(tight) % _CODE:
        return None
    found = [code_commune(tight[start : start + _CODE]) for start in range(0, len(tight), _CODE)]
    known = [code for code in found if code]
    return tuple(dict.fromkeys(known)) if len(known) == len(found) else None


_read = lru_cache(_MANY)(nombre)


def _figure(table: Table, line: Ligne, name: str) -> float | Statut:
    value = _read(line.cellules[table.entete.rangs[name]])
    if value is None or (isinstance(value, float) and value < 0):
        raise pas_un_nombre(table, line, name)
    return value
