"""How each amount is explained, with its numbers."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from maillage.core.financement import (
    Fait,
    MissionContrat,
    MontantsNegocies,
    OptionsContrat,
    Prorata,
    echeancier,
    euros,
    expliquer,
    pourcent,
)
from maillage.reference.aci import convention
from tests.core.financement.contrats import SIGNATURE, TABLES, contract

LATE = {"acces": MissionContrat(demarrage=date(2023, 3, 15))}


def explained(nature, poste="acces", annee=1, **changes):
    contrat = contract(**{"missions": LATE} | changes)
    line = next(
        line
        for line in echeancier(contrat, TABLES).lignes
        if (line.nature, line.poste, line.annee) == (nature, poste, annee)
    )
    return expliquer(line, contrat, TABLES, convention())


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("nature", "changes", "formula"),
    [
        ("avance", {}, "17 500,00 € × 184/365 (jours) × 3/4 = 6 616,44 €"),
        (
            "solde",
            {},
            "17 500,00 € × 184/365 (jours) = 8 821,92 € ; 8 821,92 € moins l’avance de 6 616,44 € = 2 205,48 €",
        ),
        ("variable", {}, "17 500,00 € × 184/365 (jours) × 60 % = 5 293,15 €"),
        (
            "variable",
            {"resultats": {}},
            "17 500,00 € × 184/365 (jours) × un résultat à décider : de 0,00 € à 8 821,92 €",
        ),
        (
            "avance",
            {"options": OptionsContrat(prorata=Prorata.MOIS_ENTAMES)},
            "17 500,00 € × 6/12 (mois entamés) × 3/4 = 6 562,50 €",
        ),
        ("solde", {"annee": 2}, "17 500,00 € moins l’avance de 13 125,00 € = 4 375,00 €"),
        ("dotation_initiale", {"poste": "fonctionnement"}, "60 000,00 €, en entier"),
    ],
)
def test_formula_when_explained(nature, changes, formula):
    assert plain(explained(nature, **changes).formule) == formula


def test_explanation_when_the_amount_is_of_the_table():
    found = explained("avance")
    assert found.edition == "Accord du 20 juin 2019, depuis le 25/08/2019, taille 2"
    assert "Auvergne-Rhône-Alpes" in found.source
    assert (found.regles, found.points) == (("E1", "E2", "A5"), ("O1", "O10"))
    assert "Un avenant qui change la taille ou la grille." in found.changerait
    assert "Un démarrage, un arrêt ou une résiliation un autre jour." in found.changerait
    assert any("en jours réels" in one for one in found.changerait)
    assert "D’autres résultats." in explained("variable").changerait


def test_explanation_when_the_amount_is_of_the_contract():
    negotiated = {"acces": MontantsNegocies(fixe=1_000_000)}
    found = explained("avance", montants_negocies=negotiated)
    assert (found.source, found.edition) == ("Contrat signé", "montant écrit au contrat")
    assert "Un autre montant écrit au contrat." not in found.changerait
    assert "O10" not in found.points


def test_an_amount_of_the_contract_that_no_table_knows_replaces_nothing():
    negotiated = {"acces": MontantsNegocies(fixe=1_000_000)}
    contrat = contract(missions=LATE, montants_negocies=negotiated)
    line = next(one for one in echeancier(contrat, TABLES).lignes if one.nature == "avance")
    unknown = replace(line.calcul, base=replace(line.calcul.base, taille=5))
    found = expliquer(replace(line, calcul=unknown), contrat, TABLES, convention())
    assert (found.source, found.remplace) == ("Contrat signé", None)


def test_explanation_when_the_amount_is_unknown():
    found = explained(
        "forfait",
        poste="crise_maj",
        grille="AV2_2021",
        forfaits=(Fait(poste="crise_maj", fait=SIGNATURE),),
    )
    assert found.formule == "Montant introuvable : compté pour zéro"
    assert "introuvable" in found.note


def test_rules_when_quoted_exist():
    contrat = contract(
        grille="AV2_2021",
        resiliation=date(2025, 3, 1),
        forfaits=(Fait(poste="crise_plan", fait=SIGNATURE),),
    )
    quoted = {rule for line in echeancier(contrat, TABLES).lignes for rule in line.calcul.regles}
    assert quoted <= set(convention().regles)


@pytest.mark.parametrize(
    ("rate", "written"),
    [
        (Fraction(3, 5), "60 %"),
        (Fraction(1, 8), "12,5 %"),
        (Fraction(1234, 10_000), "12,34 %"),
        (Fraction(17, 30), "17/30"),
        (Fraction(0), "0 %"),
        (Fraction(1), "100 %"),
        (Fraction(9, 10_000), "0,09 %"),
    ],
)
def test_rate_when_written(rate, written):
    assert plain(pourcent(rate)) == written


def test_amount_when_written():
    assert plain(euros(-3082)) == "-30,82 €"
    assert plain(euros(123_456_705)) == "1 234 567,05 €"
