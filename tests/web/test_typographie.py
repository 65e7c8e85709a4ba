"""Numbers, amounts, dates and plurals as French writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from maillage.core.facts import PartialDate
from maillage.web import jauges, typographie
from maillage.web.equipe.formulaires.champs import lire_date

F, N = typographie.FINE, typographie.INSECABLE


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (61_367, f"61{F}367"),
        (0, "0"),
        (-1_200, f"\u22121{F}200"),
        (None, "–"),
        (1_000_000, f"1{F}000{F}000"),
    ],
)
def test_numbers(value: int | None, expected: str) -> None:
    assert typographie.nombre(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Decimal(15_000), f"15{F}000{F}€"), (Decimal("14200.5"), f"14{F}200,50{F}€"), (None, "–")],
)
def test_amounts(value: Decimal | None, expected: str) -> None:
    assert typographie.euros(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 9, 3), "3 septembre 2026"),
        (date(2026, 9, 1), "1er septembre 2026"),
        (date(2026, 9, 21), "21 septembre 2026"),
        (PartialDate(2026, 9), "septembre 2026"),
        (PartialDate(2026), "2026"),
        (datetime(2026, 1, 1, 23, 30, tzinfo=UTC), "2 janvier 2026"),
        (None, ""),
    ],
)
def test_days(value: date | PartialDate | None, expected: str) -> None:
    assert typographie.jour(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 11, 22, 8, 5, tzinfo=UTC), f"aujourd’hui à 9{N}h{N}05"),
        (datetime(2026, 11, 21, 20, 40, tzinfo=UTC), f"hier à 21{N}h{N}40"),
        (datetime(2026, 3, 12, 8, 0, tzinfo=UTC), "le 12 mars"),
        (datetime(2025, 3, 12, 8, 0, tzinfo=UTC), "le 12 mars 2025"),
        (None, ""),
    ],
)
def test_instants(value: datetime | None, expected: str) -> None:
    assert typographie.quand(value, date(2026, 11, 22)) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, f"0{N}commune"), (1, f"1{N}commune"), (2, f"2{N}communes")]
)
def test_plurals(count: int, expected: str) -> None:
    assert typographie.pluriel(count, "commune") == expected


def test_spaces_that_do_not_break() -> None:
    assert typographie.fr("Qui ? « L'équipe » : elle ; oui !") == (
        f"Qui{F}? «{N}L’équipe{N}»{N}: elle{F}; oui{F}!"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", PartialDate(2026)),
        ("09/2026", PartialDate(2026, 9)),
        ("septembre 2026", PartialDate(2026, 9)),
        ("1er août 2026", PartialDate(2026, 8, 1)),
        ("3/9/2026", PartialDate(2026, 9, 3)),
        ("2026-09-03", PartialDate(2026, 9, 3)),
    ],
)
def test_dates_as_people_write_them(text: str, expected: PartialDate) -> None:
    assert lire_date(text) == expected


@pytest.mark.parametrize("text", ["bientôt", "32/01/2026", "13/2026", "1/2/3/2026", "02/26"])
def test_dates_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- the form says it in French
        lire_date(text)


@pytest.mark.parametrize(
    ("population", "taille", "repere"),
    [(0, 1, 0), (39_999, 1, 242), (40_000, 2, 250), (61_367, 2, 384), (900_000, 4, 992)],
)
def test_where_a_population_stands(population: int, taille: int, repere: int) -> None:
    bar = jauges.barre_seuils(population, (40_000, 80_000, 175_000), taille)
    assert bar.repere == repere
    assert [segment.ici for segment in bar.segments].index(True) == taille - 1


def test_a_gauge_never_sticks_out() -> None:
    drawn = jauges.parts(("a", 60), ("b", 60), ("c", 0))
    assert [(part.debut, part.largeur) for part in drawn] == [(0, 600), (600, 400)]
