"""Communes of other years, brought to those of today: nothing lost, nothing copied, all of it said."""

from math import nan

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.opendata import agregats
from maillage.opendata.recodage import recoder
from maillage.opendata.releve import Releve
from maillage.reference import cog
from maillage.territoires.mesures import Statut
from maillage.territoires.passages import construire, passages
from tests.opendata.fabrique import NEUSSARGUES, importer, mouvements

PEOPLE = {code: cog.table().commune(code).population for code in NEUSSARGUES}


def releve(figures: dict[str, tuple[float, float]], additives=("nombre",)) -> Releve:
    made = Releve(("nombre", "mediane"), additives)
    for code, values in figures.items():
        for rank, value in enumerate(values):
            made.poser(code, rank, value)
    return made


@pytest.fixture
def movements(tmp_path) -> None:
    importer("mouvements", mouvements(tmp_path / "v_mvt_commune_2026.csv"))


@pytest.mark.usefixtures("movements")
def test_a_split_is_shared_by_population_and_never_copied() -> None:
    done, said = recoder(releve({"15141": (1_000, 21_000), "15014": (5, 7)}))
    assert said.annee == 2024  # no restored commune has a line of its own
    assert said.reparties == {"15141": tuple(sorted(NEUSSARGUES))}
    shares = {code: done.lieux[code][0] for code in NEUSSARGUES}
    assert shares == pytest.approx(
        {code: 1_000 * people / sum(PEOPLE.values()) for code, people in PEOPLE.items()}
    )
    assert done.statut("15141", 1) is Statut.ABSENTE  # a median is not shared
    assert list(done.lieux["15014"]) == [5, 7]
    assert said.melangees == set(NEUSSARGUES)


@pytest.mark.usefixtures("movements")
def test_an_area_adds_up_but_is_not_shared_by_population() -> None:
    made = releve({"15141": (50, 1), "14513": (8, 1), "50592": (9, 1)})
    made.indivisibles = frozenset((0,))
    done, _ = recoder(made, 2017)
    assert done.statut("15141", 0) is Statut.ABSENTE
    assert done.lieux["50592"][0] == 17


@pytest.mark.usefixtures("movements")
def test_the_year_of_the_communes_decides_what_a_code_means() -> None:
    today = releve(dict.fromkeys(NEUSSARGUES, (1, 2)))
    done, said = recoder(today)
    assert (said.annee, said.reparties, said.recodees) == (2026, {}, {})
    assert list(done.lieux["15141"]) == [1, 2]
    old = releve(dict.fromkeys(NEUSSARGUES, (10, 2)))
    assert list(recoder(old, 2026)[0].lieux["15031"]) == [10, 2]
    before, said = recoder(old, 2015)  # merged, then split: everything is shared again
    assert sum(before.lieux[code][0] for code in NEUSSARGUES) == pytest.approx(50)
    assert set(said.reparties) == set(NEUSSARGUES)


@pytest.mark.usefixtures("movements")
def test_a_seat_that_moved_and_a_merger_of_the_same_day_are_followed() -> None:
    done, said = recoder(releve({"49069": (3, 4), "14513": (5, 6)}), 2017)
    assert said.recodees == {"49069": ("49126",), "14513": ("50592",)}
    assert list(done.lieux["49126"]) == [3, 4]
    merged, _ = recoder(releve({"14513": (5, 6), "50592": (1, 2)}), 2017)
    assert merged.lieux["50592"][0] == 6
    assert merged.statut("50592", 1) is Statut.ABSENTE
    hidden = releve({"14513": (5, 6), "50592": (nan, 2)})
    hidden.poser("50592", 0, Statut.SECRETE)
    merged, _ = recoder(hidden, 2017)
    assert merged.statut("50592", 0) is Statut.SECRETE


def test_without_movements_the_table_of_communes_knows_the_mergers() -> None:
    done, said = recoder(releve({"01003": (3, 4), "01015": (1, 1), "99999": (0, 0), "fra": (9, 9)}))
    assert said.recodees == {"01003": ("01165",)}
    assert said.inconnues == ["99999"]
    assert said.annee is None
    assert set(done.lieux) == {"01165", "01015", "fra"}


@pytest.mark.usefixtures("movements")
def test_a_very_old_code_is_followed_from_its_beginning_and_an_unpeopled_split_is_not_shared() -> (
    None
):
    _, said = recoder(releve({"08227": (4, 4)}))
    assert said.reparties == {"08227": ("08203", "08454")}
    _, said = recoder(releve({"55999": (4, 4)}))
    assert (said.reparties, said.inconnues) == ({}, ["55999"])
    assert passages().depuis_toujours("14513") == {"50592"}
    assert passages().existait("97601", 2000) is None


def test_a_circle_of_movements_ends() -> None:
    held = construire([("2000-01-01", "01001", "01002"), ("2000-01-01", "01002", "01001")], {})
    assert held.depuis_toujours("01001") <= {"01001", "01002"}


@pytest.mark.usefixtures("movements")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    values=st.dictionaries(
        st.sampled_from([*NEUSSARGUES, "49069", "14513", "50592", "43157", "75101"]),
        st.floats(0, 1e6),
        min_size=1,
    ),
    year=st.integers(2010, 2026),
)
def test_nothing_additive_is_lost_or_doubled(values, year) -> None:
    brut = releve({code: (value, 0) for code, value in values.items()})
    done, said = recoder(brut, year)
    assert said.inconnues == []
    total = sum(row[0] for row in done.lieux.values())
    assert total == pytest.approx(sum(values.values()), abs=1e-6)


# --- larger places --------------------------------------------------------------------------------


def whole(value=lambda _commune: 1.0) -> Releve:
    """Return one figure for each commune of today."""
    made = Releve(("nombre", "mediane"), ("nombre",))
    for commune in agregats.attendues():
        made.poser(commune.code, 0, value(commune))
        made.poser(commune.code, 1, 5.0)
    return made


def test_larger_places_are_the_sum_of_their_communes() -> None:
    held = whole()
    added, apart = agregats.completer(held)
    counts = {"dep:43": 257, "dep:75": 1, "reg:84": 4025, "fra": 34_875}
    assert {place: held.lieux[place][0] for place in counts} == counts
    assert held.statut("dep:43", 1) is Statut.ABSENTE  # a median does not add up
    assert (len(added), apart) == (101 + 18 + 1, ())


def test_what_the_publisher_gives_is_not_recomputed_and_partial_places_have_no_figure() -> None:
    held = whole()
    held.poser("dep:43", 0, 999.0)
    del held.lieux["42218"]  # Saint-Étienne: a fifth of the Loire
    held.lieux.pop("01001")
    held.poser("63113", 0, nan)
    held.poser("63113", 0, Statut.SECRETE)
    added, apart = agregats.completer(held)
    assert held.lieux["dep:43"][0] == 999
    assert apart == ("dep:43, nombre : 257 au lieu de 999",)
    assert "dep:42" not in added
    assert "dep:01" in added  # 860 people of 680 000 lack
    assert "dep:63" not in added
    assert held.lieux["dep:01"][0] == 389 + 1


def test_a_city_is_the_sum_of_its_arrondissements() -> None:
    held = Releve(("nombre",), ("nombre",))
    parts = cog.table().arrondissements("13055")
    for part in parts:
        held.poser(part, 0, 2.0)
    assert "13055" in agregats.completer(held)[0]
    assert held.lieux["13055"][0] == 2 * len(parts)
    held = Releve(("nombre",), ("nombre",))
    for part in parts:
        held.poser(part, 0, Statut.SECRETE if part == "13201" else 2.0)
    agregats.completer(held)
    assert held.statut("13055", 0) is Statut.SECRETE
