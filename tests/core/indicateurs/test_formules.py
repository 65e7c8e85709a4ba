"""The language of formulas: what is refused, and what an unknown figure does."""

from decimal import Decimal

import pytest

from maillage.core.indicateurs import FormuleRefusee, formule, noms_par_annee

SEUILS = {"bas": Decimal("2.5")}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("s.a / s.b", "pas permise"),
        ("s.a ** 2", "pas permise"),
        ("-s.a", "pas permise"),
        ("s.a > 1", "pas permise"),
        ("s.a < 1 < s.b", "pas permise"),
        ("s.a.b", "pas permise"),
        ("a + s.b", "pas permise"),
        ("f(s.a)", "pas permise"),
        ("'s' * s.a", "pas permise"),
        ("True * s.a", "pas permise"),
        ("1e999 * s.a", "pas permise"),
        (f"{10**400} * s.a", "pas permise"),
        ("s.a\0", "illisible"),
        ("s.a +", "illisible"),
        ("1 + 2", "aucune mesure"),
        ("seuil.bas", "aucune mesure"),
        ("seuil.haut * s.a", "seuil inconnu"),
        ("+".join(["s.a"] * 200), "trop longue"),
        ("(" * 18 + "s.a" + "+1)" * 18, "trop imbriquée"),
    ],
)
def test_what_is_refused(text, why):
    with pytest.raises(FormuleRefusee, match=why):
        formule(text, SEUILS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s.a + s.b * 2", [21.0, None, None]),
        ("2 * s.a - 1", [1.0, 3.0, None]),
        ("s.a * (2 - 0.5)", [1.5, 3.0, None]),
        ("(s.a < seuil.bas) + (s.a < 1)", [1.0, 1.0, None]),
        ("1 < s.a", [0.0, 1.0, None]),
    ],
)
def test_an_unknown_figure_makes_its_place_unknown(text, expected):
    columns = {"s.a": [1.0, 2.0, None], "s.b": [10.0, None, 5.0]}
    found = formule(text, SEUILS)
    assert list(found.calcule(columns.__getitem__)) == expected
    assert set(found.mesures) <= set(columns)


def test_the_names_of_a_census_follow_its_years():
    held = ["p22_pop", "p16_pop", "p11_pop", "c22_fam", "superf"]
    asked = ["pNN_pop", "pAA_pop", "cNN_fam", "superf", "pNN_autre"]
    latest, former, first = noms_par_annee(asked, held, 2022)
    assert (latest.annee, latest.precedente) == (2022, 2016)
    assert latest.noms == {
        "pNN_pop": "p22_pop",
        "pAA_pop": "p16_pop",
        "cNN_fam": "c22_fam",
        "superf": "superf",
    }
    assert (former.annee, former.noms) == (2016, {"pNN_pop": "p16_pop", "pAA_pop": "p11_pop"})
    assert (first.annee, first.precedente, first.noms) == (2011, None, {"pNN_pop": "p11_pop"})


def test_a_source_without_years_in_its_columns_has_its_own():
    (only,) = noms_par_annee(["d265"], ["d265"], 2025)
    assert (only.annee, only.precedente, only.noms) == (2025, None, {"d265": "d265"})
