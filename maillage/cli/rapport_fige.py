"""What `maillage produire --depuis-fige` prints: which files are the deposited ones, and why not."""

from pathlib import Path
from typing import Any

from maillage.cli.messages import out, paragraph
from maillage.documents.fige import Fidelite, Reproduction

SAID = {
    Fidelite.IDENTIQUE: "identique, octet par octet",
    Fidelite.MEME_CONTENU: "même contenu, écrit par d’autres versions des outils",
    Fidelite.DIFFERENT: "différent : non écrit",
    Fidelite.IMPOSSIBLE: "ce document ou ce format n’existe plus : non écrit",
}


def show(made: Reproduction, folder: Path) -> None:
    """Print the comparison of each file, then what changed since."""
    out(f"Documents figés au {made.le:%d/%m/%Y}, produits de nouveau dans {folder}")
    for one in made.comparaison.fichiers:
        mark = "✓" if one.nom in made.fichiers else "✗"
        out(f"  {mark} {one.nom} : {SAID[one.fidelite]}")
    if made.comparaison.changements:
        out()
        out("A changé depuis")
        for change in made.comparaison.changements:
            paragraph(change, first="  ", rest="    ")
    out()
    if made.comparaison.fidele:
        out("Tout ce qui avait été déposé a pu être produit de nouveau.")
    else:
        paragraph(
            "Ce qui est marqué ✗ ne peut pas être produit comme alors : retrouvez le fichier déposé, "
            "ou la version de Maillage et des tables de ce jour-là."
        )


def as_json(made: Reproduction, folder: Path) -> dict[str, Any]:
    """Return the comparison under its stable French keys."""
    return {
        "le": made.le.isoformat(),
        "fidele": made.comparaison.fidele,
        "fichiers": [
            {
                "nom": one.nom,
                "fidelite": str(one.fidelite),
                "chemin": str(folder / one.nom) if one.nom in made.fichiers else None,
            }
            for one in made.comparaison.fichiers
        ],
        "changements": list(made.comparaison.changements),
    }
