"""The examples: read whole, checked as their README says, inventing nobody who could exist."""

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from stdnum import iban
from stdnum.fr import siret

from maillage.core.budget import Cote, exercices
from maillage.core.facts import DossierFacts, Engagement, MissionAction, NatureIndicateur
from maillage.documents.etat import Remplissage, etat
from maillage.dossiers.controle import controler
from maillage.dossiers.fichier import ecrire, lire
from maillage.reference import cog
from maillage.reference.nomenclatures import etapes, professions, rubriques_texte
from maillage.reference.plan_comptable import natures

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "exemples").glob("*.yaml"))
ON = date(2026, 11, 22)
DOCUMENTS = (
    "lettre_intention",
    "aura_pre_projet",
    "aura_projet_sante",
    "aura_fiche_action",
    "budget_aura",
    "bretagne_projet_sante",
    "bretagne_fiche_action",
)


def example(name: str) -> DossierFacts:
    return lire((ROOT / "exemples" / name).read_bytes(), name)


@pytest.fixture(scope="module")
def haute_loire() -> DossierFacts:
    return example("haute-loire.yaml")


@pytest.fixture(scope="module")
def deux_regions() -> DossierFacts:
    return example("deux-regions.yaml")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_example_when_exported_then_read(path: Path, form: str) -> None:
    facts = lire(path.read_bytes(), path.name)

    assert lire(ecrire(facts, format=form), path.name) == facts


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_reaches_nobody(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    fiction = r"0(4 65 71|6 39 98) \d\d \d\d"  # kept by the ARCEP for fiction

    assert re.findall(r"@(?!\S*\.example\b)\S+\.\S+", content) == []
    assert re.findall(rf"\b(?!{fiction})0[1-9](?: \d\d){{4}}\b", content) == []


def test_examples_of_the_readme_are_the_files() -> None:
    readme = (ROOT / "exemples" / "README.md").read_text(encoding="utf-8")

    assert sorted(re.findall(r"\(([\w-]+\.yaml)\)", readme)) == [path.name for path in EXAMPLES]


# --- the ordinary one


def test_haute_loire_has_the_45_communes_and_their_61_367_inhabitants(
    haute_loire: DossierFacts,
) -> None:
    codes = [commune.code for commune in haute_loire.territoire.communes or ()]
    known = [cog.table().commune(code) for code in codes]

    assert (len(codes), len(set(codes))) == (45, 45)
    assert sum(commune.population or 0 for commune in known if commune) == 61_367


def test_haute_loire_team_has_nine_health_professions(haute_loire: DossierFacts) -> None:
    team = [p for p in haute_loire.equipe or () if p.engagement is not Engagement.A_CONTACTER]
    health = [p for p in team if professions()[p.profession or ""].sante]
    engaged = [p for p in health if p.engagement is Engagement.ENGAGE]

    assert (len(team), len(health), len(engaged)) == (41, 38, 34)
    assert len({p.profession for p in health}) == 9


def test_haute_loire_has_every_text(haute_loire: DossierFacts) -> None:
    lengths = {code: len(text.split()) for code, text in haute_loire.textes.items()}

    assert list(lengths) == list(rubriques_texte())
    assert {code: length for code, length in lengths.items() if not 60 <= length <= 180} == {}


def test_haute_loire_work_is_planned(haute_loire: DossierFacts) -> None:
    actions = haute_loire.actions or ()
    served = {action.mission for action in actions}

    assert len(actions) == 14
    assert served == set(MissionAction)
    assert [step.code for step in haute_loire.calendrier or ()] == list(etapes())


def test_haute_loire_fiches_are_filled(haute_loire: DossierFacts) -> None:
    blank = {
        (action.id, field.name)
        for action in haute_loire.actions or ()
        for field in fields(action)
        if not getattr(action, field.name)
    }
    followed = {suivi.action for suivi in haute_loire.indicateurs or ()}

    assert blank == set()
    assert followed == {action.id for action in haute_loire.actions or ()}
    assert len(haute_loire.indicateurs or ()) == 30
    assert {suivi.nature for suivi in haute_loire.indicateurs or ()} == set(NatureIndicateur)


def test_haute_loire_budget_of_three_years_is_balanced(haute_loire: DossierFacts) -> None:
    sums: dict[tuple[int, Cote], Decimal] = {}
    for ligne in haute_loire.budget_projet or ():
        key = (ligne.exercice, natures()[ligne.nature].cote)
        sums[key] = sums.get(key, Decimal(0)) + (ligne.montant or 0)
    balance = {
        year: (sums[year, Cote.CHARGE], sums[year, Cote.EMPLOI])
        for year in exercices(haute_loire.budget_projet or ())
    }

    assert list(balance) == [2027, 2028, 2029]
    assert balance == {
        year: (sums[year, Cote.PRODUIT], sums[year, Cote.CONTRIBUTION]) for year in balance
    }


def test_haute_loire_numbers_have_right_keys(haute_loire: DossierFacts) -> None:
    assert siret.is_valid(haute_loire.structure.siret)
    assert iban.is_valid(haute_loire.structure.iban)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_haute_loire_when_checked_has_nothing_left_to_do(
    haute_loire: DossierFacts, document: str
) -> None:
    report = controler(haute_loire, on=ON, document=document)

    assert [(constat.code, constat.motif) for constat in report.a_traiter] == []


@pytest.mark.parametrize(
    "document", ["bretagne_projet_sante", "aura_projet_sante", "occitanie_projet_medical"]
)
def test_haute_loire_comes_out_whole_in_the_forms_of_three_regions(
    haute_loire: DossierFacts, document: str
) -> None:
    waiting = {Remplissage.VIDE, Remplissage.PARTIEL}
    found = etat(haute_loire, document, on=ON)

    assert [bloc.titre for bloc in found.blocs if bloc.remplissage in waiting] == []


# --- the awkward one


def test_deux_regions_when_checked_says_what_is_wrong(deux_regions: DossierFacts) -> None:
    contradictions = {
        "ID-05": "association not created, with an RNA",
        "EQ-06": "an uncertain person in the governance",
        "EQ-09": "the same RPPS twice",
        "TERR-09": "a total that is not the sum",
        "TERR-12": "under 15 000 inhabitants",
        "TERR-13": "a size that the population does not give",
        "TERR-17": "a number of communes that is not theirs",
        "TERR-19": "patients in the place of inhabitants",
        "MISS-09": "an early mission without the support it needs",
        "CAL-01": "steps in a wrong order",
        "BUD-01": "a budget out of balance",
        "BUD-03": "cents",
        "DOC-01": "a text left to complete",
    }
    report = controler(deux_regions, on=ON, document="aura_pre_projet")

    found = {constat.code: str(constat.etat) for constat in report.constats}
    assert {code: found[code] for code in contradictions} == dict.fromkeys(
        contradictions, "non_respectee"
    )


def test_deux_regions_when_checked_for_the_project_says_what_is_wrong(
    deux_regions: DossierFacts,
) -> None:
    contradictions = {
        "ACT-02": "a fiche with a blank",
        "ACT-04": "an action that ends before it starts",
        "BUD-01": "a year out of balance",
        "BUD-03": "a negative amount",
        "BUD-05": "volunteers on one side only",
        "IND-01": "an action that nothing measures",
        "IND-02": "indicators of one nature",
    }
    report = controler(deux_regions, on=ON, document="aura_projet_sante")

    found = {constat.code: str(constat.etat) for constat in report.constats}
    assert {code: found[code] for code in contradictions} == dict.fromkeys(
        contradictions, "non_respectee"
    )


def test_deux_regions_when_checked_says_what_is_missing(deux_regions: DossierFacts) -> None:
    missing = (
        "ID-02",
        "ID-08",
        "ID-09",
        "EQ-01",
        "EQ-04",
        "EQ-07",
        "TERR-20",
        "TERR-21",
        "GOUV-01",
    )
    report = controler(deux_regions, on=ON, document="aura_pre_projet")

    found = {constat.code: str(constat.etat) for constat in report.constats}
    assert {code: found[code] for code in missing} == dict.fromkeys(missing, "inconnue")


def test_deux_regions_holds_parts_declared_with_their_source(deux_regions: DossierFacts) -> None:
    parts = [one for one in deux_regions.territoire.communes or () if one.partie]

    assert [(one.code, one.population) for one in parts] == [("13108", 3150), ("13215", 940)]
    assert all(one.source_population for one in parts)


# --- the page that describes the format


def test_example_of_the_format_page_is_accepted() -> None:
    page = (ROOT / "docs" / "format-dossier.md").read_text(encoding="utf-8")
    (content,) = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)

    facts = lire(content.encode(), "docs/format-dossier.md")

    assert yaml.safe_load(ecrire(facts)) == yaml.safe_load(content)
