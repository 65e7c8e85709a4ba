"""What is said beside the amounts."""

from datetime import date

import pytest

from maillage.core.fiabilite import Fiabilite
from maillage.core.financement import (
    Avenant,
    Fait,
    MissionContrat,
    OptionsContrat,
    points_ouverts,
    remarques,
)
from tests.core.financement.contrats import SIGNATURE, TABLES, plan

SOCLE = {code: MissionContrat(demarrage=SIGNATURE) for code in ("acces", "parcours", "prevention")}
AV2 = {"grille": "AV2_2021", "taille": 4}


def said(**changes):
    found = remarques(plan(**{"missions": SOCLE} | changes), TABLES)
    return {one.code: one.phrase.replace("\u202f", " ").replace("\u00a0", " ") for one in found}


def test_remarks_when_all_is_well():
    assert said() == {}


def start(day):
    return {"missions": SOCLE | {"acces": MissionContrat(demarrage=day)}}


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"resultats": {}}, "resultat_a_decider", "de 0,00 € à 337 500,00 €"),
        (start(date(2022, 6, 1)), "demarrage_avant_signature", "à partir de la signature"),
        (start(date(2023, 3, 16)), "mission_en_retard", "le 15/03/2023 au plus tard, 6 mois"),
        (start(None), "mission_absente", "n’a pas démarré"),
        (start(date(2028, 1, 1)), "demarrage_hors_contrat", "après la fin du contrat"),
        (
            {
                "missions": SOCLE
                | {"qualite": MissionContrat(demarrage=date(2021, 1, 1), arret=SIGNATURE)}
            },
            "arret_avant_signature",
            "rien n’est versé",
        ),
        ({"resiliation": date(2027, 9, 16)}, "resiliation_apres_la_fin", "le 15/09/2027"),
        (
            {"avenants": (Avenant(effet=date(2024, 11, 1), taille=3),)},
            "avenant_en_cours_d_annee",
            "à partir du 15/09/2025",
        ),
        (
            {"avenants": (Avenant(effet=date(2026, 11, 1), taille=3),)},
            "avenant_en_cours_d_annee",
            "le contrat finit avant",
        ),
        ({"resiliation": date(2023, 12, 1)}, "trop_percu", "hors de la trésorerie"),
        (
            {
                "missions": SOCLE
                | {"qualite": MissionContrat(demarrage=SIGNATURE, arret=date(2022, 10, 1))}
            },
            "trop_percu",
            "repris sur le règlement",
        ),
    ],
)
def test_remark_when_something_must_be_known(changes, code, words):
    assert words in said(**changes)[code]


def test_remark_when_a_sum_disappears():
    missions = SOCLE | {"acces_compensation": MissionContrat(demarrage=SIGNATURE)}
    changed = (Avenant(effet=date(2023, 9, 15), grille="AV2_2021"),)
    found = said(missions=missions, avenants=changed)
    assert "n’existe plus à partir du 15/09/2023" in found["somme_disparue"]
    assert "Réponse aux crises" in found["socle_incomplet"]
    assert "montants_deduits" in found


def test_remark_when_renewed_names_the_missing_missions():
    found = said(missions={}, options=OptionsContrat(renouvellement=True))
    assert "Accès aux soins, Parcours" in found["socle_incomplet"]
    assert "mission_absente" not in found


def test_remark_when_ended_before_a_delay():
    assert "mission_absente" not in said(missions={}, resiliation=date(2022, 12, 1))


@pytest.mark.parametrize(
    ("facts", "code", "words"),
    [
        ([("crise_plan", date(2020, 1, 1))], "forfait_hors_contrat", "rien n’est dû"),
        (
            [("crise_plan", date(2024, 5, 1)), ("crise_plan", date(2023, 5, 1))],
            "forfait_deja_paye",
            "qu’une fois par contrat",
        ),
        (
            [("crise_survenue", date(2023, 5, 1)), ("crise_survenue", date(2023, 6, 1))],
            "forfait_deja_paye",
            "qu’une fois par an",
        ),
        ([("crise_maj", date(2023, 5, 1))], "montant_inconnu", "comptée pour zéro"),
    ],
)
def test_lump_sum_when_it_brings_nothing_more(facts, code, words):
    happened = tuple(Fait(poste=poste, fait=day) for poste, day in facts)
    assert words in said(**AV2, forfaits=happened)[code]
    lumps = [
        line.centimes
        for line in plan(**AV2, missions=SOCLE, forfaits=happened).lignes
        if line.nature == "forfait"
    ]
    assert len(lumps) <= 1


def test_lump_sum_when_each_year_has_its_own():
    happened = tuple(Fait(poste="crise_survenue", fait=date(y, 5, 1)) for y in (2023, 2024))
    found = plan(**AV2, missions=SOCLE, forfaits=happened)
    assert [x.centimes for x in found.lignes if x.nature == "forfait"] == [7_500_000] * 2


def test_reliability_when_an_amount_is_unknown():
    happened = (Fait(poste="crise_maj", fait=date(2023, 5, 1)),)
    assert plan(**AV2, missions=SOCLE, forfaits=happened).fiabilite is Fiabilite.A_CONFIRMER
    assert plan(**AV2, missions=SOCLE).fiabilite is Fiabilite.DEDUIT
    assert plan().fiabilite is Fiabilite.VU


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({}, ("O2", "O4", "O10")),
        (start(date(2022, 12, 1)), ("O1", "O2", "O3", "O4", "O10")),
        ({"options": OptionsContrat(renouvellement=True)}, ("O2", "O4", "O8", "O10")),
        ({"resiliation": date(2023, 9, 1), "missions": {}}, ("O10",)),
        ({"avenants": (Avenant(effet=SIGNATURE, taille=3),)}, ("O2", "O4", "O7", "O10")),
        (
            {**AV2, "forfaits": (Fait(poste="crise_plan", fait=SIGNATURE),)},
            ("O2", "O4", "O6", "O10"),
        ),
        (
            {"missions": {"acces_snp": MissionContrat(demarrage=SIGNATURE)}},
            ("O2", "O5", "O10"),
        ),
        ({"resiliation": date(2024, 9, 15)}, ("O2", "O4", "O10")),
        ({"resiliation": date(2024, 9, 14)}, ("O1", "O2", "O3", "O4", "O9", "O10")),
    ],
)
def test_open_points_when_a_schedule_depends_on_them(changes, points):
    assert points_ouverts(plan(**{"missions": SOCLE} | changes), TABLES) == points
