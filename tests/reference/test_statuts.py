"""The tables of the statutes: complete, and refused when wrong."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from maillage.core.facts import MissionAction, Statuts
from maillage.core.statuts import NatureChoix
from maillage.core.statuts.gabarit import trous
from maillage.reference import statuts
from maillage.reference.strict import Problems

FOLDER = Path(statuts.__file__).parent
FILES = ("choix.yaml", "texte.yaml", "contraintes.yaml")


def refused(tmp_path: Path, name: str, old: str, new: str) -> str:
    for file in FILES:
        content = (FOLDER / file).read_text()
        if file == name:
            assert old in content
            content = content.replace(old, new, 1)
        (tmp_path / file).write_text(content)
    with pytest.raises(Problems) as caught:
        statuts.charger(tmp_path)
    return str(caught.value)


def test_every_field_of_the_facts_is_a_choice_of_the_table() -> None:
    assert {*statuts.tables().choix} == {field.name for field in fields(Statuts)}


def test_every_choice_says_its_article_help_and_source() -> None:
    for choix in statuts.tables().choix.values():
        assert choix.article in range(1, 20), choix.cle
        assert choix.libelle, choix.cle
        assert choix.aide.endswith("."), choix.cle
        assert choix.source, choix.cle


def test_missions_of_the_object_are_those_of_the_dossier() -> None:
    assert [*statuts.tables().choix["objet_missions"].options] == [*MissionAction]


def test_options_that_a_sentence_inserts_have_words() -> None:
    tables = statuts.tables()
    inserted = {
        hole.nom
        for article in tables.articles
        for clause in article.clauses
        for gabarit in (clause.gabarit, *(e.gabarit for e in clause.elements))
        for hole in trous(gabarit)
    }
    optional = {"quorum_ago": {"aucun"}, "admission": {"libre"}, "ca_renouvellement": {"entier"},
                "majorite_age": {"simple"}}  # fmt: skip
    for cle in inserted & tables.choix.keys():
        silent = {o.code for o in tables.choix[cle].options.values() if not o.mots}
        assert silent == optional.get(cle, set()), cle


def test_a_choice_without_default_leaves_a_blank_or_is_said_to_be_optional() -> None:
    without = {c.cle for c in statuts.tables().choix.values() if c.defaut is None}
    assert without == {
        "nom_usage", "duree_fin", "exercice_cloture", "colleges", "cotisation_membre",
        "droit_entree_montant", "rachat_montant", "motifs_graves_liste", "plafond_montant",
        "fait_a", "fait_le",
    }  # fmt: skip


def test_usual_colleges_weigh_a_hundred() -> None:
    assert sum(college.poids for college in statuts.tables().colleges) == 100


def test_help_is_never_printed() -> None:
    """Comments and helps are for the screen: none of their sentences stands in a clause."""
    tables = statuts.tables()
    printed = (FOLDER / "texte.yaml").read_text()
    clauses = "\n".join(re.findall(r"texte: (.+)", printed))
    for article in tables.articles:
        assert article.commentaire
        assert article.commentaire not in clauses


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("texte.yaml", "{le_president}", "{le_roi}", "« le_roi » n’existe pas"),
        ("texte.yaml", "{nom}.", "{nom.", "accolade sans emploi"),
        ("texte.yaml", "si: objet_large", "si: objet_vague", "article 2"),
        ("texte.yaml", "liste: missions", "liste: ambitions", "la liste « ambitions »"),
        ("texte.yaml", "ri: cotisations", "ri: fortunes", "le sujet « fortunes »"),
        ("texte.yaml", "a_decider: rachat", "a_decider: achat", "le choix « achat » n’existe pas"),
        ("texte.yaml", "numero: 18", "numero: 21", "les articles 0 à 19"),
        ("texte.yaml", "rubrique: statuts_objet", "rubrique: objet", "la rubrique « objet »"),
        ("texte.yaml", "radiation_delai:jour+}", "radiation_delai:heure}", "la forme « heure »"),
        ("choix.yaml", "cle: siege\n", "cle: fauteuil\n", "fauteuil"),
        ("choix.yaml", "defaut: [illimitee]", "defaut: [eternelle]", "n’est pas une option"),
        ("choix.yaml", 'defaut: ["30"]', 'defaut: ["trente"]', "n’a pas la forme"),
        ("contraintes.yaml", "cles: [objet_missions]", "cles: [objets]", "« objets » n’existe pas"),
        ("choix.yaml", "nature: oui_non", "nature: option", "ne vont pas avec la nature"),
        ("texte.yaml", "- rubrique: statuts_objet", "- si: objet_large", "soit « rubrique »"),
        (
            "contraintes.yaml",
            ", pourquoi: Maillage ne tient pas encore la liste nationale des CPTS.",
            "",
            "dites pourquoi",
        ),
        ("contraintes.yaml", "{code: K24,", "{code: K99,", "ne dit pas la vérité"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    assert said in refused(tmp_path, name, old, new)


def test_natures_with_options_are_the_only_ones_that_have_some() -> None:
    for choix in statuts.tables().choix.values():
        listed = choix.nature in (NatureChoix.OPTION, NatureChoix.OPTIONS)
        assert bool(choix.options) == listed
