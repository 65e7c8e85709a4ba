"""A list that the team keeps elsewhere: sent, looked at, corrected, and only then written."""

import base64
import html
import re
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.dossiers import facts
from maillage.dossiers.models import Etablissement, Personne
from maillage.dossiers.queries.journal import of
from tests.listes import classeur, desordre, octets
from tests.web.conftest import Monde, texte_de

MEMBERS = (
    "Nom;Prénom;Métier;Tél;Mail\n"
    "Martin;Zoé;infirmière;0471000001;zoe@exemple.fr\n"
    "DURAND;Paul;infirmier;0471000002;paul@exemple.fr\n"
    "ROUX;Anne;Sophrologue;;\n"
    "martin;zoe;infirmière;;\n"
)


def envoi(monde: Monde, data: bytes | str, name: str = "membres.csv", page: str = "equipe") -> Any:
    content = data.encode() if isinstance(data, str) else data
    return monde.post(f"{page}_importer", fichier=SimpleUploadedFile(name, content))


def reponses(response: Any) -> dict[str, Any]:
    """What a browser would send back from the page of preview, without touching anything."""
    page = response.content.decode()
    form = page[page.index("data-maillage-attente") :]
    sent: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', form):
        sent.setdefault(name, []).append(html.unescape(value))
    for name, options in re.findall(
        r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)"\s+selected', options)
        first = re.search(r'value="([^"]*)"', options)
        found = chosen or first
        sent.setdefault(name, []).append(found[1] if found else "")
    titles = re.search(r'name="titres"[^>]*value="(\d+)"', form)
    sent["titres"] = [titles[1]] if titles else []
    sent.setdefault("deja", ["passer"])
    return sent


def confirme(monde: Monde, response: Any, page: str = "equipe", **changes: Any) -> Any:
    data = {**reponses(response), "confirmer": "oui", **changes}
    return monde.post(f"{page}_importer", **data)


def equipe(monde: Monde) -> list[tuple[str, str | None, str | None]]:
    people = facts.of(monde.relu()).equipe or ()
    return [(one.nom, one.prenom, one.profession) for one in people]


def test_nothing_is_written_before_the_confirmation(monde: Monde) -> None:
    before = monde.relu().journal_numero
    page = texte_de(envoi(monde, MEMBERS))
    assert "4 personnes, 1 à vérifier, 1 déjà dans l’équipe, 1 en double dans le fichier" in page
    assert "colonne C, profession « Sophrologue » inconnue : gardée telle quelle" in page
    assert "La liste ajouterait : téléphone, adresse électronique." in page
    assert monde.relu().journal_numero == before


def test_the_confirmation_writes_all_in_one_line_of_journal(monde: Monde) -> None:
    before = monde.relu().journal_numero
    page = texte_de(confirme(monde, envoi(monde, MEMBERS)))
    assert "2 personnes ajoutées, 0 fiche complétée." in page
    assert equipe(monde)[1:] == [("Martin", "Zoé", "infirmier"), ("ROUX", "Anne", "autre")]
    assert monde.relu().journal_numero == before + 1
    assert "Martin" not in str(of(monde.dossier)[0].detail)


def test_the_report_says_each_line_and_is_downloaded(monde: Monde) -> None:
    response = confirme(monde, envoi(monde, MEMBERS + "Total;4\n=1+1;Ève;MG\n"))
    page = response.content.decode()
    found = re.search(r'href="data:text/csv;charset=utf-8;base64,([^"]+)"', page)
    assert found
    lines = base64.b64decode(html.unescape(found[1])).decode("utf-8-sig").splitlines()
    assert lines[:6] == [
        "Ligne;Nom;Résultat;Pourquoi",
        "1;Nom | Prénom | Métier | Tél | Mail;Laissée de côté;titre du tableau",
        "2;Zoé Martin;Ajoutée;",
        "3;Paul DURAND;Passée;déjà dans l’équipe",
        "4;Anne ROUX;Ajoutée;",
        "5;zoe martin;Passée;même nom que la ligne 2",
    ]
    assert not any(cell.startswith("=") for line in lines for cell in line.split(";"))


def test_those_of_the_team_may_be_completed(monde: Monde) -> None:
    page = texte_de(confirme(monde, envoi(monde, MEMBERS), deja="completer"))
    assert "2 personnes ajoutées, 1 fiche complétée." in page
    row = Personne.objects.get(pk=monde.lignes["equipe"])
    assert (row.nom, row.telephone, row.courriel) == ("Durand", "0471000002", "paul@exemple.fr")


def test_line_by_line_a_person_is_added_all_the_same(monde: Monde) -> None:
    response = envoi(monde, MEMBERS)
    confirme(monde, response, ligne_3="ajouter", ligne_5="ajouter", retirer=["4"])
    assert [name for name, *_ in equipe(monde)] == ["Durand", "Martin", "DURAND", "martin"]


def test_one_word_is_told_once_for_all_its_lines(monde: Monde) -> None:
    text = "Nom;Prénom;Métier\nAnglade;Ana;Rebouteux\nBost;Béa;Rebouteux\nCros;Cléo;rebouteux\n"
    response = envoi(monde, text)
    sent = {**reponses(response), "code": ["psychologue"]}
    page = monde.post("equipe_importer", **sent, confirmer="oui")
    assert "Vos réglages ont changé ce qui est lu" in texte_de(page)
    assert len(equipe(monde)) == 1
    confirme(monde, page)
    assert [profession for *_, profession in equipe(monde)[1:]] == ["psychologue"] * 3


def test_columns_are_named_by_hand_when_the_guess_is_wrong(monde: Monde) -> None:
    text = "Qui;Quoi;Où\nMartin;infirmière;Brioude\nRoux;sage-femme;Langeac\n"
    response = envoi(monde, text)
    page = texte_de(response)
    assert "Colonne A, « Qui »" in page or "Colonne A" in page
    sent = reponses(response) | {
        "titres": "1",
        "colonne_0": "nom",
        "colonne_1": "profession",
        "colonne_2": "lieu_exercice",
    }
    again = monde.post("equipe_importer", **sent)
    assert "2 personnes" in texte_de(again)
    confirme(monde, again)
    row = Personne.objects.get(dossier=monde.dossier, nom="Roux")
    assert (row.profession, row.lieu_exercice) == ("sage_femme", "Langeac")


def test_a_list_without_a_column_of_names_asks_for_it(monde: Monde) -> None:
    response = envoi(monde, "Nom;Métier\nMartin;MG\n")
    sent = reponses(response) | {"colonne_0": "", "colonne_1": "profession"}
    refused = monde.post("equipe_importer", **sent, confirmer="oui")
    assert refused.status_code == 422
    assert "Cette liste n’est pas encore comprise" in texte_de(refused)


def test_a_double_click_adds_the_list_once(monde: Monde) -> None:
    sent = {**reponses(envoi(monde, MEMBERS)), "confirmer": "oui"}
    monde.post("equipe_importer", **sent)
    second = monde.post("equipe_importer", **sent)
    assert second["Location"] == monde.url("equipe")
    assert "déjà entrée dans le dossier" in texte_de(monde.get("equipe"))
    assert len(equipe(monde)) == 3


def test_someone_added_in_the_meantime_is_not_added_twice(monde: Monde) -> None:
    response = envoi(monde, MEMBERS)
    monde.post("equipe_ajouter", nom="MARTIN", prenom="Zoé")
    page = texte_de(confirme(monde, response))
    assert "1 personne ajoutée" in page
    assert len(equipe(monde)) == 3


@pytest.mark.parametrize("mark", ["\t", ";"])
@pytest.mark.parametrize("titles", [True, False])
def test_a_pasted_block_is_read_like_a_file(monde: Monde, mark: str, titles: bool) -> None:
    rows = [["MARTIN", "Zoé", "infirmière"], ["ROUX", "Anne", "sage-femme"]]
    if titles:
        rows.insert(0, ["Nom", "Prénom", "Profession"])
    text = "\r\n".join(mark.join(row) for row in rows)
    response = monde.post("equipe_importer", tableau=text)
    assert "« Tableau collé »" in texte_de(response)
    confirme(monde, response)
    assert equipe(monde)[1:] == [("MARTIN", "Zoé", "infirmier"), ("ROUX", "Anne", "sage_femme")]


def test_two_hundred_members_in_disorder(monde: Monde) -> None:
    started = time.perf_counter()
    response = envoi(monde, desordre(200), "adhérents.xlsx")
    page = texte_de(response)
    assert "202 personnes" in page
    assert "ligne masquée dans le tableur" in page
    assert "ANCIEN" not in page
    assert "« Sophrologue »" in page
    assert "téléphone « 6e5 pas de fixe » gardé tel quel" in page
    done = confirme(monde, response)
    assert time.perf_counter() - started < 6
    assert "201 personnes ajoutées" in texte_de(done)
    assert len(equipe(monde)) == 202


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("vide.csv", b" \n", "vide"),
        ("photo.png", b"\x89PNG\x00\x00", "n’est pas un tableau"),
        ("vieux.xls", b"\xd0\xcf\x11\xe0", "n’est ni un CSV ni un .xlsx"),
        ("abime.xlsx", b"PK\x03\x04rien", "abîmé"),
        ("page.csv", b"<html><table>", "page Web"),
        ("longue.csv", b"Nom;Prenom\n" + b"Martin;Zoe\n" * 1_600, "1500 au plus"),
    ],
)
def test_what_is_not_a_list_is_refused_with_the_reason(
    monde: Monde, name: str, data: bytes, why: str
) -> None:
    response = envoi(monde, data, name)
    assert response.status_code == 422
    assert why in texte_de(response)


def test_a_formula_without_a_result_is_said(monde: Monde) -> None:
    book = classeur([["Nom", "Prénom"], ["MARTIN", "=B1"], ["=A2", "Zoé"]])
    page = texte_de(envoi(monde, octets(book), "m.xlsx"))
    assert "la cellule B2 est une formule sans résultat" in page
    assert "la cellule A3 est une formule sans résultat" in page


def test_neither_file_nor_table(monde: Monde) -> None:
    response = monde.post("equipe_importer", tableau="  ")
    assert response.status_code == 422
    assert "Choisissez un fichier, ou collez un tableau." in texte_de(response)


@pytest.mark.parametrize("rows", ["", "UEs=", "eJxLTAIAASkAxA==", "eJyLjgUAARUAuQ=="])
def test_rows_damaged_on_their_way_are_asked_again(monde: Monde, rows: str) -> None:
    page = texte_de(monde.post("equipe_importer", rangees=rows, confirmer="oui"))
    assert "Le fichier s’est perdu en route" in page


def test_odd_answers_change_nothing(monde: Monde) -> None:
    sent = reponses(envoi(monde, MEMBERS)) | {
        "titres": "²",
        "deja": "effacer",
        "ligne_3": "effacer",
        "retirer": ["x", "²"],
        "colonne_0": "mot_de_passe",
        "jeton": "x",
        "code": ["inconnu"],
    }
    assert monde.post("equipe_importer", **sent, confirmer="oui").status_code in (200, 422)
    assert len(equipe(monde)) == 1


def test_establishments_are_imported_too(monde: Monde) -> None:
    text = (
        "Structure;Type;Commune;Contact\n"
        "Hôpital du Puy;Centre hospitalier;Le Puy;M. Roche\n"
        "Les Genêts;EHPAD;Brioude;Mme Roux\n"
        "Les Genêts;EHPAD;Langeac;\n"
        "les genets;EHPAD;Brioude;\n"
        "Au fil de l’eau;Ressourcerie de soins;;\n"
        "Total;5;;\n"
    )
    response = envoi(monde, text, page="etablissements")
    page = texte_de(response)
    assert "5 établissements" in page
    assert "« Ressourcerie de soins »" in page
    confirme(monde, response, page="etablissements", deja="completer")
    rows = Etablissement.objects.filter(dossier=monde.dossier).order_by("rang")
    assert [(row.nom, row.type, row.localisation) for row in rows][1:] == [
        ("Les Genêts", "ehpad", "Brioude"),
        ("Les Genêts", "ehpad", "Langeac"),
        ("Au fil de l’eau", "autre", None),
    ]
    assert rows[0].interlocuteur == "M. Roche"
