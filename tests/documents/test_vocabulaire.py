"""What a trame may name is exactly what the builders know."""

from maillage.documents.build.document import context
from maillage.documents.build.donnees import DONNEES
from maillage.documents.build.lignes import records
from maillage.documents.build.territoire import LigneCommune
from maillage.documents.build.valeurs import PLACES, field, raw, words
from maillage.documents.produire import arbre
from maillage.reference.trames import toutes
from maillage.reference.trames.vocabulaire import DONNEES as NOMS
from maillage.reference.trames.vocabulaire import RACINES, SOURCES
from tests.documents.faits import ON, VIDE, complet


def test_data_put_into_words() -> None:
    assert set(DONNEES) == NOMS


def test_every_path_can_be_read_full_or_empty() -> None:
    for dossier in (VIDE, complet()):
        contexte = context(dossier, on=ON)
        for root, names in RACINES.items():
            for name in names:
                words(raw(contexte, f"{root}.{name}"), name)


def test_every_field_of_every_source_can_be_read() -> None:
    contexte = context(complet(), on=ON)
    for source, names in SOURCES.items():
        found = records(contexte, source)
        assert found
        for name in names:
            words(field(found[0], name), name)


def test_every_root_and_source_has_a_place_where_it_is_typed() -> None:
    assert set(RACINES) | set(SOURCES) == set(PLACES)
    assert LigneCommune.__slots__ == (
        "code",
        "nom",
        "code_postal",
        "population",
        "habitants",
        "epci",
        "departement",
    )


def test_every_trame_gives_a_tree() -> None:
    assert [arbre(VIDE, name, on=ON).identifier for name in toutes()] == list(toutes())
