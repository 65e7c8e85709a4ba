"""The page of the money: worked figures to the cent, hypotheses in the address, what is said."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from maillage.dossiers.actions.add_action import add_action
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.models import Dossier
from tests.factories import ON
from tests.web.conftest import Monde, texte_de

CASES = yaml.safe_load((Path(__file__).parents[1] / "cas" / "financement.yaml").read_text())["cas"]
# Size 1 is that of the commune of the fixture; no page chooses a size, an amendment or a stop.
SHOWN = ("FIN-01", "FIN-07")
FIRST = {
    "signature": "2023-04-01",
    "grille": "ACI_2019",
    "resultats": "100",
    "demarrage_acces": "2023-04-01",
    "demarrage_parcours": "2023-04-01",
    "demarrage_prevention": "2023-04-01",
}


def page(monde: Monde, **asked: str) -> str:
    response = monde.get("argent", **asked)
    assert response.status_code == 200
    return texte_de(response)


def words(text: str) -> str:
    """Return what a person reads, without the tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def asked_by(contract: dict[str, Any]) -> dict[str, str]:
    """Write a worked contract as the address of the page."""
    starts = {
        f"demarrage_{code}": mission["demarrage"].isoformat()
        for code, mission in contract["missions"].items()
    }
    return {
        "signature": contract["signature"].isoformat(),
        "grille": contract["grille"],
        "resultats": str(contract["resultats"]["defaut"] // 100),
        **starts,
    }


def amount(euros: float) -> str:
    return f"{euros:,.2f} €".replace(",", " ").replace(".", ",")


@pytest.mark.parametrize("name", SHOWN)
def test_a_worked_case_is_shown_to_the_cent(monde: Monde, name: str) -> None:
    case = next(case for case in CASES if case["id"] == name)
    shown = words(page(monde, **asked_by(case["contrat"])))
    assert amount(case["total"]) in shown
    for one in case["versements"]:
        assert amount(one["euros"]) in shown
        assert f"Année {one['annee']} du contrat" in shown


def test_each_amount_says_where_it_comes_from(monde: Monde) -> None:
    shown = words(page(monde, **FIRST))
    assert "15 000,00 € × 3/4 = 11 250,00 €" in shown
    assert "Ce qui le changerait :" in shown
    assert "Un autre montant écrit au contrat." in shown


def test_a_deduced_amount_says_so_and_one_that_is_read_does_not(monde: Monde) -> None:
    assert "montant déduit" not in page(monde, **FIRST)
    assert "montant déduit" in page(monde, demarrage_acces="2027-12-01")


def test_the_three_views_of_time_give_the_same_total(monde: Monde) -> None:
    shown = words(page(monde, **FIRST))
    assert shown.count("750 000,00 €") >= 5  # the figure, three views, the cash
    assert "avril 2023" in shown
    assert "Année 5 du 1er avril 2027 au 1er avril 2028, exclu" in shown


def test_scenarios_stand_side_by_side_and_are_doors(monde: Monde) -> None:
    shown = page(monde, **FIRST | {"resultats": "62,5"})
    assert "Fixe seulement" in words(shown)
    assert "Vos hypothèses" in words(shown)
    assert "resultats=100" in shown
    assert "demarrage_acces=2023-04-01" in shown
    assert "Vos hypothèses" not in words(page(monde, **FIRST))


def test_a_mission_may_have_its_own_results(monde: Monde) -> None:
    shown = words(page(monde, **FIRST | {"resultats": "0", "resultats_parcours": "50"}))
    assert amount(5 * 25_000 * 0.5 + 500_000) in shown  # 50 000 + 15 000 + 25 000 + 10 000 a year


def test_a_lump_sum_counts_once_its_fact_is_dated(monde: Monde) -> None:
    asked = {"grille": "AV2_2021", "signature": "2027-01-01", "demarrage_crise": "2027-01-01"}
    assert "Crise : plan remis , forfait" not in words(page(monde, **asked))
    assert "Crise : plan remis , forfait" in words(
        page(monde, **asked, fait_crise_plan="2027-05-01")
    )


def test_what_the_dossier_plans_is_supposed_and_said(monde: Monde, exemple: Dossier) -> None:
    client = monde.clients["porteur"]
    address = f"/dossiers/{exemple.public_id}/argent/"
    shown = words(texte_de(client.get(address)))
    assert "Signature le 30 juin 2027, selon le calendrier du dossier." in shown
    assert "Taille 2, selon les communes du dossier." in shown
    assert "Qualité et pertinence : démarrage le 01/09/2027, comme sa première action." in shown
    without = words(texte_de(client.get(address, {"sans_qualite": "on", "demarrage_parcours": ""})))
    without = without.partition("Ce que nous supposons")[2]
    assert "Qualité et pertinence : démarrage" not in without
    assert "Parcours : démarrage le 30/06/2027" in without


def test_a_signature_that_nobody_planned_is_in_a_year(monde: Monde) -> None:
    assert "Signature le 1er novembre 2027, faute de date d’adhésion" in page(monde)


def test_without_communes_the_page_opens_the_door(monde: Monde) -> None:
    empty = create_dossier(by=monde.porteur, on=ON, nom="CPTS neuve")
    response = monde.clients["porteur"].get(f"/dossiers/{empty.public_id}/argent/")
    shown = texte_de(response)
    assert response.status_code == 200
    assert "Il manque les communes" in shown
    assert f"/dossiers/{empty.public_id}/territoire/" in shown


def test_without_missions_the_page_opens_the_door(monde: Monde) -> None:
    shown = page(monde)
    assert "Aucune mission encore" in shown
    assert monde.url("actions") in shown


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"signature": "demain"}, "Écrivez un jour, par exemple 03/09/2026."),
        ({"signature": "2018-01-01"}, "Aucun accord ne s’appliquait encore"),
        ({"signature": "9999-12-31"}, "Cette date est trop lointaine."),
        ({"signature": "0001-01-01"}, "Aucun accord ne s’appliquait encore"),
        ({"resultats": "120"}, "Écrivez un pourcentage de 0 à 100"),
        ({"resultats": "-1"}, "Écrivez un pourcentage de 0 à 100"),
        ({"resultats": "60,123"}, "Écrivez un pourcentage de 0 à 100"),
        ({"resultats": "1e9"}, "Écrivez un pourcentage de 0 à 100"),
        ({"resultats": "NaN"}, "Écrivez un pourcentage de 0 à 100"),
        ({"resultats_acces": "beaucoup"}, "Écrivez un pourcentage de 0 à 100"),
        ({"resultats": "9" * 5_000}, "Écrivez un pourcentage de 0 à 100"),
        ({"grille": "AV9"}, "Sélectionnez un choix valide"),
        ({"demarrage_acces": "31/02/2027"}, "Écrivez un jour, par exemple 03/09/2026."),
        ({"demarrage_acces": "\x00"}, "Écrivez un jour, par exemple 03/09/2026."),
        ({"fait_crise_plan": "bientôt"}, "Écrivez un jour, par exemple 03/09/2026."),
    ],
)
def test_a_bad_address_is_told_in_words(monde: Monde, asked: dict[str, str], said: str) -> None:
    response = monde.get("argent", **asked)
    shown = texte_de(response)
    assert response.status_code == 422
    assert said in shown
    assert "il faut corriger" in shown


def test_what_was_typed_is_text_and_comes_back(monde: Monde) -> None:
    response = monde.get("argent", signature="<script>x</script>")
    assert response.status_code == 422
    assert "&lt;script&gt;" in response.content.decode()


def test_days_far_away_break_nothing(monde: Monde) -> None:
    asked = {"demarrage_acces": "9999-12-31", "fait_crise_plan": "9999-12-31"}
    assert "ne couvre pas" in page(monde, **asked, sans_rien="on")


def test_only_those_who_may_see_the_tab(monde: Monde) -> None:
    assert monde.url("argent") in texte_de(monde.get("dossier", who="membre"))
    assert monde.url("argent") not in texte_de(monde.get("dossier", who="lecteur"))


def test_actions_without_a_date_start_at_the_delay_of_the_agreement(monde: Monde) -> None:
    who = {"by": monde.porteur, "on": ON}
    add_action(dossier=monde.dossier, valeurs={"titre": "Parcours", "mission": "parcours"}, **who)
    assert "12 mois après la signature, faute de date" in page(monde)
    assert date(2027, 11, 1) > ON
    add_communes(dossier=monde.dossier, codes=("43268",), **who)
    assert "Taille 1" in page(monde)


def test_the_files_hold_the_same_payments(monde: Monde) -> None:
    text = monde.get("argent_telecharger", "csv", **FIRST)
    rows = text.content.decode("utf-8-sig").splitlines()
    assert text["Content-Disposition"] == 'attachment; filename="argent_cpts_du_velay.csv"'
    assert rows[1].startswith("2023-04-01;aucun texte ne le dit;1;Fonctionnement;")
    book = monde.get("argent_telecharger", "xlsx", **FIRST)
    assert book.content.startswith(b"PK")
    calendar = monde.get("argent_telecharger", "ics", **FIRST)
    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"
    assert calendar.content.startswith(b"BEGIN:VCALENDAR")


def test_a_file_of_hypotheses_that_do_not_hold_leads_to_the_page(monde: Monde) -> None:
    response = monde.get("argent_telecharger", "csv", signature="demain")
    assert (response.status_code, response["Location"]) == (
        302,
        f"{monde.url('argent')}?signature=demain",
    )
    assert monde.get("argent_telecharger", "exe").status_code == 404
    empty = create_dossier(by=monde.porteur, on=ON, nom="CPTS neuve")
    address = f"/dossiers/{empty.public_id}/argent/versements.csv"
    assert monde.clients["porteur"].get(address).status_code == 302


def test_the_dossier_says_the_year_at_best_to_those_who_may_see_it(
    monde: Monde, exemple: Dossier
) -> None:
    shown = words(texte_de(monde.clients["porteur"].get(f"/dossiers/{exemple.public_id}/")))
    assert "Au plus, par an 379 500 € dont 93 500 € selon les résultats et 87 500 €" in shown
    assert "montant déduit" in shown
    assert "Au plus, par an Pas encore connu" in words(texte_de(monde.get("dossier")))
    assert "Au plus, par an" not in texte_de(monde.get("dossier", who="lecteur"))


def test_the_page_is_found_by_those_who_may_see_it(monde: Monde) -> None:
    assert monde.url("argent") in texte_de(monde.get("chercher", q="trésorerie"))
    assert monde.url("argent") not in texte_de(monde.get("chercher", who="lecteur", q="trésorerie"))
