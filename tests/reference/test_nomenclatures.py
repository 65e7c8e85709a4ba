"""The closed lists: complete, coherent between themselves, typeset as French wants."""

import re
from pathlib import Path

import pytest
import yaml

from maillage.core.facts import Famille, RedactionProjet, Secteur, SensBudget
from maillage.reference import nomenclatures
from maillage.reference.nomenclatures import (
    NatureRubrique,
    etapes,
    familles_etablissement,
    groupes_etapes,
    groupes_professions,
    groupes_rubriques,
    postes_budget,
    professions,
    rubriques,
    rubriques_texte,
    types_etablissement,
)

LISTS = (
    professions,
    groupes_professions,
    types_etablissement,
    familles_etablissement,
    etapes,
    groupes_etapes,
    postes_budget,
    rubriques,
    groupes_rubriques,
)
FILES = sorted(Path(nomenclatures.__file__).parent.glob("*.yaml"))
OURS = ("professions", "etablissements", "etapes", "budget_pre_projet", "rubriques")


@pytest.mark.parametrize("codes", LISTS)
def test_codes_are_plain_words(codes: object) -> None:
    assert [code for code in codes() if not re.fullmatch("[a-z][a-z_]*", code)] == []


def test_professions_when_sorted_by_their_group() -> None:
    groups = list(groupes_professions())
    ranks = [groups.index(profession.groupe) for profession in professions().values()]

    assert ranks == sorted(ranks)


def test_profession_de_sante_when_asked() -> None:
    known = professions()
    asked = ("infirmier", "pharmacien_officine", "psychologue", "elu", "autre")

    assert [known[code].sante for code in asked] == [True, True, False, False, None]


def test_profession_de_sante_when_it_has_no_sector_is_not_one() -> None:
    unsaid = [p.code for p in professions().values() if p.sante and p.secteur is None]

    assert unsaid == []
    assert {p.secteur for p in professions().values()} == {None, *Secteur}


def test_types_etablissement_printed_in_the_letter() -> None:
    printed = [kind.code for kind in types_etablissement().values() if kind.lettre]

    assert printed == ["hopital_proximite", "ch", "chu", "ssr", "ssiad", "saad"]


def test_types_etablissement_belong_to_the_families() -> None:
    assert list(familles_etablissement()) == list(Famille)
    assert {kind.famille for kind in types_etablissement().values()} == {None, *Famille}


def test_etapes_in_their_usual_order() -> None:
    groups = list(groupes_etapes())
    ranks = [groups.index(step.groupe) for step in etapes().values()]

    assert ranks == sorted(ranks)
    assert list(etapes()) == [
        "equipe", "construction", "lettre_depot", "diagnostic_donnees", "diagnostic_besoins",
        "statuts_redaction", "statuts_formalites", "projet_redaction", "projet_depot",
        "contractualisation_ars", "aci_negociation", "aci_adhesion", "mise_en_oeuvre",
        "evaluations",
    ]  # fmt: skip


def test_postes_budget_pay_each_way_of_writing() -> None:
    paid = {poste.mode_redaction for poste in postes_budget().values()}

    assert paid == {None, *RedactionProjet}
    assert {poste.sens for poste in postes_budget().values()} == set(SensBudget)


def test_rubriques_are_136_in_the_order_of_their_groups() -> None:
    groups = list(groupes_rubriques())
    ranks = [groups.index(rubrique.groupe) for rubrique in rubriques().values()]

    assert (len(rubriques()), ranks) == (136, sorted(ranks))


def test_rubriques_texte_have_advice_and_the_others_none() -> None:
    advised = {rubrique.code for rubrique in rubriques().values() if rubrique.conseil}
    texts = {r.code for r in rubriques().values() if r.nature is NatureRubrique.TEXTE}

    assert advised == texts
    assert texts - set(rubriques_texte()) == {
        r.code for r in rubriques().values() if r.partie_de == "actions" and r.code in texts
    }


@pytest.mark.parametrize(
    "code", ["population_sante", "problematique_parcours", "recours_aux_soins"]
)
def test_rubrique_when_it_touches_patients_recalls_that_numbers_are_enough(code: str) -> None:
    assert str(rubriques()[code].conseil).endswith("Pas de nom de patient, des nombres suffisent.")


@pytest.mark.parametrize("name", OURS)
def test_words_shown_are_typeset_as_french(name: str) -> None:
    path = next(file for file in FILES if file.stem == name)
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    shown = [
        str(line[key])
        for lines in content.values()
        if isinstance(lines, list)
        for line in lines
        for key in ("libelle", "feminin", "aide", "conseil")
        if key in line
    ]

    assert [text for text in shown if re.search(r"'| [;:!?»]|« ", text)] == []


def test_rubriques_are_those_of_the_forms(shared: Path) -> None:
    file = shared / "formulaires" / "rubriques.yaml"
    forms = yaml.safe_load(file.read_text(encoding="utf-8"))["rubriques"]
    natures = {"text": "texte", "structured": "structuree", "computed": "calculee"}

    assert [(r.code, r.groupe, str(r.nature), r.partie_de) for r in rubriques().values()] == [
        (r["id"], r["group"], natures[r["kind"]], r.get("field_of")) for r in forms
    ]
    assert {r["help"].replace("'", "’") for r in forms} & {
        r.aide for r in rubriques().values()
    } == set()


def test_list_when_a_code_is_written_twice_is_refused():
    twice = (
        nomenclatures.Groupe(code="a", libelle="A"),
        nomenclatures.Groupe(code="a", libelle="B"),
    )
    with pytest.raises(nomenclatures.Problems, match="code écrit deux fois : a"):
        nomenclatures._by_code(twice, "essai.yaml")
