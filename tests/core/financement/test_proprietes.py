"""What holds for every contract, whatever its dates and its results."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.financement import (
    DEFAUT,
    MissionContrat,
    NatureLigne,
    OptionsContrat,
    anomalies,
    echeancier,
    maximum,
    plus_mois,
    tresorerie,
)
from tests.core.financement.contrats import FEW, TABLES, contracts, sums
from tests.core.financement.second_programme import SecondProgramme


@FEW
@given(contracts())
def test_contract_when_drawn_is_possible(contrat):
    assert anomalies(contrat, TABLES) == ()


@FEW
@given(contracts())
def test_contract_when_a_second_program_computes_it(contrat):
    """Written from the convention alone, it finds the same lines, in the same order."""
    first = [
        (line.le, line.limite, line.annee, line.poste, str(line.nature), line.centimes)
        for line in echeancier(contrat, TABLES).lignes
    ]
    assert first == SecondProgramme(contrat, TABLES).lines()


@FEW
@given(contracts())
def test_year_when_paid_is_never_above_its_maximum(contrat):
    plan = echeancier(contrat, TABLES)
    for state in plan.situations:
        paid = defaultdict(int)
        for line in plan.lignes:
            if line.annee == state.annee.numero:
                paid[line.poste, line.calcul.base.volet] += line.centimes
        for (poste, volet), cents in paid.items():
            assert 0 <= cents <= state.base(poste, volet).centimes
            assert cents <= (state.grille.cellule(poste, volet, state.taille).centimes or 0)
        postes = {poste for poste, _ in paid}
        whole = maximum(state.grille, state.taille, postes).total if postes else 0
        assert sum(paid.values()) <= whole


@FEW
@given(contracts())
def test_advance_and_balance_when_added_are_what_is_due(contrat):
    """What is due is counted again: base × days (or months) of the year, rounded once."""
    plan = echeancier(contrat, TABLES)
    advances = {
        (line.poste, line.annee): line.centimes
        for line in plan.lignes
        if line.nature is NatureLigne.AVANCE
    }
    balances = [line for line in plan.lignes if line.nature is NatureLigne.SOLDE]
    assert len(balances) == len(advances)
    for line in balances:
        calcul = line.calcul
        exact = Fraction(calcul.base.centimes * calcul.part.compte, calcul.part.base)
        paid = advances[line.poste, line.annee] + line.centimes
        assert abs(paid - exact) <= Fraction(1, 2)
        assert paid == calcul.du


@FEW
@given(contracts())
def test_views_when_added_have_one_total(contrat):
    plan = echeancier(contrat, TABLES)
    found = sums(plan)
    views = (
        found.par_annee_contrat,
        found.par_annee_civile_de_date,
        found.par_mois,
        found.par_poste,
        found.par_nature,
    )
    assert {sum(view.values()) for view in views} == {plan.total} == {found.total}
    sure = sum(line.centimes for line in plan.lignes if not line.indicatif)
    for moves in (tresorerie(plan.lignes), tresorerie(plan.lignes, delai_mois=2)):
        assert sum(move.centimes for move in moves) == sure
        assert [move.cumul for move in moves[-1:]] == [sure][: len(moves)]
        assert [move.le for move in moves] == sorted({move.le for move in moves})


@FEW
@given(contracts())
def test_mission_when_never_started_is_never_paid(contrat):
    plan = echeancier(contrat, TABLES)
    never = {code for code, mission in contrat.missions.items() if mission.demarrage is None}
    assert never.isdisjoint(line.poste for line in plan.lignes)


@FEW
@given(contracts(stopped=False), st.integers(1, 400), st.sampled_from((None, "acces", "parcours")))
def test_start_when_pushed_later_never_pays_more_in_a_year(contrat, days, pushed):
    """A later start may only take money away, in every contract year: of one mission, or of all."""
    later = {
        code: MissionContrat(
            demarrage=mission.demarrage and mission.demarrage + timedelta(days=days)
        )
        for code, mission in contrat.missions.items()
        if pushed in (None, code)
    }
    later = {**contrat.missions, **later}
    before = sums(echeancier(contrat, TABLES)).par_annee_contrat
    after = sums(echeancier(replace(contrat, missions=later), TABLES)).par_annee_contrat
    for year, cents in after.items():
        assert cents <= before.get(year, 0)


@FEW
@given(contracts(), st.integers(0, 10_000), st.integers(0, 10_000))
def test_results_when_better_never_pay_less(contrat, one, other):
    low, high = sorted((one, other))
    paid = [
        sums(echeancier(replace(contrat, resultats={DEFAUT: rate}), TABLES)).par_annee_contrat
        for rate in (low, high)
    ]
    assert all(paid[0][year] <= paid[1][year] for year in paid[0])


@FEW
@given(contracts())
def test_results_when_undecided_hold_every_decision(contrat):
    undecided = sums(echeancier(replace(contrat, resultats={}), TABLES))
    worst = sums(echeancier(replace(contrat, resultats={DEFAUT: 0}), TABLES))
    best = sums(echeancier(replace(contrat, resultats={DEFAUT: 10_000}), TABLES))
    assert (undecided.total, undecided.maximum) == (worst.total, best.total)


@FEW
@given(contracts())
def test_lines_when_listed_are_in_the_order_of_the_convention(contrat):
    plan = echeancier(contrat, TABLES)
    natures = list(NatureLigne)
    keys = [
        (line.le, TABLES.rangs[line.poste], natures.index(line.nature), line.annee)
        for line in plan.lignes
    ]
    assert keys == sorted(set(keys))
    end = plan.anniversaires[-1]
    for line in plan.lignes:
        assert contrat.signature <= line.le <= end
        assert line.limite in (None, plus_mois(line.le, 2))


@FEW
@given(contracts(stopped=False))
def test_whole_years_when_counted_another_way_are_the_same(contrat):
    """The way a part of a year is counted only changes the years that are cut."""
    started = {
        code: replace(mission, demarrage=contrat.signature)
        for code, mission in contrat.missions.items()
        if mission.demarrage
    }
    whole = replace(contrat, missions=started)
    usual = replace(
        whole,
        options=OptionsContrat(
            renouvellement=whole.options.renouvellement,
            condition_fonctionnement=whole.options.condition_fonctionnement,
        ),
    )
    assert sums(echeancier(whole, TABLES)) == sums(echeancier(usual, TABLES))
