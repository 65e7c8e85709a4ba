"""A table of CPTS and communes, as agencies publish it: CSV of codes, workbook of names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from maillage.opendata import tableau
from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.suivi import Suivi
from maillage.opendata.tableau import Table

CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(
            nom="cpts",
            intitules=(
                "cpts",
                "nom_cpts",
                "nom de la cpts",
                "cpts_nom",
                "libelle_cpts",
                "intitule de la cpts",
                "denomination",
                "raison sociale",
            ),
        ),
        Colonne(
            nom="identifiant",
            intitules=("identifiant", "id_cpts", "finess", "numero finess", "n finess", "siret"),
            facultative=True,
        ),
        Colonne(
            nom="code",
            intitules=(
                "code_commune",
                "code_insee",
                "insee",
                "insee_com",
                "codgeo",
                "depcom",
                "code commune insee",
                "code insee commune",
                "code",
            ),
            facultative=True,
        ),
        Colonne(
            nom="commune",
            intitules=("commune", "nom_commune", "libelle_commune", "nom de la commune"),
            facultative=True,
        ),
        Colonne(nom="territoire", intitules=("territoire", "communes"), facultative=True),
        Colonne(
            nom="partie", intitules=("partie", "quartier", "partie de commune"), facultative=True
        ),
        Colonne(
            nom="departement",
            intitules=("dpt", "dep", "departement", "code_departement", "dept", "code_dep"),
            facultative=True,
        ),
        Colonne(nom="source", intitules=("source", "editeur"), facultative=True),
        Colonne(nom="date", intitules=("date", "date_maj", "mise a jour", "maj"), facultative=True),
    ),
    entete_avant=10,
)
_SEVERAL: Final = re.compile(r"[;,/\n\r•|]+")
_AND: Final = re.compile(r"\s+et\s+")
_LONG: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneEcrite:
    """A place, as a line of the file gives it to a CPTS."""

    numero: int
    feuille: str
    cpts: str
    identifiant: str
    code: str
    commune: str
    partie: str
    departement: str
    dessin: bool = False  # found under an outline: `numero` is that of the outline

    @property
    def texte(self) -> str:
        """Return what the line says, for the person to find it."""
        said = (self.cpts, self.code, self.commune, self.partie)
        return " · ".join(one for one in said if one)[:_LONG]


@dataclass(slots=True)
class ListeEcrite:
    """The lines of a file, and what it says of itself."""

    lignes: list[LigneEcrite] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    jour: date | None = None


def lire(path: Path, suivi: Suivi) -> ListeEcrite:
    """Read every sheet that holds such a table."""
    found = ListeEcrite()
    with tableau.ouvrir(path, CONTRAT, suivi) as tables:
        for table in tables:
            _read(table, found)
    if not found.lignes:
        raise SourceRefusee(path.name, "", "aucune CPTS n’y est")
    return found


def _read(table: Table, found: ListeEcrite) -> None:
    ranks = table.entete.rangs
    if not {"code", "commune", "territoire"} & ranks.keys():
        raise SourceRefusee(
            table.fichier, "", "il y faut une colonne « code commune » ou « commune »"
        )
    before = ("", "", "")
    for number, cells in table.lignes:
        cell = {name: cells[rank] for name, rank in ranks.items()}
        name = cell["cpts"]
        if name:
            before = (name, cell.get("identifiant", ""), cell.get("departement", ""))
        elif not before[0]:
            raise table.refus(number, "cpts", "le nom de la CPTS manque")
        found.lignes += _lines(number, table.feuille or "", cell, before)
        if cell.get("source"):
            found.sources.add(cell["source"][:_LONG])
        if cell.get("date"):
            day = _day(table, number, cell["date"])
            found.jour = day if found.jour is None else max(found.jour, day)


def _lines(
    number: int, sheet: str, cell: dict[str, str], before: tuple[str, str, str]
) -> Iterator[LigneEcrite]:
    """Return one line for each commune; a cell merged over several lines stands in the first."""
    name, identifier, departement = before
    for commune in _communes(cell):
        yield LigneEcrite(
            numero=number,
            feuille=sheet,
            cpts=name,
            identifiant=identifier,
            code=cell.get("code", ""),
            commune=commune,
            partie=cell.get("partie", ""),
            departement=cell.get("departement", "") or departement,
        )


def _communes(cell: dict[str, str]) -> Sequence[str]:
    if cell.get("code"):
        return (cell.get("commune", ""),)
    written = cell.get("commune") or cell.get("territoire") or ""
    return [one.strip(" .-") for one in _SEVERAL.split(written) if one.strip(" .-")] or [""]


def couper(name: str) -> list[str]:
    """Cut « Lapte et Grazac », once it is known to be the name of nothing."""
    return [one.strip() for one in _AND.split(name) if one.strip()]


def _day(table: Table, number: int, text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text[:10], form).date()  # noqa: DTZ007 -- a day, of no zone
        except ValueError:
            continue
    raise table.refus(number, "date", f"« {text[:20]} » n’est pas une date (AAAA-MM-JJ)")
