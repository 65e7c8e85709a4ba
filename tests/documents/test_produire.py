"""Every document, whatever the dossier, in the three formats: nothing of the form is left out."""

import json
from datetime import date
from pathlib import Path

import pytest

from maillage.core.facts import CommuneRetenue, Cpts, DossierFacts, EtapeDossier, Territoire
from maillage.documents.produire import (
    FORMATS,
    FormatInconnu,
    TrameInconnue,
    apercu,
    disponibles,
    du_dossier,
    produire,
)
from maillage.reference.trames import toutes
from tests.documents.faits import DOSSIERS, ON, complet
from tests.documents.lecture import docx_text, html_text, normal, pdf_text
from tests.documents.libelles_aura import LIBELLES_AURA
from tests.documents.libelles_bretagne_occitanie import LIBELLES_BRETAGNE, LIBELLES_OCCITANIE
from tests.documents.libelles_tableaux import LIBELLES_TABLEAUX

# What a reader looks for first in each form; the forms' whole lists are checked when they are near.
LABELS = {
    "lettre_intention": [
        "Nom de la CPTS",
        "Date de création",
        "Personne référente",
        "ACTEURS ENGAGES DANS LA CONSTRUCTION DE LA CPTS",
        "Engagé ou Contacté",
        "Hôpital de proximité",
        "SAAD",
        "Préciser le périmètre géographique de la CPTS",
        "Taille 4 (plus de 175 000)",
        "Décrire les indicateurs d’état des lieux",
        "Décrire les actions prévues en faveur des 4 missions socles",
        "La gestion des crises sanitaires graves",
        "Freins éventuels",
        "Etapes d’élaboration de la CPTS",
        "Mettre en œuvre les premières actions",
        "FINANCEMENT",
    ],
    "aura_pre_projet": [
        "Création de l’association de loi 1901",
        "N° SIRET",
        "1. Historique de la dynamique",
        "Participation à la gouvernance (oui/non)",
        "2. Quel est le territoire d’action du projet ?",
        "Code INSEE (différent du code postal)",
        "Taille 1 : moins de 40 000 habitants",
        "3. Transmettre les éléments de diagnostic du territoire ciblé",
        "Structure d’exercice coordonné",
        "4. Les actions de la CPTS",
        "5. Calendrier prévisionnel",
        "8. Pour la rédaction du projet de santé, souhaitez-vous",
        "9. Budget prévisionnel lié au financement ARS au titre du pré-projet",
        "Charges",  # the heads of the table, then its rows from left to right
        "Produits",
        "Communication",
        "Subvention ARS",
        "15 000 €",
        "Frais de réunion (location, repas",
        "Rémunération coordinateur",
        "Rémunération du coordonnateur (salaire + charges)",
        "Indemnisation temps d’écriture de l’équipe projet",
    ],
    "communes": ["Code INSEE (différent du code postal)", "Nom de la commune", "Total habitants"],
    "calendrier_lettre": ["Périodes", "Former une équipe de professionnels", "Adhérer à l’ACI"],
    **LIBELLES_AURA,
    **LIBELLES_BRETAGNE,
    **LIBELLES_OCCITANIE,
}


def texts(dossier: DossierFacts, document: str) -> dict[str, str]:
    made = produire(dossier, document, ("docx", "pdf"), on=ON)
    return {
        "docx": docx_text(made["docx"]),
        "pdf": pdf_text(made["pdf"]),
        "html": html_text(apercu(dossier, document, on=ON)),
    }


def missing(labels: list[str], text: str) -> list[str]:
    """Return the labels that are not found, in order, in a text; a label may be cut at its end."""
    found, place, lost = normal(text), 0, []
    for label in labels:
        at = f" {found}".find(f" {normal(label)}", place)
        if at < 0:
            lost.append(label)
        else:
            place = at
    return lost


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("document", LABELS)
def test_labels_of_the_form_are_all_there_in_order(document: str, name: str) -> None:
    for kind, text in texts(DOSSIERS[name], document).items():
        assert (kind, missing(LABELS[document], text)) == (kind, [])


def test_labels_are_kept_for_documents_that_exist() -> None:
    """A form added as one file needs no line here: see test_toutes_les_trames."""
    assert {*LABELS, *LIBELLES_TABLEAUX} <= set(toutes())


STATUTS = "statuts_association"  # its labels are openings of clauses: no list of ours is needed


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("document", [*LABELS, STATUTS])
def test_labels_of_the_official_list_are_all_there(document: str, name: str, shared: Path) -> None:
    """A form lets a finished document drop some of its lines; an empty one keeps them all."""
    listed = json.loads((shared / "formulaires" / "labels.json").read_text())["documents"]
    dropped = set() if name == "vide" else set(listed[document]["deletable"])
    wanted = [label for label in listed[document]["labels"] if label not in dropped]
    for kind, text in texts(DOSSIERS[name], document).items():
        found = f" {normal(text)} "
        lost = [label for label in wanted if normal(label) not in found]
        assert (kind, lost) == (kind, [])


# Items whose answers stand under later headings, as documents.md tells them apart.
MOVED = {"aura_pre_projet": {"4.a", "4.b", "4.c", "4.d", "4.e"}}


@pytest.mark.parametrize("document", LABELS)
def test_items_of_the_form_come_in_its_order(document: str, shared: Path) -> None:
    moved = MOVED.get(document, set())
    listed = json.loads((shared / "formulaires" / "labels.json").read_text())["documents"]
    items = {
        label: numbers[0]
        for label, numbers in listed[document]["items"].items()
        if len(numbers) == 1 and numbers[0] not in moved and len(label) > 12
        if label not in listed[document]["deletable"]
    }
    firsts = list({number: label for label, number in reversed(items.items())}.values())[::-1]
    assert missing(firsts, texts(complet(), document)["docx"]) == []


@pytest.mark.parametrize("document", LABELS)
def test_instructions_of_the_form_are_not_printed(document: str, shared: Path) -> None:
    items = json.loads((shared / "formulaires" / "items.json").read_text())
    listed = json.loads((shared / "formulaires" / "labels.json").read_text())["documents"]
    labels = {normal(label) for label in listed[document]["labels"]}
    helps = {
        normal(help_)
        for item in items
        if item["document"] == document and item["kind"] != "note"
        for help_ in item["aide"]
    }
    text = normal(texts(complet(), document)["docx"])
    # « améliorer l’accès aux soins non programmés » is too short to be told from an answer.
    assert [help_ for help_ in helps - labels if len(help_) > 60 and help_ in text] == []


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("document", LABELS)
def test_same_facts_give_the_same_bytes(document: str, kind: str) -> None:
    first, second = (produire(complet(), document, (kind,), on=ON)[kind] for _ in range(2))
    assert first == second


def test_another_day_gives_another_document() -> None:
    text = docx_text(produire(complet(), "communes", ("docx",), on=date(2027, 2, 1))["docx"])
    assert "1er février 2027" in text


def test_an_unknown_document_or_format_is_refused() -> None:
    with pytest.raises(TrameInconnue, match="« pre_projet »"):
        produire(complet(), "pre_projet", ("docx",), on=ON)
    with pytest.raises(FormatInconnu, match=r"« odt ».*docx, pdf, html"):
        produire(complet(), "communes", ("pdf", "odt"), on=ON)


def test_documents_of_a_region_and_a_stage() -> None:
    aura = ["lettre_intention", "aura_pre_projet", "statuts_association", "aura_projet_sante"]
    assert [one.id for one in disponibles("AURA")] == aura
    assert {one.portee for one in disponibles("BRE")} == {"toutes", "BRE"}
    assert {one.portee for one in disponibles()} == {"toutes"}
    early = disponibles("AURA", etape=EtapeDossier.LETTRE_INTENTION)
    assert "lettre_intention" in {one.id for one in early}
    assert "aura_pre_projet" not in {one.id for one in early}
    joined = {one.id for one in disponibles("AURA", tableaux=True) if one.tableau_joint}
    assert {"calendrier_lettre", "communes", "aura_fiche_action", "budget_aura"} <= joined
    assert not any(one.tableau_joint for one in disponibles("AURA"))


def test_an_older_form_is_produced_only_when_named() -> None:
    assert toutes()["aura_pre_projet_guide"].ancien_modele_de == "aura_pre_projet"
    assert "aura_pre_projet_guide" not in {one.id for one in disponibles("AURA", tableaux=True)}
    assert produire(complet(), "aura_pre_projet_guide", ("html",), on=ON)["html"]


@pytest.mark.parametrize(
    ("cpts", "communes", "expected"),
    [
        (Cpts(region="AURA"), None, {"toutes", "AURA"}),
        (Cpts(region="BRE"), None, {"toutes", "BRE"}),
        (Cpts(), ("43040",), {"toutes", "AURA"}),
        (Cpts(), ("40001", "32017"), {"toutes", "OCC"}),
        (Cpts(), None, {"toutes"}),
        (Cpts(region="AURA", etape=EtapeDossier.LETTRE_INTENTION), None, {"toutes"}),
    ],
)
def test_documents_of_a_dossier_are_those_of_its_regions(
    cpts: Cpts, communes: tuple[str, ...] | None, expected: set[str]
) -> None:
    retained = tuple(CommuneRetenue(code=code) for code in communes) if communes else None
    dossier = DossierFacts(cpts=cpts, territoire=Territoire(communes=retained))
    found = du_dossier(dossier, on=ON)
    assert {info.portee for info in found} == expected
    assert found[0].id == "lettre_intention"
