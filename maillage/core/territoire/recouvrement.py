"""Which CPTS take the same communes as a territory."""

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.core.territoire.cpts import CptsConnue, Prise


@dataclass(frozen=True, slots=True, kw_only=True)
class Chevauchement:
    """Another CPTS that takes communes of ours."""

    cpts: CptsConnue
    communes: tuple[str, ...]  # taken twice
    partagees: tuple[str, ...]  # entered by both, each by parts of its own: no overlap


def chevauchements(ours: Prise, autres: Iterable[CptsConnue]) -> tuple[Chevauchement, ...]:
    """Return the other CPTS that take communes of ours, the largest share first."""
    found = []
    for one in autres:
        if ours.lieux.isdisjoint(one.prise.lieux):
            continue
        found.append(
            Chevauchement(
                cpts=one,
                communes=tuple(sorted(ours.disputes(one.prise))),
                partagees=tuple(sorted(ours.partages(one.prise))),
            )
        )
    return tuple(
        sorted(found, key=lambda one: (-len(one.communes), -len(one.partagees), one.cpts.nom))
    )
