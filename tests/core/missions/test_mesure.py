"""The arithmetic of an indicator: nothing is out of zero, and a target is read with its direction."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.facts import CibleAnnuelle, Indicateur, NatureIndicateur, SensIndicateur
from maillage.core.missions import (
    Valeur,
    bon_sens,
    depart,
    derniere_cible,
    manques,
    poids,
    rapport,
)

figures = st.decimals(min_value=0, max_value=10**9, places=2)


def indicateur(**changes: object) -> Indicateur:
    return Indicateur(**{"id": "i", "libelle": "I", **changes})  # type: ignore[arg-type]  # a test's own fields


@given(part=figures, whole=figures)
def test_a_rate_is_exact_and_never_out_of_zero(part: Decimal, whole: Decimal) -> None:
    found = rapport(part, whole, "%")
    if whole == 0:
        assert found == Valeur(calculable=False)
        return
    assert found.valeur is not None
    assert abs(found.valeur * whole - part * 100) <= whole * Decimal("0.005")
    plain = rapport(part, whole, "jours").valeur
    assert plain is not None
    assert (part > whole) <= (plain >= 1)


@given(start=figures, target=figures)
def test_a_target_goes_one_way_only(start: Decimal, target: Decimal) -> None:
    said = [bon_sens(one, start, target) for one in SensIndicateur]
    assert said.count(True) == 1
    assert bon_sens(None, start, target) is None
    assert bon_sens(SensIndicateur.HAUSSE, None, target) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, Valeur()),
        ({"depart_valeur": Decimal(12)}, Valeur(valeur=Decimal(12))),
        (
            {"depart_numerateur": Decimal(1), "depart_denominateur": Decimal(3), "unite": "%"},
            Valeur(valeur=Decimal("33.33")),
        ),
        (
            {
                "depart_numerateur": Decimal(1),
                "depart_denominateur": Decimal(0),
                "depart_valeur": Decimal(9),
            },
            Valeur(calculable=False),
        ),
        ({"depart_numerateur": Decimal(4)}, Valeur()),
        ({"depart_numerateur": Decimal(4), "denominateur": ""}, Valeur(valeur=Decimal(4))),
    ],
)
def test_the_baseline_comes_from_its_counts_first(said: dict[str, object], found: Valeur) -> None:
    assert depart(indicateur(**said)) == found


def test_a_missing_count_leaves_the_rate_unknown() -> None:
    assert rapport(None, Decimal(1), "%") == rapport(Decimal(1), None, "%") == Valeur()


def test_the_target_is_that_of_the_last_year() -> None:
    cibles = (
        CibleAnnuelle(exercice=2029, valeur=Decimal(9)),
        CibleAnnuelle(exercice=2027, valeur=Decimal(7)),
    )
    assert derniere_cible(indicateur(cibles=cibles)) == 9
    assert derniere_cible(indicateur()) is None


def test_the_holes_of_a_sheet_are_named() -> None:
    every = (
        "nature",
        "source",
        "rythme",
        "definition",
        "unite",
        "sens",
        "preuve",
        "depart",
        "cible",
        "action",
    )
    assert manques(indicateur()) == every
    described = indicateur(
        nature=NatureIndicateur.QUALITATIF, source="Equipe", rythme="chaque année",
        depart="rien", cible="mieux", action="a",
    )  # fmt: skip
    assert manques(described) == ()
    unsaid = {"depart_numerateur": Decimal(1), "depart_denominateur": Decimal(0)}
    assert "depart" not in manques(indicateur(**unsaid))


def test_the_weights_of_a_mission_add_up() -> None:
    rows = [
        indicateur(id="a", poids=60),
        indicateur(id="b", poids=40),
        indicateur(id="c"),
        indicateur(id="d", poids=5),
    ]
    assert poids(rows, {"a": "acces", "b": "acces", "c": "acces"}) == {"acces": 100}
