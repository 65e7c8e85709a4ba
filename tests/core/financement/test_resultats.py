"""From indicators to the rate of a variable part."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from maillage.core.financement import (
    DEFAUT,
    Formule,
    IndicateurContrat,
    NatureLigne,
    OptionsContrat,
    Palier,
    Sens,
    atteinte,
    taux,
)
from tests.core.financement.contrats import contract, plan, sums


def indicator(reference, cible, valeur, sens=Sens.CROISSANT, poids=100):
    return IndicateurContrat(
        code="x",
        reference=Decimal(reference),
        cible=Decimal(cible),
        valeur=None if valeur is None else Decimal(valeur),
        sens=sens,
        poids=poids,
    )


@pytest.mark.parametrize(
    ("reference", "cible", "valeur", "sens", "reached"),
    [
        ("82.0", "85.0", "83.0", Sens.CROISSANT, Fraction(1, 3)),
        (1200, 1000, 1100, Sens.DECROISSANT, Fraction(1, 2)),
        (0, 500, 640, Sens.CROISSANT, 1),
        (0, 500, -5, Sens.CROISSANT, 0),
        (6, 6, 6, Sens.CROISSANT, 1),
        (6, 6, 5, Sens.CROISSANT, 0),
        (6, 6, 5, Sens.DECROISSANT, 1),
        (6, 6, 7, Sens.DECROISSANT, 0),
        (0, 10, None, Sens.CROISSANT, None),
    ],
)
def test_indicator_when_measured(reference, cible, valeur, sens, reached):
    assert atteinte(indicator(reference, cible, valeur, sens)) == reached


HALF = (indicator(0, 10, 5),)
STEPS = (Palier(atteint=4000, taux=2000), Palier(atteint=8000, taux=9000))


@pytest.mark.parametrize(
    ("options", "rate"),
    [
        (OptionsContrat(), Fraction(1, 2)),
        (OptionsContrat(formule_resultats=Formule.TOUT_OU_RIEN), 0),
        (OptionsContrat(formule_resultats=Formule.PALIERS, paliers=STEPS), Fraction(1, 5)),
        (OptionsContrat(formule_resultats=Formule.PALIERS, paliers=STEPS[1:]), 0),
    ],
)
def test_rate_when_the_contract_chooses_its_formula(options, rate):
    assert taux(contract(resultats={"acces": HALF}, options=options), "acces", 1) == rate


def test_rate_when_written_year_by_year():
    found = contract(resultats={"acces": {"1": 1000, "2": None, DEFAUT: 3000}, DEFAUT: 9000})
    rates = [taux(found, "acces", year) for year in (1, 2, 3)]
    assert rates == [Fraction(1, 10), None, Fraction(3, 10)]
    assert taux(found, "parcours", 1) == Fraction(9, 10)


def test_rate_when_a_year_is_left_out_takes_the_usual_one():
    found = contract(resultats={"acces": {"1": 1000}, DEFAUT: 9000})
    assert taux(found, "acces", 2) == Fraction(9, 10)


def test_rate_when_a_mission_is_undecided():
    undecided = {"acces": (indicator(0, 10, None),), DEFAUT: 6000}
    found = plan(resultats=undecided)
    waiting = [line for line in found.lignes if line.maximum is not None]
    assert {line.poste for line in waiting} == {"acces"}
    assert [line.centimes for line in waiting] == [0] * 5
    assert sums(found).maximum - sums(found).total == 5 * 1_750_000
    assert taux(contract(resultats={"acces": None, DEFAUT: 6000}), "acces", 1) is None
    assert taux(contract(resultats={}), "acces", 1) is None


def test_line_when_results_are_nil_is_still_written():
    lines = plan(resultats={DEFAUT: 0}).lignes
    variables = [line for line in lines if line.nature is NatureLigne.VARIABLE]
    assert [line.centimes for line in variables] == [0] * 10
    assert variables[0].le == date(2023, 9, 15)
