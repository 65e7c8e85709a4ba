"""The columns of a form: the rows of one side, from a total to the next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maillage.core.budget.modele import Cote, Formulaire, Rang, Sorte

_PORTE = (Sorte.CLASSE, Sorte.LIGNE, Sorte.LIBRE)  # rows that may bear an amount of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Colonne:
    """What one total adds up."""

    cote: Cote
    rangs: tuple[Rang, ...]  # those that may bear an amount of their own, in printed order
    total: str  # key of the row of the total


def colonnes(formulaire: Formulaire) -> tuple[Colonne, ...]:
    """Return the columns: charges, uses of what is free, products, what is free."""
    charges = (rangee.charge for rangee in formulaire.rangees)
    produits = (rangee.produit for rangee in formulaire.rangees)
    return (
        *_cut(charges, (Cote.CHARGE, Cote.EMPLOI)),
        *_cut(produits, (Cote.PRODUIT, Cote.CONTRIBUTION)),
    )


def _cut(rangs: Iterable[Rang | None], cotes: tuple[Cote, ...]) -> Iterator[Colonne]:
    kept: list[Rang] = []
    left = iter(cotes)
    for rang in rangs:
        if rang is None:
            continue
        if rang.sorte in _PORTE:
            kept.append(rang)
        elif rang.sorte is Sorte.TOTAL:
            yield Colonne(cote=next(left), rangs=tuple(kept), total=rang.cle)
            kept = []
