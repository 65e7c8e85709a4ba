"""Which sources an instance holds, of which year, and what installs those it lacks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from maillage.opendata.registre import SOURCES
from maillage.reference.sources_ouvertes import SourceOuverte, sources_ouvertes
from maillage.territoires import AdjacenceInstallee, ContoursInstalles, Fiche, adjacence, contours
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

    @property
    def en_place(self) -> bool:
        """Is an edition in place?"""
        return self.edition is not None


def etats() -> tuple[EtatSource, ...]:
    """Return every source, in the order in which they are best installed."""
    return tuple(_etat(one) for one in sources_ouvertes().values())


def _etat(about: SourceOuverte) -> EtatSource:
    known = about.fichier() is not None and about.code in SOURCES
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
    )


# Kept in files of columns, not of measures.
_DESSINS: Final[dict[str, Callable[[], AdjacenceInstallee | ContoursInstalles | None]]] = {
    "adjacence": adjacence,
    "contours": contours,
}
