"""What compares, what does not, how a value is written, where a value may come from."""

from decimal import Decimal

import pytest

from maillage.core.facts import Chiffre
from maillage.core.facts.partial_date import PartialDate
from maillage.core.indicateurs import (
    Appreciation,
    Genre,
    Niveau,
    Point,
    Position,
    Resultat,
    Rupture,
    Sens,
    SourceMesures,
    avec_unite,
    difference,
    ecart,
    evolution,
    incomparables,
)
from maillage.core.indicateurs.agregat import Agregat
from maillage.core.indicateurs.calcul import Sommes, valeur
from maillage.core.indicateurs.importes import par_indicateur, valeur_importee
from maillage.core.indicateurs.phrases import phrases
from maillage.core.indicateurs.resultat import (
    Comparateur,
    Couverture,
    LigneIndicateur,
    NatureZone,
    PartDepartement,
)
from tests.core.indicateurs.fabrique import PRUDENCE, calcul, indicateur


def source(**given):
    return SourceMesures(code="s", libelle="", editeur="", citation="", **given)


@pytest.mark.parametrize(
    ("given", "years", "why"),
    [
        ({}, (2022, 2023), None),
        ({"ecart_minimal": 5}, (2020, 2023), "il faut 5 ans entre deux éditions"),
        ({"ecart_minimal": 5, "motif_ecart": "cinq enquêtes"}, (2023, 2020), "cinq enquêtes"),
        ({"ecart_minimal": 5}, (2018, 2023), None),
        ({"jamais": "la base change"}, (2024, 2025), "la base change"),
        (
            {"ruptures": (Rupture(depuis=2023, motif="autre méthode"),)},
            (2021, 2023),
            "autre méthode",
        ),
        ({"ruptures": (Rupture(depuis=2023, motif="autre méthode"),)}, (2023, 2024), None),
    ],
)
def test_two_editions_compare_when_their_source_allows_it(given, years, why):
    found = incomparables(source(**given), *years)
    assert found is None if why is None else found.endswith(why)


def points(*given):
    return tuple(
        Point(millesime=year, valeur=value, couverture=covered and Decimal(str(covered)))
        for year, value, covered in given
    )


@pytest.mark.parametrize(
    ("series", "since"),
    [
        (points((2024, 3.0, 100), (2023, 2.0, 100), (2022, 1.0, 100)), 2022),
        (points((2022, 3.0, 100), (2016, 2.0, 100), (2011, 1.0, 100)), 2016),
        (points((2024, 3.0, 100), (2022, 1.0, 98)), None),
        (points((2024, 3.0, 100), (2022, 1.0, 99.5)), 2022),
        (points((2024, 3.0, 40), (2022, 1.0, 40)), None),
        (points((2024, 3.0, None), (2022, 1.0, None)), 2022),
        (points((2024, 3.0, 100)), None),
    ],
)
def test_an_evolution_looks_far_enough_back_over_the_same_inhabitants(series, since):
    found = evolution(indicateur(), series, PRUDENCE)
    assert (found and found.depuis) == since


def test_a_difference_is_between_values_as_they_are_printed():
    gap = difference(indicateur(sens=Sens.HAUT), 12.34, 0.0)
    assert (gap.valeur, gap.relatif) == (Decimal("12.3"), None)
    assert (gap.position, gap.appreciation) == (Position.AU_DESSUS, Appreciation.MEILLEUR)
    none = Resultat(valeur=None)
    assert ecart(indicateur(), none, Resultat(valeur=1.0), PRUDENCE) == "valeur inconnue"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "written"),
    [
        (1.0, "médecins", 0, "1 médecin"),
        (1.9, "temps pleins pour 100 000", 1, "1,9 temps pleins pour 100 000"),
        (2.0, "médecins", 0, "2 médecins"),
        (12345.6, "€ par an", 0, "12 346 € par an"),
        (0.5, "%", 1, "0,5 %"),
        (3.14, "rapport", 1, "3,1"),
        (-0.04, "%", 1, "0,0 %"),
        (-0.4, "% par an", 1, "\u22120,4 % par an"),
    ],
)
def test_a_value_is_written_with_its_unit(value, unit, decimals, written):
    text = avec_unite(value, indicateur(unite=unit, decimales=decimals))
    assert text.replace("\u202f", " ").replace("\u00a0", " ") == written


def test_a_number_of_things_has_no_decimal_when_it_is_whole():
    doctors = indicateur(
        unite="médecins",
        sujet="le nombre de médecins",
        genre=Genre.MASCULIN,
        communes=(calcul("s.a"),),
    )
    assert avec_unite(12.0, doctors) == "12\u00a0médecins"
    assert avec_unite(12.5, doctors) == "12,5\u00a0médecins"
    (said,) = phrases(LigneIndicateur(indicateur=doctors, resultat=Resultat(valeur=12.0)), PRUDENCE)
    assert said == "Le nombre de médecins est de 12."
    size = indicateur(unite="taille", decimales=0, sujet="la CPTS")
    (said,) = phrases(LigneIndicateur(indicateur=size, resultat=Resultat(valeur=3.0)), PRUDENCE)
    assert said == "La CPTS est de taille 3."


def test_a_mean_of_departements_is_not_compared_with_one_of_them():
    def of(*codes: str) -> Resultat:
        parts = tuple(PartDepartement(code=code, nom=code, part=0.5, valeur=5.0) for code in codes)
        return Resultat(valeur=5.0, niveau=Niveau.DEPARTEMENT, departements=parts)

    alone = Comparateur(
        nature=NatureZone.REGION,
        code="06",
        nom="Mayotte",
        resultat=Resultat(valeur=4.0),
        ecart=ecart(indicateur(), of("Mayotte"), Resultat(valeur=4.0), PRUDENCE),
    )  # a région of one département: nothing to learn from it
    mayotte = LigneIndicateur(
        indicateur=indicateur(), resultat=of("Mayotte"), comparateurs=(alone,)
    )
    assert "région" not in " ".join(phrases(mayotte, PRUDENCE))
    both = of("Ain", "Gard")
    assert ecart(indicateur(), both, of("Gard"), PRUDENCE) == (
        "il compte dans cette moyenne des départements"
    )
    line = LigneIndicateur(indicateur=indicateur(), resultat=both)
    said = " ".join(phrases(line, PRUDENCE))
    assert "Dans les départements de l’Ain et du Gard, la part des aînés est de 5,0" in said
    assert "C’est la donnée des départements" in said


def test_a_comparison_with_nothing_tells_the_amount():
    one = indicateur(unite="pour 10 000 habitants", sens=Sens.NEUTRE)
    here, there = Resultat(valeur=2.0), Resultat(valeur=0.0)
    line = LigneIndicateur(
        indicateur=one,
        resultat=here,
        comparateurs=(
            Comparateur(
                nature=NatureZone.FRANCE,
                code="",
                nom="France",
                resultat=there,
                ecart=ecart(one, here, there, PRUDENCE),
            ),
        ),
    )
    said = [text.replace("\u00a0", " ").replace("\u202f", " ") for text in phrases(line, PRUDENCE)]
    assert said == [
        "La part des aînés est de 2,0 pour 10 000 habitants.",
        "C’est 2,0 pour 10 000 habitants de plus que en France, où elle est de 0,0 pour 10 000 habitants.",
    ]


def test_where_a_value_may_come_from():
    every = indicateur(communes=(calcul("s.a"),), departement=calcul("s.a"), importable=True)
    assert every.niveaux == (Niveau.IMPORTE, Niveau.COMMUNE, Niveau.DEPARTEMENT)
    assert indicateur(perimetre=True).niveaux == (Niveau.PERIMETRE,)
    assert every.sources == ("s",)
    with pytest.raises(ValueError, match="pas de dénominateur"):
        calcul("s.a", "s.b", operation="somme")
    with pytest.raises(ValueError, match="tout autre calcul en a un"):
        calcul("s.a", operation="ratio")


def test_nothing_is_divided_by_nobody_and_no_rhythm_needs_a_root_of_less_than_nothing():
    rhythm = calcul("s.a", "s.b", operation="evolution_annuelle")
    assert valeur(rhythm, Sommes(2022, 6, Agregat(-1.0, 1.0, lieux=1))) is None
    assert valeur(rhythm, Sommes(2022, None, Agregat(1.0, 1.0, lieux=1))) is None
    empty = Couverture(population=0, population_totale=0, lieux=0, lieux_total=0)
    assert empty.pourcent is None


def test_an_import_is_read_in_the_unit_of_its_indicator():
    def given(**values):
        return Chiffre(source="CPAM", date=PartialDate(2025), **values)

    half = given(indicateur="part", numerateur=Decimal(1), denominateur=Decimal(2))
    assert valeur_importee(indicateur(), half) == 50.0
    assert valeur_importee(indicateur(unite="patients"), half) == 0.5
    assert valeur_importee(indicateur(communes=(calcul("s.a", "s.b", 1000),)), half) == 500.0
    assert valeur_importee(indicateur(communes=(calcul("s.a"),)), half) == 50.0
    assert valeur_importee(indicateur(), given(numerateur=Decimal(1))) is None
    own = given(libelle="à nous", valeur=Decimal(3))
    assert set(par_indicateur([half, own])) == {"part"}
