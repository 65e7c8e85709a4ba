"""The matrix of rights: complete, and the same as the one that was designed."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from maillage.reference.permissions import (
    Regle,
    Role,
    RoleAgence,
    checked,
    phrase,
    rules,
    rules_agence,
    table,
)
from maillage.reference.strict import Problems


def test_every_action_answers_for_every_role() -> None:
    assert {frozenset(roles) for roles in rules().values()} == {frozenset(Role)}
    assert {frozenset(roles) for roles in rules_agence().values()} == {frozenset(RoleAgence)}


def test_every_role_has_a_label() -> None:
    assert set(table().roles) == set(Role)
    assert set(table().roles_agence) == set(RoleAgence)


def test_a_role_says_in_one_sentence_what_it_may_do() -> None:
    assert phrase(Role.LECTEUR) == "Peut lire le dossier."
    assert phrase(Role.PORTEUR).endswith(
        " ; et, tant que l’association n’est pas déclarée, inviter quelqu’un et retirer un accès."
    )


def test_every_rule_is_used() -> None:
    every = (*rules().values(), *rules_agence().values())
    assert {rule for roles in every for rule in roles.values()} == set(Regle)


def test_an_action_without_an_answer_for_a_role_is_refused() -> None:
    line = replace(table().actions[0], roles={"porteur": Regle.OUI})
    with pytest.raises(Problems, match=r"dossier\.creer"):
        checked(replace(table(), actions=(line,)))


def test_an_action_of_an_agency_without_an_answer_for_a_role_is_refused() -> None:
    line = replace(table().actions_agence[0], roles={"cpam": Regle.NON})
    with pytest.raises(Problems, match=r"modele\.consulter"):
        checked(replace(table(), actions_agence=(line,)))
    with pytest.raises(Problems, match="roles_agence"):
        checked(replace(table(), roles_agence={}))


def test_only_the_ars_publishes_a_model() -> None:
    publishes = {role for role, rule in rules_agence()["modele.publier"].items() if rule != "non"}
    assert publishes == {RoleAgence.ARS_DD, RoleAgence.ARS_SIEGE}


# What the design does not speak of, decided by us (decisions 0007 and 0016).
OURS = {"dossier.effacer_versions", "territoire.publier"}


def test_the_rows_are_those_of_the_design(shared: Path) -> None:
    design = yaml.safe_load((shared / "regles" / "permissions.yaml").read_text())
    designed = {
        row["action"]: {role: row["roles"][role] for role in Role} for row in design["actions"]
    }
    assert rules().keys() - designed.keys() == OURS
    for action, roles in rules().items():
        if action not in OURS:
            assert {role.value: rule.value for role, rule in roles.items()} == designed[action]
