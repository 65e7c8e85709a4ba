"""How the inhabitants of a territory divide between EPCI, départements and régions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from maillage.core.territoire.annuaire import Annuaire
from maillage.core.territoire.lignes import LigneTerritoire

OUTSIDE_EPCI = "Hors intercommunalité"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The share of a territory that lies in one EPCI, one département or one région."""

    code: str | None  # None: in no EPCI
    nom: str
    communes: int  # communes of today touched, wholly or in part
    communes_entieres: int
    communes_total: int | None = None  # of the EPCI; None where it means nothing
    population: int  # inhabitants counted, those that are known
    complete: bool = True  # False: a figure is missing from `population`

    @property
    def entier(self) -> bool | None:
        """Are all its communes taken whole? None where it means nothing."""
        if self.communes_total is None:
            return None
        return self.communes_entieres == self.communes_total

    def pourcent(self, total: int) -> Decimal | None:
        """Return its share of a total of inhabitants, to one decimal."""
        if not total:
            return None
        return (Decimal(100 * self.population) / total).quantize(Decimal("0.1"), ROUND_HALF_UP)


def parts_epci(lines: Iterable[LigneTerritoire], annuaire: Annuaire) -> tuple[Part, ...]:
    """Return the shares by EPCI, the largest first; those in none come under the code None."""
    lines = tuple(lines)
    names = {line.commune.epci: line.commune.epci_nom or OUTSIDE_EPCI for line in lines}

    def size(code: str | None) -> int | None:
        epci = annuaire.epci(code) if code else None
        return len(epci.communes) if epci else None

    return _parts(lines, annuaire, lambda line: line.commune.epci, names.__getitem__, size)


def parts_departement(lines: Iterable[LigneTerritoire], annuaire: Annuaire) -> tuple[Part, ...]:
    """Return the shares by département, the largest first."""

    def name(code: str | None) -> str:
        found = annuaire.departement(code or "")
        return found.nom if found else code or ""

    return _parts(tuple(lines), annuaire, lambda line: line.commune.departement, name)


def parts_region(lines: Iterable[LigneTerritoire], annuaire: Annuaire) -> tuple[Part, ...]:
    """Return the shares by région, the largest first."""

    def name(code: str | None) -> str:
        found = annuaire.region(code or "")
        return found.nom if found else code or ""

    return _parts(tuple(lines), annuaire, lambda line: line.commune.region, name)


def _parts(
    lines: tuple[LigneTerritoire, ...],
    annuaire: Annuaire,
    key: Callable[[LigneTerritoire], str | None],
    name: Callable[[str | None], str],
    size: Callable[[str | None], int | None] = lambda _: None,
) -> tuple[Part, ...]:
    groups: dict[str | None, list[LigneTerritoire]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    parts = (
        Part(
            code=code,
            nom=name(code),
            communes=len({line.commune.parent or line.commune.code for line in group}),
            communes_entieres=len(_whole(group, annuaire)),
            communes_total=size(code),
            population=sum(line.population or 0 for line in group if line.comptee),
            complete=all(line.population is not None for line in group if line.comptee),
        )
        for code, group in groups.items()
    )
    return tuple(sorted(parts, key=lambda part: (-part.population, part.code or "~")))


def _whole(lines: Iterable[LigneTerritoire], annuaire: Annuaire) -> set[str]:
    """Return the communes taken whole; all its arrondissements make a commune whole."""
    whole = {line.commune.code for line in lines if line.entiere}
    parents = {line.commune.parent for line in lines if line.commune.parent}
    for parent in parents:
        districts = set(annuaire.arrondissements(parent))
        if parent not in whole and districts <= whole:
            whole.add(parent)
        whole -= districts
    return whole
