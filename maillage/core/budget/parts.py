"""Each line of a budget to the one row that prints it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.core.budget.modele import Cote, Formulaire, Nature
from maillage.core.facts import Imputation, LigneBudgetProjet

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An amount and its row."""

    nature: str
    ligne: str  # key of the row
    montant: Decimal
    nom: str | None = None  # who gives, or what it is for
    renvoyee: bool = False  # the form has no row of its own for this nature
    retournee: bool = False  # an amount below zero, printed on the other side


def parts(
    lignes: Iterable[LigneBudgetProjet], natures: Mapping[str, Nature], formulaire: Formulaire
) -> tuple[Part, ...]:
    """Return one part per line that has an amount and a known nature."""
    return tuple(
        _part(ligne, natures[ligne.nature], ligne.montant, formulaire)
        for ligne in lignes
        if ligne.montant is not None and ligne.nature in natures
    )


def _part(
    ligne: LigneBudgetProjet, nature: Nature, montant: Decimal, formulaire: Formulaire
) -> Part:
    if montant < ZERO and nature.cote in formulaire.negatifs:
        return Part(
            nature=nature.code,
            ligne=formulaire.negatifs[nature.cote],
            montant=-montant,
            retournee=True,
        )
    indirect = ligne.imputation is Imputation.INDIRECTE and nature.cote is Cote.CHARGE
    return Part(
        nature=nature.code,
        ligne=formulaire.indirecte(nature) if indirect else formulaire.ligne(nature),
        montant=montant,
        nom=_nom(ligne.financeur, nature.financeur, ligne.libelle),
        renvoyee=not indirect and nature.ligne in formulaire.renvois,
    )


def _nom(*noms: str | None) -> str | None:
    return next((" ".join(nom.split()) for nom in noms if nom and nom.strip()), None)
