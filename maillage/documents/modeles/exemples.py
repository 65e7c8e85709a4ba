"""The dossiers on which an agency tries its model: the bundled examples, and an empty one."""

from functools import cache
from pathlib import Path

from maillage.core.facts import Cpts, DossierFacts
from maillage.dossiers import fichier

EXEMPLES = Path(__file__).resolve().parents[3] / "exemples"
VIDE = "vide"


@cache
def exemples() -> dict[str, DossierFacts]:
    """Return the examples by code, the fullest first; an installed package has the empty one only."""
    found = {
        path.stem.replace("-", "_"): fichier.lire(path.read_bytes(), path.name)
        for path in sorted(EXEMPLES.glob("*.yaml"), key=lambda path: (-path.stat().st_size, path))
    }
    return found | {VIDE: DossierFacts(cpts=Cpts(nom=None))}
