"""Potential access to care (APL, DREES): five workbooks, and an edition for each year.

An APL is a mean by inhabitant: over several communes it is weighted by the standardised population
of its profession, never averaged. The share of people below a threshold counts the total one.
"""

import re
from collections.abc import Iterator
from typing import Final

from maillage.opendata.annees import autres_mesures, conduire_annees
from maillage.opendata.apl.contrat import CONTRAT, PROFESSIONS, SOUS
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture
from maillage.opendata.large import LIEU, lire_code, sans_millesime
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import code_commune, nombre
from maillage.territoires.mesures import Statut

SOURCE: Final = "apl"
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def importer(demande: Demande) -> Rapport:
    """Import a workbook: the years that it holds, beside the other professions of each year."""
    return conduire_annees(SOURCE, demande, _lire, joindre=autres_mesures)


def _lire(demande: Demande) -> dict[int, Lecture]:
    found: dict[int, Lecture] = {}
    with ouvrir(demande.chemin, CONTRAT, demande.suivi) as tables:
        for table in tables:
            year = _year(table, demande, alone=len(tables) == 1)
            if year in found:
                raise SourceRefusee(table.fichier, "", f"deux feuilles sont de l’année {year}")
            found[year] = _sheet(table, year)
    return found


def _year(table: Table, demande: Demande, *, alone: bool) -> int:
    said = _YEAR.search(table.feuille or "") or (
        _YEAR.search(demande.chemin.name) if alone else None
    )
    year = (demande.millesime if alone else None) or (int(said.group()) if said else None)
    if year is None:
        raise sans_millesime(demande)
    return year


def _profession(table: Table) -> str:
    """Return the one profession whose two columns are there."""
    held = [one for one in PROFESSIONS if f"apl_{one.code}" in table.entete.rangs]
    if len(held) != 1:
        what = "aucune colonne « APL aux médecins généralistes », ou d’une autre profession"
        why = what if not held else "des colonnes de plusieurs professions"
        raise SourceRefusee(table.fichier, "en-tête", why)
    if f"popstd_{held[0].code}" not in table.entete.rangs:
        title = held[0].standard[0].replace(" AAAA", "")
        raise SourceRefusee(table.fichier, "en-tête", f"la colonne « {title} » manque")
    return held[0].code


def _sheet(table: Table, year: int) -> Lecture:
    code = _profession(table)
    below = [f"apl{age}_{code}" for age in SOUS if f"apl{age}_{code}" in table.entete.rangs]
    means, weight = [f"apl_{code}", *below], f"popstd_{code}"
    names, columns = [*means, weight], [*means, weight]
    if "ptot" in table.entete.rangs:
        names, columns = [*names, f"ptot_{code}"], [*columns, "ptot"]
    adding = [name for name in names if name not in means]
    releve = Releve(names, adding, ponderees=dict.fromkeys(means, weight))
    ranks = [table.entete.rangs[column] for column in columns]
    seen: dict[str, int] = {}
    count = 0
    for line in _communes(table, ranks):
        count += 1
        place = lire_code(table, line, seen)
        releve.ouvrir(place)
        for rank, (column, at) in enumerate(zip(columns, ranks, strict=True)):
            releve.poser(place, rank, _figure(table, line, column, line.cellules[at]))
    return Lecture(releve=releve, millesime=year, lues=count, gardees=len(seen))


def _communes(table: Table, ranks: list[int]) -> Iterator[Ligne]:
    """Return the lines of communes; units above and notes below hold no figure, nor does a total."""
    for line in table.lignes:
        written = line.cellules[table.entete.rangs[LIEU]]
        known = code_commune(written) is not None
        figures = any(type(nombre(line.cellules[at])) is float for at in ranks)
        if known or (figures and not written.casefold().startswith(("total", "france"))):
            yield line


def _figure(table: Table, line: Ligne, column: str, written: str) -> float | Statut:
    value = nombre(written)
    if value is None:
        raise table.refus(line.numero, column, f"« {written[:20]} » n’est pas un nombre")
    if not isinstance(value, Statut) and value < 0:
        raise table.refus(line.numero, column, f"« {written[:20]} » : une APL n’est pas négative")
    return value
