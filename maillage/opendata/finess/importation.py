"""Read the file of establishments: who is where, of which category, and how many by commune."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from maillage.core.territoire.communes import NatureCode
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.finess.atlasante import Lues
from maillage.opendata.finess.brute import Brute
from maillage.opendata.finess.decompte import Place, compter
from maillage.opendata.finess.lignes import lire
from maillage.opendata.finess.projection import Point, a_la_commune, situer
from maillage.opendata.importation import Lecture, conduire
from maillage.opendata.refus import SourceRefusee
from maillage.reference import cog

SOURCE: Final = "finess"
_CONTRAT: Final = 2  # since places and emergency departments are read
_FINESS: Final = re.compile(r"[0-9][0-9AB][0-9]{7}")
_CATEGORY: Final = re.compile(r"[0-9]{3,4}")
_TOLD: Final = 5  # kinds of lines left aside
_YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}")
_OVERSEAS: Final = re.compile("9[A-Z]")  # « 9A » and the three figures of the commune
_LAST_97: Final = "9F"  # Mayotte; beyond, the collectivities whose codes start with 98
# Two communes became collectivities; FINESS keeps the codes they had in Guadeloupe.
_MOVED: Final = {"97123": "97701", "97127": "97801"}
_KEPT: Final = (NatureCode.ANCIENNE, NatureCode.DELEGUEE, NatureCode.ASSOCIEE)


def importer(demande: Demande) -> Rapport:
    """Import the establishments of a file, in any of its forms."""
    return conduire(SOURCE, demande, _lire)


def _lire(demande: Demande) -> Lecture:
    read = lire(demande)
    rows = read.rangees
    _check(demande.chemin.name, rows)
    demande.suivi("coordonnées", len(rows))
    points = situer(rows)
    placed = [Place(one, code) for one in rows if (code := commune(one))]
    releve, said = compter(placed)
    year = _YEAR.search(demande.chemin.name)
    return Lecture(
        releve=releve,
        millesime=int(year[0]) if year else read.annee or demande.on.year,
        lues=len(rows),
        gardees=len(placed),
        remplir=lambda edition, _moved: _write(edition, placed, points),
        remarques=[*_remarks(read, placed, points), *said],
        contrat=_CONTRAT,
        recoder=False,
    )


def _check(name: str, rows: Sequence[Brute]) -> None:
    seen: dict[str, int] = {}
    for one in rows:
        finess, category = one.cellules["finess"], one.cellules["categorie"]
        where = f"ligne {one.numero}"
        if not _FINESS.fullmatch(finess):
            raise SourceRefusee(name, where, f"« {finess[:20]} » n’est pas un numéro FINESS")
        if seen.setdefault(finess, one.numero) != one.numero:
            raise SourceRefusee(name, where, f"le numéro {finess} est écrit deux fois")
        if not _CATEGORY.fullmatch(category):
            raise SourceRefusee(name, where, f"« {category[:20]} » n’est pas une catégorie")


def commune(one: Brute) -> str | None:
    """Return the commune of today: « 01 » and « 451 », « 9A » and « 127 »; None: nobody knows it.

    Atlasanté writes the whole code, without a département.
    """
    department, short = one.cellules["departement"].upper(), one.cellules["commune"]
    if not department and _OVERSEAS.fullmatch(short[:2]):  # Atlasanté writes both together
        department, short = short[:2], short[2:]
    code = f"{department}{short}"
    if _OVERSEAS.fullmatch(department):
        code = f"{'97' if department <= _LAST_97 else '98'}{short}"
    code, table = _MOVED.get(code, code), cog.table()
    if table.commune(code):
        return code
    situation = table.situation(code)
    if situation.nature in _KEPT and len(situation.communes) == 1:
        return situation.communes[0].code
    return None


def _write(
    edition: sqlite3.Connection, placed: Sequence[Place], points: Mapping[str, Point]
) -> None:
    edition.execute(
        "CREATE TABLE etablissements (finess TEXT PRIMARY KEY, juridique TEXT, nom TEXT NOT NULL, "
        "categorie TEXT NOT NULL, libelle TEXT NOT NULL, siret TEXT, lieu TEXT NOT NULL, "
        "longitude REAL, latitude REAL, precis INTEGER NOT NULL)"
    )
    edition.executemany(
        "INSERT INTO etablissements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_values(one, points.get(one.brute.cellules["finess"])) for one in placed),
    )
    edition.execute("CREATE INDEX par_lieu ON etablissements (lieu)")


def _values(one: Place, point: Point | None) -> tuple[object, ...]:
    cells = one.brute.cellules
    return (
        cells["finess"],
        cells["juridique"] or None,
        " ".join((cells["nom_long"] or cells["nom"] or cells["libelle"]).split()),
        cells["categorie"],
        cells["libelle"],
        cells["siret"] or None,
        one.commune,
        *(point or (None, None)),
        int(point is not None and not a_la_commune(cells["origine"])),
    )


def _remarks(read: Lues, placed: Sequence[Place], points: Mapping[str, Point]) -> list[str]:
    lost, bare = len(read.rangees) - len(placed), len(read.rangees) - len(points)
    said = []
    if read.ecartees:
        aside = ", ".join(f"{what} ({count})" for what, count in read.ecartees.most_common(_TOLD))
        said.append(f"Lignes laissées de côté, pas des établissements ouverts : {aside}")
    if lost:
        said.append(
            f"{lost} établissement(s) dans une commune que personne ne connaît, non gardé(s)"
        )
    if bare:
        said.append(f"{bare} établissement(s) sans coordonnées lisibles")
    return said
