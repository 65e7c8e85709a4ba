"""Produce the official documents of a dossier: the one door to this package."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from maillage.core.facts import DossierFacts, EtapeDossier
from maillage.documents import docx, html, pdf
from maillage.documents.build.document import build, context
from maillage.documents.etat import EtatBloc, EtatDocument, Remplissage, etat
from maillage.documents.tree import Document
from maillage.reference.regions import par_code_insee
from maillage.reference.trames import Trame, TrameInconnue, charger, toutes

__all__ = [
    "FORMATS",
    "EtatBloc",
    "EtatDocument",
    "FormatInconnu",
    "Remplissage",
    "TrameInconnue",
    "TrameInfo",
    "apercu",
    "arbre",
    "disponibles",
    "du_dossier",
    "etat",
    "produire",
]

_WRITERS: dict[str, Callable[[Document], bytes]] = {
    "docx": docx.write,
    "pdf": pdf.write,
    "html": html.page,
}
FORMATS = tuple(_WRITERS)


class FormatInconnu(LookupError):
    """No writer makes this format."""

    def __init__(self, name: str) -> None:
        known = ", ".join(FORMATS)
        super().__init__(f"le format « {name} » n’existe pas ; formats possibles : {known}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrameInfo:
    """What a list of documents says of one."""

    id: str
    titre: str
    portee: str  # « toutes », or the code of a region
    etape: EtapeDossier | None
    tableau_joint: bool
    rubriques: tuple[str, ...]


def produire(
    dossier: DossierFacts, document: str, formats: Collection[str], *, on: date
) -> dict[str, bytes]:
    """Return the document in each format asked; the same facts and day give the same bytes.

    Raise `TrameInconnue` or `FormatInconnu`.
    """
    for name in formats:
        if name not in _WRITERS:
            raise FormatInconnu(name)
    tree = arbre(dossier, document, on=on)
    return {name: _WRITERS[name](tree) for name in dict.fromkeys(formats)}


def apercu(dossier: DossierFacts, document: str, *, on: date, level: int = 2) -> str:
    """Return the document as an HTML fragment; `level` is that of its title in the page."""
    return html.preview(arbre(dossier, document, on=on), level=level)


def arbre(dossier: DossierFacts, document: str, *, on: date) -> Document:
    """Return the tree of the document."""
    return build(charger(document), dossier, on=on)


def disponibles(
    region: str | None = None,
    *,
    etape: EtapeDossier | None = None,
    tableaux: bool = False,
) -> tuple[TrameInfo, ...]:
    """Return the documents of a region and of all regions, up to a stage when one is given.

    Tables that other documents already hold are left out, unless `tableaux`.
    """
    return tuple(
        _info(trame)
        for trame in toutes().values()
        if trame.portee in ("toutes", region)
        and (tableaux or not trame.tableau_joint)
        and _reached(trame, etape)
    )


def du_dossier(dossier: DossierFacts, *, on: date) -> tuple[TrameInfo, ...]:
    """Return the documents of a dossier: those of its regions, up to its stage.

    Without a region of its own, a dossier has those of its communes.
    """
    named = [dossier.cpts.region] if dossier.cpts.region else _regions(dossier, on=on)
    found = {info.id: info for region in named for info in disponibles(region)}
    every = found or {info.id: info for info in disponibles()}
    stage = dossier.cpts.etape
    return tuple(info for info in every.values() if _reached(toutes()[info.id], stage))


def _regions(dossier: DossierFacts, *, on: date) -> list[str]:
    parts = context(dossier, on=on).territoire.analyse.regions
    known = (par_code_insee(part.code or "") for part in parts)
    return [region.sigle for region in known if region]


def _reached(trame: Trame, etape: EtapeDossier | None) -> bool:
    if etape is None or trame.etape is None:
        return True
    order = list(EtapeDossier)
    return order.index(trame.etape) <= order.index(etape)


def _info(trame: Trame) -> TrameInfo:
    return TrameInfo(
        id=trame.id,
        titre=trame.titre,
        portee=trame.portee,
        etape=trame.etape,
        tableau_joint=trame.tableau_joint,
        rubriques=trame.rubriques(),
    )
