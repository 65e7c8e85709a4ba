"""Many communes at once: pasted or sent, looked at, asked about, and only then added."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html as lxml_html

from maillage.dossiers.models import CommuneRetenue
from maillage.dossiers.queries.journal import of
from tests.listes import classeur, octets
from tests.web.conftest import Monde, texte_de


def codes(monde: Monde) -> list[str]:
    rows = CommuneRetenue.objects.filter(dossier=monde.dossier).order_by("rang")
    return [row.code for row in rows]


def formulaire(response: Any) -> dict[str, Any]:
    """What a browser would send back from the page of preview, without touching anything."""
    page = lxml_html.fromstring(response.content.decode())
    (form,) = page.xpath("//form[@data-maillage-garde]")
    return dict(form.form_values())


def colle(monde: Monde, text: str) -> Any:
    return monde.post("territoire_liste", liste=text)


def confirme(monde: Monde, response: Any, page: str = "territoire_liste", **changes: str) -> Any:
    return monde.post(page, **{**formulaire(response), "confirmer": "oui", **changes})


def test_nothing_is_added_before_the_confirmation(monde: Monde) -> None:
    response = colle(monde, "43268\n43137, 43224;43157 1004")
    page = texte_de(response)
    assert "4 communes à ajouter" in page
    assert "déjà dans le territoire" in page
    assert "le zéro du début s’est perdu : « 1004 » est sans doute 01004" in page
    assert codes(monde) == ["43157"]


def test_the_confirmation_adds_all_in_one_line_of_journal(monde: Monde) -> None:
    before = len(list(of(monde.dossier)))
    page = texte_de(confirme(monde, colle(monde, "43268\n43137, 43224;43157 1004")))
    assert codes(monde) == ["43157", "43268", "43137", "43224", "01004"]
    assert len(list(of(monde.dossier))) == before + 1
    assert "Déjà là" in page
    assert "data:text/csv" in page


def test_a_homonym_waits_for_a_choice(monde: Monde) -> None:
    response = colle(monde, "Lapte\nSaint-Julien")
    page = texte_de(response)
    assert "1 à choisir" in page
    assert page.index("Saint-Julien-Chapteuil (43200)") < page.index("Saint-Julien (21555)")
    refused = confirme(monde, response)
    assert refused.status_code == 422
    assert "1 ligne attend votre choix" in texte_de(refused)
    assert codes(monde) == ["43157"]
    confirme(monde, refused, commune_1="43200")
    assert codes(monde) == ["43157", "43114", "43200"]


def test_a_line_may_be_left_aside(monde: Monde) -> None:
    page = texte_de(confirme(monde, colle(monde, "Lapte\nSaint-Julien"), commune_1="non"))
    assert codes(monde) == ["43157", "43114"]
    assert "à votre demande" in page


def test_a_word_not_understood_is_corrected_in_place(monde: Monde) -> None:
    response = colle(monde, "Lapte\nChez Marcel et compagnie zz")
    assert "sans commune reconnue" in texte_de(response)
    again = confirme(monde, response, corriger_1="Tence", corriger_2="43244")
    assert "La liste a changé" in texte_de(again)
    assert codes(monde) == ["43157"]
    confirme(monde, again)
    assert codes(monde) == ["43157", "43114", "43244"]


def test_a_word_not_understood_is_told_in_the_report(monde: Monde) -> None:
    page = texte_de(confirme(monde, colle(monde, "Lapte\nXyzxyz")))
    assert codes(monde) == ["43157", "43114"]
    assert "Pas reconnue" in page
    assert "aucune commune ne s’appelle « Xyzxyz »" in page


def test_nothing_understood_is_said(monde: Monde) -> None:
    response = confirme(monde, colle(monde, "Xyzxyz"))
    assert response.status_code == 422
    assert "Aucune commune à ajouter" in texte_de(response)


def test_a_double_click_adds_once(monde: Monde) -> None:
    response = colle(monde, "Lapte")
    for _ in range(2):
        assert confirme(monde, response).status_code == 200
    assert codes(monde) == ["43157", "43114"]


def test_a_list_corrected_on_the_preview_is_read_again(monde: Monde) -> None:
    again = confirme(monde, colle(monde, "Lapte"), liste="Tence")
    assert "La liste a changé" in texte_de(again)
    assert codes(monde) == ["43157"]


@pytest.mark.parametrize("name", ["communes.xlsx", "communes.csv"])
def test_a_file_is_read_with_its_titles_and_totals(monde: Monde, name: str) -> None:
    rows = [("Communes de la CPTS", None, None), ("Code INSEE", "Commune", "Habitants"),
            (43268, "Yssingeaux", 7_200), (1004, "Ambérieu-en-Bugey", 14_000),
            ("", "Saint Julien", 3), ("Total", None, 21_200)]  # fmt: skip
    text = "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows)
    data = octets(classeur(rows)) if name.endswith("xlsx") else text.encode()
    sent = monde.post("territoire_importer", fichier=SimpleUploadedFile(name, data))
    assert "2 communes à ajouter" in texte_de(sent)
    page = texte_de(confirme(monde, sent, "territoire_importer", commune_4="43200"))
    assert codes(monde) == ["43157", "43268", "01004", "43200"]
    assert "note ou total" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "vide"), (b"%PDF-1.4 x", "ni un CSV"), (b"xyzxyz;qqqq\n;\n", "Pas reconnue")],
)
def test_what_is_not_a_list_is_refused_with_the_reason(
    monde: Monde, data: bytes, sentence: str
) -> None:
    response = monde.post("territoire_importer", fichier=SimpleUploadedFile("x.csv", data))
    assert response.status_code in (200, 422)
    assert sentence in texte_de(response) or "sans commune reconnue" in texte_de(response)
    assert codes(monde) == ["43157"]


def test_rows_damaged_on_their_way_are_asked_again(monde: Monde) -> None:
    page = texte_de(monde.post("territoire_importer", rangees="abîmé", confirmer="oui"))
    assert "s’est perdu en route" in page


@pytest.mark.parametrize(
    "odd",
    [{"commune_0": "99999"}, {"commune_0": "\x00"}, {"corriger_0": "\u202e"}, {"vu": ""},
     {"corriger_0": "x" * 5_000}, {"commune_99999999": "non"}],
)  # fmt: skip
def test_odd_answers_never_break(monde: Monde, odd: dict[str, str]) -> None:
    assert confirme(monde, colle(monde, "Lapte"), **odd).status_code in (200, 422)
    assert set(codes(monde)) <= {"43157", "43114"}


def test_markup_is_text(monde: Monde) -> None:
    page = colle(monde, "<script>alert(1)</script> & Lapte").content.decode()
    assert "<script>alert(1)" not in page


def test_a_list_too_long_is_refused(monde: Monde) -> None:
    response = colle(monde, "Lapte\n" * 2_100)
    assert response.status_code == 422
    assert "coupez-la en deux" in texte_de(response)
