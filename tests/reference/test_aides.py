"""The help of the regions, the charts of accounts, the delays: dated, sourced, each in its place."""

from datetime import date

from maillage.core.financement import Volet
from maillage.reference import nomenclatures
from maillage.reference.aci import grilles
from maillage.reference.aides import aides, aides_de
from maillage.reference.echeances import regles_echeances
from maillage.reference.plan_comptable import natures
from maillage.reference.plan_comptable.accord import comptes, natures_accord, plans
from maillage.reference.regions import regions

ON = date(2026, 11, 2)


def test_the_help_of_a_region_has_its_days_and_its_sizes() -> None:
    assert {one.region for one in aides()} <= set(regions())
    (aura,) = aides_de("AURA", (), ON)
    assert aura.montant(None) == 15_000
    (pdl,) = aides_de("PDL", (), ON)
    assert [pdl.montant(size) for size in (None, 1, 4)] == [None, 40_000, 50_000]
    assert list(aides_de("IDF", ("75",), ON)) == []
    assert [one.code for one in aides_de("IDF", ("93",), ON)] == ["idf_93"]
    assert list(aides_de("NOR", (), ON)) == []  # it ended
    assert [one.code for one in aides_de("NOR", (), date(2020, 5, 1))] == ["nor_ancienne"]


def test_every_sum_of_the_agreement_has_its_place_in_a_budget() -> None:
    places = {(one.poste, one.volet) for one in natures_accord()}
    paid = {(row.poste, row.volet) for one in grilles().values() for row in one.lignes}
    assert paid <= places
    assert all(natures()[one.nature].accord for one in natures_accord())
    assert Volet.FIXE in {one.volet for one in natures_accord()}


def test_every_nature_has_an_account_in_the_editions_or_a_note() -> None:
    assert [plan.depuis for plan in plans()] == sorted(plan.depuis for plan in plans())
    for plan in plans():
        without = [code for code, account in comptes(plan.code).items() if account is None]
        assert len(without) <= 3, (plan.code, without)


def test_a_delay_follows_a_step_that_exists() -> None:
    assert {rule.etape for rule in regles_echeances()} <= set(nomenclatures.etapes())
