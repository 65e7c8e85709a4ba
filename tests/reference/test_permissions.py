"""The matrix of rights: complete, and the same as the one that was designed."""

from pathlib import Path

import yaml

from maillage.reference.permissions import Regle, Role, rules, table


def test_every_action_answers_for_every_role() -> None:
    assert {frozenset(roles) for roles in rules().values()} == {frozenset(Role)}


def test_every_role_has_a_label() -> None:
    assert set(table().roles) == set(Role)


def test_every_rule_is_used() -> None:
    assert {rule for roles in rules().values() for rule in roles.values()} == set(Regle)


def test_the_rows_are_those_of_the_design(shared: Path) -> None:
    design = yaml.safe_load((shared / "regles" / "permissions.yaml").read_text())
    designed = {
        row["action"]: {role: row["roles"][role] for role in Role} for row in design["actions"]
    }
    for action, roles in rules().items():
        assert {role.value: rule.value for role, rule in roles.items()} == designed[action]
