"""How far a document is, block by block."""

import pytest

from maillage.documents.produire import Remplissage, TrameInconnue, etat
from tests.documents.faits import ON, VIDE, complet, partiel

PLACES = {
    "identite",
    "equipe",
    "etablissements",
    "territoire",
    "partenariats",
    "reunions",
    "choix",
    "calendrier",
    "budget",
    "actions",
    "indicateurs",
    "budget_projet",
    "signature",
}


def test_an_empty_dossier_has_nothing_filled() -> None:
    found = etat(VIDE, "lettre_intention", on=ON)
    assert (found.part, found.remplis, len(found.blocs)) == (0, 0, 18)
    assert {bloc.remplissage for bloc in found.blocs} == {Remplissage.VIDE}


def test_a_full_dossier_says_the_little_that_is_left() -> None:
    found = etat(complet(), "lettre_intention", on=ON)
    left = [(bloc.cle, bloc.a_remplir) for bloc in found.blocs if bloc.a_remplir]
    assert left == [("LI-2.1", ("equipe",))]
    assert found.part == 97


def test_blocks_say_their_title_their_part_and_where_they_are_filled() -> None:
    found = {bloc.cle: bloc for bloc in etat(partiel(), "aura_pre_projet", on=ON).blocs}
    mission = found["PP-4.a"]
    assert mission.titre == "L’accès à un médecin traitant"
    assert mission.partie == "Les actions de la CPTS\u00a0:"
    assert mission.remplissage is Remplissage.PARTIEL
    assert mission.rubriques == ("problematique_medecin_traitant", "mission_medecin_traitant")
    assert mission.a_remplir == ("textes/problematique_medecin_traitant",)
    assert found["PP-2.c"].remplissage is Remplissage.CALCULE


@pytest.mark.parametrize(
    "document",
    [
        "lettre_intention",
        "aura_pre_projet",
        "aura_pre_projet_guide",
        "aura_projet_sante",
        "budget_occitanie",
        "communes",
    ],
)
def test_places_are_known_to_the_screens(document: str) -> None:
    blocs = etat(partiel(), document, on=ON).blocs
    places = {place for bloc in blocs for place in bloc.places}
    assert {place for place in places if not place.startswith("textes/")} <= PLACES


def test_an_unknown_document() -> None:
    with pytest.raises(TrameInconnue):
        etat(VIDE, "inconnu", on=ON)
