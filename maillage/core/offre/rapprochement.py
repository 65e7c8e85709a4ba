"""Who of the team is who in the directory: sure by a number, proposed by a name, never decided here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from maillage.core.offre.professionnels import Exercice, ProfessionOffre
from maillage.core.passages import plain


class Certitude(StrEnum):
    """How sure we are."""

    ICI = "ici"  # by the number, practising in the territory
    AILLEURS = "ailleurs"  # by the number, practising elsewhere only
    PROPOSEE = "proposee"  # one person or more of that name and profession: to confirm
    INTROUVABLE = "introuvable"  # a number that the directory does not hold
    AUCUNE = "aucune"


@dataclass(frozen=True, slots=True, kw_only=True)
class Membre:
    """A member of the team, as the dossier says."""

    id: str
    nom: str
    prenom: str | None
    profession: str | None  # code of the dossier
    rpps: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapprochement:
    """A member and who they seem to be; one candidate when it is sure."""

    membre: Membre
    certitude: Certitude
    candidats: tuple[Exercice, ...] = ()


def rapprocher(
    membres: Iterable[Membre],
    ici: Sequence[Exercice],
    *,
    ailleurs: Mapping[str, Exercice],
    table: Sequence[ProfessionOffre],
    refuses: Collection[tuple[str, str]] = (),
) -> tuple[Rapprochement, ...]:
    """Match each member, in order.

    `ailleurs`: those whose number is known, by number, wherever they practise. `refuses`: pairs of a
    member and a number that somebody said are two people.
    """
    members = tuple(membres)
    by_number: dict[str, Exercice] = {}
    by_name: dict[str, list[Exercice]] = {}
    for one in ici:
        by_number.setdefault(one.numero, one)
        by_name.setdefault(_key(one.nom), []).append(one)
    taken = {one.rpps for one in members if one.rpps}
    return tuple(
        _known(one, by_number, ailleurs)
        if one.rpps
        else _sought(one, by_name.get(_key(one.nom), ()), table, taken, refuses)
        for one in members
    )


def _known(
    member: Membre, ici: Mapping[str, Exercice], ailleurs: Mapping[str, Exercice]
) -> Rapprochement:
    number = member.rpps or ""
    if number in ici:
        return Rapprochement(membre=member, certitude=Certitude.ICI, candidats=(ici[number],))
    if number in ailleurs:
        found = (ailleurs[number],)
        return Rapprochement(membre=member, certitude=Certitude.AILLEURS, candidats=found)
    return Rapprochement(membre=member, certitude=Certitude.INTROUVABLE)


def _sought(
    member: Membre,
    namesakes: Iterable[Exercice],
    table: Sequence[ProfessionOffre],
    taken: Collection[str],
    refuses: Collection[tuple[str, str]],
) -> Rapprochement:
    may_be = {one.code for one in table if member.profession in one.professions}
    found: dict[str, Exercice] = {}
    for one in namesakes:
        free = one.numero not in taken and (member.id, one.numero) not in refuses
        trade = member.profession is None or one.profession in may_be
        if free and trade and _first_names(member.prenom, one.prenom):
            found.setdefault(one.numero, one)
    sure = Certitude.PROPOSEE if found else Certitude.AUCUNE
    return Rapprochement(membre=member, certitude=sure, candidats=tuple(found.values()))


def _first_names(said: str | None, written: str) -> bool:
    """« Anne » may be « Anne-Marie »; a member without a first name may be anyone of the name."""
    mine, theirs = _words(said or ""), _words(written)
    return not mine or not theirs or mine[0] == theirs[0] or _key(said or "") == _key(written)


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in plain(text)).split()


def _key(text: str) -> str:
    return "".join(_words(text))
