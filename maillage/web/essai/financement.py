"""The order of magnitude of what a CPTS of this size may receive in a year."""

from datetime import date
from typing import Any

from maillage.core.fiabilite import plus_faible
from maillage.core.financement import CALCUL, DOUTES, Maximum, maximum, plafond_annuel
from maillage.core.financement.grille import CENTIMES
from maillage.reference.aci import grille_le
from maillage.web.typographie import fr


def par_an(taille: int | None, *, on: date) -> dict[str, Any] | None:
    """Return the most that a whole year pays, cut in parts, with its source; None when unknown."""
    grille = grille_le(on)
    if grille is None or taille not in grille.tailles:
        return None
    whole = plafond_annuel(taille, grille)
    parts = maximum(grille, taille, grille.postes)
    return {
        "total": whole.centimes // CENTIMES,
        "lignes": _lines(parts),
        "surete": DOUTES[plus_faible((whole.fiabilite, parts.fiabilite))],
        "texte": fr(grille.nom),
        "sources": [fr(one) for one in whole.sources if one != grille.sources.get(CALCUL)],
        "inconnus": bool(whole.inconnus),
    }


def _lines(parts: Maximum) -> list[tuple[str, int]]:
    lines = (
        ("Pour faire vivre la CPTS", parts.fonctionnement),
        ("Pour les missions, part fixe", parts.fixe),
        ("Pour les missions, selon les résultats", parts.variable),
        ("Sommes versées une fois un fait survenu", parts.forfaits),
    )
    return [(name, cents // CENTIMES) for name, cents in lines if cents]
