"""The versions of the agreement, and what their reader refuses."""

from pathlib import Path

import pytest
import yaml

from maillage.core.financement import Genre
from maillage.reference.aci import grilles, postes
from maillage.reference.aci.versions import lire_grille, lire_postes
from maillage.reference.strict import Problems

VERSIONS = Path(grilles.__wrapped__.__code__.co_filename).parent
TEXT = (VERSIONS / "aci_2019.yaml").read_text(encoding="utf-8")


def test_versions_when_read():
    assert list(grilles()) == ["ACI_2019", "AV2_2021"]


def test_missions_when_read():
    kinds = {
        code: [m.code for m in grille.missions if m.genre is Genre.SOCLE]
        for code, grille in grilles().items()
    }
    assert kinds == {
        "ACI_2019": ["acces", "parcours", "prevention"],
        "AV2_2021": ["acces", "parcours", "prevention", "crise"],
    }
    delays = {
        m.code: (m.demarrage_mois, m.deploiement_mois) for m in grilles()["AV2_2021"].missions
    }
    assert delays == {
        "acces": (6, 18),
        "parcours": (12, 24),
        "prevention": (12, 24),
        "crise": (6, 18),
        "qualite": (None, None),
        "accompagnement": (None, None),
    }


def test_every_mission_of_an_action_when_counted():
    """Each mission that an action may have belongs to one mission of the agreement."""
    actions = [action for m in grilles()["AV2_2021"].missions for action in m.actions]
    assert len(actions) == len(set(actions)) == len(type(actions[0]))


@pytest.mark.parametrize(
    ("was", "becomes", "word"),
    [
        ("euros: 50000,", "euros: 50001,", "en additionnant"),
        ("euros: 50000,", "euros: -1,", "pas négatif"),
        ("  - {taille: 1, euros: 50000, fiabilite: vu, source: guide_ara}\n", "", "par taille"),
        ("source: guide_ara}", "source: rumeur}", "« rumeur » n’existe pas"),
        ("  source: guide_ara\n", "  source: rumeur\n", "« rumeur » n’existe pas"),
        ("- poste: qualite", "- poste: qualites", "« qualites » n’existe pas"),
        ("- poste: qualite", "- poste: crise_plan", "« crise » n’est pas de cette version"),
        ("- code: qualite", "- code: parcours", "écrit deux fois : parcours"),
        ("fiabilite: vu, source", "fiabilite: certain, source", "choix possible"),
        ("- ensemble: qualite", "- ensembles: qualite", "vouliez-vous"),
        ("euros: 50000,", "euros: 50000.5,", "nombre entier"),
    ],
)
def test_version_when_it_contradicts_itself(was, becomes, word):
    assert was in TEXT
    with pytest.raises(Problems) as refused:
        lire_grille(TEXT.replace(was, becomes, 1).encode(), "essai.yaml")
    assert word in str(refused.value)


def test_postes_when_one_is_written_twice():
    text = """\
verifie_le: 2026-11-22
source: essai
postes:
- {code: acces, nom: Accès}
- {code: acces, nom: Accès}
"""
    with pytest.raises(Problems, match="code écrit deux fois : acces"):
        lire_postes(text.encode(), "essai.yaml")


RELIABILITY = {"vu": "vu", "recoupe": "vu", "extremite": "vu", "inconnu": "a_confirmer"}


@pytest.mark.parametrize(
    ("code", "file"), [("ACI_2019", "aci_2019.yaml"), ("AV2_2021", "aci_avenant2_2021.yaml")]
)
def test_every_cell_when_compared_with_the_facts_gathered(shared, code, file):
    gathered = yaml.safe_load((shared / "regles" / file).read_text(encoding="utf-8"))
    ours = {
        (ligne.poste, cell.taille, ligne.volet): (cell.euros, cell.fiabilite)
        for ligne in grilles()[code].lignes
        for cell in ligne.cellules
    }
    volets = {"dotation": "dotation", "variable": "variable", "forfait": "forfait"}
    theirs = {
        (row["code"].split(".")[0], size, volets.get(row["volet"], "fixe")): (
            row[f"t{size}"]["montant"],
            RELIABILITY.get(row[f"t{size}"]["fiabilite"], "deduit"),
        )
        for row in gathered["lignes"]
        for size in (1, 2, 3, 4)
    }
    assert ours == theirs
    assert next(iter(postes())) == "fonctionnement"


CODES = {"aci_2019": "ACI_2019", "avenant_2": "AV2_2021"}


def amount(grille, ligne, taille):
    """The amount of our tables for a line as the rules of a contract name it."""
    poste, _, volet = ligne.replace("regulation_snp", "snp").partition("_")
    if cell := grille.total(ligne, taille):
        return cell.euros
    if volet in ("fixe", "variable"):
        return grille.cellule(poste, volet, taille).euros
    sort = "fixe" if volet else "dotation"
    return grille.cellule(f"{poste}_{volet}".strip("_"), sort, taille).euros


def test_maxima_of_the_rules_when_compared_with_the_versions():
    """The rules know the same amounts, or none where no source writes it."""
    path = VERSIONS.parents[1] / "regles" / "parametres.yaml"
    every = yaml.safe_load(path.read_text(encoding="utf-8"))["plafonds"]
    for version, table in every.items():
        for ligne, row in table["lignes"].items():
            for taille, euros in enumerate(row["montants"], start=1):
                ours = amount(grilles()[CODES[version]], ligne, taille)
                assert euros in (None, ours), (version, ligne, taille)
