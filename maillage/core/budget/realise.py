"""The actual beside the forecast: the accounts of a year placed in the natures of a budget."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.core.budget.modele import Cote, Nature
from maillage.core.facts import LigneBudgetProjet, LigneRealisee

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparaison:
    """A heading: what was planned, what happened; None: nothing says it."""

    cote: Cote
    ligne: str  # row of a form
    prevu: Decimal | None
    realise: Decimal | None
    comptes: bool = True  # the accounts of the year are there; without them nothing is known

    @property
    def ecart(self) -> Decimal | None:
        """Return what happened less what was planned; None while the year has no accounts."""
        return (self.realise or ZERO) - (self.prevu or ZERO) if self.comptes else None


def comparer(
    previsions: Iterable[LigneBudgetProjet],
    realise: Iterable[LigneRealisee],
    natures: Mapping[str, Nature],
    *,
    exercice: int,
) -> tuple[Comparaison, ...]:
    """Return each heading of a year that has something planned or done, in the order of the charts."""
    planned = _sums(
        ((line.nature, line.montant) for line in previsions if line.exercice == exercice), natures
    )
    accounts = [line for line in realise if line.exercice == exercice]
    done = _sums(((line.nature, line.montant) for line in accounts), natures)
    order = dict.fromkeys((nature.cote, nature.ligne) for nature in natures.values())
    return tuple(
        Comparaison(
            cote=key[0],
            ligne=key[1],
            prevu=planned.get(key),
            realise=done.get(key),
            comptes=bool(accounts),
        )
        for key in order
        if key in planned or key in done
    )


def _sums(
    lines: Iterable[tuple[str | None, Decimal | None]], natures: Mapping[str, Nature]
) -> dict[tuple[Cote, str], Decimal]:
    found: dict[tuple[Cote, str], Decimal] = {}
    for code, amount in lines:
        nature = natures.get(code or "")
        if nature is not None and amount is not None:
            key = (nature.cote, nature.ligne)
            found[key] = found.get(key, ZERO) + amount
    return found


def a_ranger(
    realise: Iterable[LigneRealisee], natures: Mapping[str, Nature], *, exercice: int
) -> tuple[LigneRealisee, ...]:
    """Return the accounts of a year that no nature holds yet."""
    return tuple(
        line for line in realise if line.exercice == exercice and (line.nature or "") not in natures
    )


def nature_du_compte(
    compte: str, comptes: Mapping[str, str | None], preferees: Iterable[str] = ()
) -> str | None:
    """Return the nature of an account: the one whose account is the longest beginning of it.

    `comptes` gives the account of each nature in the chart of the year. Several natures on the same
    account: one of `preferees` (those of the forecast) is taken, else the first.
    """
    digits = "".join(character for character in compte if character.isdigit())
    best = max((len(own) for own in comptes.values() if own and digits.startswith(own)), default=0)
    if not best:
        return None
    found = [code for code, own in comptes.items() if own == digits[:best]]
    liked = set(preferees)
    return next((code for code in found if code in liked), found[0])
