"""People, establishments, meetings and actions, by plain forms."""

import pytest

from maillage.dossiers import facts
from maillage.dossiers.models import ActionPrevue, Etablissement, Personne, Reunion
from tests.web.conftest import Monde, texte_de

NEW = {
    "equipe": (Personne, {"nom": "Martin", "prenom": "Zoé"}, "Zoé Martin est dans l’équipe."),
    "etablissements": (Etablissement, {"nom": "EHPAD du Parc"}, "EHPAD du Parc est ajouté."),
    "reunions": (Reunion, {"intitule": "Plénière"}, "La réunion « Plénière » est ajoutée."),
    "actions": (ActionPrevue, {"titre": "Prévenir"}, "L’action « Prévenir » est ajoutée."),
}
TOKEN = "0f5ad3f4-8f4e-4bb8-9d8b-3c8a3f3a1b11"


@pytest.mark.parametrize("page", NEW)
def test_add_a_row(monde: Monde, page: str) -> None:
    kind, data, sentence = NEW[page]
    response = monde.post(f"{page}_ajouter", **data)
    assert response["Location"] == monde.url(page)
    assert sentence in texte_de(monde.get(page))
    assert kind._default_manager.filter(dossier=monde.dossier).count() == 2


@pytest.mark.parametrize("page", NEW)
def test_a_double_click_adds_one_row(monde: Monde, page: str) -> None:
    kind, data, _ = NEW[page]
    for _ in range(2):
        monde.post(f"{page}_ajouter", **data, jeton=TOKEN)
    assert kind._default_manager.filter(dossier=monde.dossier).count() == 2


@pytest.mark.parametrize("page", NEW)
def test_save_and_add_another(monde: Monde, page: str) -> None:
    response = monde.post(f"{page}_ajouter", **NEW[page][1], encore="oui")
    assert response["Location"] == monde.url(f"{page}_ajouter")


@pytest.mark.parametrize("page", NEW)
def test_a_row_without_its_name_is_refused(monde: Monde, page: str) -> None:
    response = monde.post(f"{page}_ajouter")
    text = texte_de(response)
    assert response.status_code == 422
    assert "À remplir." in text
    assert "data-maillage-focus" in text


@pytest.mark.parametrize("page", NEW)
def test_correct_a_row(monde: Monde, page: str) -> None:
    kind, data, _ = NEW[page]
    pk = monde.lignes[page]
    response = monde.post(f"{page}_modifier", pk, **data, version="1")
    assert response["Location"] == monde.url(page)
    assert str(kind._default_manager.get(pk=pk)) in texte_de(monde.get(page))


@pytest.mark.parametrize("page", NEW)
def test_two_people_correct_the_same_row(monde: Monde, page: str) -> None:
    kind, data, _ = NEW[page]
    pk = monde.lignes[page]
    before = str(kind._default_manager.get(pk=pk))
    monde.post(f"{page}_modifier", pk, **data, version="1")
    mine = {name: f"{value} bis" for name, value in data.items()}
    response = monde.post(f"{page}_modifier", pk, **mine, version="1", who="membre")
    text = texte_de(response)
    assert response.status_code == 409
    assert all(value in text for value in (*data.values(), *mine.values()))
    assert before not in str(kind._default_manager.get(pk=pk))
    again = monde.post(f"{page}_modifier", pk, **mine, version="2", who="membre")
    assert again.status_code == 302


@pytest.mark.parametrize("page", NEW)
def test_remove_a_row_twice(monde: Monde, page: str) -> None:
    pk = monde.lignes[page]
    found = [monde.post(f"{page}_retirer", pk).status_code for _ in range(2)]
    assert found == [302, 302]
    assert not NEW[page][0]._default_manager.filter(pk=pk).exists()


@pytest.mark.parametrize("page", NEW)
def test_a_row_removed_while_it_was_corrected_can_be_put_back(monde: Monde, page: str) -> None:
    pk = monde.lignes[page]
    monde.post(f"{page}_retirer", pk)
    response = monde.post(f"{page}_modifier", pk, **NEW[page][1], version="1")
    text = texte_de(response)
    assert response.status_code == 422
    assert "Une autre personne a retiré cette fiche" in text
    assert f'action="{monde.url(f"{page}_ajouter")}"' in text


def test_a_person_who_signs_is_not_removed(monde: Monde) -> None:
    code = Personne.objects.get(pk=monde.lignes["equipe"]).code
    monde.post("identite_roles", contact=code, version="1")
    response = monde.post("equipe_retirer", monde.lignes["equipe"])
    assert response.status_code == 302
    page = texte_de(monde.get("equipe_modifier", monde.lignes["equipe"]))
    assert "Désignez d’abord quelqu’un d’autre" in page


def test_without_structure_is_an_answer(monde: Monde) -> None:
    pk = monde.lignes["equipe"]
    monde.post("equipe_modifier", pk, nom="Durand", sans_structure="on", version="1")
    person = Personne.objects.get(pk=pk)
    assert (person.structure_appartenance, person.represente) == ("", None)
    assert 'id="id_sans_structure" checked' in texte_de(monde.get("equipe_modifier", pk))


def test_a_box_and_a_name_contradict_each_other(monde: Monde) -> None:
    data = {"nom": "Roux", "structure_appartenance": "Pharmacie", "sans_structure": "on"}
    response = monde.post("equipe_ajouter", **data)
    assert "Cochez la case ou écrivez un nom" in texte_de(response)


def test_an_unknown_profession_is_refused(monde: Monde) -> None:
    assert monde.post("equipe_ajouter", nom="Roux", profession="pirate").status_code == 422


def test_those_who_take_part_in_an_action_are_kept(monde: Monde) -> None:
    pk = monde.lignes["actions"]
    code = Personne.objects.get(pk=monde.lignes["equipe"]).code
    monde.post("actions_modifier", pk, titre="Dépister tôt", acteurs=code, version="1")
    action = ActionPrevue.objects.get(pk=pk)
    assert [row.personne_id for row in action.acteurs.all()] == [monde.lignes["equipe"]]
    monde.post("actions_modifier", pk, titre="Dépister", personne_encore="on", version="2")
    action.refresh_from_db()
    assert (action.acteurs.count(), action.sans_acteur) == (0, True)


def test_filter_the_team(monde: Monde) -> None:
    monde.post(
        "equipe_ajouter",
        nom="Martin",
        prenom="Zoé",
        engagement="incertain",
        profession="sage_femme",
    )
    engaged = texte_de(monde.get("equipe", engagement="incertain"))
    assert ("Zoé Martin" in engaged, "Paul Durand" in engaged) == (True, False)
    nurses = texte_de(monde.get("equipe", profession="infirmier"))
    assert ("Zoé Martin" in nurses, "Paul Durand" in nurses) == (False, True)
    assert "Personne ne répond à ce choix" in texte_de(
        monde.get("equipe", profession="dieteticien")
    )


HOSTILE = [
    "<b>&amp;</b>",
    "{{ user }}",
    "]]>",
    "'\"><script>alert(1)</script>",
    "\u202etxt",
    "é" * 400,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(monde: Monde, text: str) -> None:
    monde.post("equipe_ajouter", nom=text)
    page = monde.get("equipe").content.decode()
    assert "<script>alert" not in page
    assert "<b>&amp;" not in page
    assert Personne.objects.filter(nom=text).count() == 1


def test_a_character_that_no_database_keeps_is_refused(monde: Monde) -> None:
    assert monde.post("equipe_ajouter", nom="a\x00b").status_code == 422


@pytest.mark.parametrize("page", ["etablissements", "reunions", "actions"])
def test_none_is_an_answer_and_may_be_taken_back(monde: Monde, page: str) -> None:
    monde.post(f"{page}_aucun")
    assert "Cette liste contient déjà des lignes" in texte_de(monde.get(page))
    monde.post(f"{page}_retirer", monde.lignes[page])
    monde.post(f"{page}_aucun")
    assert getattr(facts.of(monde.relu()), page) == ()
    assert "Vous avez répondu : aucun" in texte_de(monde.get(page))
    monde.post(f"{page}_aucun", reprendre="oui")
    assert getattr(facts.of(monde.relu()), page) is None


def test_whoever_opens_a_dossier_is_proposed_to_the_team(monde: Monde) -> None:
    Personne.objects.filter(dossier=monde.dossier).delete()
    assert "M’ajouter à l’équipe" in texte_de(monde.get("equipe"))
    page = texte_de(monde.get("equipe_ajouter", moi="oui"))
    assert f'value="{monde.porteur.email}"' in page
    assert f'value="{monde.porteur.nom}"' in page
    assert monde.porteur.email not in texte_de(monde.get("equipe_ajouter"))
