"""The pages of the projet de santé: indicators, budget, priorities, signature, fiches action."""

from decimal import Decimal
from typing import Any

import pytest

from maillage.core.facts import EtapeAction, Imputation, PartialDate
from maillage.dossiers import facts
from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.models import ActionPrevue, Personne
from tests.factories import ON
from tests.web.conftest import Monde, texte_de


def action(monde: Monde) -> Any:
    return (facts.of(monde.relu()).actions or ())[0]


def test_an_indicator_follows_an_action(monde: Monde) -> None:
    code = ActionPrevue.objects.get(pk=monde.lignes["actions"]).code
    data = {
        "libelle": "Patients vus",
        "action": code,
        "cible": "300 fin 2028",
        "nature": "quantitatif",
    }
    assert monde.post("indicateurs_ajouter", **data).status_code == 302
    kept = (facts.of(monde.relu()).indicateurs or ())[-1]
    assert (kept.libelle, kept.action, kept.cible) == ("Patients vus", code, "300 fin 2028")
    assert "Patients vus" in texte_de(monde.get("indicateurs"))


def test_a_fiche_action_leads_to_its_indicators(monde: Monde) -> None:
    code = ActionPrevue.objects.get(pk=monde.lignes["actions"]).code
    door = f"{monde.url('indicateurs_catalogue')}?action={code}"
    assert door in texte_de(monde.get("actions_modifier", monde.lignes["actions"]))
    picked = f"catalogue=PRE-02&amp;action={code}"
    assert picked in texte_de(monde.clients["porteur"].get(door))
    form = monde.get("indicateurs_ajouter", catalogue="PRE-02", action=code).content.decode()
    assert f'value="{code}" selected' in form
    assert "participants comptés" in form
    monde.post("indicateurs_ajouter", libelle="Patients vus", action=code)
    page = texte_de(monde.get("actions_modifier", monde.lignes["actions"]))
    assert "Patients vus</a>" in page


def test_an_action_that_nobody_has_is_refused(monde: Monde) -> None:
    response = monde.post("indicateurs_ajouter", libelle="Patients vus", action="inconnue")
    assert response.status_code == 422


@pytest.mark.parametrize("page", ["indicateurs", "collectivites", "referents"])
def test_two_people_correct_the_same_row(monde: Monde, page: str) -> None:
    field = {"indicateurs": "libelle", "collectivites": "denomination", "referents": "nom"}[page]
    row = monde.lignes[page]
    assert monde.post(f"{page}_modifier", row, **{field: "Un", "version": "1"}).status_code == 302
    second = monde.post(f"{page}_modifier", row, who="membre", **{field: "Deux", "version": "1"})
    assert second.status_code == 409
    assert "Deux" in texte_de(second)


def test_a_fiche_action_keeps_its_steps_and_who_answers(monde: Monde) -> None:
    person = Personne.objects.get(pk=monde.lignes["equipe"])
    data = {
        "titre": "Dépister", "version": "1", "existant": "Un bus", "referents": person.code,
        "etapes_0_libelle": "Former", "etapes_0_date": "2027",
        "etapes_1_libelle": "Commencer", "etapes_1_date": "03/2028",
        "etapes_2_libelle": "", "etapes_2_date": "",
    }  # fmt: skip
    assert monde.post("actions_modifier", monde.lignes["actions"], **data).status_code == 302
    kept = action(monde)
    assert kept.etapes == (
        EtapeAction(libelle="Former", date=PartialDate(2027)),
        EtapeAction(libelle="Commencer", date=PartialDate(2028, 3)),
    )
    assert (kept.referents, kept.existant) == ((person.code,), "Un bus")
    assert 'value="03/2028"' in texte_de(monde.get("actions_modifier", monde.lignes["actions"]))


def test_a_step_without_words_or_with_a_strange_date_is_refused(monde: Monde) -> None:
    data = {"titre": "D", "etapes_0_libelle": "", "etapes_0_date": "2027",
            "etapes_1_libelle": "Former", "etapes_1_date": "bientôt"}  # fmt: skip
    page = texte_de(monde.post("actions_ajouter", **data))
    assert "Étape 1 : dites ce qui est fait" in page
    assert "Étape 2 : Écrivez une année" in page
    assert 'value="bientôt"' in page


def test_many_steps_are_all_kept(monde: Monde) -> None:
    rows = {f"etapes_{n}_libelle": f"Étape {n}" for n in range(120)}
    dates = {f"etapes_{n}_date": "" for n in range(120)}
    monde.post("actions_modifier", monde.lignes["actions"], titre="D", version="1", **rows, **dates)
    assert len(action(monde).etapes) == 120


def test_no_step_is_an_answer(monde: Monde) -> None:
    row = monde.lignes["actions"]
    monde.post("actions_modifier", row, titre="D", version="1", sans_etape="on", sans_referent="on")
    assert (action(monde).etapes, action(monde).referents) == ((), ())


def test_two_people_change_the_steps_only(monde: Monde) -> None:
    row = monde.lignes["actions"]
    code = Personne.objects.get(pk=monde.lignes["equipe"]).code
    same = {"titre": "Dépister", "version": "1", "acteurs": code}
    monde.post("actions_modifier", row, **same, etapes_0_libelle="Former", etapes_0_date="")
    clash = monde.post(
        "actions_modifier", row, **same, etapes_0_libelle="Acheter", etapes_0_date="", who="membre"
    )
    assert clash.status_code == 409
    assert "Former" in texte_de(clash)


def test_a_budget_year_says_its_totals_and_its_balance(monde: Monde) -> None:
    url = monde.url("budget_projet") + "?annee=2027"
    data = {
        "version": "0",
        "charge_0_nature": "ext_loyer", "charge_0_montant": "1 200,50", "charge_0_autre": "indirecte",
        "charge_1_nature": "", "charge_1_montant": "",
        "produit_0_nature": "sub_ars_fir", "produit_0_montant": "1200", "produit_0_autre": "ARS",
    }  # fmt: skip
    response = monde.clients["porteur"].post(url, data)
    assert (response.status_code, response["Location"]) == (302, url)
    lines = facts.of(monde.relu()).budget_projet or ()
    assert [
        (one.exercice, one.nature, one.montant, one.imputation, one.financeur) for one in lines
    ] == [
        (2027, "ext_loyer", Decimal("1200.50"), Imputation.INDIRECTE, None),
        (2027, "sub_ars_fir", Decimal(1200), None, "ARS"),
    ]
    page = texte_de(monde.clients["porteur"].get(url))
    assert "1 200,50 €" in page
    assert "0,50 € qui manquent" in page


def test_a_year_leaves_the_others_alone(monde: Monde) -> None:
    client, page = monde.clients["porteur"], monde.url("budget_projet")
    client.post(f"{page}?annee=2027", {"charge_0_nature": "ext_loyer", "version": "0"})
    client.post(f"{page}?annee=2028", {"charge_0_nature": "hon_cac", "version": "1"})
    client.post(f"{page}?annee=2027", {"charge_0_nature": "", "version": "2"})
    lines = facts.of(monde.relu()).budget_projet or ()
    assert [(one.exercice, one.nature) for one in lines] == [(2028, "hon_cac")]


def test_two_people_fill_the_same_budget(monde: Monde) -> None:
    url = monde.url("budget_projet") + "?annee=2027"
    monde.clients["porteur"].post(url, {"charge_0_nature": "ext_loyer", "version": "0"})
    other = {"charge_0_nature": "ext_loyer", "charge_0_montant": "1 200", "version": "0"}
    clash = monde.clients["membre"].post(url, other)
    assert clash.status_code == 409
    (gap,) = clash.context["conflit"].ecarts
    assert (gap.actuel, gap.votre) == ("montant à dire", "1\u202f200\u202f€")
    assert 'value="1\u202f200"' in clash.content.decode()


def test_two_people_fill_other_lines_of_the_same_budget(monde: Monde) -> None:
    url = monde.url("budget_projet") + "?annee=2027"
    monde.clients["membre"].post(url, {"charge_0_nature": "ext_loyer", "version": "0"})
    monde.clients["porteur"].post(url, {"charge_0_nature": "hon_cac", "version": "0"})
    lines = facts.of(monde.relu()).budget_projet or ()
    assert {line.nature for line in lines} == {"ext_loyer", "hon_cac"}
    assert "Léa Morel a changé d’autres lignes" in texte_de(monde.clients["porteur"].get(url))


def test_the_same_budget_sent_twice_is_written_once(monde: Monde) -> None:
    url = monde.url("budget_projet") + "?annee=2027"
    data = {"charge_0_nature": "ext_loyer", "charge_0_montant": "12", "version": "0"}
    assert [monde.clients["porteur"].post(url, data).status_code for _ in range(2)] == [302, 302]
    assert len(facts.of(monde.relu()).budget_projet or ()) == 1


@pytest.mark.parametrize(
    "data",
    [
        {"charge_0_nature": "", "charge_0_montant": "12"},
        {"charge_0_nature": "inconnue", "charge_0_montant": "12"},
        {"charge_0_nature": "ext_loyer", "charge_0_montant": "beaucoup"},
        {"produit_0_nature": "ext_loyer", "produit_0_montant": "12"},
    ],
)
def test_a_line_of_budget_that_means_nothing_is_refused(monde: Monde, data: dict[str, str]) -> None:
    response = monde.post("budget_projet", version="0", **data)
    assert response.status_code == 422
    assert facts.of(monde.relu()).budget_projet is None


@pytest.mark.parametrize("year", ["deux mille", "12", "99999", "²"])
def test_a_year_that_is_none_is_not_a_page(monde: Monde, year: str) -> None:
    assert monde.get("budget_projet", annee=year).status_code == 404


def test_priorities_are_ticked_where_the_region_lists_them(monde: Monde) -> None:
    assert "Pas de liste pour votre région" in texte_de(monde.get("priorites"))
    monde.post("identite_cpts", nom="CPTS du Velay", region="OCC", version="1")
    assert "Parcours cancer" in texte_de(monde.get("priorites"))
    data = {"coche_occ_cancer": "on", "mot_occ_cancer": "Dépistage", "version": "0"}
    assert monde.post("priorites", **data).status_code == 302
    links = facts.of(monde.relu()).liens_prs or ()
    assert [(one.code, one.commentaire) for one in links] == [("occ_cancer", "Dépistage")]


def test_who_signs_is_someone_of_the_team(monde: Monde) -> None:
    code = Personne.objects.get(pk=monde.lignes["equipe"]).code
    data = {"signataire": code, "lieu": "Le Puy", "date_signature": "2027-01-15", "version": "1"}
    assert monde.post("signature", **data).status_code == 302
    kept = facts.of(monde.relu()).signature
    assert (kept.signataire, kept.lieu) == (code, "Le Puy")
    assert monde.post("signature", signataire="inconnu", version="2").status_code == 422


def test_someone_who_signs_is_not_removed_in_silence(monde: Monde) -> None:
    code = Personne.objects.get(pk=monde.lignes["equipe"]).code
    monde.post("signature", signataire=code, version="1")
    assert monde.post("equipe_retirer", monde.lignes["equipe"]).status_code == 302
    assert Personne.objects.filter(pk=monde.lignes["equipe"]).exists()


def test_patients_are_a_count(monde: Monde) -> None:
    monde.post("territoire_reponses", patients_nombre="52 000", patients_date="2025", version="1")
    kept = facts.of(monde.relu()).territoire
    assert (kept.patients_nombre, kept.patients_date) == (52_000, PartialDate(2025))


def test_actions_of_another_dossier_are_not_offered(monde: Monde) -> None:
    add_action(dossier=monde.dossier, valeurs={"titre": "Ici"}, by=monde.porteur, on=ON)
    other = monde.clients["etranger"].post("/dossiers/ouvrir/", {"nom": "Ailleurs"})["Location"]
    page = texte_de(monde.clients["etranger"].get(f"{other}indicateurs/ajouter/"))
    assert "Ici</option>" not in page
