"""The order in which a rule is judged, and what a fact of the wrong kind does."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from maillage.core.fiabilite import Fiabilite
from maillage.core.regles import (
    TOUTES,
    EtatVerdict,
    Expression,
    Gravite,
    Regle,
    Vocabulaire,
    compiler,
    juger,
    juger_par_element,
)
from maillage.core.regles.fonctions import SIMPLES

ON = date(2026, 11, 22)


def expression(texte: str) -> Expression:
    return compiler(texte, Vocabulaire({"a", "b"}, SIMPLES, {}))


def rule(**changes: Any) -> Regle:
    base = Regle(
        code="X-01",
        titre="Titre",
        message="Message",
        que_faire="Que faire",
        gravite=Gravite.BLOQUANT,
        domaine="essai",
        regions=frozenset(),
        documents=frozenset({"pre_projet"}),
        depuis=None,
        jusqua=None,
        donnees=("a", "b"),
        facultatives=frozenset({"b"}),
        champs=(),
        element=None,
        source="Source",
        fiabilite=Fiabilite.VU,
        verifie_le=ON,
        note=None,
        sans_objet_si=expression("a == 0"),
        inconnue_si=expression("absent(a)"),
        respectee_si=expression("a > 10"),
        details=expression("[x for x in b]"),
    )
    return replace(base, **changes)


def judged(regle: Regle, **faits: object) -> list[tuple[str, str]]:
    return [(v.etat.value, v.motif) for v in juger([regle], faits, on=ON, region=None)]


@pytest.mark.parametrize(
    ("a", "etat"),
    [(0, "respectee"), (None, "inconnue"), (11, "respectee"), (10, "non_respectee")],
)
def test_a_rule_is_judged_in_the_order_of_the_catalogue(a: object, etat: str) -> None:
    assert [found for found, _ in judged(rule(), a=a)] == [etat]


def test_what_does_not_apply_is_met_before_it_is_unknown() -> None:
    regle = rule(inconnue_si=expression("a == 0"))
    assert judged(regle, a=0) == [("respectee", "sans objet")]


@pytest.mark.parametrize(
    ("on", "count"),
    [(date(2026, 11, 21), 0), (ON, 1), (date(2026, 12, 1), 1), (date(2026, 12, 2), 0)],
)
def test_both_ends_of_a_period_are_included(on: date, count: int) -> None:
    regle = rule(depuis=ON, jusqua=date(2026, 12, 1))
    assert len(juger([regle], {"a": 1}, on=on, region=None)) == count


@pytest.mark.parametrize(("region", "count"), [("AURA", 1), ("OCC", 0), (None, 0), (TOUTES, 1)])
def test_a_regional_rule_is_for_its_region(region: str | None, count: int) -> None:
    regle = rule(regions=frozenset({"AURA"}))
    assert len(juger([regle], {"a": 1}, on=ON, region=region)) == count


@pytest.mark.parametrize(("document", "count"), [(None, 1), ("pre_projet", 1), ("contrat", 0)])
def test_a_rule_is_for_its_documents(document: str | None, count: int) -> None:
    found = juger([rule()], {"a": 1}, on=ON, region=None, document=document)
    assert len(found) == count


@pytest.mark.parametrize("a", ["onze", True, (1,), {"x": 1}, ON])
def test_a_fact_of_the_wrong_kind_makes_the_verdict_unknown(a: object) -> None:
    ((etat, motif),) = judged(rule(sans_objet_si=None), a=a)
    assert (etat, motif.startswith("la règle n’a pas pu être calculée")) == ("inconnue", True)


def test_the_unanswered_facts_are_named_but_not_the_optional_ones() -> None:
    (verdict,) = juger([rule()], {}, on=ON, region=None)
    assert verdict.manquants == ("a",)


def test_what_keeps_a_rule_from_being_met_is_listed() -> None:
    (verdict,) = juger([rule()], {"a": 1, "b": ("y", "x", "y", None)}, on=ON, region=None)
    assert verdict.elements == ("y", "x")
    (met,) = juger([rule()], {"a": 11, "b": ("x",)}, on=ON, region=None)
    assert met.elements == ()


def test_a_fact_cannot_change_the_day_of_judgement() -> None:
    regle = rule(sans_objet_si=None, respectee_si=expression("a == date_jour"))
    assert judged(regle, a=ON, date_jour=date(1999, 1, 1)) == [
        ("respectee", "la condition est remplie")
    ]


@pytest.mark.parametrize(
    ("series", "etat", "elements"),
    [
        ({}, "respectee", ()),
        ({"A": {"a": 11}}, "respectee", ()),
        ({"A": {"a": 11}, "B": {}}, "inconnue", ("B",)),
        ({"A": {"a": 1}, "B": {}, "C": {"a": 2}}, "non_respectee", ("A", "C")),
    ],
)
def test_the_worst_element_gives_the_verdict(
    series: dict[str, dict[str, object]], etat: str, elements: tuple[str, ...]
) -> None:
    verdict = juger_par_element(rule(details=None), series, on=ON)
    assert (verdict.etat, verdict.elements) == (EtatVerdict(etat), elements)
