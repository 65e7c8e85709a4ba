"""What documents print of a dossier: amounts, dates, boxes, populations, people to contact."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from maillage.core.facts import (
    Choix,
    CommuneRetenue,
    DossierFacts,
    LigneBudget,
    PartialDate,
    SensBudget,
    Territoire,
)
from maillage.documents.produire import arbre
from maillage.documents.tree import (
    Blank,
    Checkboxes,
    Document,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Remark,
    Table,
)
from tests.documents.faits import ON, VIDE, complet, partiel


def said(value: object) -> str:
    """Return what a part of the tree prints, line by line."""
    match value:
        case Paragraph() | Remark():
            text = "".join(run.text for run in value.runs)
        case Blank():
            text = value.what
        case Listing():
            text = "\n".join(said(item.blocks) for item in value.items)
        case Checkboxes():
            text = "\n".join(f"{'☒' if o.checked else '☐'} {o.label}" for o in value.options)
        case tuple():
            text = "\n".join(filter(None, map(said, value)))
        case _:
            text = ""
    return text


def under(document: Document, heading: str) -> tuple[object, ...]:
    """Return the blocks that follow a heading, up to the next one."""
    titles = [b.text if isinstance(b, Heading) else "" for b in document.blocks]
    start = next(n for n, title in enumerate(titles) if title.startswith(heading)) + 1
    after = (n for n in range(start, len(titles)) if titles[n])
    return document.blocks[start : next(after, None)]


def rows(blocks: tuple[object, ...]) -> list[list[str]]:
    table = next(block for block in blocks if isinstance(block, Table))
    return [[said(cell.blocks) for cell in row.cells] for row in table.rows]


def letter(dossier: DossierFacts) -> Document:
    return arbre(dossier, "lettre_intention", on=ON)


def pre_projet(dossier: DossierFacts) -> Document:
    return arbre(dossier, "aura_pre_projet", on=ON)


def test_identity_of_the_letter() -> None:
    grid = next(block for block in letter(complet()).blocks if isinstance(block, Grid))
    assert [(row.label, said(row.value.blocks)) for row in grid.rows] == [
        ("Nom de la CPTS", "CPTS Haut-Allier"),
        ("Date de création", "septembre 2026"),
        ("Personne référente", "Faure Claire"),
        ("Adresse du référent", "4 place de la Liberté\n43100 Brioude"),
        ("Mail", "claire.faure@exemple.fr"),
        ("Tél", "04\u00a071\u00a000\u00a000\u00a000"),
    ]


def test_an_empty_dossier_says_what_is_missing_everywhere() -> None:
    grid = next(block for block in letter(VIDE).blocks if isinstance(block, Grid))
    assert {said(row.value.blocks) for row in grid.rows} == {"à compléter"}
    blanks = [block.what for block in letter(VIDE).blocks if isinstance(block, Blank)]
    assert blanks[:3] == [
        "À compléter",
        "À compléter\u00a0: la population du territoire",
        "À compléter\u00a0: profil démographique",
    ]


def test_team_of_the_letter_leaves_out_those_to_contact() -> None:
    table = rows(under(letter(complet()), "Professionnels de santé"))
    assert [row[0] for row in table] == [
        "Faure Claire",
        "Bayle Thomas",
        "Chastel Inès",
        "Delorme Marc",
        "Estival Nadia",
        "Fournier Hugo",
        "Hébrard Paul",
    ]
    assert table[1][3] == "Langeac"  # no structure: the place of practice
    assert table[3][2] == "Contacté (participation incertaine)"
    assert table[5][1] == "Médecin spécialiste (cardiologie)"
    assert table[6][2] == "à compléter"


def test_those_to_contact_have_their_own_table() -> None:
    table = rows(under(pre_projet(complet()), "Dans le cas où"))
    assert table == [
        ["Orthophoniste", "Gibert Lise", "Lempdes-sur-Allagnon"],
        ["EHPAD Les Tilleuls", "à compléter", "Langeac"],
    ]


def test_an_engagement_never_said_is_uncertain_in_aura() -> None:
    table = rows(under(pre_projet(complet()), "Liste des personnes"))
    assert table[-1][1] == "Hébrard Paul (participation à confirmer)"
    assert table[-1][3:] == ["–", "à compléter"]


def test_types_printed_in_advance_stay_even_when_empty() -> None:
    table = rows(under(letter(complet()), "Établissements"))
    assert [(row[0], row[1]) for row in table] == [
        ("Hôpital de proximité", ""),
        ("CH", "Centre hospitalier de Brioude"),
        ("CHU", ""),
        ("Etablissement de soins SSR", ""),
        ("SSIAD", "SSIAD du Haut-Allier (participation incertaine)"),
        ("SAAD", ""),
        ("", ""),
    ]
    assert len(rows(under(letter(VIDE), "Établissements"))) == 10


def test_communes_of_the_pre_projet() -> None:
    table = rows(under(pre_projet(complet()), "Quel est le territoire"))
    assert [row[0] for row in table] == ["43040", "43112", "43013", "43157", "Total habitants"]
    assert table[3][1:] == [
        "Le Puy-en-Velay – partie\u00a0: Quartier du Val Vert",
        "2\u202f100\u00a0(déclarée)",
    ]


def test_communes_of_the_letter_bear_their_post_code_in_two_columns() -> None:
    table = rows(under(letter(complet()), "Préciser le périmètre"))
    assert [row[0:2] for row in table] == [["Brioude", "43100"], ["Langeac", "43300"]]
    assert table[0][2:] == ["Vissac-Auteyrac", "43300"]


def test_the_year_of_the_population_is_said() -> None:
    text = said(under(letter(complet()), "Préciser la population"))
    assert "Population municipale 2023 (Insee) des 3 communes retenues." in text
    assert "Dont 2\u202f100 habitants déclarés par l’équipe" in text
    assert "☒ Taille 1 (moins de 40\u202f000 habitants)" in text


def test_an_unknown_population_ticks_nothing_and_says_so() -> None:
    text = said(under(letter(VIDE), "Préciser la population"))
    assert "☒" not in text
    assert "Aucune taille n’est cochée" in text
    unknown = replace(
        VIDE, territoire=Territoire(communes=(CommuneRetenue(code="43040", partie="X"),))
    )
    text = said(under(letter(unknown), "Préciser la population"))
    assert "Population encore inconnue\u00a0: Brioude." in text
    assert "☒" not in text


def test_a_code_that_is_no_commune_is_printed_and_not_counted() -> None:
    document = pre_projet(partiel())
    table = rows(under(document, "Quel est le territoire"))
    assert table[1] == ["99999", "Code non reconnu\u00a0: à vérifier", "à compléter"]
    assert "Codes non reconnus, non comptés\u00a0: 99999." in said(
        under(document, "Total habitants")
    )


@pytest.mark.parametrize(("members", "box"), [(None, 3), (100, 3), (101, 4)])
def test_the_fifth_box_of_aura(members: int | None, box: int) -> None:
    communes = (CommuneRetenue(code="75113"),)
    territoire = Territoire(communes=communes, ps_adherents=members)
    blocks = under(pre_projet(replace(VIDE, territoire=territoire)), "D’après les Accords")
    boxes = next(block for block in blocks if isinstance(block, Checkboxes))
    assert [n for n, option in enumerate(boxes.options) if option.checked] == [box]


def test_actions_come_after_the_text_of_their_mission() -> None:
    text = said(under(letter(complet()), "L’amélioration de l’accès"))
    assert text.splitlines() == [
        "Une liste d’attente commune, tenue par le secrétariat.",
        "Des créneaux partagés entre huit cabinets.",
        "Un chariot de téléconsultation à Langeac.",
        "Actions prévues\u00a0:",
        "Liste d’attente commune (en préparation, de janvier 2027 à décembre 2028)",
        "300 patients trouvent un médecin traitant en un an.",
        "Créneaux partagés",
    ]


def test_calendars_take_their_lines_from_the_steps() -> None:
    table = rows(under(letter(complet()), "Calendrier"))
    assert [row[-1] for row in table][:6] == [
        "mars 2025",
        "septembre 2026",
        "de septembre à décembre 2026",
        "du 4 janvier au 26 février 2027",
        "jusqu’à octobre 2026",
        "à partir de novembre 2026",
    ]
    assert table[-1][0] == "Autres étapes"
    assert [row[0] for row in rows(under(pre_projet(VIDE), "Calendrier"))] == [
        "Phase de construction",
        "Dépôt du projet de santé",
        "Début de mise en œuvre",
    ]


def test_budget_of_the_pre_projet() -> None:
    table = rows(under(pre_projet(complet()), "Budget"))
    assert table[0] == [
        "Communication",
        "2\u202f500\u00a0€",
        "Subvention ARS",
        "15\u202f000\u00a0€",
    ]
    assert table[4][1] == "12\u202f500,50\u00a0€"
    empty = rows(under(pre_projet(VIDE), "Budget"))
    assert empty[0] == ["Communication", "", "Subvention ARS", "15\u202f000\u00a0€"]


def test_lines_of_budget_that_the_form_ignores_are_printed() -> None:
    lines = (
        LigneBudget(poste="prestataire", sens=SensBudget.CHARGE, montant=Decimal("0.10")),
        LigneBudget(poste="autre_produit", libelle="Don", sens=SensBudget.PRODUIT),
    )
    table = rows(under(letter(replace(VIDE, budget_pre_projet=lines)), "Évaluer le financement"))
    assert table[1][2:] == ["Don", "à compléter"]
    assert table[-2][:2] == ["Honoraires d’un prestataire", "0,10\u00a0€"]
    assert table[-1] == ["Total des charges", "0,10\u00a0€", "Total des produits", ""]


def test_choices_and_their_comments() -> None:
    choix = Choix(
        souhait_accelerateur=False,
        souhait_accelerateur_commentaire="Pas cette année.",
        date_decision_bureau=date(2026, 10, 1),
    )
    document = pre_projet(replace(VIDE, choix=choix))
    assert said(under(document, "Souhaitez-vous bénéficier")) == "☐ Oui\n☒ Non\nPas cette année."
    assert "Décision du bureau\u00a0: 1er octobre 2026" in said(
        under(document, "Pour la rédaction")
    )


def test_a_list_that_the_team_left_empty_is_an_answer() -> None:
    text = said(under(letter(partiel()), "Établissements"))
    assert text == "Aucune ligne à ce jour, d’après l’équipe."


def test_headings_of_a_text_stay_below_the_question() -> None:
    titles = [b for b in pre_projet(complet()).blocks if isinstance(b, Heading)]
    own = next(title for title in titles if title.text == "Une population âgée")
    assert own.level == 4


def test_creation_date_of_a_year_only() -> None:
    dossier = complet()
    cpts = replace(dossier.cpts, date_creation=PartialDate(2027))
    grid = next(b for b in letter(replace(dossier, cpts=cpts)).blocks if isinstance(b, Grid))
    assert said(grid.rows[1].value.blocks) == "2027"


def test_data_that_the_team_answered_by_nothing() -> None:
    dossier = replace(complet(), reunions=(), actions=())
    document = pre_projet(dossier)
    assert "Aucune réunion à ce jour." in said(under(document, "Réunions de communication"))
    partenariats = replace(dossier.partenariats, sas_existe=False)
    text = said(under(pre_projet(replace(dossier, partenariats=partenariats)), "La fréquentation"))
    assert text == ""  # the answer stands under its own sub-heading
    found = [said(b) for b in pre_projet(replace(dossier, partenariats=partenariats)).blocks]
    assert "Service d’accès aux soins (SAS)\u00a0: non" in found
    assert not any(line.startswith("Articulation avec le SAS") for line in found)


def test_a_profession_or_a_type_out_of_the_lists_is_printed_as_written() -> None:
    dossier = complet()
    person = replace(
        (dossier.equipe or ())[0], profession="autre", profession_precision="Ostéopathe"
    )
    other = replace(person, profession="sourcier", profession_precision=None)
    nobody = replace(person, profession=None, profession_precision=None)
    team = replace(dossier, equipe=(person, other, nobody))
    table = rows(under(letter(team), "Professionnels de santé"))
    assert [row[1] for row in table] == ["Ostéopathe", "sourcier", "à compléter"]
    place = (dossier.etablissements or ())[0]
    places = (
        replace(place, type="autre", type_precision="Centre thermal"),
        replace(place, type="phare"),
        replace(place, type=None),
    )
    table = rows(under(letter(replace(dossier, etablissements=places)), "Établissements"))
    assert [row[0] for row in table[6:]] == ["Centre thermal", "phare", "à compléter"]


def test_the_share_of_professionals_engaged() -> None:
    text = said(under(pre_projet(complet()), "Démographie médicale"))
    assert "4 professionnels de santé engagés sur 118" in text
    assert "soit 3,4\u202f%." in text
    unknown = replace(complet(), territoire=Territoire())
    text = said(under(pre_projet(unknown), "Démographie médicale"))
    assert "(nombre de professionnels de santé du territoire à compléter)" in text


def test_the_legal_form_and_its_state() -> None:
    dossier = complet()
    structure = replace(
        dossier.structure, forme_precision="loi 1901", date_declaration=date(2026, 9, 1)
    )
    text = said(under(pre_projet(replace(dossier, structure=structure)), "Existence"))
    assert text.splitlines() == [
        "Forme juridique\u00a0: Association loi 1901 (loi 1901)",
        "État de création\u00a0: association en cours de création, déclarée le 1er septembre 2026",
    ]
