"""What a contract was to pay beside what came: received, awaited, late, or another amount."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, groupby

from maillage.core.facts import PartRecue, VersementRecu
from maillage.core.financement.grille import CENTIMES
from maillage.core.financement.lignes import Ligne
from maillage.core.financement.vues import Mouvement, cumuler

_TOGETHER = 3  # lines tried together, when no whole day of them makes the amount
_NEAR = 10  # per cent: an amount this far from what was awaited may still be meant for it


class EtatAttendu(StrEnum):
    """Where a line of the schedule stands, on a day."""

    A_VENIR = "a_venir"
    ATTENDU = "attendu"
    EN_RETARD = "en_retard"  # its last day is passed, and nothing came
    DIFFERENT = "different"  # something came, which is not the amount
    RECU = "recu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recu:
    """What a line received from one payment."""

    le: date
    centimes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendu:
    """A line of the schedule, and what it received."""

    ligne: Ligne
    recus: tuple[Recu, ...]
    etat: EtatAttendu
    depasse: bool  # its last day is passed, and some of it is still to come

    @property
    def cle(self) -> str:
        """Return what names the line, as the part of a payment does."""
        return cle(self.ligne)

    @property
    def recu(self) -> int:
        """Return what came, in cents."""
        return sum(one.centimes for one in self.recus)

    @property
    def reste(self) -> int:
        """Return what is still to come: below zero, too much came.

        As long as its result is not decided, a line that received up to its maximum is even.
        """
        most = self.ligne.maximum
        if most is not None and self.ligne.centimes <= self.recu <= most:
            return 0
        return self.ligne.centimes - self.recu

    @property
    def solde_le(self) -> date | None:
        """Return the day on which the whole of it had come; None: not yet."""
        so_far = 0
        for one in sorted(self.recus, key=lambda each: each.le):
            so_far += one.centimes
            if so_far >= self.ligne.centimes:
                return one.le
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapprochement:
    """Every payment in its place; their total is that of the account, to the cent."""

    attendus: tuple[Attendu, ...]
    imprevus: tuple[PartRecue, ...]  # parts that name no line of the schedule
    a_rapprocher: tuple[VersementRecu, ...]
    hors_accord: tuple[VersementRecu, ...]

    @property
    def recu(self) -> int:
        """Return what the lines of the schedule received, in cents."""
        return sum(one.recu for one in self.attendus)

    @property
    def retards(self) -> tuple[Attendu, ...]:
        """Return the lines that the caisse may be written about."""
        return tuple(one for one in self.attendus if one.depasse)


def cle(ligne: Ligne) -> str:
    """Return what names a line of the schedule: « 1:acces:avance »."""
    return f"{ligne.annee}:{ligne.poste}:{ligne.nature}"


def en_centimes(montant: Decimal | None) -> int:
    """Return an amount in cents; what nobody said counts for nothing."""
    return 0 if montant is None else int(montant * CENTIMES)


def rapprocher(
    lignes: Iterable[Ligne], versements: Iterable[VersementRecu], *, on: date
) -> Rapprochement:
    """Put each part of each payment beside the line that it names."""
    rows, payments = tuple(lignes), tuple(versements)
    found: dict[str, list[Recu]] = {cle(row): [] for row in rows}
    unplanned = []
    for payment in payments:
        for part in payment.parts or ():
            if part.ligne in found:
                came = Recu(le=payment.date, centimes=en_centimes(part.montant))
                found[part.ligne].append(came)
            else:
                unplanned.append(part)
    return Rapprochement(
        attendus=tuple(_awaited(row, tuple(found[cle(row)]), on) for row in rows),
        imprevus=tuple(unplanned),
        a_rapprocher=tuple(one for one in payments if one.parts is None),
        hors_accord=tuple(one for one in payments if one.parts == ()),
    )


def _awaited(ligne: Ligne, recus: tuple[Recu, ...], on: date) -> Attendu:
    found = Attendu(ligne=ligne, recus=recus, etat=EtatAttendu.RECU, depasse=False)
    passed = ligne.limite is not None and on > ligne.limite and not ligne.indicatif
    late = passed and found.reste > 0
    return replace(found, etat=_state(found, on, late=late), depasse=late)


def _state(found: Attendu, on: date, *, late: bool) -> EtatAttendu:
    if found.recus:
        return EtatAttendu.DIFFERENT if found.reste else EtatAttendu.RECU
    if late:
        return EtatAttendu.EN_RETARD
    if found.ligne.centimes == 0 and found.ligne.maximum is None:
        return EtatAttendu.RECU  # nothing is due, nothing is awaited
    return EtatAttendu.A_VENIR if on < found.ligne.le else EtatAttendu.ATTENDU


def mouvements_recus(versements: Iterable[VersementRecu]) -> tuple[Mouvement, ...]:
    """Return what came on which day, but what has nothing to do with the agreement."""
    by_day: dict[date, int] = {}
    for one in versements:
        if one.parts != ():
            by_day[one.date] = by_day.get(one.date, 0) + en_centimes(one.montant)
    return cumuler(by_day)


# --- which lines a payment may be for -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Lines that a payment may have paid, to be confirmed by a person."""

    parts: tuple[PartRecue, ...]  # they make the payment, to the cent
    exacte: bool  # else the amount is near that of the line, and another


def proposer(versement: VersementRecu, attendus: Iterable[Attendu]) -> Proposition | None:
    """Return the lines whose remaining amounts make the payment; None when nothing does.

    The nearest in time come first: one line, all those of a day, then a few together.
    """
    amount = en_centimes(versement.montant)
    left = [one for one in attendus if one.reste and not one.ligne.indicatif]
    left.sort(key=lambda one: abs((versement.date - one.ligne.le).days))
    for together in _gatherings(left):
        if amount and sum(one.reste for one in together) == amount:
            parts = tuple(_part(one, one.reste) for one in together)
            return Proposition(parts=parts, exacte=True)
    close = (one for one in left if one.ligne.le <= versement.date and _near(one.reste, amount))
    nearest = next(close, None)
    if nearest is None:
        return None
    return Proposition(parts=(_part(nearest, amount),), exacte=False)


def _gatherings(left: Sequence[Attendu]) -> Iterator[Sequence[Attendu]]:
    """Yield the lines that may be paid together, the likeliest first."""
    yield from ([one] for one in left)
    by_day = sorted(left, key=lambda one: (one.ligne.le, one.ligne.annee, one.ligne.nature))
    for _, some in groupby(by_day, key=lambda one: one.ligne.le):
        day = list(some)
        yield day
        for _, of_year in groupby(day, key=lambda one: one.ligne.annee):
            yield list(of_year)
        for _, alike in groupby(day, key=lambda one: (one.ligne.annee, one.ligne.nature)):
            yield list(alike)
    for count in range(2, _TOGETHER + 1):
        yield from combinations(left[:_MOST], count)


_MOST = 16  # lines among which a few are looked for together


def _near(reste: int, amount: int) -> bool:
    return reste * amount > 0 and abs(reste - amount) * 100 <= abs(reste) * _NEAR


def _part(one: Attendu, centimes: int) -> PartRecue:
    return PartRecue(
        annee=one.ligne.annee,
        poste=one.ligne.poste,
        nature=one.ligne.nature,
        montant=Decimal(centimes) / CENTIMES,
    )
