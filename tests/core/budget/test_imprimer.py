"""The lines of a team in the rows of a form: each euro once, and what is left to say."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.core.budget import (
    Annexe,
    BudgetImprime,
    Cote,
    Detail,
    Formulaire,
    Report,
    Sorte,
    exercices,
    imprimer,
)
from maillage.core.facts import Imputation, LigneBudgetProjet
from tests.core.budget.formulaires import NATURES, formulaire


def ligne(nature: str, montant: str | None, **more: object) -> LigneBudgetProjet:
    return LigneBudgetProjet(
        exercice=2027,
        nature=nature,
        montant=None if montant is None else Decimal(montant),
        **more,  # type: ignore[arg-type]  # names of the facts
    )


def printed(*lines: LigneBudgetProjet, centimes: bool = True) -> BudgetImprime:
    return imprimer(lines, NATURES, formulaire(centimes=centimes))


def test_a_class_is_the_sum_of_its_lines() -> None:
    made = printed(ligne("bureau", "10.10"), ligne("etudes", "20.20"), ligne("bureau", "0.05"))
    assert made.montants == {
        "c60_autres": Decimal("10.15"),
        "c60_prestations": Decimal("20.20"),
        "c60": Decimal("30.35"),
        "total_charges": Decimal("30.35"),
        "total_produits": 0,
    }
    assert made.ecart == Decimal("-30.35")


def test_an_empty_budget_prints_nothing() -> None:
    made = printed()
    assert made.vide
    assert made.ecart == made.ecart_volontaire == 0


def test_an_amount_of_zero_is_an_amount() -> None:
    assert printed(ligne("bureau", "0")).montants["c60_autres"] == 0


def test_a_charge_of_the_structure_leaves_its_class() -> None:
    made = printed(
        ligne("bureau", "10", imputation=Imputation.INDIRECTE),
        ligne("bureau", "5", imputation=Imputation.DIRECTE),
        ligne("interets", "3", imputation=Imputation.INDIRECTE),
        ligne("impot", "2", imputation=Imputation.INDIRECTE),
        ligne("vente", "20", imputation=Imputation.INDIRECTE),
    )
    assert made.montants == {
        "c60_autres": 5,
        "c60": 5,
        "ci_fixes": 10,
        "ci_financiers": 3,
        "ci_autres": 2,
        "total_charges": 20,
        "p70": 20,
        "total_produits": 20,
    }
    assert made.renvois == ()


def test_gifts_are_said_apart_and_counted_once() -> None:
    made = printed(ligne("don", "30"), ligne("gestion", "12"))
    assert (made.montants["p75"], made.montants["p75_dont"]) == (42, 30)
    assert made.totaux[Cote.PRODUIT] == 42


def test_what_is_given_for_free_stays_out_of_the_totals() -> None:
    made = printed(ligne("benevoles", "100"), ligne("benevolat", "90"))
    assert made.montants == {
        "c86": 100,
        "total_emplois": 100,
        "p87": 90,
        "total_contributions": 90,
    }
    assert (made.ecart, made.ecart_volontaire) == (0, -10)


def test_names_fill_the_free_rows() -> None:
    made = printed(
        ligne("etat", "10", financeur="Santé"),
        ligne("etat", "20", libelle="Sport"),
        ligne("etat", "5", financeur=" Santé "),
        ligne("etat", "1"),
    )
    assert made.details == {
        "libre_1": Detail(nom="Santé", montant=Decimal(15)),
        "libre_2": Detail(nom="Sport", montant=Decimal(20)),
    }
    assert (made.montants["p74_etat"], made.montants["p74"]) == (1, 36)


def test_names_too_many_are_listed_apart() -> None:
    made = printed(*(ligne("etat", str(n), financeur=f"Ministère {n}") for n in (1, 2, 3)))
    assert made.details["libre_2"] == Detail(nom=None, montant=Decimal(5), autres=2)
    details = tuple(Detail(nom=f"Ministère {n}", montant=Decimal(n)) for n in (2, 3))
    assert made.annexes == (Annexe(ligne="p74_etat", details=details, autres=True),)
    assert made.montants["p74"] == 6


def test_one_name_follows_the_label_and_two_take_the_free_row() -> None:
    one = printed(ligne("commune", "10", financeur="Brioude"))
    assert (one.noms, one.montants["p74_commune"]) == ({"p74_commune": ("Brioude",)}, 10)
    two = printed(ligne("commune", "1", financeur="A"), ligne("commune", "2", financeur="B"))
    assert (two.noms, two.montants["libre_3"]) == ({}, 3)


def test_names_that_share_a_row_are_detailed_apart() -> None:
    made = printed(ligne("region", "1", financeur="A"), ligne("region", "2", financeur="B"))
    assert (made.noms["p74_region"], made.montants["p74_region"]) == (("A", "B"), 3)
    details = (Detail(nom="A", montant=Decimal(1)), Detail(nom="B", montant=Decimal(2)))
    assert made.annexes == (Annexe(ligne="p74_region", details=details),)


def test_a_nature_without_row_goes_where_the_form_says_and_it_is_reported() -> None:
    made = printed(ligne("aci", "70"), ligne("aci", "5"), ligne("impot", "8"))
    assert made.renvois == (
        Report(nature="aci", ligne="p74_etat", montant=Decimal(75)),
        Report(nature="impot", ligne="c64", montant=Decimal(8)),
    )
    assert made.details["libre_1"].nom == "Assurance Maladie"


def test_an_amount_below_zero_goes_to_the_other_side() -> None:
    made = printed(ligne("bureau", "-10"), ligne("vente", "-4"))
    assert made.montants == {
        "c64": 4,
        "total_charges": 4,
        "p75": 10,
        "total_produits": 10,
    }
    assert made.negatifs == (
        Report(nature="bureau", ligne="p75", montant=Decimal(10)),
        Report(nature="vente", ligne="c64", montant=Decimal(4)),
    )


def test_lines_that_count_for_nothing_are_given_back() -> None:
    without, unknown = ligne("bureau", None), ligne("soucoupe", "10")
    made = printed(without, unknown)
    assert (made.sans_montant, made.inconnues, made.vide) == ((without,), (unknown,), True)


def test_whole_euros_keep_the_total_and_the_classes() -> None:
    made = printed(
        ligne("etudes", "100.50"),
        ligne("bureau", "200.25"),
        ligne("salaire", "300.25"),
        ligne("don", "601.00"),
        centimes=False,
    )
    assert made.montants == {
        "c60_prestations": 101,
        "c60_autres": 200,
        "c60": 301,
        "c64": 300,
        "total_charges": 601,
        "p75": 601,
        "p75_dont": 601,
        "total_produits": 601,
    }


def test_gifts_to_the_euro_never_exceed_their_class() -> None:
    made = printed(ligne("don", "10.50"), ligne("vente", "10.70"), centimes=False)
    assert made.montants["p75_dont"] == made.montants["p75"] == 10


def test_the_years_of_a_budget() -> None:
    lines = [LigneBudgetProjet(exercice=year, nature="bureau") for year in (2028, 2027, 2028)]
    assert exercices(lines) == (2027, 2028)


def test_a_form_has_four_columns() -> None:
    with pytest.raises(ValueError, match="quatre colonnes"):
        Formulaire(id="x", entetes=("a",), rangees=(), indirectes={}, negatifs={})


lignes = st.lists(
    st.builds(
        LigneBudgetProjet,
        exercice=st.just(2027),
        nature=st.sampled_from(sorted(NATURES)),
        financeur=st.none() | st.sampled_from("ABCDE"),
        imputation=st.none() | st.sampled_from(Imputation),
        montant=st.none() | st.decimals(-1000, 100_000, places=2, allow_nan=False),
    ),
    max_size=25,
)


_any_speed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shown(made: BudgetImprime, rows: tuple[str, ...]) -> Decimal:
    return sum((made.montants.get(row, Decimal(0)) for row in rows), Decimal(0))


@_any_speed
@given(lignes, st.booleans())
def test_every_euro_is_in_one_row(lines: list[LigneBudgetProjet], centimes: bool) -> None:
    form = formulaire(centimes=centimes)
    made = imprimer(lines, NATURES, form)
    for side, total in (("charge", Cote.CHARGE), ("produit", Cote.PRODUIT)):
        rangs = [getattr(rangee, side) for rangee in form.rangees]
        free = ("c86", "p87")
        top = tuple(
            rang.cle
            for rang in rangs
            if rang
            and rang.cle not in free
            and (rang.sorte is Sorte.CLASSE or (rang.sorte is Sorte.LIGNE and rang.de is None))
        )
        assert shown(made, top) == made.totaux[total]


@_any_speed
@given(lignes)
def test_the_balance_is_that_of_the_lines(lines: list[LigneBudgetProjet]) -> None:
    def total(cote: Cote) -> Decimal:
        mine = (li.montant for li in lines if NATURES[li.nature].cote is cote)
        return sum((amount for amount in mine if amount is not None), Decimal(0))

    made = imprimer(lines, NATURES, formulaire())
    assert made.ecart == total(Cote.PRODUIT) - total(Cote.CHARGE)
    assert made.ecart_volontaire == total(Cote.CONTRIBUTION) - total(Cote.EMPLOI)


@_any_speed
@given(lignes)
def test_the_order_of_the_lines_changes_no_total(lines: list[LigneBudgetProjet]) -> None:
    there, back = (imprimer(some, NATURES, formulaire()) for some in (lines, lines[::-1]))
    assert there.totaux == back.totaux


@_any_speed
@given(lignes)
def test_balanced_columns_stay_balanced_to_the_euro(lines: list[LigneBudgetProjet]) -> None:
    exact = imprimer(lines, NATURES, formulaire())
    gap = exact.ecart
    nature = "vente" if gap < 0 else "salaire"
    more = LigneBudgetProjet(exercice=2027, nature=nature, montant=abs(gap))
    assert imprimer([*lines, more], NATURES, formulaire(centimes=False)).ecart == 0
