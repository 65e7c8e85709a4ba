"""The EPCI of an edition that the instance imported."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from maillage.core.territoire.communes import Epci
from maillage.territoires.mesures import MesuresInstallees, mesures

EPCI: Final = "epci"  # the source


@dataclass(frozen=True, slots=True)
class Intercommunalites:
    """The EPCI of one year."""

    millesime: int
    source: str
    epci: dict[str, Epci]  # by SIREN
    par_commune: dict[str, str]  # code → SIREN

    def de(self, code: str) -> Epci | None:
        """Return the EPCI of a commune; None: it is in none."""
        siren = self.par_commune.get(code)
        return self.epci[siren] if siren else None


@lru_cache(maxsize=4)
def _read(edition: MesuresInstallees) -> Intercommunalites:
    connection = edition.connexion()
    belongs = dict(connection.execute("SELECT code, siren FROM membres ORDER BY code"))
    members: dict[str, list[str]] = defaultdict(list)
    for code, siren in belongs.items():
        members[siren].append(code)
    rows = connection.execute("SELECT siren, nom, nature FROM epci")
    found = {
        siren: Epci(code=siren, nom=name, nature=nature, communes=tuple(members[siren]))
        for siren, name, nature in rows
    }
    return Intercommunalites(edition.fiche.millesime, edition.fiche.editeur, found, belongs)


def intercommunalites(edition: str | None = None) -> Intercommunalites | None:
    """Return the edition in place, or the one named; None: « epci » is not installed, or damaged."""
    held = mesures(EPCI, edition)
    try:
        return _read(held) if held else None
    except sqlite3.Error:
        return None
