"""The matrix of rights: complete, and the same as the one that was designed."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from maillage.reference.permissions import Regle, Role, checked, rules, table
from maillage.reference.strict import Problems


def test_every_action_answers_for_every_role() -> None:
    assert {frozenset(roles) for roles in rules().values()} == {frozenset(Role)}


def test_every_role_has_a_label() -> None:
    assert set(table().roles) == set(Role)


def test_every_rule_is_used() -> None:
    assert {rule for roles in rules().values() for rule in roles.values()} == set(Regle)


def test_an_action_without_an_answer_for_a_role_is_refused() -> None:
    line = replace(table().actions[0], roles={"porteur": Regle.OUI})
    with pytest.raises(Problems, match=r"dossier\.creer"):
        checked(replace(table(), actions=(line,)))


def test_the_rows_are_those_of_the_design(shared: Path) -> None:
    design = yaml.safe_load((shared / "regles" / "permissions.yaml").read_text())
    designed = {
        row["action"]: {role: row["roles"][role] for role in Role} for row in design["actions"]
    }
    for action, roles in rules().items():
        assert {role.value: rule.value for role, rule in roles.items()} == designed[action]
