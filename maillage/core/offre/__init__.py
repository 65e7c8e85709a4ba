"""The offer of care of a territory: who practises there, and who of them is in the team."""

from maillage.core.offre.professionnels import Exercice, ProfessionOffre, Tetes, compter, reunir
from maillage.core.offre.rapprochement import Certitude, Membre, Rapprochement, rapprocher
from maillage.core.offre.representativite import Part, Representativite, representativite

__all__ = [
    "Certitude",
    "Exercice",
    "Membre",
    "Part",
    "ProfessionOffre",
    "Rapprochement",
    "Representativite",
    "Tetes",
    "compter",
    "rapprocher",
    "representativite",
    "reunir",
]
