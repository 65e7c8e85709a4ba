"""The amounts of a row between its line and the free rows that detail it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from maillage.core.budget.modele import Formulaire, Rang
from maillage.core.budget.parts import ZERO, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What a free row says: a name, or how many others share the last one."""

    nom: str | None
    montant: Decimal
    autres: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexe:
    """The details that found no free row, or share one row, listed apart."""

    ligne: str
    details: tuple[Detail, ...]
    autres: bool = False  # only those that did not fit


@dataclass(slots=True)
class Reparti:
    """The amounts of each row, each euro once."""

    montants: dict[str, Decimal] = field(default_factory=dict)
    noms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    details: dict[str, Detail] = field(default_factory=dict)
    annexes: list[Annexe] = field(default_factory=list)


def repartir(parts: Iterable[Part], formulaire: Formulaire) -> Reparti:
    """Share the parts between the rows of a form."""
    by_row: dict[str, list[Part]] = {}
    for part in parts:
        by_row.setdefault(part.ligne, []).append(part)
    made = Reparti()
    for rang in formulaire.rangs():
        if rang.cle in by_row:
            libres = [libre for libre in formulaire.rangs() if libre.detaille == rang.cle]
            _row(made, rang, by_row[rang.cle], libres)
    return made


def _row(made: Reparti, rang: Rang, parts: Sequence[Part], libres: Sequence[Rang]) -> None:
    named: dict[str, Decimal] = {}
    for part in parts:
        if part.nom is not None:
            named[part.nom] = named.get(part.nom, ZERO) + part.montant
    unnamed = [part.montant for part in parts if part.nom is None]
    alone = rang.nom and len(named) == 1 and not unnamed
    if not libres or not named or alone:
        made.montants[rang.cle] = sum((part.montant for part in parts), ZERO)
        if rang.nom and named:
            made.noms[rang.cle] = tuple(named)
        if rang.nom and len(named) > 1:
            made.annexes.append(Annexe(ligne=rang.cle, details=_details(named)))
        return
    if unnamed:
        made.montants[rang.cle] = sum(unnamed, ZERO)
    _free_rows(made, rang, _details(named), libres)


def _details(named: dict[str, Decimal]) -> tuple[Detail, ...]:
    return tuple(Detail(nom=nom, montant=montant) for nom, montant in named.items())


def _free_rows(
    made: Reparti, rang: Rang, details: Sequence[Detail], libres: Sequence[Rang]
) -> None:
    """One detail per free row; the last one takes the rest, which is then listed apart."""
    shown = details
    if len(details) > len(libres):
        room = len(libres) - 1
        rest = details[room:]
        together = sum((detail.montant for detail in rest), ZERO)
        shown = [*details[:room], Detail(nom=None, montant=together, autres=len(rest))]
        made.annexes.append(Annexe(ligne=rang.cle, details=tuple(rest), autres=True))
    for libre, detail in zip(libres, shown, strict=False):
        made.details[libre.cle] = detail
        made.montants[libre.cle] = detail.montant
