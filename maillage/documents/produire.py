"""Produce the official documents of a dossier: the one door to this package."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from maillage.core.facts import DossierFacts, EtapeDossier
from maillage.documents import docx, html, pdf, xlsx
from maillage.documents.build.document import build, context
from maillage.documents.carte import Fond
from maillage.documents.etat import EtatBloc, EtatDocument, Remplissage, etat
from maillage.documents.tree import Document
from maillage.reference.regions import par_code_insee
from maillage.reference.trames import (
    Bloc,
    Budget,
    Calendrier,
    Note,
    Tableau,
    TableauPrs,
    TableauReferents,
    Trame,
    TrameInconnue,
    charger,
    toutes,
)
from maillage.reference.trames.budget_projet import BudgetProjet

__all__ = [
    "FORMATS",
    "FORMATS_TABLEAU",
    "EtatBloc",
    "EtatDocument",
    "FormatInapplicable",
    "FormatInconnu",
    "Remplissage",
    "TrameInconnue",
    "TrameInfo",
    "apercu",
    "arbre",
    "disponibles",
    "du_dossier",
    "ecrivains",
    "etat",
    "produire",
    "rank",
]

_WRITERS: dict[str, Callable[[Document], bytes]] = {
    "docx": docx.write,
    "pdf": pdf.write,
    "html": html.page,
}
FORMATS = tuple(_WRITERS)  # every document has them
_TABLE_WRITERS: dict[str, Callable[[Document], bytes]] = {"xlsx": xlsx.write}
FORMATS_TABLEAU = tuple(_TABLE_WRITERS)  # only the documents that are tables have them


class FormatInconnu(LookupError):
    """No writer makes this format."""

    def __init__(self, name: str) -> None:
        known = ", ".join((*FORMATS, *FORMATS_TABLEAU))
        super().__init__(f"le format « {name} » n’existe pas ; formats possibles : {known}")


class FormatInapplicable(ValueError):
    """This format is for tables, and the document is not one."""

    def __init__(self, document: str, name: str) -> None:
        tables = ", ".join(info.id for info in map(_info, toutes().values()) if info.tableur)
        super().__init__(
            f"« {document} » n’est pas un tableau : il ne peut pas être écrit en {name}. "
            f"Documents possibles en {name} : {tables}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrameInfo:
    """What a list of documents says of one."""

    id: str
    titre: str
    portee: str  # « toutes », or the code of a region
    etape: EtapeDossier | None
    tableau_joint: bool
    tableur: bool  # a table: a spreadsheet can be made of it
    rubriques: tuple[str, ...]


def produire(
    dossier: DossierFacts, document: str, formats: Collection[str], *, on: date
) -> dict[str, bytes]:
    """Return the document in each format asked; the same facts and day give the same bytes.

    Raise `TrameInconnue`, `FormatInconnu` or `FormatInapplicable`.
    """
    writers = ecrivains(document, formats)
    tree = arbre(dossier, document, on=on)
    return {name: writer(tree) for name, writer in writers.items()}


def ecrivains(document: str, formats: Collection[str]) -> dict[str, Callable[[Document], bytes]]:
    """Return what writes a document in each format, each once; refuse before anything is drawn."""
    known = {**_WRITERS, **_TABLE_WRITERS}
    for name in formats:
        if name not in known:
            raise FormatInconnu(name)
        if name in _TABLE_WRITERS and not _info(charger(document)).tableur:
            raise FormatInapplicable(document, name)
    return {name: known[name] for name in dict.fromkeys(formats)}


def apercu(dossier: DossierFacts, document: str, *, on: date, level: int = 2) -> str:
    """Return the document as an HTML fragment; `level` is that of its title in the page."""
    return html.preview(arbre(dossier, document, on=on), level=level)


def arbre(dossier: DossierFacts, document: str, *, on: date, fond: Fond | None = None) -> Document:
    """Return the tree of the document; maps are drawn on what is installed, unless `fond` is given."""
    return build(charger(document), dossier, on=on, fond=fond)


def disponibles(
    region: str | None = None,
    *,
    etape: EtapeDossier | None = None,
    tableaux: bool = False,
) -> tuple[TrameInfo, ...]:
    """Return the documents of a region and of all regions, up to a stage when one is given.

    Tables that other documents already hold are left out, unless `tableaux`; an older form that
    another one replaces is produced only when it is named.
    """
    found = (
        _info(trame)
        for trame in toutes().values()
        if trame.portee in ("toutes", region)
        and trame.ancien_modele_de is None
        and (tableaux or not trame.tableau_joint)
        and _reached(trame, etape)
    )
    return tuple(sorted(found, key=lambda info: rank(info.id)))


def du_dossier(
    dossier: DossierFacts, *, on: date, tableaux: bool = False, every_stage: bool = False
) -> tuple[TrameInfo, ...]:
    """Return the documents of a dossier: those of its regions, up to its stage or of every stage.

    Without a region of its own, a dossier has those of its communes.
    """
    named = [dossier.cpts.region] if dossier.cpts.region else _regions(dossier, on=on)
    found = {i.id: i for region in named for i in disponibles(region, tableaux=tableaux)}
    every = found or {info.id: info for info in disponibles(tableaux=tableaux)}
    stage = None if every_stage else dossier.cpts.etape
    reached = (info for info in every.values() if _reached(toutes()[info.id], stage))
    return tuple(sorted(reached, key=lambda info: rank(info.id)))


def rank(document: str) -> tuple[bool, int, bool, str]:
    """Return the place of a document in the life of a CPTS; tables that others hold come last."""
    trame, stages = charger(document), list(EtapeDossier)
    stage = stages.index(trame.etape) if trame.etape else len(stages)
    return trame.tableau_joint, stage, trame.portee == "toutes", document


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
        tableur=trame.tableau_joint and _tabular(trame.blocs()),
        rubriques=trame.rubriques(),
    )


def _tabular(blocs: Collection[Bloc]) -> bool:
    """Do these blocks hold rows, and besides them only words?"""
    rows = (Tableau, Calendrier, Budget, BudgetProjet, TableauPrs, TableauReferents)
    contents = [content for bloc in blocs for content in bloc.contenus()]
    others = [c for c in contents if not isinstance(c, (*rows, Note, tuple))]
    return not others and any(isinstance(content, rows) for content in contents)
