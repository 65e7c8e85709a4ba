"""A contract written in a file; the rules of computing."""

import pytest

from maillage.core.financement import Marque
from maillage.reference.aci import convention, tables_aci
from maillage.reference.aci.contrat_ecrit import lire_contrat
from maillage.reference.aci.conventions import lire_convention
from maillage.reference.strict import Problems

CONTRACT = """\
grille: ACI_2019
taille: 2
signature: 2022-09-15
missions:
  acces: {demarrage: 2022-11-01}
  parcours: {demarrage: 2023-03-01, arret: 2024-01-01}
resultats:
  defaut: 6000
  acces: {"1": 5000, "2": [{code: a, reference: "82.0", cible: 85.0, valeur: 83, poids: 100}], "3": ~}
avenants:
- {effet: 2024-09-15, taille: 3}
options: {prorata: mois_entames, renouvellement: non}
"""


def refusal(text):
    with pytest.raises(Problems) as refused:
        lire_contrat(text.encode(), "essai.yaml")
    return [str(problem) for problem in refused.value.problems]


def test_contract_when_read():
    found = lire_contrat(CONTRACT.encode(), "essai.yaml")
    results = found.resultats["acces"]
    assert (results["1"], results["3"], found.resultats["defaut"]) == (5000, None, 6000)
    assert str(results["2"][0].reference) == "82.0"
    assert found.missions["parcours"].arret.isoformat() == "2024-01-01"


def test_contract_when_written_in_json():
    text = '{"grille": "ACI_2019", "taille": 1, "signature": "2022-09-15"}'
    assert lire_contrat(text.encode(), "essai.json").taille == 1


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("taille: 2", "taille: 7", "ligne 2, champ « taille » : la taille 7 n’existe pas"),
        ("taille: 2", "taille: deux", "ligne 2, champ « taille » : « deux » n'est pas un nombre"),
        ("arret: 2024-01-01", "arret: 2023-01-01", "ligne 6, champ « missions.parcours.arret »"),
        ("acces: {demarrage", "accs: {demarrage", "ligne 5, champ « missions.accs »"),
        ("effet: 2024-09-15", "effet: 2010-09-15", "ligne 11, champ « avenants[1].effet »"),
        ("demarrage: 2022-11-01", "debut: 2022-11-01", "clé inconnue"),
        ("defaut: 6000", "defaut: 60000", "ligne 8, champ « resultats.defaut » : un taux va de 0"),
        ("poids: 100", "poids: 90", "ligne 9, champ « resultats.acces.2 » : les poids font 90"),
        ("defaut: 6000", "defaut: soixante", "ligne 8, champ « resultats.defaut »"),
        ("signature: 2022-09-15\n", "", "champ « signature » : cette clé manque"),
        ("prorata: mois_entames", "prorata: semaines", "« jours_reels »"),
    ],
)
def test_contract_when_impossible_says_where(was, becomes, said):
    assert was in CONTRACT
    assert said in "\n".join(refusal(CONTRACT.replace(was, becomes)))


def test_field_when_nothing_is_written_there():
    """A contract that lacks its steps is told so at the nearest line above."""
    asked = "options: {prorata: mois_entames, formule_resultats: paliers"
    text = CONTRACT.replace("options: {prorata: mois_entames", asked)
    assert refusal(text) == [
        "ligne 12, champ « options.paliers » : la formule par paliers a besoin de ses paliers"
    ]


def test_rules_when_read():
    rules = convention()
    assert (rules.version, len(rules.points_ouverts)) == (1, 12)
    assert {rule.marque for rule in rules.regles.values()} == set(Marque)
    answered = {rule.point for rule in rules.regles.values() if rule.marque is Marque.OUVERT}
    assert answered == {rule.point for rule in rules.regles.values() if rule.point}


def test_rules_when_one_answers_nothing():
    text = """\
version: 1
verifie_le: 2026-11-22
source: essai
avertissement: essai
regles: {A1: {marque: ouvert, point: O9, phrase: essai}}
points_ouverts: {O1: {question: q, retenu: r, effet: e}}
"""
    with pytest.raises(Problems, match="« O9 » n’existe pas"):
        lire_convention(text.encode(), "essai.yaml")


def test_payments_when_read():
    (rule,) = tables_aci().versements
    share = rule.avance
    assert (rule.duree_annees, rule.reglement_mois) == (5, 2)
    assert share.numerateur / share.denominateur == 0.75
