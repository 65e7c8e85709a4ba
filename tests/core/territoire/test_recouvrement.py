"""Which CPTS take the same communes, and which lists speak of one and the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.territoire import (
    CptsConnue,
    Prise,
    chevauchements,
    confondues,
    meme,
    prise,
)
from maillage.reference import cog


def cpts(name: str, whole: str = "", *parts: tuple[str, str], origin: str = "", number: str = ""):
    return CptsConnue(
        cle=f"{origin}{name}",
        nom=name,
        prise=Prise(entieres=frozenset(whole.split()), parties=frozenset(parts)),
        origine=origin,
        identifiant=number,
    )


def test_the_largest_overlap_comes_first() -> None:
    others = [cpts("Nord", "1 9"), cpts("Sud", "2 3"), cpts("Loin", "8")]
    found = chevauchements(Prise(entieres=frozenset("123")), others)
    assert [(one.cpts.nom, one.communes) for one in found] == [
        ("Sud", ("2", "3")),
        ("Nord", ("1",)),
    ]


def test_distinct_parts_share_a_commune_and_the_same_part_is_taken_twice() -> None:
    ours = Prise(parties=frozenset({("34154", "Carnon"), ("1", "Bourg")}), entieres=frozenset("7"))
    others = [
        cpts("Bourg", "", ("34154", "bourg")),
        cpts("Même", "", ("34154", "  CARNÔN ")),
        cpts("Entière", "1"),
        cpts("Dedans", "", ("7", "centre")),
    ]
    found = {one.cpts.nom: (one.communes, one.partagees) for one in chevauchements(ours, others)}
    assert found == {
        "Bourg": ((), ("34154",)),
        "Même": (("34154",), ()),
        "Entière": (("1",), ()),
        "Dedans": (("7",), ()),
    }


def test_a_large_town_is_its_arrondissements() -> None:
    table = cog.table()
    found = prise([("13055", None), ("43157", "haute"), ("43157", None)], table)
    assert len(found.entieres) == 17
    assert not found.parties
    part = prise([("69123", "presqu’île")], table)
    assert len(part.partielles) == 9
    assert chevauchements(prise([("13201", None)], table), [cpts("M", " ".join(found.entieres))])


def plain(name: str) -> str:
    return name.casefold().replace("du ", "")


def test_two_lists_may_speak_of_one_cpts() -> None:
    lists = [
        cpts("Gapençais", "1 2 3", origin="ars"),
        cpts("du Gapençais", "1 2", origin="dgos"),  # the same name
        cpts("du Gapençais", "8", origin="dgos"),  # the same name elsewhere
        cpts("Autre nom", "1 2 3", origin="carte"),  # the same communes
        cpts("Rivale", "1 2 3", origin="ars"),  # of one list: they are two
        cpts("Nouveau nom", "3", origin="dossier", number="43 00 1"),
        cpts("X", "3 4", origin="tard", number="43001"),
    ]
    kept, same = confondues(lists, plain)
    assert [(one.nom, one.origine) for one in kept] == [
        ("Gapençais", "ars"),
        ("du Gapençais", "dgos"),
        ("Rivale", "ars"),
        ("Nouveau nom", "dossier"),
    ]
    assert set(same) == {"dgosdu Gapençais", "carteAutre nom", "tardX"}


def test_a_cpts_is_known_by_its_number_or_its_name() -> None:
    one = cpts("Gapençais", "1", number="050 001")
    assert meme(one, "", (None, "050001"), plain)
    assert meme(one, "du Gapençais", (), plain)
    assert not meme(one, "", ("9",), plain)


SETS = st.frozensets(st.sampled_from("abcdef"))
PARTS = st.frozensets(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["n", "s"])))
TAKEN = st.builds(lambda whole, parts: Prise(entieres=whole, parties=parts), SETS, PARTS)


@given(TAKEN, TAKEN)
@settings(max_examples=100, deadline=None)
def test_what_is_shared_is_an_overlap_or_a_sharing_seen_the_same_from_both_sides(a, b) -> None:
    assert a.disputes(b) == b.disputes(a)
    assert a.disputes(b) | a.partages(b) == a.lieux & b.lieux
    assert not a.disputes(b) & a.partages(b)
    assert a.disputes(a) == a.lieux
