"""Tables with a line for each commune and a column for each measure: the census, the populations."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from maillage.opendata.contrat import Contrat
from maillage.opendata.demande import Demande
from maillage.opendata.importation import Lecture
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import code_commune, nombre

LIEU: Final = "lieu"  # the column of the code
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """How to read such a table."""

    contrat: Contrat
    millesime: Callable[[Table, Path, Releve], int | None]
    mesures: tuple[str, ...] = ()  # columns of the contract that are measures, beside its families
    additive: Callable[[str], bool] = lambda _name: True
    indivisibles: tuple[str, ...] = ()  # what the people of a place do not share: its area


def lire(large: Large, demande: Demande) -> Lecture:
    """Read the table of a file that keeps the contract, with the sheets that hold the same columns."""
    with ouvrir(demande.chemin, large.contrat, demande.suivi) as tables:
        table = tables[0]
        given = [one for one in large.mesures if one in table.entete.rangs]
        names = [*given, *table.entete.mesures]
        releve = Releve(names, filter(large.additive, names))
        releve.indivisibles = frozenset(map(names.index, large.indivisibles))
        seen: dict[str, int] = {}
        for one in tables:
            if one.entete.rangs.keys() == table.entete.rangs.keys():
                _remplir(releve, one, seen)
        if not seen:
            raise rien_a_garder(demande)
        year = demande.millesime or large.millesime(table, demande.chemin, releve)
    if year is None:
        raise sans_millesime(demande)
    return Lecture(releve=releve, millesime=year, lues=len(seen), gardees=len(seen))


def _remplir(releve: Releve, table: Table, seen: dict[str, int]) -> None:
    """Write the lines of a table."""
    ranks = [table.entete.rangs[name] for name in releve.mesures]
    for line in table.lignes:
        code = lire_code(table, line, seen)
        row = releve.ouvrir(code)
        for rank, at in enumerate(ranks):
            value = nombre(line.cellules[at])
            if type(value) is float:
                row[rank] = value
            elif value is None:
                raise pas_un_nombre(table, line, releve.mesures[rank])
            else:
                releve.poser(code, rank, value)


def rien_a_garder(demande: Demande) -> SourceRefusee:
    """Return the refusal of a file without any line of use."""
    return SourceRefusee(demande.chemin.name, "", "aucune ligne à garder n’y est")


def sans_millesime(demande: Demande) -> SourceRefusee:
    """Return the refusal of a file that does not say its year."""
    return SourceRefusee(
        demande.chemin.name, "", "l’année des données n’y est pas dite : ajoutez --millesime ANNÉE"
    )


def annee_du_nom(path: Path) -> int | None:
    """Return the year that stands in the name of a file."""
    found = _YEAR.findall(path.name)
    return int(found[-1]) if found else None


def annee_des_colonnes(table: Table, _path: Path, _releve: Releve) -> int | None:
    """Return the latest year of columns named « P22_… »."""
    years = [int(name[1:3]) for name in table.entete.mesures if re.match(r"[a-z][0-9]{2}_", name)]
    return 2000 + max(years) if years else None


def lire_code(table: Table, line: Ligne, seen: dict[str, int]) -> str:
    """Read the code of a line, and remember where it was; refuse what is none, or comes twice."""
    written = line.cellules[table.entete.rangs[LIEU]]
    code = code_commune(written)
    if code is None:
        raise table.refus(line.numero, LIEU, f"« {written[:20]} » n’est pas un code de commune")
    if code in seen:
        raise table.refus(line.numero, LIEU, f"la commune {code} est déjà ligne {seen[code]}")
    seen[code] = line.numero
    return code


def pas_un_nombre(table: Table, line: Ligne, name: str) -> SourceRefusee:
    """Return the refusal of a cell that is no figure and no word for its absence."""
    written = line.cellules[table.entete.rangs[name]]
    return table.refus(line.numero, name, f"« {written[:20]} » n’est pas un nombre")
