"""Install a list of CPTS: it takes the place of the former list of its publisher, all at once."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from maillage.territoires import emplacement
from maillage.territoires.cpts import FORMAT, SORTE, SUFFIXE, VERSION, slug
from maillage.territoires.fiche_cpts import FicheCpts
from maillage.territoires.installation import courante, placer


@dataclass(frozen=True, slots=True, kw_only=True)
class CptsLue:
    """A CPTS as a list gives it, in codes of today."""

    nom: str
    identifiant: str
    communes: tuple[str, ...]
    parties: tuple[tuple[str, str], ...] = ()

    def as_data(self) -> dict[str, Any]:
        return {
            "nom": self.nom,
            "identifiant": self.identifiant,
            "communes": list(self.communes),
            "parties": [list(one) for one in self.parties],
        }


def signer(fiche: FicheCpts, cpts: Sequence[CptsLue]) -> FicheCpts:
    """Write in the record the fingerprint of what was understood, whatever the day of the import."""
    told = {**fiche.as_data(), "importe_le": "", "contenu": ""}
    content = json.dumps([told, [one.as_data() for one in cpts]], sort_keys=True)
    return replace(fiche, contenu=hashlib.sha256(content.encode()).hexdigest())


def en_place(fiche: FicheCpts) -> bool:
    """Is this very list already the current one of its publisher?"""
    path = courante(f"{SORTE}/{slug(fiche.editeur)}", SUFFIXE)
    return path is not None and path.stem == fiche.edition


def installer_cpts(fiche: FicheCpts, cpts: Sequence[CptsLue]) -> Path:
    """Install a signed list."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "fiche": fiche.as_data(),
        "cpts": [one.as_data() for one in cpts],
    }
    content = json.dumps(data, ensure_ascii=False).encode()
    folder = f"{SORTE}/{slug(fiche.editeur)}"
    return placer(folder, fiche.edition, SUFFIXE, lambda path: _write(path, content))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def retirer_cpts(editeur: str) -> bool:
    """Take the current list of a publisher away; its editions stay. Was there one?"""
    told = emplacement.dossier() / SORTE / slug(editeur) / "actuelle.json"
    there = told.is_file()
    told.unlink(missing_ok=True)
    return there
