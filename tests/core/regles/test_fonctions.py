"""The functions that rules call."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.regles import fonctions as f
from maillage.core.regles.dates import croissant, jours, mois_apres
from maillage.core.regles.operations import Inapplicable


@pytest.mark.parametrize(
    ("value", "filled"),
    [(None, False), ("", False), (" \n", False), ((), False), ({}, False), (0, True), (False, True), ("x", True), ((0,), True)],
)  # fmt: skip
def test_rempli_takes_no_and_zero_for_answers(value: object, filled: bool) -> None:
    assert f.rempli(value) is filled


def test_a_record_is_complete_or_unknown() -> None:
    assert f.complet({"a": 0, "b": "x"}, ("a", "b")) is True
    assert f.complet({"a": ""}, ("a",)) is False
    assert f.champ_inconnu({"a": "x"}, ("a", "b")) is True
    assert f.champs_manquants({"a": "x", "c": ""}, ("a", "b", "c")) == ("b", "c")
    assert f.champ_inconnu({"a": ""}, ("a", "b")) is False


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("12345678200010", True),
        ("123 456 782 00010", True),
        ("123\u202f456\u202f782\u00a000010", True),
        (12345678200010, True),
        ("12345678200011", False),
        ("123456782", False),
        ("1234567820001O", False),
        ("35600000000001", True),
        ("35600000000002", False),
        ("35600000000048", True),
        ("", False),
    ],
)
def test_a_siret_holds_or_not(number: object, valid: bool) -> None:
    assert f.siret_valide(number) is valid


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("FR76 3000 6000 0112 3456 7890 189", True),
        ("fr7630006000011234567890189", True),
        ("FR7630006000011234567890188", False),
        ("FR76", False),
    ],
)
def test_an_iban_holds_or_not(number: str, valid: bool) -> None:
    assert f.iban_valide(number) is valid


def test_a_form_covers_the_whole_text() -> None:
    assert f.motif("12345678901", "[0-9]{11}") is True
    assert f.motif("12345678901\n", "[0-9]{11}") is False
    assert f.motif("123456789012", "[0-9]{11}") is False


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 3, 31), 6, date(2024, 9, 30)),
        (date(2024, 1, 15), 12, date(2025, 1, 15)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
    ],
)
def test_months_end_with_the_month(start: date, months: int, end: date) -> None:
    assert mois_apres(start, months) == end


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 600))
def test_a_later_month_is_never_earlier(start: date, months: int) -> None:
    assert jours(mois_apres(start, months), mois_apres(start, months + 1)) >= 28


def test_only_the_known_days_are_ordered() -> None:
    assert croissant((date(2026, 1, 1), None, date(2026, 1, 1))) is True
    assert croissant((date(2026, 1, 2), None, date(2026, 1, 1))) is False
    assert croissant(()) is True


def slot(who: str, start: object, end: object) -> dict[str, object]:
    return {"personne": who, "jour": date(2026, 10, 5), "debut": start, "fin": end}


def test_hours_overlap_for_one_person_only() -> None:
    assert f.chevauchement([slot("A", 18, 20), slot("A", 19, 21)]) is True
    assert f.chevauchement([slot("A", 18, 20), slot("A", 20, 21)]) is False
    assert f.chevauchement([slot("A", 18, 20), slot("B", 18, 20)]) is False
    assert f.chevauchement([slot("A", "18:00", "20h00"), slot("A", "19:30", 21)]) is True


def test_an_hour_without_a_person_cannot_be_judged() -> None:
    with pytest.raises(Inapplicable):
        f.chevauchement([{"jour": date(2026, 10, 5), "debut": 18, "fin": 20}])


def test_small_functions() -> None:
    assert f.distincts((1, 2, 1, 2.0)) == (1, 2)
    assert f.ensemble((1, 2, 2)) == {1, 2}
    assert f.manquants(("a", "b"), ("b", "c")) == ("a",)
    assert f.identique("Élan ", "elan") is True
    assert f.identique("élan", "éland") is False
    assert f.luhn("12345678200010") is True
    assert f.vide(None) is False
    assert (f.entier(-1), f.absolu(-1), f.somme(()), f.nb((None,))) == (-1, 1, 0, 1)


def test_record_when_a_text_is_given_does_not_apply() -> None:
    with pytest.raises(Inapplicable, match="une fiche était attendue"):
        f.complet("un texte", ("nom",))
