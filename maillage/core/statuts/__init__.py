"""The statutes of the association: choices made complete, text assembled, constraints judged."""

from maillage.core.statuts.controle import article_redige, controler, statuts_rediges
from maillage.core.statuts.modele import (
    Article,
    ArticleRedige,
    Clause,
    CollegeUsuel,
    Contrainte,
    Definition,
    Element,
    NatureChoix,
    NatureSegment,
    Niveau,
    OptionChoix,
    Paragraphe,
    PointStatuts,
    Redaction,
    Reperes,
    Segment,
    Signataire,
    TablesStatuts,
    Tenue,
)
from maillage.core.statuts.redaction import signataires
from maillage.core.statuts.resolution import Resolution, resoudre

__all__ = [
    "Article",
    "ArticleRedige",
    "Clause",
    "CollegeUsuel",
    "Contrainte",
    "Definition",
    "Element",
    "NatureChoix",
    "NatureSegment",
    "Niveau",
    "OptionChoix",
    "Paragraphe",
    "PointStatuts",
    "Redaction",
    "Reperes",
    "Resolution",
    "Segment",
    "Signataire",
    "TablesStatuts",
    "Tenue",
    "article_redige",
    "controler",
    "resoudre",
    "signataires",
    "statuts_rediges",
]
