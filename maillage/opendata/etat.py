"""Which sources an instance holds, of which year, and what installs those it lacks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from maillage.opendata.registre import SOURCES
from maillage.reference.sources_ouvertes import SourceOuverte, sources_ouvertes
from maillage.territoires import AdjacenceInstallee, ContoursInstalles, Fiche, adjacence, contours
from maillage.territoires.cpts import connues
from maillage.territoires.mesures import mesures


@dataclass(frozen=True, slots=True, kw_only=True)
class EtatSource:
    """A source, and the edition in place."""

    nom: str
    titre: str
    donne: str
    editeur: str
    licence: str
    page: str
    commande: str
    officiel: bool  # the address of its file is known
    millesime: int | None = None  # None: not installed
    edition: str | None = None
    importe_le: date | None = None
    lieux: int | None = None
    lignes: int | None = None  # of the publisher's file; None: not kept

    @property
    def en_place(self) -> bool:
        """Is an edition in place?"""
        return self.edition is not None


def etats() -> tuple[EtatSource, ...]:
    """Return every source, in the order in which they are best installed."""
    return tuple(_etat(one) for one in sources_ouvertes().values())


def _etat(about: SourceOuverte) -> EtatSource:
    known = bool(about.derniers()) and about.code in SOURCES
    bare = EtatSource(
        nom=about.code,
        titre=about.titre,
        donne=about.donne,
        editeur=about.editeur,
        licence=about.licence,
        page=about.page,
        commande=f"maillage importer {f'--officiel {about.code}' if known else f'{about.code} FICHIER'}",
        officiel=known,
    )
    if about.code == "cpts":
        return _of_cpts(bare)
    held = _DESSINS[about.code]() if about.code in _DESSINS else mesures(about.code)
    if held is None:
        return bare
    fiche = held.fiche
    return replace(
        bare,
        millesime=fiche.millesime,
        edition=fiche.edition,
        importe_le=fiche.importe_le,
        lieux=fiche.communes if isinstance(fiche, Fiche) else fiche.lieux,
        lignes=None if isinstance(fiche, Fiche) else fiche.lignes,
    )


def _of_cpts(bare: EtatSource) -> EtatSource:
    """Return the lists of all publishers together, under the edition of the newest."""
    lists = connues().listes
    if not lists:
        return bare
    newest = lists[0].fiche
    return replace(
        bare,
        editeur=", ".join(one.fiche.editeur for one in lists),
        licence=", ".join(dict.fromkeys(one.fiche.licence for one in lists)),
        millesime=newest.jour.year,
        edition=newest.edition,
        importe_le=newest.importe_le,
        lieux=len({code for one in connues().cpts for code in one.prise.lieux}),
    )


# Kept in files of columns, not of measures.
_DESSINS: Final[dict[str, Callable[[], AdjacenceInstallee | ContoursInstalles | None]]] = {
    "adjacence": adjacence,
    "contours": contours,
}
