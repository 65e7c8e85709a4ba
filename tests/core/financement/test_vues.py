"""The schedule seen by year, by month and as cash; scenarios side by side."""

from datetime import date

import pytest

from maillage.core.financement import (
    DEFAUT,
    PartPayee,
    anniversaire,
    plus_mois,
    scenarios,
    tresorerie,
)
from tests.core.financement.contrats import SIGNATURE, TABLES, contract, plan, sums


def test_months_when_summed():
    found = sums(plan(missions={}))
    assert found.par_mois == {(2022, 9): 6_000_000}
    assert found.par_annee_contrat == {1: 6_000_000}


def test_cash_when_at_the_latest():
    """A payment without limit is supposed to come two months later (B6)."""
    early, late = tresorerie(plan().lignes), tresorerie(plan().lignes, delai_mois=2)
    assert (early[0].le, late[0].le) == (SIGNATURE, date(2022, 11, 15))
    assert [move.cumul for move in early] == [move.cumul for move in late]


def test_cash_when_the_contract_is_terminated():
    found = plan(resiliation=date(2023, 12, 1))
    back = [line for line in found.lignes if line.indicatif]
    assert {line.le for line in back} == {date(2023, 12, 1)}
    assert tresorerie(found.lignes)[-1].cumul == found.total - sum(x.centimes for x in back)


def test_scenarios_when_side_by_side():
    found = scenarios(contract(), TABLES)
    assert [one.nom.replace("\u00a0", " ") for one in found] == [
        "Fixe seulement",
        "Résultats à 60 %",
        "Résultats à 100 %",
        "Vos résultats",
    ]
    totals = [one.totaux.total for one in found]
    assert totals[0] < totals[1] == totals[3] < totals[2]
    assert [one.taux for one in scenarios(contract(resultats={}), TABLES)] == [0, 6000, 10_000]
    assert found[1].plan.contrat.resultats == {DEFAUT: 6000}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 12, 31), 2, date(2025, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2022, 9, 15), 2, date(2022, 11, 15)),
        (date(2022, 11, 30), 1, date(2022, 12, 30)),
    ],
)
def test_day_when_months_later(day, months, later):
    assert plus_mois(day, months) == later


def test_anniversary_when_signed_on_29_february():
    signed = date(2024, 2, 29)
    assert [anniversaire(signed, rank).isoformat() for rank in range(6)] == [
        "2024-02-29",
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
        "2029-02-28",
    ]


def test_share_when_not_a_share():
    for above, below in ((0, 4), (5, 4)):
        with pytest.raises(ValueError, match="ne dépasse pas"):
            PartPayee(numerateur=above, denominateur=below)
