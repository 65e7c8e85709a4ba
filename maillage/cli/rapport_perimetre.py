"""What `maillage territoire` says of the shape of a territory: one piece, holes, neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.cli.messages import counted, out, paragraph
from maillage.core.territoire import Liaison, Perimetre, TerritoireAnalyse, perimetre, relier

if TYPE_CHECKING:
    from maillage.territoires import AdjacenceInstallee

INSTALL = "maillage importer adjacence FICHIER"
_SHOWN = 10  # names in a sentence


@dataclass(frozen=True, slots=True)
class Forme:
    """The shape of a territory, and what would make one piece of it."""

    perimetre: Perimetre
    liaison: Liaison
    source: str
    adjacence: "AdjacenceInstallee"


def forme(analyse: TerritoireAnalyse) -> Forme | None:
    """Read the shape; None: no adjacency is installed."""
    from maillage.territoires import adjacence  # noqa: PLC0415 -- only for what is installed

    installed = adjacence()
    if installed is None:
        return None
    codes = analyse.communes_touchees
    fiche = installed.fiche
    return Forme(
        perimetre(codes, installed),
        relier(codes, installed),
        f"{fiche.source}, {fiche.millesime}",
        installed,
    )


# --- for a person -------------------------------------------------------------------------------


def show(shape: Forme | None) -> None:
    """Print the shape, or the one command that lets it be known."""
    out()
    if shape is None:
        paragraph(
            "Contiguïté inconnue : aucune table des communes qui se touchent n’est installée. "
            f"Installez-la : {INSTALL}"
        )
        return
    found = shape.perimetre
    paragraph(_blocks(found))
    if shape.liaison.communes:
        best = "Au plus court" if shape.liaison.exacte else "Par exemple"
        paragraph(
            f"{best}, ajouter {counted(len(shape.liaison.communes), 'commune')} le relie : "
            f"{named(shape.liaison.communes)}."
        )
    for group in found.enclaves:
        paragraph(f"Entouré par le territoire et absent : {named(group)}.")
    if not found.enclaves and found.blocs:
        out("Aucune commune n’est oubliée au milieu.")
    if found.voisines:
        around = counted(len(found.voisines), "commune voisine", "communes voisines")
        paragraph(f"{around} : {named(found.voisines)}.")
    if found.sans_contour:
        paragraph(f"Sans contour connu, laissé de côté : {named(found.sans_contour)}.")
    paragraph(f"Communes qui se touchent : {shape.source}.")


def _blocks(found: Perimetre) -> str:
    if not found.blocs:
        return "Contiguïté inconnue : aucune de ces communes n’a de contour connu."
    if len(found.blocs) == 1:
        return "Un seul bloc : tout le territoire se tient."
    return (
        f"{counted(len(found.blocs), 'bloc')} séparés. "
        f"Hors du plus grand : {named(found.detachees)}."
    )


def named(codes: Iterable[str]) -> str:
    """Write the names of some communes, and how many more there are."""
    from maillage.reference.cog import table  # noqa: PLC0415 -- reads the table

    communes = [table().commune(code) for code in codes]
    names = [f"{one.nom} ({one.code})" for one in communes if one]
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" et {more} autres" if more > 0 else "")


# --- for a machine ------------------------------------------------------------------------------


def as_json(shape: Forme | None) -> dict[str, Any]:
    """Return the shape under its French keys; null: not known."""
    if shape is None:
        return dict.fromkeys(_KEYS)
    found = shape.perimetre
    return {
        "blocs": [list(bloc) for bloc in found.blocs],
        "enclaves": [list(group) for group in found.enclaves],
        "voisines": list(found.voisines),
        "sans_contour": list(found.sans_contour),
        "pour_relier": list(shape.liaison.communes),
        "pour_relier_exact": shape.liaison.exacte,
        "contiguite": found.contigu,
        "adjacence": shape.source,
    }


_KEYS = (
    "blocs",
    "enclaves",
    "voisines",
    "sans_contour",
    "pour_relier",
    "pour_relier_exact",
    "contiguite",
    "adjacence",
)
