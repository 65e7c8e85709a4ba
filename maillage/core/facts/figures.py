"""The figures that a team keeps for its documents, frozen as they were on the day they were kept."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.core.facts.codes import FormeFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneFigure:
    """A value of a figure: that of a place, of an age, of a year or of a commune."""

    libelle: str
    serie: str | None = None  # whose value it is, where the figure compares several
    code: str | None = None  # of the commune that a map colours
    valeur: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRetenue:
    """A table that a document prints, with its drawing, beside the text of a rubrique."""

    rubrique: str
    indicateur: str
    forme: FormeFigure
    titre: str
    unite: str | None = None
    lignes: tuple[LigneFigure, ...] | None = None
    constat: str | None = None  # the sentence that said it that day
    source: str | None = None
    millesime: str | None = None
    niveau: str | None = None  # in words, where the figure is not that of the communes
    couverture: Decimal | None = None  # per cent of the inhabitants
    estimation: bool | None = None
    retenue_le: date | None = None
