"""Put an edition in place, all at once: until its name is written, the former one answers.

Editions stay side by side, named by their content; a small file says which one is current. A killed
import leaves that file as it was. A former edition is kept: a frozen deposit may name it.
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from maillage.territoires import emplacement
from maillage.territoires.colonnes import ecrire
from maillage.territoires.fiche import Fiche

_EDITION: Final = re.compile(r"[0-9]{4}-[0-9a-f]{12}")


def installer(sorte: str, fiche: Fiche, colonnes: Mapping[str, tuple[str, bytes]]) -> Path:
    """Write an edition (« contours », « adjacence ») and make it the current one."""
    folder = emplacement.dossier() / sorte
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    path = folder / f"{fiche.edition}.colonnes"
    _replace(path, ecrire(fiche.as_data(), colonnes))
    _replace(folder / "actuelle.json", json.dumps({"edition": fiche.edition}).encode())
    return path


def courante(sorte: str) -> Path | None:
    """Return the file of the current edition; None: nothing is installed."""
    folder = emplacement.dossier() / sorte
    try:
        said: dict[str, Any] = json.loads((folder / "actuelle.json").read_bytes())
        return edition(sorte, str(said["edition"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def edition(sorte: str, name: str) -> Path | None:
    """Return the file of an edition by its name; None: it is not here."""
    if not _EDITION.fullmatch(name):
        return None
    path = emplacement.dossier() / sorte / f"{name}.colonnes"
    return path if path.is_file() else None


def _replace(path: Path, content: bytes) -> None:
    """Write beside, make sure it is on the disk, then take the name."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
