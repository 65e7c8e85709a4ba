"""What makes a contract impossible, and where it is written."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.core.financement import (
    Avenant,
    Fait,
    Formule,
    IndicateurContrat,
    MissionContrat,
    MontantsNegocies,
    OptionsContrat,
    Palier,
    anomalies,
    echeancier,
)
from tests.core.financement.contrats import SIGNATURE, TABLES, contract

INDICATOR = IndicateurContrat(code="a", reference=Decimal(0), cible=Decimal(1), poids=60)


def found(**changes):
    return {one.champ: one.message for one in anomalies(contract(**changes), TABLES)}


def test_indicator_when_its_figure_would_never_end():
    """A contract of a stranger must not keep the machine busy."""
    huge = IndicateurContrat(
        code="a", reference=Decimal("1e999999999"), cible=Decimal(1), poids=100
    )
    assert list(found(resultats={"acces": (huge,)})) == ["resultats.acces[1].reference"]


def test_contract_when_possible():
    assert found() == {}
    assert found(resultats={"acces": None}) == {}


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"grille": "ACI_2020"}, "grille", "« ACI_2019 », « AV2_2021 »"),
        ({"taille": 5}, "taille", "de 1 à 4"),
        ({"signature": date(2018, 1, 1)}, "signature", "ne s’applique que depuis le 25/08/2019"),
        ({"signature": date(9998, 1, 1)}, "signature", "trop lointaine"),
        ({"duree_annees": 6}, "duree_annees", "de 1 à 5 ans"),
        ({"duree_annees": 0}, "duree_annees", "de 1 à 5 ans"),
        ({"duree_annees": 10**17}, "duree_annees", "de 1 à 5 ans"),
        ({"resiliation": SIGNATURE}, "resiliation", "après la signature"),
        (
            {"missions": {"acces": MissionContrat(demarrage=SIGNATURE, arret=SIGNATURE)}},
            "missions.acces.arret",
            "après le démarrage",
        ),
        (
            {"missions": {"acces": MissionContrat(arret=SIGNATURE)}},
            "missions.acces.arret",
            "ne peut s’arrêter",
        ),
        ({"missions": {"vaccins": MissionContrat()}}, "missions.vaccins", "missions : acces,"),
        ({"missions": {"crise": MissionContrat()}}, "missions.crise", "« ACI_2019 »"),
        ({"missions": {"crise_plan": MissionContrat()}}, "missions.crise_plan", "« forfaits »"),
        (
            {"missions": {"fonctionnement": MissionContrat()}},
            "missions.fonctionnement",
            "n’est pas",
        ),
        ({"resultats": {"defaut": 10_001}}, "resultats.defaut", "6000 = 60 %"),
        ({"resultats": {"acces_snp": 5000}}, "resultats.acces_snp", "pas de part variable"),
        ({"resultats": {"acces": {"6": 5000}}}, "resultats.acces.6", "de 1 à 5"),
        ({"resultats": {"acces": {"1": -1}}}, "resultats.acces.1", "de 0 à 10000"),
        ({"resultats": {"acces": (INDICATOR,)}}, "resultats.acces", "font 60 en tout"),
        (
            {"options": OptionsContrat(formule_resultats=Formule.PALIERS)},
            "options.paliers",
            "besoin de ses paliers",
        ),
        (
            {"options": OptionsContrat(paliers=(Palier(atteint=20_000, taux=1),))},
            "options.paliers[1].atteint",
            "de 0 à 10000",
        ),
        (
            {"forfaits": (Fait(poste="crise_plan", fait=SIGNATURE),)},
            "forfaits[1].poste",
            "pas un forfait de « ACI_2019 »",
        ),
        (
            {"avenants": (Avenant(effet=date(2022, 9, 14), taille=3),)},
            "avenants[1].effet",
            "entre la signature et le 15/09/2027",
        ),
        ({"avenants": (Avenant(effet=SIGNATURE, taille=9),)}, "avenants[1].taille", "de 1 à 4"),
        (
            {"avenants": (Avenant(effet=SIGNATURE, grille="X"),)},
            "avenants[1].grille",
            "pas une grille connue",
        ),
        (
            {"montants_negocies": {"acces": MontantsNegocies(fixe=1_750_001)}},
            "montants_negocies.acces.fixe",
            "dépasse le maximum de l’année 1",
        ),
        (
            {"montants_negocies": {"acces": MontantsNegocies(fixe=-1)}},
            "montants_negocies.acces.fixe",
            "pas négatif",
        ),
        (
            {"montants_negocies": {"acces_snp": MontantsNegocies(variable=1)}},
            "montants_negocies.acces_snp.variable",
            "n’a pas de part « variable »",
        ),
    ],
)
def test_contract_when_impossible(changes, field, word):
    said = found(**changes)
    assert list(said) == [field]
    assert word in said[field].replace("\u202f", " ")


def test_signature_when_before_every_agreement():
    assert "31/03/2022" in found(grille="AV2_2021", signature=date(2019, 1, 1))["signature"]
    with pytest.raises(ValueError, match="aucun accord"):
        echeancier(contract(signature=date(2019, 1, 1)), TABLES)


def test_signature_when_the_start_of_the_version_is_not_sure():
    assert found(grille="AV2_2021", signature=date(2022, 1, 1)) == {}


def test_size_when_it_shrinks_below_a_negotiated_amount():
    """The amount stood for size 2; the amendment brings the maximum down under it."""
    changes = {
        "montants_negocies": {"acces": MontantsNegocies(fixe=1_700_000)},
        "avenants": (Avenant(effet=date(2024, 9, 15), taille=1),),
    }
    assert "année 3" in found(**changes)["montants_negocies.acces.fixe"]
    mended = Avenant(
        effet=date(2024, 9, 15),
        taille=1,
        montants_negocies={"acces": MontantsNegocies(fixe=1_000_000)},
    )
    assert found(**changes | {"avenants": (mended,)}) == {}
    too_much = Avenant(effet=SIGNATURE, montants_negocies={"acces": MontantsNegocies(fixe=10**9)})
    assert list(found(avenants=(too_much,))) == ["avenants[1].montants_negocies.acces.fixe"]


def test_amount_when_above_with_a_reason():
    higher = MontantsNegocies(fixe=2_000_000, derogation="accord local du 3 mars")
    assert found(montants_negocies={"acces": higher}) == {}
    other_part = Avenant(effet=SIGNATURE, montants_negocies={"acces": MontantsNegocies(variable=1)})
    assert found(montants_negocies={"acces": higher}, avenants=(other_part,)) == {}


def test_amendment_when_it_names_one_part_of_a_sum():
    """What an amendment does not name stays: the other part keeps its own amount."""
    signed = {"parcours": MontantsNegocies(fixe=3_000_000, variable=2_000_000)}
    changed = Avenant(
        effet=SIGNATURE, montants_negocies={"parcours": MontantsNegocies(fixe=2_500_000)}
    )
    found = echeancier(contract(montants_negocies=signed, avenants=(changed,)), TABLES)
    bases = {
        line.calcul.base.volet: line.calcul.base.centimes
        for line in found.lignes
        if line.poste == "parcours"
    }
    assert bases == {"fixe": 2_500_000, "variable": 2_000_000}


def test_mission_when_it_stopped_before_the_signature():
    """It is not one of this contract: it does not free the operating money of later years (D3)."""
    past = MissionContrat(demarrage=date(2021, 1, 1), arret=date(2022, 1, 1))
    found = echeancier(contract(missions={"acces": past}), TABLES)
    assert [line.nature for line in found.lignes] == ["dotation_initiale"]


def test_amount_when_no_maximum_is_known():
    assert (
        found(grille="AV2_2021", montants_negocies={"crise_maj": MontantsNegocies(forfait=1)}) == {}
    )
