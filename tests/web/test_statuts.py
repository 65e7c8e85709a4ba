"""The statutes: choices by article, usual ones shown as such, what is wrong, the text."""

from decimal import Decimal

import pytest

from maillage.dossiers import facts
from maillage.dossiers.models import Dossier
from maillage.reference.statuts import tables
from tests.web.conftest import Monde, texte_de

ARTICLES = sorted({choice.article for choice in tables().choix.values()})


@pytest.mark.parametrize("number", ARTICLES)
def test_every_article_asks_its_choices(monde: Monde, number: int) -> None:
    page = texte_de(monde.get("statuts_article", number))
    asked = [one for one in tables().choix.values() if one.article == number and one.si is None]
    names = [f'name="{one.cle}"' for one in asked if one.nature != "colleges"]
    assert [name for name in names if name not in page] == []


@pytest.mark.parametrize("number", [0, 20, 999])
def test_an_article_without_choices_is_not_a_page(monde: Monde, number: int) -> None:
    assert monde.get("statuts_article", number).status_code == 404


def test_what_is_left_is_said_to_be_the_usual_choice(monde: Monde) -> None:
    page = texte_de(monde.get("statuts_article", 14))
    assert "Choix habituel : oui" in page
    assert facts.of(monde.relu()).statuts.bureau_secret is None


def test_a_choice_is_kept_and_may_be_taken_back(monde: Monde) -> None:
    data = {"bureau_secret": "non", "premiere_periode_mois": "6", "version": "1"}
    assert monde.post("statuts_article", 14, **data).status_code == 302
    kept = facts.of(monde.relu()).statuts
    assert (kept.bureau_secret, kept.premiere_periode_mois) == (False, 6)
    monde.post("statuts_article", 14, bureau_secret="", version="2")
    assert facts.of(monde.relu()).statuts.bureau_secret is None


def test_none_of_them_differs_from_the_usual_choice(monde: Monde) -> None:
    monde.post("statuts_article", 13, ca_invites="_aucun", version="1")
    assert facts.of(monde.relu()).statuts.ca_invites == ()


def test_saving_leads_to_the_next_article(monde: Monde) -> None:
    response = monde.post("statuts_article", 9, suivant="oui", version="1")
    assert response["Location"] == monde.url("statuts_article", 10)
    response = monde.post("statuts_article", 19, suivant="oui", version="2")
    assert response["Location"] == monde.url("statuts")


def test_colleges_left_alone_stay_the_usual_ones(monde: Monde) -> None:
    page = monde.get("statuts_article", 5)
    posted = {
        name: value
        for name in page.context["form"].fields
        if (value := page.context["form"][name].value()) not in (None, False, "")
    }
    monde.post("statuts_article", 5, **posted | {"version": "1"})
    assert facts.of(monde.relu()).statuts.colleges is None
    posted |= {"college_0_nom": "Libéraux", "college_0_cotisation": "20,50", "version": "1"}
    monde.post("statuts_article", 5, **posted)
    colleges = facts.of(monde.relu()).statuts.colleges or ()
    assert (colleges[0].nom, colleges[0].cotisation) == ("Libéraux", Decimal("20.50"))
    assert len(colleges) == 4


def test_a_college_without_a_name_is_refused(monde: Monde) -> None:
    data = {"college_0_nom": "", "college_0_sieges": "3", "version": "1"}
    response = monde.post("statuts_article", 5, **data)
    assert response.status_code == 422
    assert "Donnez un nom à ce collège" in texte_de(response)


def test_an_option_that_does_not_exist_is_refused(monde: Monde) -> None:
    assert monde.post("statuts_article", 5, composition="rien", version="1").status_code == 422


def test_two_people_choose_at_once(monde: Monde) -> None:
    monde.post("statuts_article", 14, bureau_secret="non", version="1")
    mine = {"premiere_periode": "non", "bureau_secret": "oui", "version": "1"}
    clash = monde.post("statuts_article", 14, **mine, who="membre")
    assert clash.status_code == 409
    (gap,) = clash.context["conflit"].ecarts
    assert (gap.actuel, gap.votre) == ("Non", "Oui")


def test_two_people_choose_different_things_at_once(monde: Monde) -> None:
    monde.post("statuts_article", 14, bureau_secret="non", version="1")
    monde.post("statuts_article", 14, premiere_periode="non", version="1", who="membre")
    chosen = facts.of(monde.relu()).statuts
    assert (chosen.bureau_secret, chosen.premiere_periode) == (False, False)
    assert "Une autre personne a changé" in texte_de(monde.get("statuts", who="membre"))


def test_what_contradicts_is_shown_with_its_gravity(monde: Monde) -> None:
    monde.post("statuts_article", 14, bureau_postes="secretaire", version="1")
    page = texte_de(monde.get("statuts"))
    assert "Bloque" in page
    assert "À corriger, à voir" in page


def test_advice_is_on_the_screen_only(monde: Monde, exemple: Dossier) -> None:
    advice = next(one.commentaire for one in tables().articles if one.numero == 14)
    page = texte_de(monde.get("statuts_article", 14))
    printed = texte_de(monde.get("apercu", "statuts_association"))
    words = " ".join(advice.split())[:30]
    assert (words in page, words in printed) == (True, False)
