"""Import a spoiled file: it is taken whole, or refused with its place; what was there is untouched."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from maillage.opendata.contours import importer_adjacence, importer_contours
from maillage.opendata.cpts import DemandeCpts, importer_cpts
from maillage.opendata.demande import Demande
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.registre import SOURCES
from maillage.territoires import cpts, emplacement, installation
from maillage.territoires import mesures as store
from tests.opendata.fuzz.bombes import bombes
from tests.opendata.fuzz.gabarits import Gabarit
from tests.opendata.fuzz.mutations import abimer

ON = date(2026, 11, 26)
_PLACE = re.compile(
    r"ligne \d|octet \d|caractère \d|colonne |features\[|objects|arcs|feuille |geometr|type|en-tête"
)
# What concerns the file as a whole, and has no line.
_WHOLE = re.compile(
    r"compressé est incomplet|classeur est incomplet|une fois ouvert|aucune ligne à garder|aucune feuille"
    r"|l’archive ne contient|archive est (incomplète|protégée)|--millesime|--partiel|ne sont pas des communes"
    r"|ne donnent aucune commune|aucun[^,]* n’y est|que l’on puisse lire|s’étend sur|codes sur|deux feuilles|un seul fichier"
)
_READ = 100  # places read in what was taken
_OURS: dict[str, Callable[[Path], object]] = {
    "contours": lambda path: importer_contours(path, on=ON),
    "adjacence": lambda path: importer_adjacence(path, on=ON),
    "cpts": lambda path: importer_cpts(DemandeCpts(chemin=path, on=ON, editeur="ARS")),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """What became of a file."""

    accepte: bool
    faute: str = ""  # why this is not one of the two ways out
    message: str = ""


def importer(source: str, path: Path) -> None:
    """Import a file of a source, however it is called."""
    if source in _OURS:
        _OURS[source](path)
        return
    SOURCES[source].importer(Demande(chemin=path, on=ON, partiel=True))


class Banc:
    """A folder where each source has a first edition, and what it held then."""

    def __init__(self, files: Path, gabarits: Mapping[str, list[Gabarit]]) -> None:
        self.files = files
        self.seen: dict[tuple[object, ...], str] = {}
        for source, held in gabarits.items():
            path = self.files / held[0].nom
            path.write_bytes(held[0].octets())
            importer(source, path)
        self.before = self.photo()
        self.current = {
            path: path.read_bytes() for path in self.before if path.name == "actuelle.json"
        }

    def photo(self) -> dict[Path, str]:
        """Return the fingerprint of every file of the instance.

        A file is read again once its size, its hour or its place on the disk is another.
        """
        found: dict[Path, str] = {}
        for path in sorted(emplacement.dossier().rglob("*")):
            if path.is_file():
                said = path.stat()
                key = (path, said.st_size, said.st_mtime_ns, said.st_ino)
                if key not in self.seen:
                    self.seen[key] = hashlib.sha256(path.read_bytes()).hexdigest()
                found[path] = self.seen[key]
        return found

    def essayer(self, draw: Random, gabarit: Gabarit, *, bombe: bool = False) -> tuple[str, Issue]:
        """Spoil a file, import it, and judge."""
        what, data = draw.choice(list(bombes(gabarit).items())) if bombe else abimer(draw, gabarit)
        path = self.files / gabarit.nom
        path.write_bytes(data)
        try:
            importer(gabarit.source, path)
        except SourceRefusee as refusal:
            return what, self._refused(gabarit, str(refusal))
        except BaseException as error:  # noqa: BLE001 -- whatever it is, it is what we look for
            return what, Issue(False, f"{type(error).__name__} : {error}"[:300])
        return what, self._taken(gabarit)

    def _refused(self, gabarit: Gabarit, message: str) -> Issue:
        if self.photo() != self.before:
            return Issue(False, "refusé, mais quelque chose a changé", message)
        if gabarit.nom not in message:
            return Issue(False, "le refus ne nomme pas le fichier", message)
        if not _PLACE.search(message) and not _WHOLE.search(message):
            return Issue(False, "le refus ne dit pas où", message)
        return Issue(False, "", message)

    def _taken(self, gabarit: Gabarit) -> Issue:
        now = self.photo()
        lost = [path for path in self.before if now.get(path) is None]
        changed = [
            path
            for path, digest in self.before.items()
            if path.name != "actuelle.json" and now.get(path) != digest
        ]
        fault = "une édition d’avant a disparu" if lost else ""
        fault = fault or ("une édition d’avant a changé" if changed else "")
        fault = fault or self._unreadable(gabarit.source)
        self._put_back(now)
        return Issue(True, fault)

    def _unreadable(self, source: str) -> str:
        if source == "cpts":
            return "" if cpts.connues().cpts else "la liste ne se lit pas"
        if source in _OURS:
            return "" if installation.courante(source) else "l’édition ne se lit pas"
        held = store.mesures(source)
        if held is None:
            return "l’édition ne se lit pas"
        places = [row[0] for row in held.connexion().execute("SELECT lieu FROM mesures")]
        if len(places) != held.fiche.lieux:
            return "des lieux manquent"
        read = held.lire(places[:_READ], held.fiche.mesures)
        return "" if len(read) == min(_READ, len(places)) else "des lieux ne se lisent pas"

    def _put_back(self, now: Mapping[Path, str]) -> None:
        """Bring the folder back to what it was."""
        for held in store._opened.values():
            held.connexion().close()
        store._opened.clear()
        for path in now.keys() - self.before.keys():
            path.unlink()
        for path, content in self.current.items():
            path.write_bytes(content)
