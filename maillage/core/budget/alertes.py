"""What a budget should make one think twice about; nothing here bars the way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from maillage.core.budget.analyse import ZERO, mission_de
from maillage.core.budget.modele import Cote, Nature
from maillage.core.facts import Enveloppe, Imputation, LigneBudgetProjet, MissionAction


class SorteAlerte(StrEnum):
    """What is odd."""

    DEMARRAGE_DURABLE = "demarrage_durable"
    SALAIRES = "salaires"
    SANS_MISSION = "sans_mission"
    AU_DESSUS = "au_dessus"
    AIDE_NON_DEPENSEE = "aide_non_depensee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerte:
    """One thing to look at, in one year; `lignes` are those concerned."""

    sorte: SorteAlerte
    exercice: int
    montant: Decimal  # how much is concerned
    limite: Decimal | None = None  # what it goes above
    lignes: tuple[LigneBudgetProjet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReperesBudget:
    """What the warnings compare a budget with."""

    natures: Mapping[str, Nature]
    missions: Mapping[str, MissionAction | None]  # of each action
    maxima: Mapping[int, Decimal]  # the most that the agreement brings to a year


def alertes(lignes: Iterable[LigneBudgetProjet], reperes: ReperesBudget) -> tuple[Alerte, ...]:
    """Return the warnings of every year, in order."""
    years: dict[int, list[LigneBudgetProjet]] = {}
    for line in lignes:
        if line.nature in reperes.natures:
            years.setdefault(line.exercice, []).append(line)
    return tuple(
        found
        for year in sorted(years)
        for look in _LOOKS
        for found in look(year, years[year], reperes)
    )


def _total(lignes: Iterable[LigneBudgetProjet]) -> Decimal:
    return sum((line.montant or ZERO for line in lignes), ZERO)


def _of(
    lignes: Iterable[LigneBudgetProjet], cote: Cote, reperes: ReperesBudget
) -> list[LigneBudgetProjet]:
    return [line for line in lignes if reperes.natures[line.nature].cote is cote]


def _lasting(
    year: int, lignes: list[LigneBudgetProjet], reperes: ReperesBudget
) -> Iterator[Alerte]:
    """Money that comes once, spent on what comes back every year."""
    found = tuple(
        line
        for line in _of(lignes, Cote.CHARGE, reperes)
        if line.enveloppe is Enveloppe.DEMARRAGE
        and reperes.natures[line.nature].durable
        and line.montant
    )
    if found:
        yield Alerte(
            sorte=SorteAlerte.DEMARRAGE_DURABLE,
            exercice=year,
            montant=_total(found),
            lignes=found,
        )


def _wages(year: int, lignes: list[LigneBudgetProjet], reperes: ReperesBudget) -> Iterator[Alerte]:
    """Wages that the operating money does not cover."""
    envelopes = (None, Enveloppe.FONCTIONNEMENT)
    wages = tuple(
        line
        for line in _of(lignes, Cote.CHARGE, reperes)
        if reperes.natures[line.nature].salaire
        and line.enveloppe in envelopes
        and mission_de(line, reperes.missions) is None
    )
    money = [
        line
        for line in _of(lignes, Cote.PRODUIT, reperes)
        if line.enveloppe is Enveloppe.FONCTIONNEMENT
    ]
    limit = _total(money)
    if money and _total(wages) > limit:
        yield Alerte(
            sorte=SorteAlerte.SALAIRES,
            exercice=year,
            montant=_total(wages),
            limite=limit,
            lignes=wages,
        )


def _homeless(
    year: int, lignes: list[LigneBudgetProjet], reperes: ReperesBudget
) -> Iterator[Alerte]:
    """Charges and products that serve no mission, and do not run the structure either."""
    apart = (Enveloppe.FONCTIONNEMENT, Enveloppe.DEMARRAGE)
    found = tuple(
        line
        for line in lignes
        if reperes.natures[line.nature].cote in (Cote.CHARGE, Cote.PRODUIT)
        and mission_de(line, reperes.missions) is None
        and line.enveloppe not in apart
        and line.imputation is not Imputation.INDIRECTE
        and line.montant
    )
    if found:
        yield Alerte(
            sorte=SorteAlerte.SANS_MISSION, exercice=year, montant=_total(found), lignes=found
        )


def _above(year: int, lignes: list[LigneBudgetProjet], reperes: ReperesBudget) -> Iterator[Alerte]:
    """More from the agreement than a whole year may bring."""
    limit = reperes.maxima.get(year)
    found = tuple(line for line in lignes if reperes.natures[line.nature].accord)
    if limit is not None and _total(found) > limit:
        yield Alerte(
            sorte=SorteAlerte.AU_DESSUS,
            exercice=year,
            montant=_total(found),
            limite=limit,
            lignes=found,
        )


def _unspent(
    year: int, lignes: list[LigneBudgetProjet], reperes: ReperesBudget
) -> Iterator[Alerte]:
    """Help to start that the year does not spend: it is kept for later, or handed back."""
    mine = [line for line in lignes if line.enveloppe is Enveloppe.DEMARRAGE]
    got, spent = (_total(_of(mine, side, reperes)) for side in (Cote.PRODUIT, Cote.CHARGE))
    if got > spent and spent:
        yield Alerte(
            sorte=SorteAlerte.AIDE_NON_DEPENSEE, exercice=year, montant=got - spent, limite=got
        )


_LOOKS = (_lasting, _wages, _homeless, _above, _unspent)
