"""Editions of every source of the indicators, at full size, made up from a fixed dice.

Every commune and arrondissement of today has a line; figures follow its inhabitants, some are
withheld or missing as publishers do. The sources by département have their own places.
"""

import hashlib
import random
from collections.abc import Iterator, Mapping
from datetime import date

from maillage.core.indicateurs import Manque
from maillage.reference.cog import table
from maillage.reference.indicateurs import catalogue
from maillage.reference.regions import regions
from maillage.territoires import lieux
from maillage.territoires.ecriture_mesures import installer_mesures
from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.mesures import Statut
from maillage.territoires.tableaux import PLM, places_of_france

ANNEES = ("22", "16", "11")
_SECRET = 0.35  # share of the small communes whose income is withheld, about what INSEE does
_RARE = 0.002


def mesures_lues() -> dict[str, tuple[str, ...]]:
    """Return the columns that the formulas read, by source, each year of a census file included."""
    found: dict[str, dict[str, None]] = {}
    for one in catalogue().indicateurs.values():
        ways = [*one.communes, *([one.departement] if one.departement else [])]
        for name in (name for way in ways for name in way.mesures):
            source, measure = name.split(".")
            held = found.setdefault(source, {})
            if "NN" in measure or "AA" in measure:
                for year in ANNEES:
                    held[measure.replace("NN", year).replace("AA", year)] = None
            else:
                held[measure] = None
    return {source: tuple(names) for source, names in found.items()}


def installer(graine: int = 1) -> dict[str, tuple[str, ...]]:
    """Put a full-size edition of each source in place."""
    held = mesures_lues()
    for source, names in held.items():
        rng = random.Random(f"{graine}{source}")  # noqa: S311 -- a dice for a measure
        by_departement = source.startswith("ameli")
        lines = _departements(names, rng) if by_departement else _communes(source, names, rng)
        installer_mesures(fiche(source, names, graine), lines)
    return held


def fiche(source: str, names: tuple[str, ...], graine: int, millesime: int = 2022) -> FicheMesures:
    """Return the record of a made-up edition."""
    return FicheMesures(
        source=source,
        fichier=f"{source}-fabrique.csv",
        empreinte=hashlib.sha256(f"{source}{graine}{millesime}".encode()).hexdigest(),
        editeur="banc d’essai",
        adresse="",
        licence="fabriqué",
        millesime=millesime,
        importe_le=date(2026, 11, 26),
        mesures=names,
        mailles=("commune",),
        lieux=0,
        lignes=0,
    )


def _communes(
    source: str, names: tuple[str, ...], rng: random.Random
) -> Iterator[tuple[str, Mapping[str, float | Statut | None]]]:
    people = table().populations()
    withheld = {"filosofi": _SECRET}.get(source, 0.0)
    for code in places_of_france():
        inhabitants = people[code] or 0
        if code.startswith("976") or (code in PLM and source in {"apl", "bpe", "populations"}):
            continue  # no figure in Mayotte; Paris, Lyon, Marseille by arrondissement
        hidden = inhabitants < 1000 and rng.random() < withheld
        yield code, {name: _figure(name, inhabitants, rng, hidden=hidden) for name in names}


def _figure(name: str, people: int, rng: random.Random, *, hidden: bool) -> float | Statut | None:
    if hidden:
        return Statut.SECRETE
    if rng.random() < _RARE:
        return None
    if name == "pmun":
        return float(people)
    if name.startswith(("apl", "med_sl", "pr_md60", "part_")):
        return round(rng.uniform(1, 6), 2)
    if name in {"zip", "zac"}:
        return float(rng.random() < 0.3)
    return round(people * rng.uniform(0.05, 0.2), 3)


def _departements(
    names: tuple[str, ...], rng: random.Random
) -> Iterator[tuple[str, Mapping[str, float | Statut | None]]]:
    codes = {one.code_insee for one in regions().values()}
    for code, one in table().departements.items():
        if one.region in codes:
            yield (
                lieux.departement(code),
                {name: round(rng.uniform(1e3, 1e5), 1) for name in names},
            )


assert {str(one) for one in Manque} <= {str(one) for one in Statut}  # noqa: S101 -- two lists, one meaning
