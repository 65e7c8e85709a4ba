"""The priority quarters (QPV) that an instance imported, and those that a territory holds."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from maillage.territoires.mesures import mesures

QPV: Final = "qpv"
TABLES: Final = (
    "CREATE TABLE quartiers (code TEXT PRIMARY KEY, nom TEXT NOT NULL, population REAL)",
    """CREATE TABLE quartiers_communes (
        code TEXT NOT NULL, commune TEXT NOT NULL, PRIMARY KEY (commune, code)
    ) WITHOUT ROWID""",
)
_READ: Final = """
SELECT code, nom, population, commune FROM quartiers JOIN quartiers_communes USING (code)
WHERE code IN (SELECT code FROM quartiers_communes WHERE commune IN (SELECT value FROM json_each(?)))
ORDER BY code, commune
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quartier:
    """A priority quarter; `population` None: the file does not say it."""

    code: str
    nom: str
    communes: tuple[str, ...]
    population: float | None
    entier: bool  # do all its communes belong to those asked?


def quartiers(codes: Iterable[str], edition: str | None = None) -> tuple[Quartier, ...] | None:
    """Return the quarters that lie in these communes, whole or in part; None: none was imported.

    An edition that another hand wrote without our tables says nothing either.
    """
    held = mesures(QPV, edition)
    if held is None:
        return None
    asked = set(codes)
    named = ",".join(f'"{code}"' for code in sorted(asked) if code.isalnum())
    found: dict[str, tuple[str, float | None, list[str]]] = {}
    try:
        rows = held.connexion().execute(_READ, (f"[{named}]",)).fetchall()
    except sqlite3.Error:
        return None
    for code, name, people, commune in rows:
        found.setdefault(code, (name, people, []))[2].append(commune)
    return tuple(
        Quartier(
            code=code,
            nom=name,
            communes=tuple(communes),
            population=people,
            entier=asked.issuperset(communes),
        )
        for code, (name, people, communes) in found.items()
    )
