"""The figures that the team kept: which are, and what moved since."""

from collections.abc import Iterable
from typing import Any

from maillage.core.diagnostic import Mouvement
from maillage.core.facts import DossierFacts
from maillage.core.facts import FigureRetenue as Figure
from maillage.documents.graphique import lecture
from maillage.dossiers.diagnostic import Diagnostic
from maillage.dossiers.models import Dossier, FigureRetenue
from maillage.reference import nomenclatures
from maillage.web.equipe import cadre
from maillage.web.equipe.diagnostic.fiches import Gardees
from maillage.web.typographie import fr, jour


def par_cle(rows: Iterable[FigureRetenue]) -> Gardees:
    """Return the rows by what they show, and for which text."""
    return {(row.rubrique, row.indicateur, row.forme): row.pk for row in rows}


def montrer(
    dossier: Dossier, lu: Diagnostic, faits: DossierFacts, rows: Iterable[FigureRetenue]
) -> list[dict[str, Any]]:
    """Return each kept figure with its text, its day, and what moved since."""
    parts = faits.figures or ()
    return [montree(dossier, lu, row, part) for row, part in zip(rows, parts, strict=False)]


def montree(
    dossier: Dossier, lu: Diagnostic | None, row: FigureRetenue, part: Figure
) -> dict[str, Any]:
    """Return a kept figure as a page lists it."""
    known = nomenclatures.rubriques_texte().get(part.rubrique)
    return {
        "pk": row.pk,
        "titre": fr(part.titre),
        "texte": known.libelle if known else part.rubrique,
        "url": cadre.adresse(dossier, "texte", part.rubrique) if known else "",
        "code": part.indicateur,
        "rubrique": part.rubrique,
        "forme": part.forme.value,
        "le": jour(part.retenue_le),
        "bouge": mouvement_dit(lu.mouvement(part), part.unite) if lu else "",
    }


def mouvement_dit(moved: Mouvement | None, unite: str | None) -> str:
    """Say what moved: « 13,2 % (2022) quand vous l’avez gardée, 13,8 % (2023) aujourd’hui »."""
    if moved is None:
        return ""
    if moved.ecart == 0 and moved.millesime_avant == moved.millesime_apres:
        return "Le détail du chiffre a changé depuis."
    before, after = (
        lecture.ecrite(value, unite) + (f" ({year})" if year else "")
        for value, year in (
            (moved.avant, moved.millesime_avant),
            (moved.apres, moved.millesime_apres),
        )
    )
    return fr(f"{before} dans vos documents, {after} aujourd’hui.")
