"""The size class and its thresholds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.fiabilite import Fiabilite
from maillage.core.territoire import BaremeTailles, Borne, bareme_le, situer
from maillage.core.territoire.taille import taille
from maillage.reference.aci import PROJET_2019, bareme_taille, baremes_taille

ON = date(2026, 11, 22)
ACI = bareme_taille(ON)
PROJET = bareme_taille(ON, PROJET_2019)
PEOPLE = st.integers(min_value=0, max_value=3_000_000)


@pytest.mark.parametrize(
    ("population", "national", "draft"),
    [
        (0, 1, 1),
        (39_999, 1, 1),
        (40_000, 2, 2),
        (69_999, 2, 2),
        (70_000, 2, 3),
        (79_999, 2, 3),
        (80_000, 3, 3),
        (175_000, 3, 3),
        (175_001, 4, 3),
        (250_000, 4, 3),
        (250_001, 4, 4),
    ],
)
def test_taille_when_population_is(population, national, draft):
    assert (taille(population, ACI), taille(population, PROJET)) == (national, draft)


def test_situer_when_between_two_thresholds():
    found = situer(61_367, ACI)
    assert (found.taille, found.avant_suivante, found.marge_basse) == (2, 18_633, 21_367)


def test_situer_when_first_or_last_size():
    assert situer(10, ACI).marge_basse is None
    assert situer(200_000, ACI).avant_suivante is None


def test_situer_when_exactly_on_a_threshold():
    exact = {people: situer(people, ACI).a_confirmer for people in (40_000, 80_000, 175_000)}
    assert exact == {40_000: True, 80_000: True, 175_000: False}


@given(PEOPLE, PEOPLE)
def test_taille_when_population_grows(one, other):
    low, high = sorted((one, other))
    assert taille(low, ACI) <= taille(high, ACI)


@given(PEOPLE)
def test_distances_when_walked(population):
    found = situer(population, ACI)
    if found.avant_suivante is not None:
        assert taille(population + found.avant_suivante, ACI) == found.taille + 1
        assert taille(population + found.avant_suivante - 1, ACI) == found.taille
    if found.marge_basse is not None:
        assert taille(population - found.marge_basse, ACI) == found.taille
        assert taille(population - found.marge_basse - 1, ACI) == found.taille - 1


def test_bareme_when_no_text_yet():
    assert bareme_taille(date(2019, 8, 24)) is None
    assert bareme_le(baremes_taille(), "aci", date(2019, 8, 25)) is ACI


def test_bareme_when_draft():
    assert (ACI.en_vigueur, PROJET.en_vigueur) == (True, False)


def test_bareme_when_thresholds_do_not_rise():
    borne = Borne(
        taille=2,
        seuil=10,
        seuil_inclus=True,
        fiabilite=Fiabilite.VU,
        fiabilite_cote=Fiabilite.VU,
        source="essai",
    )
    with pytest.raises(ValueError, match="doivent croître"):
        BaremeTailles(code="x", nom="x", depuis=ON, bornes=(borne, borne))
