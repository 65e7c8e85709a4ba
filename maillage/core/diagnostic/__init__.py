"""From the indicators of a territory to what a team puts in its diagnosis: figures, and what moved."""

from maillage.core.diagnostic.ages import CLASSES, Ages, figure_des_ages
from maillage.core.diagnostic.figures import Origine, figures, origine, par_communes
from maillage.core.diagnostic.mouvement import Mouvement, mouvement

__all__ = [
    "CLASSES",
    "Ages",
    "Mouvement",
    "Origine",
    "figure_des_ages",
    "figures",
    "mouvement",
    "origine",
    "par_communes",
]
