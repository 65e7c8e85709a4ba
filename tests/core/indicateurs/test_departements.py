"""A département after « de », and where a sentence says that its figure is."""

import pytest

from maillage.core.indicateurs.departements import (
    _ARTICLES,
    dans_les_departements,
    du_departement,
)
from maillage.reference.cog import table


@pytest.mark.parametrize(
    ("nom", "dit"),
    [
        ("Ain", "de l’Ain"),
        ("Gard", "du Gard"),
        ("La Réunion", "de La Réunion"),
        ("Landes", "des Landes"),
        ("Haute-Loire", "de la Haute-Loire"),
        ("Ille-et-Vilaine", "d’Ille-et-Vilaine"),
        ("Val-d'Oise", "du Val-d’Oise"),
        ("Paris", "de Paris"),
        ("Mayotte", "de Mayotte"),
        ("Ailleurs", "d’Ailleurs"),
    ],
)
def test_the_article_of_a_departement(nom: str, dit: str) -> None:
    assert du_departement(nom) == dit


def test_one_departement_or_several() -> None:
    assert dans_les_departements(()) == "dans le département"
    assert dans_les_departements(("Gard",)) == "dans le département du Gard"
    assert dans_les_departements(("Ain", "Rhône", "Landes")) == (
        "dans les départements de l’Ain, du Rhône et des Landes"
    )


def test_every_name_with_an_article_is_a_departement_of_the_table() -> None:
    known = {one.nom.replace("'", "’") for one in table().departements.values()}
    assert set(_ARTICLES) <= known
    bare = {"Maine-et-Loire", "Meurthe-et-Moselle", "Saône-et-Loire", "Seine-et-Marne", "Paris"}
    bare |= {"La Réunion", "Mayotte", "Eure-et-Loir", "Ille-et-Vilaine", "Indre-et-Loire"}
    bare |= {"Saint-Pierre-et-Miquelon", "Saint-Barthélemy", "Saint-Martin", "Wallis et Futuna"}
    assert known - set(_ARTICLES) == bare
