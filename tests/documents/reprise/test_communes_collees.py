"""A list of communes as people write it: understood, asked about, and never lost."""

import time
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from maillage.documents.reprise import (
    CommuneComprise,
    FichierRefuse,
    comprendre,
    couper_rangees,
    couper_texte,
    lire_collage,
)
from maillage.reference import cog
from tests.strategies import TRICKY

PUY = "43157"


def lire(text: str, *autour: str) -> list[CommuneComprise]:
    table = cog.table()
    around = [commune for code in autour or (PUY,) if (commune := table.commune(code))]
    return list(comprendre(couper_texte(text), around))


def codes(text: str, *autour: str) -> list[str]:
    return [one.commune.code if one.commune else "?" for one in lire(text, *autour)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("43157\n43268", ["43157", "43268"]),
        ("43157 43268, 43137;43114", ["43157", "43268", "43137", "43114"]),
        ("- Lapte\n• Tence\n* Araules\n1. Yssingeaux\n2) Queyrières",
         ["43114", "43244", "43007", "43268", "43158"]),
        ("Canton : Lapte, Tence et Araules", ["?", "43114", "43244", "43007"]),
        ("Lapte ; Tence", ["43114", "43244"]),
        ("Lapte / Tence", ["43114", "43244"]),
        ("Lapte - Tence", ["43114", "43244"]),
        ("Yssingeaux (7 200 hab.)", ["43268"]),
        ("Yssingeaux : 7 200 habitants", ["43268"]),
        ("43268 : Yssingeaux", ["43268"]),
        ("43200 Yssingeaux", ["43268"]),
        ("43268 Yssingeaux; 43137 Monistrol", ["43268", "43137"]),
        ("Monistrol s/ Loire", ["43137"]),
        ("« LAPTE ».", ["43114"]),
        ("Yssingeaux;7200", ["43268"]),
        ("Code INSEE\tCommune\tHabitants\n43268\tYssingeaux\t7200\n1004\tAmbérieu\t14000\nTotal\t\t21200",
         ["?", "43268", "01004", "?"]),
        ("Yssingeaux\t7200\nLapte\t1800", ["43268", "43114"]),
    ],
)  # fmt: skip
def test_each_way_of_writing_is_read(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_homonym_is_asked_and_those_near_come_first() -> None:
    (read,) = lire("Saint-Julien")
    assert read.question
    assert read.candidates[0].departement == "43"
    assert any(one.departement != "43" for one in read.candidates)


def test_the_list_itself_says_where_it_is() -> None:
    grazac = comprendre(couper_texte("Grazac\nYssingeaux"))[0]
    assert grazac.commune is not None
    assert grazac.commune.code == "43102"
    assert "plusieurs communes" in grazac.doute
    assert comprendre(couper_texte("Grazac"))[0].question


@pytest.mark.parametrize(
    ("text", "code", "doubt"),
    [
        ("1004", "01004", "le zéro du début s’est perdu"),
        ("74011", "74010", "n’est plus une commune"),
        ("Annecy-le-Vieux", "74010", "n’est plus une commune"),
        ("Le Monastier", "43135", "ne s’appelle tout à fait"),
    ],
)
def test_what_is_likely_is_proposed_with_its_reason(text: str, code: str, doubt: str) -> None:
    (read,) = lire(text)
    assert read.commune is not None
    assert read.commune.code == code
    assert doubt in read.doute
    assert not read.sure


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("43200", "aussi un code postal"),
        ("43600", "est un code postal"),
        ("99999", "n’est le code d’aucune commune"),
        ("43268 Lapte", "ne vont pas ensemble"),
        ("Fay", "plusieurs communes"),
    ],
)
def test_what_is_doubtful_is_asked(text: str, doubt: str) -> None:
    (read,) = lire(text)
    assert read.question
    assert doubt in read.doute


def test_a_slip_of_the_pen_is_looked_for_around() -> None:
    assert [one.code for one in lire("Ysingeaux")[0].candidates] == ["43268"]
    assert lire("Nulle-Part-sur-Rien")[0].candidates == ()


def test_a_part_of_a_commune_is_not_taken_whole() -> None:
    rows = lire_collage("Code;Commune;Quartier\n75113;Paris 13;Croulebarbe", "x")
    assert "partie de commune" in couper_rangees(rows, "x")[1].ecarte


def test_a_list_too_long_is_refused_and_never_cut() -> None:
    with pytest.raises(FichierRefuse, match="coupez-la en deux"):
        couper_texte("Lapte\n" * 2_001)


def test_a_thousand_names_are_read_in_seconds() -> None:
    names = [one.nom for one in islice(cog.table().des_departements({"42", "43", "63"}), 1_000)]
    lire("Lapte")  # the tables are read once
    start = time.perf_counter()
    assert len(lire("\n".join(names))) >= len(names) - 1
    assert time.perf_counter() - start < 4  # 0.9 s on a quiet machine


PIECES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(TRICKY),
        st.sampled_from(["Lapte", "43268", "1004", "Saint-Julien", "CC des Sucs", "2A004", "7 200 hab."]),
    ),
    max_size=8,
)  # fmt: skip
SIGNS = st.sampled_from(["\n", "\t", ";", ", ", " - ", " et ", ": ", "\r\n", "• "])


@given(pieces=PIECES, sign=SIGNS)
@example(pieces=["a", "0\x1e0", "b"], sign="\t")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_is_read_and_no_line_disappears(pieces: list[str], sign: str) -> None:
    text = sign.join(pieces)
    read = lire(text)
    lines = text.splitlines()
    told = {one.morceau.numero for one in read}
    for number, line in enumerate(lines, start=1):
        if any(char.isalnum() for char in line):
            assert number in told
    for one in read:
        assert one.sure or one.doute or one.morceau.ecarte


@given(table=st.lists(st.lists(st.sampled_from(["", "Lapte", "1004", "43268", "x", "=1", "Nom", "7200"]), min_size=2, max_size=5), min_size=2, max_size=8))  # fmt: skip
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_table_is_read_and_no_row_disappears(table: list[list[Any]]) -> None:
    text = "\n".join("\t".join(row) for row in table)
    told = {one.morceau.numero for one in lire(text)}
    for number, row in enumerate(table, start=1):
        if any(cell.isalnum() for cell in row):
            assert number in told
