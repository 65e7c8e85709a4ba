"""Several rows typed at once: all kept together, or none yet and nothing lost."""

from typing import Any

import pytest

from maillage.dossiers import facts
from maillage.dossiers.models import Etablissement, Personne
from tests.web.conftest import Monde, texte_de

TOKEN = "0f5ad3f4-8f4e-4bb8-9d8b-3c8a3f3a1b11"


def rows(*lines: dict[str, str], empty: int = 2) -> dict[str, str]:
    """What the page posts: these rows, then empty ones."""
    every = [*lines, *({"nom": ""} for _ in range(empty))]
    return {f"l{n}-{name}": value for n, line in enumerate(every) for name, value in line.items()}


ZOE = {"nom": "Martin", "prenom": "Zoé", "profession": "kiné", "engagement": "engage"}
LUC = {"nom": "Petit", "prenom": "Luc", "profession": "Médecin spécialiste (cardiologue)"}


def names(monde: Monde) -> list[str]:
    return [one.nom for one in facts.of(monde.relu()).equipe or ()]


def test_the_rows_are_kept_together_in_one_line_of_journal(monde: Monde) -> None:
    before = monde.relu().journal_numero
    response = monde.post("equipe_saisie", **rows(ZOE, {"nom": ""}, LUC), jeton=TOKEN)
    assert response["Location"] == monde.url("equipe")
    assert "2 personnes ajoutées." in texte_de(monde.get("equipe"))
    people = (facts.of(monde.relu()).equipe or ())[1:]
    assert [(p.nom, p.profession, p.profession_precision, p.engagement) for p in people] == [
        ("Martin", "masseur_kinesitherapeute", None, "engage"),
        ("Petit", "medecin_specialiste", "cardiologue", None),
    ]
    assert monde.relu().journal_numero == before + 1


def test_one_wrong_cell_and_nothing_is_kept_nor_lost(monde: Monde) -> None:
    wrong = {"nom": "", "prenom": "Anne", "profession": "sophrologue", "courriel": "a" * 300}
    response = monde.post("equipe_saisie", **rows(ZOE, wrong))
    page = texte_de(response)
    assert response.status_code == 422
    assert '<a href="#id_l1-nom">Ligne 2, nom</a> : À remplir.' in page
    assert "« sophrologue » n’est pas dans la liste." in page
    assert "écrivez « Autre : sophrologue »" in page
    assert 'aria-describedby="id_l1-profession_error"' in page
    for typed in ("Martin", "Zoé", "kiné", "Anne", "sophrologue", "a" * 300):
        assert f'value="{typed}"' in page
    assert names(monde) == ["Durand"]


def test_a_slip_in_a_profession_is_asked_and_never_guessed(monde: Monde) -> None:
    page = texte_de(
        monde.post("equipe_saisie", **rows({**ZOE, "profession": "infirmiere liberalle"}))
    )
    assert "Voulez-vous dire « Infirmier » ?" in page
    monde.post("equipe_saisie", **rows({**ZOE, "profession": "Autre : sophrologue"}))
    row = Personne.objects.get(dossier=monde.dossier, nom="Martin")
    assert (row.profession, row.profession_precision) == ("autre", "sophrologue")


def test_someone_of_the_team_is_asked_about(monde: Monde) -> None:
    again = {"nom": "DURAND", "prenom": "paul"}
    page = texte_de(monde.post("equipe_saisie", **rows(again, ZOE, {"nom": "zoe martin"})))
    assert "Ligne 1, nom</a> : Déjà dans l’équipe : Paul Durand." in page
    assert "Ligne 3, nom</a> : Déjà écrit ligne 2." in page
    assert 'name="l0-quand_meme"' in page
    assert names(monde) == ["Durand"]
    sure = {**again, "quand_meme": "on"}
    monde.post("equipe_saisie", **rows(sure, sure))
    assert names(monde) == ["Durand", "DURAND", "DURAND"]


def test_a_double_click_adds_the_rows_once(monde: Monde) -> None:
    found = [monde.post("equipe_saisie", **rows(ZOE, LUC), jeton=TOKEN) for _ in range(2)]
    assert [one["Location"] for one in found] == [monde.url("equipe")] * 2
    assert names(monde) == ["Durand", "Martin", "Petit"]


def test_a_page_gone_back_to_and_completed_loses_nothing(monde: Monde) -> None:
    monde.post("equipe_saisie", **rows(ZOE), jeton=TOKEN)
    page = texte_de(monde.post("equipe_saisie", **rows(ZOE, LUC), jeton=TOKEN))
    assert "Déjà dans l’équipe : Zoé Martin." in page
    monde.post("equipe_saisie", **rows(LUC), jeton=TOKEN)
    assert names(monde) == ["Durand", "Martin", "Petit"]


def test_without_script_ten_rows_more_are_asked_for(monde: Monde) -> None:
    page = texte_de(
        monde.post("equipe_saisie", **rows({"prenom": "Zoé", "nom": ""}), allonger="oui")
    )
    assert 'name="l12-nom"' in page
    assert 'name="l13-nom"' not in page
    assert 'value="Zoé"' in page
    assert "À remplir" not in page


def test_no_more_rows_than_a_page_may_send(monde: Monde) -> None:
    page = texte_de(monde.post("equipe_saisie", **rows(empty=99), allonger="oui"))
    assert 'name="l99-nom"' in page
    assert 'name="l100-nom"' not in page


def test_save_and_go_on(monde: Monde) -> None:
    response = monde.post("equipe_saisie", **rows(ZOE), encore="oui")
    assert response["Location"] == monde.url("equipe_saisie")


def test_nothing_typed_is_said(monde: Monde) -> None:
    response = monde.post("equipe_saisie", **rows())
    assert response.status_code == 422
    assert "Aucune ligne n’est remplie" in texte_de(response)


@pytest.mark.parametrize("text", ["\0", "<b>", "=1+1", "a" * 501])
def test_odd_text_is_kept_or_refused(monde: Monde, text: str) -> None:
    data: dict[str, Any] = rows({"nom": text, "profession": text, "telephone": text})
    assert monde.post("equipe_saisie", **data, jeton="x").status_code in (302, 422)


def test_establishments_in_rows(monde: Monde) -> None:
    monde.post(
        "etablissements_saisie",
        **rows(
            {"nom": "Les Genêts", "type": "EHPAD", "localisation": "Brioude"},
            {"nom": "Le Fil", "type": "autre : ressourcerie", "famille": "social"},
            {"nom": "L’Escale"},
        ),
    )
    found = Etablissement.objects.filter(dossier=monde.dossier).order_by("rang")[1:]
    assert [(one.nom, one.type, one.type_precision, one.famille) for one in found] == [
        ("Les Genêts", "ehpad", None, "medico_social"),
        ("Le Fil", "autre", "ressourcerie", "social"),
        ("L’Escale", None, None, None),
    ]


def test_a_type_that_is_not_in_the_list(monde: Monde) -> None:
    page = texte_de(
        monde.post(
            "etablissements_saisie",
            **rows(
                {"nom": "A1", "type": "ressourcerie"}, {"nom": "B2", "type": "centre hospitallier"}
            ),
        )
    )
    assert "« ressourcerie » n’est pas dans la liste. Choisissez dans la liste" in page
    assert "Voulez-vous dire « Centre hospitalier » ?" in page
