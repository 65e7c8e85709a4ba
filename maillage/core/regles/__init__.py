"""The engine of the rules: three-valued verdicts on facts, from expressions checked at load."""

from maillage.core.regles.expressions import (
    DATE_JOUR,
    Calcul,
    ExpressionRefusee,
    Vocabulaire,
    compiler,
)
from maillage.core.regles.fonctions import Tables, fonctions_de
from maillage.core.regles.juger import juger, juger_par_element
from maillage.core.regles.modele import (
    TOUTES,
    EtatVerdict,
    Expression,
    Gravite,
    Regle,
    Verdict,
)

__all__ = [
    "DATE_JOUR",
    "TOUTES",
    "Calcul",
    "EtatVerdict",
    "Expression",
    "ExpressionRefusee",
    "Gravite",
    "Regle",
    "Tables",
    "Verdict",
    "Vocabulaire",
    "compiler",
    "fonctions_de",
    "juger",
    "juger_par_element",
]
