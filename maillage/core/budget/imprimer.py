"""The lines of a year to the rows of a form: amounts, totals, and what is left to say of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillage.core.budget.arrondi import entier, plus_grands_restes
from maillage.core.budget.colonnes import Colonne, colonnes
from maillage.core.budget.modele import Cote, Formulaire, Nature, Sorte
from maillage.core.budget.parts import ZERO, Part, parts
from maillage.core.budget.repartir import Annexe, Detail, repartir
from maillage.core.facts import LigneBudgetProjet

_PAIRES = ((Cote.CHARGE, Cote.PRODUIT), (Cote.EMPLOI, Cote.CONTRIBUTION))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A nature that is not printed where one would look for it."""

    nature: str
    ligne: str
    montant: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetImprime:
    """A form filled for one year."""

    montants: Mapping[str, Decimal]  # row → amount; a row left out is blank
    noms: Mapping[str, tuple[str, ...]]  # row → who gives, after its label
    details: Mapping[str, Detail]  # free row → what it says
    annexes: tuple[Annexe, ...]  # details that had no free row
    renvois: tuple[Report, ...]  # natures that the form has no row for
    negatifs: tuple[Report, ...]  # amounts below zero, printed on the other side
    sans_montant: tuple[LigneBudgetProjet, ...]
    inconnues: tuple[LigneBudgetProjet, ...]  # of a nature that no table knows: counted nowhere
    totaux: Mapping[Cote, Decimal]

    @property
    def vide(self) -> bool:
        """Is there no amount at all?"""
        return not self.montants

    @property
    def ecart(self) -> Decimal:
        """Return products less charges: zero in a balanced budget."""
        return self.totaux[Cote.PRODUIT] - self.totaux[Cote.CHARGE]

    @property
    def ecart_volontaire(self) -> Decimal:
        """Return what is given for free less its uses: zero in a balanced budget."""
        return self.totaux[Cote.CONTRIBUTION] - self.totaux[Cote.EMPLOI]


def exercices(lignes: Iterable[LigneBudgetProjet]) -> tuple[int, ...]:
    """Return the years of a budget, in order."""
    return tuple(sorted({ligne.exercice for ligne in lignes}))


def imprimer(
    lignes: Sequence[LigneBudgetProjet], natures: Mapping[str, Nature], formulaire: Formulaire
) -> BudgetImprime:
    """Print the lines of one year in a form."""
    every = parts(lignes, natures, formulaire)
    shared = repartir(every, formulaire)
    columns = colonnes(formulaire)
    own = shared.montants
    if not formulaire.centimes:
        own = _whole(own, columns)
    totals = {column.cote: _sum(own, column) for column in columns}
    known = [ligne for ligne in lignes if ligne.nature in natures]
    return BudgetImprime(
        montants=own
        | _classes(own, formulaire)
        | _dont(own, every, formulaire)
        | _totaux(own, columns, totals),
        noms=shared.noms,
        details=shared.details,
        annexes=tuple(shared.annexes),
        renvois=_reports(part for part in every if part.renvoyee),
        negatifs=_reports(part for part in every if part.retournee),
        sans_montant=tuple(ligne for ligne in known if ligne.montant is None),
        inconnues=tuple(ligne for ligne in lignes if ligne.nature not in natures),
        totaux=totals,
    )


def _whole(own: Mapping[str, Decimal], columns: Iterable[Colonne]) -> dict[str, Decimal]:
    """Round each column to the euro, its total unchanged."""
    rounded: dict[str, Decimal] = {}
    for column in columns:
        keys = [rang.cle for rang in column.rangs if rang.cle in own]
        rounded |= zip(keys, plus_grands_restes([own[key] for key in keys]), strict=True)
    return rounded


def _sum(own: Mapping[str, Decimal], column: Colonne) -> Decimal:
    return sum((own[rang.cle] for rang in column.rangs if rang.cle in own), ZERO)


def _classes(own: Mapping[str, Decimal], formulaire: Formulaire) -> dict[str, Decimal]:
    """Return each class that has an amount: its own, and those of its lines."""
    sums: dict[str, Decimal] = {}
    for rang in formulaire.rangs():
        classe = rang.cle if rang.sorte is Sorte.CLASSE else rang.de
        if classe is not None and rang.cle in own:
            sums[classe] = sums.get(classe, ZERO) + own[rang.cle]
    return sums


def _dont(
    own: Mapping[str, Decimal], every: Sequence[Part], formulaire: Formulaire
) -> dict[str, Decimal]:
    """Return the rows for information; their euros are already counted."""
    shown: dict[str, Decimal] = {}
    for rang in formulaire.rangs():
        mine = [p.montant for p in every if p.nature in rang.natures and p.ligne == rang.de]
        if rang.sorte is Sorte.DONT and mine:
            amount = sum(mine, ZERO)
            whole = min(entier(amount), own[rang.de or ""])
            shown[rang.cle] = amount if formulaire.centimes else whole
    return shown


def _totaux(
    own: Mapping[str, Decimal], columns: Iterable[Colonne], totals: Mapping[Cote, Decimal]
) -> dict[str, Decimal]:
    """Show both totals of a pair as soon as one side has an amount."""
    filled = {column.cote for column in columns if any(r.cle in own for r in column.rangs)}
    shown = {cote for pair in _PAIRES for cote in pair if filled & set(pair)}
    return {column.total: totals[column.cote] for column in columns if column.cote in shown}


def _reports(parts_kept: Iterable[Part]) -> tuple[Report, ...]:
    """Add up what goes from one nature to one row."""
    sums: dict[tuple[str, str], Decimal] = {}
    for part in parts_kept:
        key = (part.nature, part.ligne)
        sums[key] = sums.get(key, ZERO) + part.montant
    return tuple(
        Report(nature=nature, ligne=ligne, montant=montant)
        for (nature, ligne), montant in sums.items()
    )
