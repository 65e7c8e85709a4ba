"""Read the free-access extract of the RPPS: the file once, in DuckDB, and its count beside."""

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from maillage.opendata import parties, presences
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture, conduire
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.releve import Releve
from maillage.opendata.rpps import lieux, requetes
from maillage.opendata.rpps.colonnes import CONTRAT, Gabarit, lire_entete
from maillage.opendata.rpps.compte import Compte
from maillage.opendata.rpps.tri import Tri
from maillage.territoires import emplacement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SOURCE: Final = "rpps"
MEMORY: Final = "450MB"  # what DuckDB may hold; beyond, it uses the disk
CONTRAT_LECTURE: Final = 1
_PREFIX: Final = ".import-"
_YEAR: Final = re.compile(r"(20[0-9]{2})(?:[01][0-9])?[0-9]*(?=\D*$)")


def importer(demande: Demande) -> Rapport:
    """Import the file; refused when a row would be lost or counted twice."""
    with _workplace(demande) as work:
        return conduire(SOURCE, demande, lambda asked: _lire(asked, work))


@dataclass(slots=True)
class _Work:
    """A folder beside the editions, on the same disk, and DuckDB in it."""

    folder: Path
    connection: "DuckDBPyConnection"
    tri: Tri | None = None

    def ecrire(self, edition: sqlite3.Connection) -> None:
        """Add the rows to an edition."""
        if self.tri is not None:
            self.tri.ecrire(edition)


def _lire(demande: Demande, work: _Work) -> Lecture:
    path, name = demande.chemin, demande.chemin.name
    plain = _plain(demande, work.folder)
    count = Compte(plain)
    with plain.open("rb") as stream:
        gabarit = lire_entete(stream, name)
    connection = work.connection
    demande.suivi("lecture", 0)
    _read(connection, plain, gabarit, name)
    sorts = dict(connection.execute(requetes.SORTS).fetchall())
    digest, expected = count.resultat(name)
    read = sum(sorts.values())
    if read != expected:
        why = f"{expected} lignes sous l’en-tête, {read} lues : une ligne serait perdue ou doublée"
        raise SourceRefusee(name, "", why)
    demande.suivi("décompte par commune", read)
    counts = _counts(connection)
    if demande.ecrire:
        demande.suivi("tri des professionnels", read)
        work.tri = Tri(connection, work.folder, sorts.get(requetes.GARDEE, 0))
    releve = _releve(*counts)
    return Lecture(
        releve=releve,
        millesime=_year(path.name, demande),
        lues=read,
        gardees=sorts.get(requetes.GARDEE, 0),
        remplir=lambda edition, _moved: work.ecrire(edition),
        remarques=_remarks(sorts),
        empreinte=digest if plain == path else None,
        contrat=CONTRAT_LECTURE,
        recoder=False,
    )


def _plain(demande: Demande, folder: Path) -> Path:
    """Return the text on the disk, opened first when it comes compressed."""
    path = demande.chemin
    with parties.ouvrir(path, membre=CONTRAT.membre, limite=CONTRAT.max_octets) as part:
        with path.open("rb") as file:
            packed = file.read(2) in (b"PK", b"\x1f\x8b")
        if not packed:
            return path
        demande.suivi("ouverture de l’archive", 0)
        opened = folder / "extrait.txt"
        with part.ouvrir() as stream, opened.open("wb") as file:
            shutil.copyfileobj(stream, file, 1 << 20)
    return opened


def _duckdb(folder: Path) -> "DuckDBPyConnection":
    import duckdb  # noqa: PLC0415 -- only this import needs it

    return duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "preserve_insertion_order": False,  # a row is a row wherever it stands
            "temp_directory": str(folder / "debord"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


def _read(connection: "DuckDBPyConnection", plain: Path, gabarit: Gabarit, name: str) -> None:
    from duckdb import (  # noqa: PLC0415 -- only this import needs it
        ConversionException,
        InvalidInputException,
    )

    for query in (requetes.REGLER, lieux.LIEUX, lieux.PAR_CODE, lieux.PAR_NOM):
        connection.execute(query)
    try:
        connection.execute(requetes.lecture(gabarit), [str(plain)])
    except (InvalidInputException, ConversionException) as error:
        raise _refused(name, str(error), plain, gabarit.largeur) from error
    connection.execute(lieux.PLACER)
    connection.execute(requetes.SITUER)


def _refused(name: str, said: str, plain: Path, width: int) -> SourceRefusee:
    """Say in French what DuckDB says of a row, and where when it does not."""
    line = re.search(r"[Ll]ine:? ([0-9]+)", said)
    where = f"ligne {line[1]}" if line else ""
    found = re.search(r"Expected Number of Columns: ([0-9]+) Found: ([0-9]+)", said)
    if found:
        return SourceRefusee(name, where, f"{found[2]} colonnes au lieu de {found[1]}")
    if "unicode" in said.lower() or "utf" in said.lower():
        return SourceRefusee(name, where, "le texte n’est pas en UTF-8")
    if "maximum line size" in said.lower():
        return SourceRefusee(name, where, "la ligne est beaucoup trop longue")
    return _wrong_line(name, where, plain, width)


def _wrong_line(name: str, where: str, plain: Path, width: int) -> SourceRefusee:
    """Look for the first line that is not cut as the headings are: DuckDB may only say that one is."""
    with plain.open("rb") as file:
        end = b"\r\n" if file.readline().endswith(b"\r\n") else b"\n"
        for number, line in enumerate(file, start=2):
            cells = line.count(b"|") + 1
            if cells != width:
                return SourceRefusee(
                    name, f"ligne {number}", f"{cells} colonnes au lieu de {width}"
                )
            if line.endswith(b"\r\n") is not (end == b"\r\n"):
                why = "la ligne ne finit pas comme les autres : un retour à la ligne y est peut-être de trop"
                return SourceRefusee(name, f"ligne {number}", why)
    return SourceRefusee(name, where, "le fichier ne se lit pas comme l’extraction du RPPS")


def _counts(connection: "DuckDBPyConnection") -> tuple[list[Any], list[Any]]:
    """Return the heads by commune and profession, then those of the doctors."""
    connection.execute(requetes.PARTS)
    by_place = connection.execute(requetes.PAR_PROFESSION).fetchall()
    return by_place, connection.execute(requetes.PAR_MEDECIN).fetchall()


def _releve(by_place: list[Any], doctors: list[Any]) -> Releve:
    """Return the heads by commune; a commune of today where nobody practises has 0."""
    found = sorted({one for _, jobs, _ in by_place for one in jobs})
    names = ("mg_l", "mg_s", *requetes.DOCTORS, *(f"pro_{one:02}" for one in found))
    releve = presences.ouvert(names)
    ranks = {one: releve.rangs[f"pro_{one:02}"] for one in found}
    for place, jobs, totals in by_place:
        row = releve.ouvrir(place, 0.0)
        for job, total in zip(jobs, totals, strict=True):
            row[ranks[job]] = total
    for place, kind, mode, total in doctors:
        row = releve.ouvrir(place, 0.0)
        row[releve.rangs[requetes.DOCTORS[kind]]] += total
        if kind == 0 and mode:
            row[releve.rangs["mg_l" if mode == 1 else "mg_s"]] += total
    presences.reunir(releve)
    return releve


def _remarks(sorts: dict[int, int]) -> list[str]:
    """Say what became of the rows that are counted and not kept."""
    said = (
        (requetes.ETUDIANT, "d’étudiants"),
        (requetes.MILITAIRE, "du service de santé des armées"),
        (requetes.ETRANGER, "à l’étranger"),
        (requetes.SANS_LIEU, "sans lieu d’exercice"),
        (requetes.NON_SITUEE, "dont l’adresse ne mène à aucune commune"),
    )
    counts = [(sorts.get(sort, 0), what) for sort, what in said]
    return [
        f"{count} ligne{'s' if count > 1 else ''} {what}, comptée{'s' if count > 1 else ''} et non "
        f"gardée{'s' if count > 1 else ''}"
        for count, what in counts
        if count
    ]


def _year(name: str, demande: Demande) -> int:
    found = _YEAR.search(name)
    return int(found[1]) if found else demande.on.year


@contextmanager
def _workplace(demande: Demande) -> Iterator[_Work]:
    """Lend the folder and DuckDB; both are gone afterwards, whatever happens but a kill."""
    home = emplacement.dossier() / SOURCE if demande.ecrire else None
    if home is not None:
        home.mkdir(parents=True, exist_ok=True, mode=0o750)
        for left in home.glob(f"{_PREFIX}*"):
            if not _running(left.name):
                shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=home))
    work = _Work(folder, _duckdb(folder))
    try:
        yield work
    finally:
        if work.tri is not None:
            work.tri.stop()
        work.connection.close()
        shutil.rmtree(folder, ignore_errors=True)


def _running(name: str) -> bool:
    """Is the import that made a folder still at work? A killed one cannot clean behind itself."""
    try:
        os.kill(int(name.removeprefix(_PREFIX).split("-")[0]), 0)
    except (OSError, ValueError):
        return False
    return True
