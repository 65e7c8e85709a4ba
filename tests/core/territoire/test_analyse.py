"""A territory analysed: what is counted, shared out, and said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.facts import CommuneRetenue, Territoire
from maillage.core.territoire import (
    NatureCode,
    NatureRemarque,
    Situation,
    Suite,
    TypeCommune,
    analyser,
)
from maillage.core.territoire.remarques import either, listed
from maillage.reference.aci import PROJET_2019, baremes_taille
from tests.core.territoire.annuaires import PetitAnnuaire, commune

ACI, PROJET = baremes_taille()
UN, DEUX, TROIS = commune("01001", 30_000), commune("01002", 20_000), commune("02003", 50_000)
DISTRICT = {"type": TypeCommune.ARRONDISSEMENT_MUNICIPAL, "parent": "75056", "epci": "E2"}
PARIS = commune("75056", 100, epci="E2", epci_nom="Deux", region="11")
PREMIER = commune("75101", 60, region="11", epci_nom="Deux", **DISTRICT)
SECOND = commune("75102", 40, region="11", epci_nom="Deux", **DISTRICT)
MUETTE = commune("98411", None, epci=None, epci_nom=None)
MAYOTTE = commune("97601", 5192, annee=2017)
SITUATIONS = (
    Situation(code="01900", nature=NatureCode.ANCIENNE, communes=(UN,)),
    Situation(code="01901", nature=NatureCode.SCISSION, communes=(UN, DEUX)),
    Situation(code="01902", nature=NatureCode.DELEGUEE, communes=(UN,), nom="Vieille"),
    Situation(code="01500", nature=NatureCode.CODE_POSTAL, communes=(DEUX,)),
    Situation(code="1001", nature=NatureCode.ZERO_RESTITUE, communes=(UN,)),
    Situation(code="zut", nature=NatureCode.MALFORMEE),
)
ANNUAIRE = PetitAnnuaire(
    UN, DEUX, TROIS, PARIS, PREMIER, SECOND, MUETTE, MAYOTTE, situations=SITUATIONS
)


def analyse(*retenues):
    communes = tuple(
        one if isinstance(one, CommuneRetenue) else CommuneRetenue(code=one) for one in retenues
    )
    return analyser(Territoire(communes=communes), ANNUAIRE, ACI, PROJET)


def said(found):
    return [(one.code, one.nature, one.suite) for one in found.remarques]


def test_population_when_plain():
    found = analyse("01001", "01002", "02003")
    assert (found.population, found.taille.taille, found.taille_projet.taille) == (100_000, 3, 3)
    assert (found.remarques, found.population_millesime) == ((), 2023)


def test_population_when_question_unanswered():
    unanswered = analyser(Territoire(), ANNUAIRE, ACI)
    emptied = analyser(Territoire(communes=()), ANNUAIRE, ACI)
    assert (unanswered.population, emptied.population) == (None, 0)
    assert (unanswered.taille, emptied.taille) == (None, None)


@pytest.mark.parametrize(
    ("code", "nature", "suite", "population"),
    [
        ("01900", NatureRemarque.ANCIENNE, Suite.REMPLACEE, 30_000),
        ("01901", NatureRemarque.SCISSION, Suite.A_CHOISIR, 0),
        ("01902", NatureRemarque.DELEGUEE, Suite.REMPLACEE, 30_000),
        ("01500", NatureRemarque.CODE_POSTAL, Suite.A_CHOISIR, 0),
        ("1001", NatureRemarque.ZERO_RESTITUE, Suite.REMPLACEE, 30_000),
        ("zut", NatureRemarque.MALFORMEE, Suite.ECARTEE, 0),
        ("99999", NatureRemarque.INCONNUE, Suite.ECARTEE, 0),
    ],
)
def test_code_when_not_of_today(code, nature, suite, population):
    found = analyse(code)
    assert said(found) == [(code, nature, suite)]
    assert found.codes_refuses == found.remarques == found.problemes
    assert (code in found.remarques[0].phrase, found.population) == (True, population)


def test_code_when_written_twice():
    found = analyse("01001", "01001")
    assert said(found) == [("01001", NatureRemarque.EN_DOUBLE, Suite.COMPTEE_UNE_FOIS)]
    assert (found.population, found.codes_refuses, len(found.problemes)) == (30_000, (), 1)


def test_code_when_former_and_today_are_both_there():
    found = analyse("01001", "01900")
    assert said(found) == [
        ("01900", NatureRemarque.ANCIENNE, Suite.REMPLACEE),
        ("01900", NatureRemarque.EN_DOUBLE, Suite.COMPTEE_UNE_FOIS),
    ]
    assert found.population == 30_000


def test_deleguee_when_its_inhabitants_are_given():
    found = analyse(CommuneRetenue(code="01902", population=800, source_population="mairie"))
    (line,) = found.lignes
    assert (line.partie, line.population, line.declaree) == ("Vieille", 800, True)
    assert found.population == found.population_declaree == 800


def test_arrondissement_when_its_commune_is_there_too():
    found = analyse("75101", "75056")
    assert said(found) == [("75101", NatureRemarque.CHEVAUCHEMENT, Suite.COMPTEE_UNE_FOIS)]
    assert (found.population, [line.comptee for line in found.lignes]) == (100, [False, True])


def test_epci_when_all_arrondissements_make_a_commune():
    (part,) = analyse("75101", "75102").epci
    assert (part.communes, part.communes_entieres, part.entier) == (1, 1, True)
    (part,) = analyse("75101").epci
    assert (part.communes, part.communes_entieres, part.entier) == (1, 0, False)


def test_part_when_declared():
    retenue = CommuneRetenue(
        code="01001", partie="Nord", population=900, source_population="IRIS", millesime=2021
    )
    found = analyse(retenue, "01002")
    assert said(found) == [("01001", NatureRemarque.POPULATION_DECLAREE, Suite.SIGNALEE)]
    assert (found.population, found.population_declaree) == (20_900, 900)
    assert (found.problemes, found.population_millesime) == ((), 2023)


@pytest.mark.parametrize(
    ("source", "millesime", "ending"),
    [
        ("IRIS", 2021, "(source : IRIS, 2021)."),
        ("IRIS 2021", 2021, "(source : IRIS 2021)."),
        ("IRIS", None, "(source : IRIS)."),
        (None, 2021, "(source non dite, 2021)."),
    ],
)
def test_source_when_it_already_says_the_year(source, millesime, ending):
    retenue = CommuneRetenue(
        code="01001", partie="Nord", population=900, source_population=source, millesime=millesime
    )
    (remarque,) = analyse(retenue).remarques
    assert remarque.phrase.endswith(ending)


def test_part_when_its_commune_is_whole():
    found = analyse("01001", CommuneRetenue(code="01001", partie="Nord", population=900))
    assert said(found) == [("01001", NatureRemarque.CHEVAUCHEMENT, Suite.COMPTEE_UNE_FOIS)]
    assert found.population == 30_000


def test_parts_when_two_of_one_commune():
    north = CommuneRetenue(code="01001", partie="Nord", population=900)
    south = CommuneRetenue(code="01001", partie="Sud", population=800)
    found = analyse(north, south, CommuneRetenue(code="01001", partie="NORD", population=900))
    assert found.population == 1700
    assert [one.nature for one in found.problemes] == [NatureRemarque.EN_DOUBLE]


def test_parts_when_more_than_the_commune():
    north = CommuneRetenue(code="01001", partie="Nord", population=20_000)
    south = CommuneRetenue(code="01001", partie="Sud", population=20_000)
    assert [one.nature for one in analyse(north, south).problemes] == [
        NatureRemarque.PARTIES_TROP_PEUPLEES
    ]


def test_part_when_population_is_missing():
    found = analyse(CommuneRetenue(code="01001", partie="Nord"), "01002")
    assert [one.nature for one in found.problemes] == [NatureRemarque.PARTIE_SANS_POPULATION]
    assert (found.population, found.population_connue, found.taille) == (None, 20_000, None)


def test_population_when_table_has_none():
    found = analyse("98411", "01001")
    assert [one.nature for one in found.problemes] == [NatureRemarque.POPULATION_INCONNUE]
    assert (found.population, found.population_connue, found.taille) == (None, 30_000, None)
    assert [(part.code, part.complete) for part in found.epci] == [("E1", True), (None, False)]


def test_population_when_table_has_none_and_team_gives_it():
    found = analyse(CommuneRetenue(code="98411", population=12))
    assert (found.population, found.population_declaree, found.problemes) == (12, 12, ())


def test_whole_commune_when_team_writes_another_figure():
    found = analyse(CommuneRetenue(code="01001", population=31_000))
    (line,) = found.lignes
    assert (line.population, line.population_declaree, line.declaree) == (30_000, 31_000, False)


def test_years_when_mixed():
    found = analyse("97601", "01001")
    assert [one.nature for one in found.remarques] == [NatureRemarque.AUTRE_MILLESIME]
    assert (found.population_millesime, found.population_millesimes) == (None, (2017, 2023))
    assert analyse("97601").population_millesime == 2017


def test_size_when_exactly_on_a_threshold():
    found = analyse(CommuneRetenue(code="98411", population=40_000))
    assert NatureRemarque.TAILLE_A_CONFIRMER in [one.nature for one in found.remarques]


def test_lead_when_two_departements():
    assert analyse("01001", "02003").chef_de_file_a_nommer is True
    assert analyse("01001", "01002").chef_de_file_a_nommer is False


def test_shares_when_two_departements():
    found = analyse("01001", "01002", "02003")
    shares = [(part.code, part.communes, part.population) for part in found.departements]
    assert shares == [("01", 2, 50_000), ("02", 1, 50_000)]
    assert [part.pourcent(found.population) for part in found.departements] == [Decimal("50.0")] * 2
    assert found.departements[0].entier is None
    assert found.departements[0].pourcent(0) is None


def test_post_code_when_another_code_could_be_one():
    place = Situation(
        code="01003", nature=NatureCode.ACTUELLE, communes=(UN,), code_postal_de=(DEUX,)
    )
    annuaire = PetitAnnuaire(UN, DEUX, situations=(*SITUATIONS, place))
    both = Territoire(communes=(CommuneRetenue(code="01003"), CommuneRetenue(code="01500")))
    natures = [one.nature for one in analyser(both, annuaire, ACI).remarques]
    assert natures == [NatureRemarque.CODE_POSTAL, NatureRemarque.AUSSI_CODE_POSTAL]


def test_sentence_when_communes_are_many():
    many = tuple(commune(f"0100{number}", 1) for number in range(9))
    assert either(many[:2]) == "Commune 01000 (01000) ou Commune 01001 (01001)"
    assert either(many).endswith("Commune 01005 (01005) ou l’une des 3 autres")
    assert listed(many[:7]).endswith("Commune 01005 (01005), Commune 01006 (01006)")
    assert listed(many).endswith("Commune 01005 (01005), 3 autres")


WRITTEN = st.lists(st.sampled_from([*ANNUAIRE.communes, *ANNUAIRE.situations, "99999"]))


@given(WRITTEN)
def test_shares_when_added_up(codes):
    found = analyse(*codes)
    for parts in (found.epci, found.departements, found.regions):
        assert sum(part.population for part in parts) == found.population_connue


@given(WRITTEN.flatmap(lambda codes: st.tuples(st.just(codes), st.permutations(codes))))
def test_population_when_order_changes(both):
    one, other = (analyse(*codes) for codes in both)
    assert (one.population, one.taille, one.epci) == (other.population, other.taille, other.epci)


@given(WRITTEN, st.sampled_from(list(ANNUAIRE.communes)))
def test_population_when_a_commune_is_added(codes, more):
    assert analyse(*codes).population_connue <= analyse(*codes, more).population_connue


@given(WRITTEN)
def test_codes_when_written_leave_a_trace(codes):
    found = analyse(*codes)
    seen = {line.code_saisi for line in found.lignes} | {one.code for one in found.remarques}
    assert set(codes) <= seen


def test_draft_when_read():
    assert PROJET.code == PROJET_2019
