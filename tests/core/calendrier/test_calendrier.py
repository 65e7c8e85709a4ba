"""What waits for what: a move pushes no more than it must, and the days that follow from others."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.calendrier import (
    DependancesEnBoucle,
    Ecart,
    Element,
    NatureEcheance,
    a_l_envers,
    action,
    boucle,
    code_action,
    code_etape,
    decaler,
    echeances_contrat,
    echeances_projet,
    elements,
    etape,
    pousser,
    retard,
)
from maillage.core.facts import ActionPrevue, Dependance, DossierFacts, Etape, EtapeAction
from maillage.core.facts import PartialDate as P
from maillage.core.financement import ContratAci, MissionContrat, echeancier
from maillage.reference.aci import postes_du_contrat, tables_aci
from maillage.reference.echeances import regles_echeances

FEW = settings(max_examples=60, deadline=None)
CLES = ("etape:a", "etape:b", "action:c", "action:d", "action:e")

days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
partials = days.flatmap(
    lambda day: st.sampled_from(
        (P(day.year), P(day.year, day.month), P(day.year, day.month, day.day))
    )
)


def ties(*pairs: str) -> tuple[Dependance, ...]:
    """Write « a>b » as a dependency."""
    found = (pair.split(">") for pair in pairs)
    return tuple(
        Dependance(avant=CLES["abcde".index(a)], apres=CLES["abcde".index(b)]) for a, b in found
    )


@st.composite
def calendriers(draw: st.DrawFn) -> tuple[tuple[Element, ...], tuple[Dependance, ...]]:
    """Draw elements whose dates are exact, and dependencies without a circle, dates in order."""
    every, start = [], date(2026, 1, 1)
    for cle in CLES:
        first = draw(st.dates(start, date(2029, 12, 31)))
        last = draw(st.dates(first, date(2030, 12, 31)))
        every.append(Element(cle=cle, nom=cle, debut=_p(first), fin=_p(last)))
    ranks = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda two: two[0] < two[1])
    drawn = draw(st.lists(ranks, max_size=6, unique=True))
    found = tuple(Dependance(avant=CLES[a], apres=CLES[b]) for a, b in drawn)
    wrong = set(a_l_envers(every, found))
    return tuple(every), tuple(tie for tie in found if tie not in wrong)


def _p(day: date) -> P:
    return P(day.year, day.month, day.day)


@given(drawn=calendriers(), start=days, length=st.integers(0, 400), rank=st.integers(0, 4))
@FEW
def test_a_move_leaves_nothing_the_wrong_way_round_and_moves_nothing_else(
    drawn: tuple[tuple[Element, ...], tuple[Dependance, ...]], start: date, length: int, rank: int
) -> None:
    every, order = drawn
    end = min(start.toordinal() + length, date(2031, 12, 31).toordinal())
    moves = pousser(every, order, CLES[rank], debut=_p(start), fin=_p(date.fromordinal(end)))
    now = {one.cle: one for one in every} | {one.apres.cle: one.apres for one in moves}
    left = a_l_envers(now.values(), order)
    assert all(tie.apres == CLES[rank] for tie in left)  # only what the person chose themselves
    for one in moves:
        if one.par is None:
            continue
        was, new = one.avant, one.apres
        assert was.debut is not None
        assert was.fin is not None
        assert new.debut is not None
        assert new.fin is not None
        assert new.debut > was.debut  # never earlier
        held = (
            new.fin.first_day() - new.debut.first_day(),
            was.fin.first_day() - was.debut.first_day(),
        )
        assert held[0] == held[1]  # as long as before
        pusher = now[one.par]
        assert pusher.fin is not None
        assert new.debut <= max(  # no later than what it waits for
            now[tie.avant].fin or new.debut for tie in order if tie.apres == new.cle
        )
    again = tuple(now[one.cle] for one in every)
    assert pousser(again, order, CLES[rank], debut=_p(start), fin=_p(date.fromordinal(end))) == ()


@given(when=partials, late=st.integers(0, 40), other=partials)
@FEW
def test_a_later_date_is_as_precise_and_never_earlier(when: P, late: int, other: P) -> None:
    for gap in (Ecart(mois=late), Ecart(jours=late), retard(when, other)):
        moved = decaler(when, gap)
        assert (moved.month is None, moved.day is None) == (when.month is None, when.day is None)
        assert moved.first_day() >= when.first_day()
    assert decaler(when, retard(when, other)).last_day() >= other.first_day()
    assert not retard(other, other)


def test_no_date_goes_beyond_the_last_day_of_a_calendar() -> None:
    last = P(9999, 12, 31)
    assert decaler(P(9999, 11, 30), Ecart(mois=40)) == last
    assert decaler(P(2026, 11, 30), Ecart(jours=4_000_000)) == last
    assert decaler(P(9999), Ecart(mois=1)) == P(9999)


def test_a_circle_is_found_and_nothing_is_pushed() -> None:
    loop = ties("a>b", "b>c", "c>b", "c>d")
    assert set(boucle(loop)) == {"etape:b", "action:c"}
    assert boucle(ties("a>b", "a>c", "b>c", "a>b")) == ()
    one = Element(cle="etape:a", nom="A", debut=P(2027))
    with pytest.raises(DependancesEnBoucle) as refused:
        pousser((one,), loop, "etape:a", debut=P(2028), fin=None)
    assert "boucle" in str(refused.value)
    assert refused.value.cles


def test_vague_dates_are_pushed_by_whole_months_and_years_with_their_key_steps() -> None:
    dossier = DossierFacts(
        calendrier=(Etape(code="a", libelle="Dépôt", fin=P(2027, 3)), Etape(code="b")),
        actions=(
            ActionPrevue(
                id="c", titre="Dépister", debut=P(2027, 3), fin=P(2028),
                etapes=(EtapeAction(libelle="Affiche", date=P(2027, 4, 2)), EtapeAction(libelle="?")),
            ),
        ),
    )  # fmt: skip
    every = elements(dossier, {"b": "Écrire"})
    assert [one.nom for one in every] == ["Dépôt", "Écrire", "Dépister"]
    assert every[1].bornes is None
    assert every[2].bornes == (date(2027, 3, 1), date(2028, 12, 31))
    assert (every[0].cle, every[2].cle) == (etape("a"), action("c"))
    order = ties("a>b", "b>c", "a>c", "a>d")
    assert a_l_envers(every, order) == ()
    assert (code_etape("etape:a"), code_etape("action:c")) == ("a", None)
    assert (code_action("action:c"), code_action("etape:a")) == ("c", None)
    moves = pousser(every, order, "etape:a", debut=None, fin=P(2027, 6))
    assert [(str(one.apres.debut), str(one.apres.fin)) for one in moves] == [
        ("None", "2027-06"),
        ("2027-06", "2029"),
    ]
    assert [str(step.le) for step in moves[1].apres.jalons] == ["2027-07-02", "None"]
    assert pousser(every, order, "etape:a", debut=None, fin=None)[0].apres.fin is None
    assert str(decaler(P(2027), retard(P(2027), P(2028)))) == "2028"


def test_the_days_that_follow_from_the_filing_and_from_the_contract() -> None:
    rules = regles_echeances()
    filed = DossierFacts(
        calendrier=(Etape(code="projet_depot", fin=P(2026, 12, 31)), Etape(code="x"))
    )
    (silence,) = echeances_projet(filed, rules, on=date(2026, 11, 1))
    assert (silence.le, silence.supposee) == (date(2027, 2, 28), False)
    assert echeances_projet(filed, rules, on=date(2018, 1, 1)) == ()
    undated = DossierFacts(calendrier=(Etape(code="projet_depot"),))
    assert echeances_projet(undated, rules, on=date(2026, 11, 1)) == ()
    contrat = ContratAci(
        grille="AV2_2021", taille=2, signature=date(2024, 2, 29),
        missions={"acces": MissionContrat(demarrage=date(2024, 5, 1))},
    )  # fmt: skip
    found = echeances_contrat(echeancier(contrat, tables_aci()), postes_du_contrat(), signe=True)
    by = {one.cle: one for one in found}
    assert (by["demarrage-acces"].le, by["deploiement-acces"].le) == (
        date(2024, 8, 29),
        date(2025, 8, 29),
    )
    assert (by["demarrage-parcours"].le, by["deploiement-parcours"].le) == (
        date(2025, 2, 28),
        date(2026, 2, 28),
    )
    assert by["anniversaire-4"].le == date(2028, 2, 29)
    assert by["fin"].le == date(2029, 2, 28)
    paid = [one for one in found if one.nature is NatureEcheance.VERSEMENT]
    plan = echeancier(contrat, tables_aci())
    assert sum(one.centimes or 0 for one in paid) == plan.total
    assert [one.le for one in found] == sorted(one.le for one in found)


def test_a_contract_that_is_terminated_ends_that_day() -> None:
    """No anniversary, no delay, no end of the contract once it is over."""
    contrat = ContratAci(
        grille="ACI_2019",
        taille=2,
        signature=date(2022, 9, 15),
        missions={"acces": MissionContrat(demarrage=date(2022, 11, 1))},
        resiliation=date(2023, 12, 1),
    )
    plan = echeancier(contrat, tables_aci())
    found = echeances_contrat(plan, postes_du_contrat(), signe=True)
    days = {one.nature: one.le for one in found}  # the last of each kind
    assert days[NatureEcheance.FIN] == date(2023, 12, 1)
    assert days[NatureEcheance.ANNIVERSAIRE] == date(2023, 9, 15)
    assert days[NatureEcheance.DEMARRAGE] == date(2023, 9, 15)
    assert NatureEcheance.DEPLOIEMENT not in days
    assert max(one.le for one in found) == date(2024, 2, 1)  # its last settlement


def test_a_day_that_nobody_means() -> None:
    """A year 9999 typed to say « one day » is no error."""
    last = P(9999, 12, 31)
    assert decaler(last, Ecart(jours=3)) == decaler(last, Ecart(mois=3)) == last
    regles = regles_echeances()
    dossier = DossierFacts(calendrier=(Etape(code=regles[0].etape, fin=P(9999, 12)),))
    assert echeances_projet(dossier, regles, on=date(2026, 11, 1))[0].le == date.max
