"""Which communes several CPTS take, and which none takes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Chevauchement:
    """Another CPTS that takes communes of ours."""

    cpts: str
    communes: tuple[str, ...]


def chevauchements(
    codes: Collection[str], autres: Mapping[str, Collection[str]]
) -> tuple[Chevauchement, ...]:
    """Return the other CPTS that share communes with these, the largest share first."""
    inside = set(codes)
    shared = {name: tuple(sorted(inside.intersection(held))) for name, held in autres.items()}
    found = [Chevauchement(cpts=name, communes=held) for name, held in shared.items() if held]
    return tuple(sorted(found, key=lambda one: (-len(one.communes), one.cpts)))


def sans_cpts(codes: Iterable[str], perimetres: Iterable[Collection[str]]) -> tuple[str, ...]:
    """Return the communes of a list that no CPTS takes."""
    taken = {code for held in perimetres for code in held}
    return tuple(sorted(set(codes) - taken))


def partagees(perimetres: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    """Return the communes that several CPTS take, each with their names."""
    takers: dict[str, list[str]] = {}
    for name, held in perimetres.items():
        for code in held:
            takers.setdefault(code, []).append(name)
    return {code: tuple(sorted(names)) for code, names in takers.items() if len(names) > 1}
