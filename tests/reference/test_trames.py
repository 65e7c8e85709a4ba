"""The trames: what is read, what is refused."""

import pytest

from maillage.reference.strict import Problems
from maillage.reference.trames import TrameInconnue, chargement, charger, lire, toutes
from maillage.reference.trames.chargement import inclusions
from maillage.reference.trames.statuts import PartieStatuts

HEAD = """
id: essai
titre: Essai
titre_imprime: Essai
portee: toutes
pied: Essai
edition: {depuis: 2026-01-01, source: nous, fiabilite: vu, verifie_le: 2026-11-22}
parties:
  - cle: E-1
    titre: Partie
    blocs:
"""


def problems(block: str) -> list[str]:
    with pytest.raises(Problems) as caught:
        lire((HEAD + block).encode(), "essai.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_forms_come_before_the_tables_they_hold() -> None:
    joined = [trame.tableau_joint for trame in toutes().values()]
    assert joined == sorted(joined)
    assert next(iter(toutes())) == "lettre_intention"


def test_an_unknown_document_is_named_with_those_that_exist() -> None:
    with pytest.raises(TrameInconnue, match=r"« lettre ».*lettre_intention.*aura_pre_projet"):
        charger("lettre")


def test_every_trame_says_its_edition_and_its_source() -> None:
    assert all(trame.edition.source and trame.edition.depuis for trame in toutes().values())


def test_rubriques_of_a_form_come_in_its_order_once() -> None:
    rubriques = charger("lettre_intention").rubriques()
    assert rubriques[:3] == ("cpts_nom", "cpts_date_creation", "personne_contact")
    assert len(set(rubriques)) == len(rubriques)


def test_a_block_that_names_an_unknown_rubrique() -> None:
    found = problems(
        "      - {cle: E-1.1, rubriques: [inconnue], reponses: [{textes: [inconnue]}]}"
    )
    assert found == ["champ « E-1.1 » : la rubrique « inconnue » n’existe pas"]


def test_a_text_that_the_block_does_not_declare() -> None:
    found = problems("      - {cle: E-1.1, reponses: [{textes: [freins]}]}")
    assert found == ["champ « E-1.1 » : la rubrique « freins » n’existe pas"]


def test_a_column_that_names_an_unknown_field() -> None:
    block = (
        "      - cle: E-1.1\n"
        "        tableau: {resume: x, source: equipe, filtre: {humeur: [bonne]}, "
        "colonnes: [{titre: Nom, champs: [nom, age]}]}"
    )
    assert problems(block) == [
        "champ « E-1.1 » : le champ « age » n’existe pas",
        "champ « E-1.1 » : le champ « humeur » n’existe pas",
    ]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("{cle: E-1.1, tableau: {resume: x, source: y, colonnes: []}}", "la source « y »"),
        ("{cle: E-1.1, cases: {valeur: cpts.age, options: []}}", "la valeur « cpts.age »"),
        ("{cle: E-1.1, reponses: [{donnees: [x]}]}", "la donnée « x »"),
        (
            "{cle: E-1.1, signature: {libelle: x, nom: contact.nom, qualite: y.z}}",
            "la valeur « y.z »",
        ),
        (
            "{cle: E-1.1, grille: {resume: x, lignes: [{libelle: y, champs: [{valeur: z}]}]}}",
            "la valeur « z »",
        ),
        (
            "{cle: E-1.1, calendrier: {resume: x, entetes: [a, b], autres: c, lignes: [{code: d, action: e}]}}",
            "l’étape « d »",
        ),
        (
            "{cle: E-1.1, budget: {resume: x, charges_titre: a, produits_titre: b, charges: [{poste: c, libelle: d}], produits: []}}",
            "le poste « c »",
        ),
    ],
)
def test_a_block_that_names_what_does_not_exist(block: str, message: str) -> None:
    assert problems(f"      - {block}") == [f"champ « E-1.1 » : {message} n’existe pas"]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (
            "{cle: E-1.1, prs: {resume: a, region: OCC, table: b, entetes: [c, d]}}",
            "la table du PRS « b »",
        ),
        (
            "{cle: E-1.1, referents: {resume: a, region: OCC, entetes: [b, c, d, e, f]}}",
            "la liste de référents « OCC »",
        ),
        ("{cle: E-1.1, reponses: [{valeurs: [cpts.age]}]}", "la valeur « cpts.age »"),
        ("{cle: E-1.1, reponses: [{valeurs: [cpts.nom], si: x.y}]}", "la valeur « x.y »"),
        (
            "{cle: E-1.1, grille: {resume: a, lignes: [{libelle: b, champs: [{valeur: cpts.nom, si: x.y}]}]}}",
            "la valeur « x.y »",
        ),
    ],
)
def test_a_block_of_a_region_that_names_what_does_not_exist(block: str, message: str) -> None:
    assert problems(f"      - {block}") == [f"champ « E-1.1 » : {message} n’existe pas"]


def test_a_document_within_a_document_exists_and_goes_one_level_down() -> None:
    block = "      - {{cle: E-1.1, question: a, inclus: {0}}}"
    for name, message in (
        ("inconnu", "le document « inconnu » n’existe pas"),
        ("bretagne_projet_sante", "« bretagne_projet_sante » inclut déjà un document"),
    ):
        trame = lire((HEAD + block.format(name)).encode(), "essai.yaml")
        assert [problem.message for problem in inclusions(trame, toutes())] == [message]


def test_two_items_with_one_key() -> None:
    block = "      - {cle: E-1.1, question: a}\n      - {cle: E-1.1, question: b}"
    assert problems(block) == ["clé d’élément écrite deux fois : E-1.1"]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (
            "{cle: E-1.1, note: {texte: a}, carte: {description: a, attente: b, jointe: c}}",
            "un seul contenu",
        ),
        ("{cle: E-1.1, niveau: 5}", "« niveau » vaut 2 ou 3"),
        ("{cle: E-1.1, grille: {resume: a, lignes: [{libelle: b}]}}", "soit « champs »"),
        (
            "{cle: E-1.1, calendrier: {resume: a, entetes: [b], autres: c, lignes: []}}",
            "deux ou trois colonnes",
        ),
        ("{cle: E-1.1, couleur: rouge}", "clé inconnue"),
        (
            "{cle: E-1.1, calendrier: {resume: a, entetes: [b, c], autres: d, lignes: [{action: e}]}}",
            "soit « code », soit « reunions »",
        ),
        (
            "{cle: E-1.1, calendrier: {resume: a, entetes: [b, c, d], autres: e, lignes: [{reunions: oui, action: f}]}}",
            "a deux colonnes",
        ),
        ("{cle: E-1.1, referents: {resume: a, region: BRE, entetes: [b]}}", "cinq colonnes"),
    ],
)
def test_a_block_badly_made(block: str, message: str) -> None:
    assert any(message in found for found in problems(f"      - {block}"))


def test_a_form_of_no_region() -> None:
    with pytest.raises(Problems, match="« ARA » n’est ni « toutes » ni une région"):
        lire((HEAD.replace("toutes", "ARA") + "      - {cle: E-1.1}").encode(), "essai.yaml")


def test_two_trames_with_one_identifier_are_refused(tmp_path, monkeypatch) -> None:
    for folder in ("un", "deux"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "essai.yaml").write_text(
            HEAD + "      - {cle: E-1.1, rubriques: [freins], reponses: [{textes: [freins]}]}\n"
        )
    monkeypatch.setattr(chargement, "_FOLDER", tmp_path)
    with pytest.raises(Problems, match="identifiant écrit deux fois"):
        chargement.toutes.__wrapped__()


def test_a_trame_that_includes_an_unknown_one_is_refused(tmp_path, monkeypatch) -> None:
    (tmp_path / "un").mkdir()
    text = HEAD + "      - {cle: E-1.1, inclus: inconnu}\n"
    (tmp_path / "un" / "essai.yaml").write_text(text)
    monkeypatch.setattr(chargement, "_FOLDER", tmp_path)
    with pytest.raises(Problems, match="inconnu"):
        chargement.toutes.__wrapped__()


@pytest.mark.parametrize(
    "values", [{}, {"article": 1, "annexe": True}, {"article": 20}, {"article": -1}]
)
def test_a_block_of_statutes_prints_an_article_or_the_communes(values: dict) -> None:
    with pytest.raises(ValueError, match="article"):
        PartieStatuts(**values)
