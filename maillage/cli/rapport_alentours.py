"""What `maillage territoire` says of the other CPTS: who takes the same communes, what nobody takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.cli.messages import counted, out, paragraph
from maillage.cli.rapport_perimetre import Forme, named
from maillage.core.territoire import Alentours, Chevauchement, TerritoireAnalyse

if TYPE_CHECKING:
    from maillage.territoires.cpts import CptsConnues

INSTALL = "maillage importer cpts FICHIER"
_SHOWN = 8  # CPTS said one by one


@dataclass(frozen=True, slots=True)
class Autres:
    """The known CPTS, and what they say of a territory; None: no list is installed."""

    connues: "CptsConnues"
    alentours: Alentours | None


def lire(analyse: TerritoireAnalyse, shape: Forme | None, nom: str) -> Autres:
    """Read the installed lists; `nom` is that of the CPTS that asks."""
    from maillage.territoires.cpts import Nous, connues  # noqa: PLC0415 -- only what is installed

    known = connues()
    return Autres(
        known,
        known.autour(
            analyse,
            shape.perimetre if shape else None,
            shape.adjacence if shape else None,
            Nous(nom=nom),
        ),
    )


# --- for a person -------------------------------------------------------------------------------


def show(others: Autres) -> None:
    """Print the overlaps and the white zones, or the command that lets them be known."""
    out()
    around = others.alentours
    if around is None:
        paragraph(f"Autres CPTS inconnues : aucune liste n’est installée. Installez-la : {INSTALL}")
        return
    for one in around.chevauchements[:_SHOWN]:
        paragraph(_overlap(one))
    if (more := len(around.chevauchements) - _SHOWN) > 0:
        out(f"Et {counted(more, 'autre CPTS', 'autres CPTS')}.")
    if not around.chevauchements and around.partout:
        out("Aucune autre CPTS connue ne prend ces communes.")
    if not around.partout:
        paragraph(
            "Aucune liste ne donne toutes les CPTS de ces départements : il peut y en avoir d’autres."
        )
    for zone in around.zones:
        paragraph(f"À côté, sans CPTS : {named(zone)}.")
    paragraph(f"CPTS connues : {'; '.join(others.connues.sources)}.")


def _overlap(one: Chevauchement) -> str:
    said = []
    if one.communes:
        many = counted(len(one.communes), "commune")
        said.append(
            f"prend aussi {many}, {counted(_people(one.communes), 'habitant')} : {named(one.communes)}"
        )
    if one.partagees:
        said.append(f"a sa part de {named(one.partagees)}")
    return f"« {one.cpts.nom} » {', et '.join(said)}."


def _people(codes: Iterable[str]) -> int:
    from maillage.reference.cog import table  # noqa: PLC0415 -- reads the table

    communes = (table().commune(code) for code in codes)
    return sum(one.population or 0 for one in communes if one)


# --- for a machine ------------------------------------------------------------------------------


def as_json(others: Autres, shape: Forme | None) -> dict[str, Any]:
    """Return it under its French keys; null: not known. Nothing compared, nothing overlaps."""
    around = others.alentours
    if around is None:
        known = None if shape is None else list[Any]()
        return {"chevauchements": known, "cpts_connues": None, "sans_cpts": None}
    white = {"voisines": list(around.blanches), "zones": [list(zone) for zone in around.zones]}
    told = around.blanches or around.blanches_partout
    return {
        "chevauchements": [_as_data(one) for one in around.chevauchements],
        "cpts_connues": {
            "nombre": len(others.connues.cpts),
            "sources": list(others.connues.sources),
            "departements": sorted(others.connues.decrits),
            "partout": around.partout,
        },
        "sans_cpts": white if told else None,
    }


def _as_data(one: Chevauchement) -> dict[str, Any]:
    return {
        "cpts": one.cpts.nom,
        "identifiant": one.cpts.identifiant or None,
        "communes": list(one.communes),
        "population": _people(one.communes),
        "partagees": list(one.partagees),
        "source": one.cpts.source,
    }
