"""The columns that the formulas of indicators read, from the editions in place.

The communes embedded with Maillage stand for the source « populations » until one is installed.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from maillage.core.indicateurs import (
    Calcul,
    Catalogue,
    Manque,
    Noms,
    Provenance,
    Rangs,
    SourceMesures,
    Tableau,
    noms_par_annee,
)
from maillage.reference.cog import table
from maillage.territoires.mesures import MesuresInstallees, editions, mesures

POPULATIONS = "populations"
_ASKED = 900  # places named in one question

Ligne = Sequence[Any]  # the place, why figures are missing (JSON), then the figures
_FIGURES: Final = 2  # where they start


class SourceLue(Protocol):
    """An edition, as the formulas read it."""

    @property
    def provenance(self) -> Provenance: ...

    @property
    def tenues(self) -> Sequence[str]: ...

    @property
    def cle(self) -> str:
        """Return what changes when a figure may have: sums are kept under it."""
        ...

    def lignes(self, noms: Sequence[str], lieux: Sequence[str] | None) -> Iterator[Ligne]:
        """Return some places, or all of them, with their figures."""
        ...


class SourceInstallee:
    """An edition that the instance imported."""

    def __init__(self, edition: MesuresInstallees, libelle: str, citation: str) -> None:
        self._edition = edition
        fiche = edition.fiche
        self.tenues: Sequence[str] = fiche.mesures
        self.provenance = Provenance(
            source=fiche.source,
            libelle=libelle,
            citation=citation,
            editeur=fiche.editeur,
            millesime=fiche.millesime,
            fichier=fiche.fichier,
            licence=fiche.licence,
            adresse=fiche.adresse,
            importe_le=fiche.importe_le,
            edition=fiche.edition,
        )
        self.cle = f"{fiche.edition}-{fiche.contrat}-{edition.path.stat().st_mtime_ns}"

    def lignes(self, noms: Sequence[str], lieux: Sequence[str] | None) -> Iterator[Ligne]:
        try:
            yield from self._lignes(noms, lieux)
        except sqlite3.DatabaseError:  # a damaged file gives nothing more; importing again mends it
            return

    def _lignes(self, noms: Sequence[str], lieux: Sequence[str] | None) -> Iterator[Ligne]:
        columns = ", ".join(["lieu", "statuts", *(f'"{name}"' for name in noms)])
        base = f"SELECT {columns} FROM mesures"  # noqa: S608 -- names of the edition
        connection = self._edition.connexion()
        if lieux is None:
            yield from connection.execute(base)
            return
        for start in range(0, len(lieux), _ASKED):
            part = lieux[start : start + _ASKED]
            marks = ",".join("?" * len(part))
            yield from connection.execute(f"{base} WHERE lieu IN ({marks})", part)


class PopulationsEmbarquees:
    """The municipal populations that come with Maillage."""

    tenues: Sequence[str] = ("pmun",)

    def __init__(self, libelle: str, citation: str) -> None:
        year = table().millesimes.population
        self.provenance = Provenance(
            source=POPULATIONS,
            libelle=libelle,
            citation=citation,
            editeur="Insee",
            millesime=year,
            licence="Licence Ouverte 2.0",
        )
        self.cle = f"{year}-embarquee"

    def lignes(self, noms: Sequence[str], lieux: Sequence[str] | None) -> Iterator[Ligne]:
        cog = table()
        if lieux is None:
            known = cog.populations()
        else:
            held = (cog.commune(code) for code in lieux)
            known = {one.code: one.population for one in held if one}
        for code, people in known.items():
            if people is not None:
                yield code, None, *(float(people) for _ in noms)


PLM = ("13055", "69123", "75056")  # the three communes that have arrondissements


def places_of_france() -> tuple[str, ...]:
    """Return every commune of today, then every arrondissement municipal."""
    cog = table()
    return (*cog.codes(), *(code for parent in PLM for code in cog.arrondissements(parent)))


def sources_lues(
    catalogue: Catalogue, nommees: Mapping[str, str] | None = None
) -> dict[str, SourceLue]:
    """Open the sources of the catalogue that are in place; `nommees` are those of a frozen file."""
    found: dict[str, SourceLue] = {}
    for code, source in catalogue.sources.items():
        named = (nommees or {}).get(code)
        held = mesures(code, named)
        if held is not None:
            found[code] = SourceInstallee(held, source.libelle, source.citation)
        elif code == POPULATIONS:
            found[code] = PopulationsEmbarquees(source.libelle, source.citation)
    return found


def sources_anciennes(
    source: SourceMesures, avant: int, nombre: int = 3
) -> tuple[tuple[int, SourceLue], ...]:
    """Return the editions of former years, the latest first: one a year, a few of them."""
    years: dict[int, str] = {}
    for fiche in editions(source.code):
        if fiche.millesime < avant:
            years.setdefault(fiche.millesime, fiche.edition)
    held = [(year, mesures(source.code, name)) for year, name in years.items()]
    found = [
        (year, SourceInstallee(one, source.libelle, source.citation)) for year, one in held if one
    ]
    return tuple(found[:nombre])


@dataclass(frozen=True, slots=True)
class _Asked:
    noms: tuple[Noms, ...]
    reelles: tuple[str, ...]  # the columns of the edition that any year of the formulas reads


def tableau(
    rangs: Rangs,
    ways: Iterable[Calcul],
    lues: Mapping[str, SourceLue],
    catalogue: Catalogue,
    *,
    tout: bool = False,
) -> Tableau:
    """Read what some formulas need for some places; `tout`: for so many that naming them costs more."""
    asked = _asked(ways, lues)
    rank_of = {code: rank for rank, code in enumerate(rangs.codes)}
    columns: dict[str, Sequence[float | None]] = {}
    why: dict[str, dict[int, Manque]] = {}
    for source, wanted in asked.items():
        names = wanted.reelles
        rows: dict[str, Ligne] = {}
        for row in lues[source].lignes(names, None if tout else rangs.codes):
            rows[row[0]] = row
            if row[1] and row[0] in rank_of:
                _tell(why, source, rank_of[row[0]], row[1])
        found = _columns(rangs, rows, len(names), zero=catalogue.sources[source].exhaustive)
        columns |= {f"{source}.{name}": one for name, one in zip(names, found, strict=True)}
    return Tableau(
        rangs=rangs,
        editions={source: wanted.noms for source, wanted in asked.items()},
        colonnes=columns,
        manques=why,
    )


def _asked(ways: Iterable[Calcul], lues: Mapping[str, SourceLue]) -> dict[str, _Asked]:
    names: dict[str, dict[str, None]] = {}
    for way in ways:
        for measure in way.mesures:
            source, name = measure.split(".")
            if source in lues:
                names.setdefault(source, {})[name] = None
    found = {}
    for source, wanted in names.items():
        read = lues[source]
        years = noms_par_annee(wanted, read.tenues, read.provenance.millesime)
        real = dict.fromkeys(one for year in years for one in year.noms.values())
        found[source] = _Asked(years, tuple(real))
    return found


def _tell(why: dict[str, dict[int, Manque]], source: str, rank: int, told: str) -> None:
    for name, reason in json.loads(told).items():
        why.setdefault(f"{source}.{name}", {})[rank] = Manque(reason)


def _columns(
    rangs: Rangs, rows: Mapping[str, Ligne], count: int, *, zero: bool
) -> Sequence[Sequence[float | None]]:
    """Put lines in the order of the places, as columns; `zero`: a place without a line has none.

    A commune that has arrondissements may be listed by them only: they answer for it.
    """
    unknown = (None,) * (_FIGURES + count)
    none = (None, None, *(0.0 for _ in range(count))) if zero else unknown
    lines = [
        rows.get(code, unknown if rank in rangs.enfants else none)
        for rank, code in enumerate(rangs.codes)
    ]
    return list(zip(*lines, strict=True))[_FIGURES:] or [()] * count
