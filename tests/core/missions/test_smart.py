"""The help on aims, on the worked cases; and the marks of a team that promises too much."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from maillage.core.facts import (
    ActionPrevue,
    CritereSmart,
    Indicateur,
    Maturite,
    PartialDate,
    Priorite,
)
from maillage.core.missions import Question, Reperes, alertes, criteres, verifier
from maillage.reference.strict import read, structure

REPERES = Reperes(priorites_hautes=2, departs_par_mois=1, actions_par_referent=1, mots_objectif=10)


@dataclass(frozen=True, kw_only=True)
class Cas:
    titre: str
    action: ActionPrevue
    autres: tuple[ActionPrevue, ...] = ()
    indicateurs: tuple[Indicateur, ...] = ()
    oui: tuple[str, ...]
    non: tuple[str, ...]
    criteres: tuple[CritereSmart, ...] | None


@dataclass(frozen=True, kw_only=True)
class Fichier:
    cas: tuple[Cas, ...]


PATH = Path(__file__).with_name("cas_smart.yaml")
CAS = structure(read(PATH.read_bytes(), PATH.name), Fichier, PATH.name).cas


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas.titre)
def test_an_aim_is_read_as_the_case_says(cas: Cas) -> None:
    asked = Question(
        action=cas.action, indicateurs=cas.indicateurs, autres=cas.autres, reperes=REPERES
    )
    checks = verifier(asked)
    said = {state: {one.code for one in checks if one.tenue is state} for state in (True, False)}
    assert said == {True: {*cas.oui}, False: {*cas.non}}
    assert criteres(asked) == cas.criteres
    assert all(one.phrase.endswith((".", "?")) for one in checks)


def test_a_long_aim_may_be_two() -> None:
    long = ActionPrevue(id="a", titre="A", objectif_operationnel="mot " * 11)
    asked = Question(action=long, indicateurs=(), autres=(), reperes=REPERES)
    assert {one.code: one.tenue for one in verifier(asked)}["court"] is False


def plan(rank: int, **changes: object) -> ActionPrevue:
    given = {"debut": PartialDate(2027, 3), "referents": ("p1",), "priorite": Priorite.HAUTE}
    return ActionPrevue(id=f"a{rank}", titre=str(rank), **{**given, **changes})  # type: ignore[arg-type]  # a test's own fields


def test_a_team_that_promises_too_much_is_told() -> None:
    found = alertes([plan(1), plan(2), plan(3)], REPERES, {"p1": "Ana Roux"})
    assert [one.actions for one in found] == [("a1", "a2", "a3")] * 3
    assert "3 actions sont en priorité haute" in found[0].phrase
    assert "commencent en 03/2027" in found[1].phrase
    assert found[2].phrase.startswith("Ana Roux répond de 3 actions")


def test_what_is_done_or_vague_is_not_too_much() -> None:
    done = [plan(1, maturite=Maturite.ACHEVEE), plan(2, debut=PartialDate(2027)), plan(3)]
    assert alertes([*done[:2]], REPERES, {}) == ()
    (one,) = alertes(done, REPERES, {})
    assert one.phrase.startswith("p1 répond de 2 actions")
