"""One fact, typed once: no form of a region asks under a second name what another asked."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from maillage.reference.nomenclatures import rubriques
from maillage.reference.trames import lire, toutes
from tests.documents.liaisons import PLACES, ROWS, asked, places, whole

# The set of each region: letter, pré-projet, projet, budget.
SETS = {
    "AURA": ("lettre_intention", "aura_pre_projet", "aura_projet_sante", "budget_aura"),
    "AURA, guide": (
        "lettre_intention", "aura_pre_projet_guide", "aura_projet_sante", "budget_aura",
    ),
    "BRE": ("lettre_intention", "bretagne_projet_sante", "budget_aura"),
    "OCC": ("lettre_intention", "occitanie_projet_medical", "budget_occitanie"),
}  # fmt: skip
SHARED_PLACES = ("equipe[].", "actions[].", "liens_prs[].", "roles.", "signature.date_signature")

Fact = tuple[str, str]  # a rubrique, and the field of it


def facts_asked(trames: Iterable[object]) -> dict[Fact, set[str]]:
    """Return, for each fact that these trames ask, the places where it would be typed."""
    found: dict[Fact, set[str]] = defaultdict(set)
    for trame in trames:
        for bloc in whole(trame):  # type: ignore[arg-type]  # trames
            for place in asked(bloc):
                found[fact_of(bloc.rubriques, place)].add(place)
    return found


def fact_of(codes: tuple[str, ...], place: str) -> Fact:
    """Return the fact that a place answers in a block: the rubrique typed there, else the nearest."""
    name = place.rpartition(".")[2].rpartition("/")[2]
    for code in codes:
        if place in places(code):
            return code, place
    same = [
        (code, p) for code in codes for p in places(code) if p.endswith((f".{name}", f"/{name}"))
    ]
    return same[0] if same else (codes[0] if codes else "", name)


def factor(trames: Iterable[object]) -> Fraction:
    """Return how many times a fact is typed, on average, to fill these trames."""
    found = facts_asked(trames)
    return Fraction(sum(map(len, found.values())), len(found))


@pytest.mark.parametrize("name", SETS)
def test_rekeying_factor_is_one(name: str) -> None:
    trames = [toutes()[document] for document in SETS[name]]
    assert factor(trames) == 1
    assert len(facts_asked(trames)) > 100


@pytest.mark.parametrize("name", SETS)
def test_forms_ask_the_same_facts_again_and_again(name: str) -> None:
    """Without one dossier, the same facts would be typed anew: the measure measures something."""
    trames = [toutes()[document] for document in SETS[name]]
    apart = sum(len(facts_asked([trame])) for trame in trames)
    assert Fraction(apart, len(facts_asked(trames))) > Fraction(21, 20)


@pytest.mark.parametrize("document", sorted(toutes()))
def test_every_answer_of_a_block_belongs_to_its_rubriques(document: str) -> None:
    strangers = {
        (bloc.cle, place)
        for bloc in whole(toutes()[document])
        for place in asked(bloc)
        if not any(place in places(code) for code in (*bloc.rubriques, ALSO_PRINTED))
    }
    assert strangers == set()


@pytest.mark.parametrize("document", sorted(toutes()))
def test_every_typed_rubrique_of_a_block_is_asked_by_it(document: str) -> None:
    silent = {
        (bloc.cle, code)
        for bloc in whole(toutes()[document])
        for code in bloc.rubriques
        if bloc.contenus() and not bloc.inclus and code not in READ_ELSEWHERE
        and places(code) and not set(places(code)) & set(asked(bloc))
    }  # fmt: skip
    assert silent == set()


# Printed as computed sentences, from what other rubriques hold.
READ_ELSEWHERE = {
    "equipe_membres", "etablissements", "calendrier_actions", "actions", "budget_lignes",
}  # fmt: skip
# Said with the legal form, by the forms that do not ask it apart.
ALSO_PRINTED = "association_creation_etat"


def test_a_place_is_typed_for_one_rubrique() -> None:
    """Only people, actions and priorities are reached by several: the same row, typed once."""
    owners: dict[str, set[str]] = defaultdict(set)
    for code in rubriques():
        for place in places(code):
            owners[place].add(code)
    several = {place for place, codes in owners.items() if len(codes) > 1}
    assert {place for place in several if not place.startswith(SHARED_PLACES)} == set()


def test_every_place_exists_in_the_facts() -> None:
    from maillage.core.facts import DossierFacts

    empty = DossierFacts()
    for place in {place for code in PLACES for place in places(code)}:
        root, rest = place.partition("[].")[0], place.partition("[].")[2]
        if place.startswith("textes/"):
            assert place.removeprefix("textes/") in rubriques()
        elif rest:
            assert rest in ROWS[root].__slots__  # type: ignore[attr-defined]  # a dataclass with slots
        else:
            owner, _, name = place.partition(".")
            assert name in type(getattr(empty, owner)).__slots__


BAD = """\
id: essai
titre: Essai
titre_imprime: Essai
portee: toutes
pied: Essai
edition: {depuis: 2026-01-01, source: Essai, fiabilite: vu, verifie_le: 2026-01-01}
parties:
  - cle: E
    blocs:
      - cle: E-1
        rubriques: [structure_coordonnees]
        grille:
          resume: Essai
          lignes:
            - {libelle: Courriel, champs: [{valeur: contact.courriel}]}
"""


def test_a_form_that_asks_a_fact_under_a_second_name_is_caught() -> None:
    bad = lire(BAD.encode(), "essai.yaml")
    (bloc,) = bad.blocs()
    assert "equipe[].courriel" not in places("structure_coordonnees")
    trames = [toutes()["aura_pre_projet"], bad]
    assert factor(trames) > 1
    assert facts_asked(trames)["structure_coordonnees", "structure.courriel"] == {
        "structure.courriel",
        "equipe[].courriel",
    }
    assert asked(bloc) == ("roles.contact", "equipe[].courriel")


@pytest.mark.parametrize("document", sorted(toutes()))
def test_rubriques_of_the_official_list_are_bound(document: str, shared: Path) -> None:
    listed = yaml.safe_load((shared / "formulaires" / "rubriques.yaml").read_text())["rubriques"]
    wanted = {one["id"] for one in listed if document in one["used_by"]}
    bound = {code for bloc in whole(toutes()[document]) for code in bloc.rubriques}
    assert wanted - bound == set()
