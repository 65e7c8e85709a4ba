"""What only the forms of Bretagne and Occitanie ask: axes, contacts, health plan, their own sizes."""

from dataclasses import replace

import pytest

from maillage.core.facts import (
    CommuneRetenue,
    DossierFacts,
    FormeJuridique,
    MissionAction,
    Partenariats,
    Structure,
    Territoire,
)
from maillage.documents.produire import arbre, etat
from maillage.documents.tree import (
    Block,
    Cell,
    Checkboxes,
    Document,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Remark,
    Table,
)
from tests.documents.faits import ON, VIDE, complet


def said(value: Block | Cell) -> str:
    match value:
        case Paragraph() | Remark():
            return "".join(run.text for run in value.runs)
        case Cell():
            return "\n".join(map(said, value.blocks))
        case Listing():
            return "\n".join(said(block) for item in value.items for block in item.blocks)
        case Checkboxes():
            return "\n".join(f"{'☒' if o.checked else '☐'} {o.label}" for o in value.options)
        case _:
            return ""


def below(document: Document, title: str) -> list[Block]:
    """Return what stands below the heading that begins so, up to the next heading."""
    blocks = list(document.blocks)
    start = next(
        n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith(title)
    )
    rest = blocks[start + 1 :]
    end = next((n for n, b in enumerate(rest) if isinstance(b, Heading)), len(rest))
    return rest[:end]


def rows(document: Document, title: str) -> list[list[str]]:
    table = next(block for block in below(document, title) if isinstance(block, Table))
    return [[said(cell) for cell in row.cells] for row in table.rows]


def grid(document: Document, title: str) -> dict[str, str]:
    found = next(block for block in below(document, title) if isinstance(block, Grid))
    return {row.label: said(row.value) for row in found.rows}


def titles(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def medical(dossier: DossierFacts) -> Document:
    return arbre(dossier, "occitanie_projet_medical", on=ON)


def sante(dossier: DossierFacts) -> Document:
    return arbre(dossier, "bretagne_projet_sante", on=ON)


def test_every_line_of_the_health_plan_is_to_tick_in_an_empty_document() -> None:
    table = rows(medical(VIDE), "PRS - Liens avec les THEMES")
    assert [row[0] for row in table] == [
        "Accès aux soins renforcé et un meilleur partage de l’information",
        "Risques sanitaires mieux maîtrisés et des comportements plus favorables à la santé",
        "Relation soignant/soigné renouvelée autour de soins de qualité",
    ]
    assert (
        table[0][1].splitlines()[0] == "☐ Présence médicale et soignante, appui aux soins primaires"
    )
    assert sum(len(row[1].splitlines()) for row in table) == 9


def test_only_the_lines_kept_are_printed_once_the_team_has_chosen() -> None:
    document = medical(complet())
    assert rows(document, "PRS - Liens avec les THEMES") == [
        [
            "Accès aux soins renforcé et un meilleur partage de l’information",
            "Présence médicale et soignante, appui aux soins primaires\nUne liste commune.",
        ],
        [
            "Relation soignant/soigné renouvelée autour de soins de qualité",
            "Place et droits des usagers",
        ],
    ]
    assert rows(document, "PRS - Liens avec les PARCOURS") == [
        ["Parcours vieillissement", "Sortie d’hôpital."]
    ]
    assert rows(document, "PRS - Liens avec les EQUIP") == [["Aucun lien retenu dans ce tableau."]]


@pytest.mark.parametrize(
    ("inhabitants", "ticked", "said_beside"),
    [(39_000, 1, None), (75_000, 3, 2), (80_000, 3, None), (200_000, 3, 4), (260_000, 4, None)],
)
def test_sizes_follow_the_thresholds_of_the_form(
    inhabitants: int, ticked: int, said_beside: int | None
) -> None:
    part = CommuneRetenue(code="43040", partie="Centre", population=inhabitants)
    document = medical(replace(VIDE, territoire=Territoire(communes=(part,))))
    blocks = below(document, "Evaluation de population")
    boxes = next(block for block in blocks if isinstance(block, Checkboxes))
    assert [o.checked for o in boxes.options] == [n == ticked for n in range(1, 5)]
    beside = [said(b) for b in blocks if isinstance(b, Paragraph) and "en vigueur" in said(b)]
    expected = f"Selon l’accord conventionnel en vigueur, la CPTS est de taille {said_beside}."
    assert [text.endswith(expected) for text in beside] == ([True] if said_beside else [])


def test_authorities_with_the_labels_of_the_form_in_each_cell() -> None:
    empty = rows(medical(VIDE), "Collectivités")
    assert empty[0] == [
        "Dénomination\u00a0:\nCoordonnées de la personne de référence\u00a0:",
        "Enjeux et modalités de travail opérationnelles envisagées\u00a0:",
    ]
    full = rows(medical(complet()), "Collectivités")
    assert full[0][0].splitlines() == [
        "Dénomination\u00a0: Brioude Sud Auvergne",
        "Coordonnées de la personne de référence\u00a0: Directrice de la cohésion, 0471000002",
    ]
    assert full[1][1].endswith("à compléter")


def test_nothing_is_asked_after_no() -> None:
    dossier = replace(
        VIDE, partenariats=Partenariats(dac_existe=False, besoin_partage_existe=False)
    )
    document = medical(dossier)
    lines = grid(document, "Plateforme Territoriale")
    assert list(lines.values())[1:] == ["Sans objet", "Sans objet"]
    assert said(below(document, "Si oui, quels sont les besoins")[0]) == "Sans objet"
    states = {b.cle: b.remplissage for b in etat(dossier, "occitanie_projet_medical", on=ON).blocs}
    assert (states["OM-10.0"], states["OM-20.4"]) == ("rempli", "rempli")
    assert grid(medical(VIDE), "Plateforme")["Si oui, intitulé de la PTA"] == "à compléter"


def test_another_legal_form_ticks_the_last_box() -> None:
    structure = Structure(
        forme_juridique=FormeJuridique.ASSOCIATION_DROIT_LOCAL, forme_precision="droit local"
    )
    lines = grid(medical(replace(VIDE, structure=structure)), "Contractualisation")
    assert lines["Statut juridique"].splitlines() == [
        "☐ SISA",
        "☐ Association loi 1901",
        "☒ Autre (préciser)",
        "droit local",
    ]


def test_a_profession_without_anybody_keeps_its_row() -> None:
    empty = rows(medical(VIDE), "Composition de la CPTS")
    assert [row[1] for row in empty[:5]] == [
        "Médecin",
        "Infirmier",
        "Kinésithérapeutes",
        "Pharmaciens",
        "Psychologue",
    ]
    full = rows(medical(complet()), "Composition de la CPTS")
    named = {row[1] for row in full if row[0]}
    assert "Psychologue" in {row[1] for row in full if not row[0]}
    assert "Médecin" not in named  # the profession of a person is said in full


def test_meetings_and_actions_stand_in_the_calendar() -> None:
    lines = dict(rows(medical(complet()), "Calendrier prévisionnel"))
    meetings = lines["Réunions d’information / de travail préparatoire"]
    assert meetings == (
        "12 mars 2025\u00a0: Première rencontre, réunion d’information, 34\u00a0participants"
    )
    assert lines["Début de la mise en œuvre"].splitlines()[1:] == [
        "Liste d’attente commune – janvier 2027"
    ]


def test_sheets_stand_below_the_axis_of_their_mission() -> None:
    found = titles(sante(complet()))
    for axis, sheet in (
        ("Faciliter l’accès à un médecin traitant", "Action 1\u00a0: Liste d’attente commune"),
        ("Améliorer la prise en charge des soins", "Action 1\u00a0: Créneaux partagés"),
        ("Axe n°3", "Thématique 1\u00a0: Bus du dépistage"),
        ("Axe n°2", "Thématique 1"),  # expected, and nobody planned one: an empty sheet
    ):
        place = next(n for n, title in enumerate(found) if title.startswith(axis))
        assert found[place + 1] == sheet


def test_an_axis_left_free_says_that_nothing_is_planned() -> None:
    assert said(below(sante(complet()), "Axe n°6")[0]) == "Aucune action prévue à ce jour."
    assert titles(sante(VIDE)).count("Thématique 1") == 4  # axes 2, 3, 5 and 6 of a blank form


def test_an_action_of_no_mission_is_not_lost() -> None:
    dossier = complet()
    (first, *rest) = dossier.actions or ()
    lost = replace(dossier, actions=(replace(first, mission=None), *rest))
    found = titles(sante(lost))
    place = found.index("Autres actions")
    assert found[place + 1] == "Action 1\u00a0: Liste d’attente commune"


def test_every_mission_has_its_place() -> None:
    dossier = complet()
    (first, *_) = dossier.actions or ()
    every = tuple(
        replace(first, id=mission, titre=f"Pour {mission}", mission=mission)
        for mission in MissionAction
    )
    found = "\n".join(titles(sante(replace(dossier, actions=every))))
    assert [found.count(f": Pour {mission}") for mission in MissionAction] == [1] * 8


def test_who_answers_for_each_action() -> None:
    table = rows(sante(complet()), "Organisation du projet")
    assert table[0] == ["Liste d’attente commune", "Faure Claire, Médecin généraliste"]
    assert table[1] == ["Créneaux partagés", "à compléter"]


def test_contacts_fill_the_rows_of_the_form_and_others_follow() -> None:
    empty = rows(sante(VIDE), "Annexe 2")
    assert len(empty) == 23
    assert empty[0] == ["22", "", "CPAM", "", ""]
    full = rows(sante(complet()), "Annexe 2")
    assert full[0] == [
        "22",
        "Le Goff Maëlle",
        "CPAM",
        "02\u00a096\u00a000\u00a000\u00a001",
        "à compléter",
    ]
    assert full[1] == ["22", "", "DD", "", ""]
    assert full[-1][:3] == ["Haute-Loire", "Roche Jean", "MSA"]


def test_people_speak_for_an_organisation_or_for_themselves() -> None:
    dossier = complet()
    (first, second, *_) = dossier.equipe or ()
    team = (replace(first, represente=""), replace(second, represente="MSP des Gorges"))
    table = rows(sante(replace(dossier, equipe=team)), "Annexe 1")
    assert [row[2] for row in table] == ["À titre individuel", "MSP des Gorges"]


def test_long_documents_open_on_a_cover_and_their_contents() -> None:
    document = sante(complet())
    assert document.cover is not None
    assert document.cover.lines == (
        ("Structure porteuse", "Association CPTS Haut-Allier"),
        ("Région", "Bretagne"),
        ("Date du document", "22 novembre 2026"),
    )
    assert document.contents
    assert [entry.text for entry in document.entries()][:2] == [
        "Diagnostic territorial",
        "Historique de la démarche",
    ]


def test_wide_tables_lie_on_wide_pages() -> None:
    lying = [page.landscape for page, _ in medical(complet()).sections()]
    assert lying == [False, True, False, False]  # the team; then portrait, then the budget
    assert [page.landscape for page, _ in sante(complet()).sections()][-1] is True
    alone = arbre(complet(), "bretagne_annexe_2", on=ON)
    assert (alone.landscape, len(alone.sections())) == (True, 1)
