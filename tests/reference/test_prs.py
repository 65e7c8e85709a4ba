"""The regional health plans and the lists of contacts: what is read, what is refused."""

import pytest

from maillage.reference.prs import lire_plans, plans_regionaux, priorites_prs, tables_prs
from maillage.reference.referents import lire_listes, listes_referents
from maillage.reference.strict import Problems

PLAN = """
verifie_le: 2026-11-22
plans:
  - region: {region}
    nom: Plan
    depuis: 2026-01-01
    source: nous
    fiabilite: vu
    tables:
      - code: t
        libelle: Table
        rubrique: {rubrique}
        priorites: [{{code: a, libelle: A}}, {{code: {code}, libelle: B}}]
"""
LISTE = """
verifie_le: 2026-11-22
listes:
  - {{region: {region}, nom: a, source: b, fiabilite: vu, territoires: []}}
  - {{region: BRE, nom: a, source: b, fiabilite: vu, territoires: []}}
"""


def plan(region: str = "OCC", rubrique: str = "freins", code: str = "b") -> bytes:
    return PLAN.format(region=region, rubrique=rubrique, code=code).encode()


def test_the_three_tables_of_occitanie() -> None:
    tables = tables_prs("OCC")
    assert {code: len(table.priorites) for code, table in tables.items()} == {
        "themes_transversaux": 9,
        "parcours_prioritaires": 5,
        "filieres_soins": 19,
    }
    assert len(priorites_prs()) == 33
    assert tables_prs("BRE") == {}
    assert list(plans_regionaux()) == ["OCC"]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (plan(region="ZZZ"), "« ZZZ » n’est pas une région"),
        (plan(rubrique="inconnue"), "la rubrique « inconnue » n’existe pas"),
        (plan(code="a"), "code de priorité écrit deux fois : a"),
    ],
)
def test_a_plan_badly_made_is_refused(made: bytes, message: str) -> None:
    with pytest.raises(Problems, match=message):
        lire_plans(made, "prs.yaml")


def test_the_contacts_of_bretagne_are_bodies_without_persons() -> None:
    liste = listes_referents()["BRE"]
    rows = [(t.libelle, name) for t in liste.territoires for name in t.organismes]
    assert len(rows) == 23
    assert rows[:2] == [("22", "CPAM"), ("22", "DD")]
    assert rows[-1] == ("Région", "ARCMSA")


@pytest.mark.parametrize(
    ("region", "message"), [("BRE", "deux listes"), ("ZZZ", "« ZZZ » n’est pas une région")]
)
def test_a_list_badly_made_is_refused(region: str, message: str) -> None:
    with pytest.raises(Problems, match=message):
        lire_listes(LISTE.format(region=region).encode(), "referents.yaml")
