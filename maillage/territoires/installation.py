"""Put an edition in place, all at once: until its name is written, the former one answers.

Editions stay side by side, named by their content; a small file says which one is current. A killed
import leaves that file as it was. A former edition is kept: a frozen deposit may name it.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from maillage.territoires import emplacement
from maillage.territoires.colonnes import ecrire
from maillage.territoires.fiche import Fiche

COLONNES: Final = ".colonnes"
_EDITION: Final = re.compile(r"[0-9]{4}-[0-9a-f]{12}")


def installer(sorte: str, fiche: Fiche, colonnes: Mapping[str, tuple[str, bytes]]) -> Path:
    """Write an edition of columns (« contours », « adjacence ») and make it the current one."""
    content = ecrire(fiche.as_data(), colonnes)
    return placer(sorte, fiche.edition, COLONNES, lambda path: _write(path, content))


def placer(
    sorte: str, name: str, suffixe: str, write: Callable[[Path], None], *, courante: bool = True
) -> Path:
    """Let an edition be written beside, then give it its name; `courante`: make it the current one."""
    folder = emplacement.dossier() / sorte
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    path = folder / f"{name}{suffixe}"
    _replace(path, write)
    if courante:
        told = json.dumps({"edition": name}).encode()
        _replace(folder / "actuelle.json", lambda beside: _write(beside, told))
    return path


def courante(sorte: str, suffixe: str = COLONNES) -> Path | None:
    """Return the file of the current edition; None: nothing is installed."""
    folder = emplacement.dossier() / sorte
    try:
        said: dict[str, Any] = json.loads((folder / "actuelle.json").read_bytes())
        return edition(sorte, str(said["edition"]), suffixe)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def edition(sorte: str, name: str, suffixe: str = COLONNES) -> Path | None:
    """Return the file of an edition by its name; None: it is not here."""
    if not _EDITION.fullmatch(name):
        return None
    path = emplacement.dossier() / sorte / f"{name}{suffixe}"
    return path if path.is_file() else None


def noms(sorte: str, suffixe: str = COLONNES) -> tuple[str, ...]:
    """Return the names of the editions in place, current or former."""
    found = (emplacement.dossier() / sorte).glob(f"*{suffixe}")
    return tuple(sorted(path.stem for path in found if _EDITION.fullmatch(path.stem)))


def ranger(path: Path, content: bytes) -> None:
    """Write a file that is not an edition, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    _replace(path, lambda beside: _write(beside, content))


def balayer(avant: float) -> int:
    """Erase what killed imports left half written before an instant; return how many files."""
    left = [
        path
        for path in emplacement.dossier().glob("*/.*")
        if path.is_file() and path.stat().st_mtime < avant
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _replace(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside, make sure it is on the disk, then take the name."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)  # left by a killed process that had our number
    try:
        write(beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
