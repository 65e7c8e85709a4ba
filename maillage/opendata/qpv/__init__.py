"""Priority quarters (QPV, ANCT): which communes hold them, and how many people when the file says so.

A quarter may lie in several communes. Its people are then of none of them alone: the commune's
figure is not known, and the quarter keeps its own.
"""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

from maillage.opendata import parties
from maillage.opendata.annees import conduire_annees
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture
from maillage.opendata.large import annee_du_nom
from maillage.opendata.qpv.formes import Emplacements
from maillage.opendata.qpv.lecture import MAX_OCTETS, SORTES, Entite, lire
from maillage.opendata.recodage import Recodage
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.releve import Releve
from maillage.reference import cog
from maillage.territoires.mesures import Statut
from maillage.territoires.quartiers import TABLES

SOURCE: Final = "qpv"
NOMBRE, POPULATION = "qpv_nombre", "qpv_population"
_GENERATION: Final = 2024  # the list in force since 1 January 2024


@dataclass(slots=True)
class _Quartier:
    nom: str
    communes: list[str] = field(default_factory=list)
    populations: list[float | None] = field(default_factory=list)  # of each line of the file
    lignes: list[tuple[str, ...]] = field(default_factory=list)  # communes of each line

    @property
    def population(self) -> float | None:
        """Return its people: the one figure that its lines repeat, or the sum of its parts."""
        known = [one for one in self.populations if one is not None]
        if len(known) < len(self.populations):
            return None
        return known[0] if len(set(known)) == 1 else sum(known)

    def part(self, code: str) -> float | None:
        """Return its people in one commune; None: the file does not part them."""
        if self.communes == [code]:
            return self.population
        apart = all(len(communes) == 1 for communes in self.lignes)
        if self.population is None or not apart or len(set(self.populations)) == 1:
            return None
        pairs = zip(self.lignes, self.populations, strict=True)
        return sum(people or 0 for communes, people in pairs if communes == (code,))


def importer(demande: Demande) -> Rapport:
    """Import the quarters of a file."""
    return conduire_annees(SOURCE, demande, _lire)


def _lire(demande: Demande) -> dict[int, Lecture]:
    with parties.ouvrir(
        demande.chemin, membre=r"wgs84.*json$|qp.*\.csv$", limite=MAX_OCTETS, sortes=SORTES
    ) as part:
        entites = lire(demande, part)
    quarters, remarks, lost = _quarters(demande, entites)
    year = demande.millesime or annee_du_nom(demande.chemin) or _GENERATION
    lecture = Lecture(
        releve=_releve(quarters),
        millesime=year,
        lues=len(entites),
        gardees=len(entites) - lost,
        remarques=remarks,
        completer=False,
        remplir=lambda connection, moved: _fill(connection, moved, quarters),
    )
    return {year: lecture}


def _quarters(
    demande: Demande, entites: list[Entite]
) -> tuple[dict[str, _Quartier], list[str], int]:
    """Put the lines of a quarter together; find by its outline the communes that no line names."""
    places = Emplacements()
    silent = sum(not one.communes for one in entites)
    if silent and not places.ready:
        raise SourceRefusee(
            demande.chemin.name,
            next(one.ou for one in entites if not one.communes),
            "le fichier ne dit pas dans quelle commune est ce quartier, et aucun contour de commune n’est "
            "installé pour le trouver : « maillage importer contours FICHIER » d’abord",
        )
    quarters: dict[str, _Quartier] = {}
    lost: list[str] = []
    for one in entites:
        communes = one.communes or _drawn(places, one)
        if not communes:
            lost.append(one.code)
            continue
        quarter = quarters.setdefault(one.code, _Quartier(one.nom))
        quarter.communes += [code for code in communes if code not in quarter.communes]
        quarter.populations.append(one.population)
        quarter.lignes.append(communes)
    placed = silent - len(lost)
    remarks = [f"Quartiers placés par leur contour : {placed}."] if placed else []
    if lost:
        remarks.append(f"Quartiers hors de tout contour de commune : {', '.join(lost[:12])}.")
    return quarters, remarks, len(lost)


def _drawn(places: Emplacements, one: Entite) -> tuple[str, ...]:
    points = [point for point in one.points if isfinite(point[0]) and isfinite(point[1])]
    known = cog.table().departements
    asked = one.departement if one.departement in known else _departement(one.code)
    return places.communes(asked, points) if asked in known and points else ()


def _departement(code: str) -> str:
    """Return the département that the code of a quarter holds: QN04302M is in « 43 »."""
    digits = code[2:5]
    return digits if digits.startswith("97") else digits.removeprefix("0")


def _releve(quarters: dict[str, _Quartier]) -> Releve:
    """Count the quarters of each commune, and its people where no quarter is shared."""
    held: dict[str, list[float | None]] = defaultdict(list)
    for quarter in quarters.values():
        for code in quarter.communes:
            held[code].append(quarter.part(code))
    releve = Releve((NOMBRE, POPULATION), (NOMBRE, POPULATION))
    for code, people in held.items():
        releve.ouvrir(code)
        releve.poser(code, 0, float(len(people)))
        known = [one for one in people if one is not None]
        releve.poser(code, 1, sum(known) if len(known) == len(people) else Statut.ABSENTE)
    return releve


def _fill(connection: sqlite3.Connection, moved: Recodage, quarters: dict[str, _Quartier]) -> None:
    """Keep each quarter with its communes of today."""
    for table in TABLES:
        connection.execute(table)
    connection.executemany(
        "INSERT INTO quartiers VALUES (?, ?, ?)",
        [(code, one.nom, one.population) for code, one in sorted(quarters.items())],
    )
    today = {**moved.recodees, **moved.reparties}
    connection.executemany(
        "INSERT INTO quartiers_communes VALUES (?, ?)",
        sorted(
            {
                (code, reached)
                for code, one in quarters.items()
                for place in one.communes
                for reached in today.get(place, (place,))
            }
        ),
    )
