"""The matrix of rights: for each action and each role of a team or of an agency, yes, no, or on
a condition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from maillage.core.fiabilite import Fiabilite
from maillage.reference.strict import Problem, Problems, read, structure

_PATH = Path(__file__).with_name("permissions.yaml")
R = TypeVar("R", bound=StrEnum)


class Role(StrEnum):
    """What a person is in the team of one dossier."""

    PORTEUR = "porteur"
    COORDINATEUR = "coordinateur"
    PRESIDENT = "president"
    TRESORIER = "tresorier"
    MEMBRE = "membre"
    LECTEUR = "lecteur"


# Those who lead a team: they keep the margin in order, and see what still bars a deposit.
HEADS: Final = (Role.PORTEUR, Role.COORDINATEUR, Role.PRESIDENT)


class RoleAgence(StrEnum):
    """What a person is in an agency: it holds within the reach of that agency only."""

    ARS_DD = "ars_dd"
    ARS_SIEGE = "ars_siege"
    CPAM = "cpam"
    ELSM = "elsm"
    MSA = "msa"
    OBSERVATEUR = "observateur"


class Regle(StrEnum):
    """What the matrix says of a role and an action."""

    OUI = "oui"
    NON = "non"
    OUVERT = "ouvert"  # the section is open to writing
    PARTAGE = "partage"  # the section is shared by the team
    AVANT_ASSOCIATION = "avant_association"  # the association is not declared yet
    TERRITOIRE = "territoire"  # within the reach of the agency: its région, its départements


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """One action, and what it asks of each role."""

    code: str
    libelle: str
    roles: Mapping[str, Regle]
    court: str | None = None  # how the sentence about a role says it; left out without it


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrice:
    """The whole table."""

    verifie_le: date
    source: str
    fiabilite: Fiabilite
    roles: Mapping[str, str]
    actions: tuple[Ligne, ...]
    roles_agence: Mapping[str, str]
    actions_agence: tuple[Ligne, ...]


@cache
def table() -> Matrice:
    """Load the matrix."""
    return checked(structure(read(_PATH.read_bytes(), _PATH.name), Matrice, _PATH.name))


def checked(matrice: Matrice) -> Matrice:
    """Refuse a matrix where a role is unknown, or left without an answer."""
    families = (
        (Role, matrice.roles, matrice.actions, "roles"),
        (RoleAgence, matrice.roles_agence, matrice.actions_agence, "roles_agence"),
    )
    for roles, labels, actions, name in families:
        expected = {role.value for role in roles}
        wrong = [line.code for line in actions if line.roles.keys() != expected]
        if wrong or labels.keys() != expected:
            message = f"chaque action donne une réponse par rôle : {', '.join(wrong) or name}"
            raise Problems(_PATH.name, [Problem(message)])
    return matrice


@cache
def rules() -> Mapping[str, Mapping[Role, Regle]]:
    """Return the rules of a team, by action then by role."""
    return _by_action(table().actions, Role)


@cache
def rules_agence() -> Mapping[str, Mapping[RoleAgence, Regle]]:
    """Return the rules of an agency, by action then by role."""
    return _by_action(table().actions_agence, RoleAgence)


def _by_action(lines: tuple[Ligne, ...], roles: type[R]) -> Mapping[str, Mapping[R, Regle]]:
    by_action = {
        line.code: MappingProxyType({roles(role): rule for role, rule in line.roles.items()})
        for line in lines
    }
    return MappingProxyType(by_action)


def roles_with(action: str) -> frozenset[Role]:
    """Return the roles that may do this whatever the dossier is at."""
    return frozenset(role for role, rule in rules()[action].items() if rule is Regle.OUI)


def phrase(role: Role) -> str:
    """Say in one sentence what a role may do."""
    always = [line.court for line in table().actions if line.court and _always(line, role)]
    before = [
        line.court
        for line in table().actions
        if line.court and line.roles[role] is Regle.AVANT_ASSOCIATION
    ]
    if not before:
        return f"Peut {_listed(always)}."
    return (
        f"Peut {_listed(always)} ; et, tant que l’association n’est pas déclarée, "
        f"{_listed(before)}."
    )


def _always(line: Ligne, role: Role) -> bool:
    return line.roles[role] in (Regle.OUI, Regle.OUVERT, Regle.PARTAGE)


def _listed(words: list[str]) -> str:
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
