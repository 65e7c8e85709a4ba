"""The columns that the formulas of indicators read, from the editions in place.

The communes embedded with Maillage stand for the source « populations » until one is installed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from maillage.core.indicateurs import (
    Calcul,
    Catalogue,
    Manque,
    Noms,
    Provenance,
    Rangs,
    Tableau,
    noms_par_annee,
)
from maillage.reference.cog import table
from maillage.territoires.mesures import MesuresInstallees, mesures

POPULATIONS = "populations"
_ASKED = 900  # places named in one question

Ligne = tuple[str, str | None, tuple[float | None, ...]]  # place, why figures are missing, figures


class SourceLue(Protocol):
    """An edition, as the formulas read it."""

    @property
    def provenance(self) -> Provenance: ...

    @property
    def tenues(self) -> Sequence[str]: ...

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
            edition=f"{fiche.edition}-{fiche.contrat}",
        )

    def lignes(self, noms: Sequence[str], lieux: Sequence[str] | None) -> Iterator[Ligne]:
        columns = ", ".join(["lieu", "statuts", *(f'"{name}"' for name in noms)])
        base = f"SELECT {columns} FROM mesures"  # noqa: S608 -- names of the edition
        connection = self._edition.connexion()
        if lieux is None:
            rows = connection.execute(base)
            yield from ((place, why, tuple(values)) for place, why, *values in rows)
            return
        for start in range(0, len(lieux), _ASKED):
            part = lieux[start : start + _ASKED]
            marks = ",".join("?" * len(part))
            rows = connection.execute(f"{base} WHERE lieu IN ({marks})", part)
            yield from ((place, why, tuple(values)) for place, why, *values in rows)


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
            edition=f"{year}-embarquee",
        )

    def lignes(self, noms: Sequence[str], lieux: Sequence[str] | None) -> Iterator[Ligne]:
        cog = table()
        if lieux is None:
            known = cog.populations()
        else:
            held = (cog.commune(code) for code in lieux)
            known = {one.code: one.population for one in held if one}
        for code, people in known.items():
            if people is not None:
                yield code, None, tuple(float(people) for _ in noms)


PLM = ("13055", "69123", "75056")  # the three communes that have arrondissements


def places_of_france() -> tuple[str, ...]:
    """Return every commune of today, then every arrondissement municipal."""
    cog = table()
    return (*cog.codes(), *(code for parent in PLM for code in cog.arrondissements(parent)))


def sources_lues(
    catalogue: Catalogue, editions: Mapping[str, str] | None = None
) -> dict[str, SourceLue]:
    """Open the sources of the catalogue that are in place; `editions` names those of a frozen file."""
    found: dict[str, SourceLue] = {}
    for code, source in catalogue.sources.items():
        named = (editions or {}).get(code)
        held = mesures(code, named)
        if held is not None:
            found[code] = SourceInstallee(held, source.libelle, source.citation)
        elif code == POPULATIONS:
            found[code] = PopulationsEmbarquees(source.libelle, source.citation)
    return found


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
        rows: dict[str, tuple[float | None, ...]] = {}
        for place, told, values in lues[source].lignes(names, None if tout else rangs.codes):
            if place not in rank_of:
                continue
            rows[place] = values
            if told:
                _tell(why, source, rank_of[place], told)
        nothing = (None,) * len(names)
        found = zip(*(rows.get(code, nothing) for code in rangs.codes), strict=True)
        aligned = list(found) or [()] * len(names)
        complete = catalogue.sources[source].exhaustive
        for name, column in zip(names, aligned, strict=True):
            key = f"{source}.{name}"
            columns[key] = _zeros(column, why.get(key, {})) if complete else column
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


def _zeros(column: Sequence[float | None], why: Mapping[int, Manque]) -> list[float | None]:
    """A register lists what exists: a place that it does not list has none."""
    return [
        0.0 if value is None and why.get(rank, Manque.ABSENTE) is Manque.ABSENTE else value
        for rank, value in enumerate(column)
    ]
