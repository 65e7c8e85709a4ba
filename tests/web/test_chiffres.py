"""The pages of the figures that a team brings: typed, or read from a table and confirmed."""

from decimal import Decimal

import pytest

from maillage.core.facts import PartialDate
from maillage.dossiers.models import Chiffre
from tests.web.conftest import Monde, texte_de
from tests.web.test_importer import reponses

WIDE = (
    "Rapport Rézone;;;;;;;\n"
    "Indicateur;Valeur;Département;Région;France;Source;Date;Numérateur\n"
    "Bénéficiaires de la complémentaire santé solidaire;8,4 %;7,1;9,2;11;Rézone CPTS;12/2025;\n"
    "sans_mt_ald;NS;;;;Rézone CPTS;12/2025;\n"
    "Délai de rendez-vous;12;;;;Cabinets;2026;\n"
)
LONG = (
    "code,territoire,numerateur,denominateur,valeur,source,date\n"
    "ald,CPTS,910,5000,18.2,CPAM 43,2025\n"
    "ald,Haute-Loire,,,17.4,CPAM 43,2025\n"
    "ald,Auvergne-Rhône-Alpes,,,16.1,CPAM 43,2025\n"
    "ald,France,,,17.0,CPAM 43,2025\n"
)


def dits(monde: Monde) -> dict[str, tuple[object, ...]]:
    rows = Chiffre.objects.filter(dossier=monde.dossier).order_by("pk")
    return {
        row.indicateur or row.libelle or "": (row.valeur, row.departement, row.region, row.france)
        for row in rows
    }


def test_a_figure_is_typed_with_its_source_and_its_date(monde: Monde) -> None:
    page = monde.post(
        "chiffres_ajouter",
        indicateur="sans_mt_17_plus",
        libelle="oublié",
        valeur="9,6 %",
        departement="8,9",
        source="CPAM de la Haute-Loire",
        date="06/2026",
    )
    assert page.status_code == 302
    row = Chiffre.objects.get(indicateur="sans_mt_17_plus")
    assert (row.valeur, row.libelle, row.date) == (Decimal("9.6"), None, PartialDate(2026, 6))
    shown = texte_de(monde.get("chiffres"))
    assert "Adultes sans médecin traitant" in shown
    assert "9,6 % · département 8,9 · CPAM de la Haute-Loire · juin 2026" in shown
    monde.post("chiffres_modifier", row.pk, indicateur="sans_mt_17_plus", valeur="9,8", source="CPAM", date="2026", version="1")  # fmt: skip
    row.refresh_from_db()
    assert (row.valeur, row.departement) == (Decimal("9.8"), None)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"source": ""}, "À remplir."),
        ({"date": ""}, "À remplir."),
        ({"valeur": ""}, "Donnez la valeur, ou le numérateur et le dénominateur."),
        ({"valeur": "beaucoup"}, "Écrivez un nombre, par exemple 18,2."),
        ({"valeur": "140"}, "Une part va de 0 à 100 %."),
        ({"numerateur": "1", "denominateur": "2"}, "donnent 50,0 % : corrigez l’un des trois."),
        ({"indicateur": ""}, "Dites de quel indicateur il s’agit"),
    ],
)
def test_what_is_not_whole_is_told_beside_its_field(
    monde: Monde, answers: dict[str, str], words: str
) -> None:
    whole = {"indicateur": "ald", "valeur": "18", "source": "CPAM", "date": "2025"}
    page = monde.post("chiffres_ajouter", **{**whole, **answers})
    assert page.status_code == 422
    assert words in texte_de(page)


def test_a_table_is_read_shown_and_written_once_confirmed(monde: Monde) -> None:
    page = monde.post("chiffres_importer", tableau=WIDE)
    shown = texte_de(page)
    assert "2 chiffres compris" in shown
    assert "ligne 4 : pas de valeur, laissée de côté." in shown
    assert "8,4 % · département 7,1 · région 9,2 · France 11 · Rézone CPTS" in shown
    assert len(dits(monde)) == 1
    done = monde.post("chiffres_importer", **reponses(page))
    assert done.status_code == 302
    assert dits(monde)["Délai de rendez-vous"] == (12, None, None, None)
    again = texte_de(monde.post("chiffres_importer", tableau=WIDE))
    assert again.count("Déjà là") == 2
    better = WIDE.replace("8,4", "8,6")
    assert "Corrigé" in texte_de(monde.post("chiffres_importer", tableau=better))


def test_a_table_with_a_line_for_each_place(monde: Monde) -> None:
    monde.post("chiffres_importer", **reponses(monde.post("chiffres_importer", tableau=LONG)))
    assert dits(monde)["ald"] == tuple(map(Decimal, ("18.2", "17.4", "16.1", "17.0")))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("Indicateur;Valeur\nALD;18\n", "ligne 1 : la colonne « source » manque"),
        ("Valeur;Source;Date\n18;CPAM;2025\n", "la colonne « indicateur » manque"),
        ("Indicateur;Source;Date\nALD;CPAM;2025\n", "la colonne « valeur » manque"),
        (LONG.replace("18.2", "dix"), "ligne 2, colonne « valeur » : « dix » n’est pas un nombre"),
        (LONG.replace("France", "Mars"), "ligne 5, colonne « territoire » : « Mars »"),
        (
            LONG.replace("CPTS", "France"),
            "ligne 5, colonne « france » : ce chiffre est déjà ligne 2",
        ),
        (
            LONG.replace("ald,CPTS,910,5000,18.2,CPAM 43,2025\n", ""),
            "la valeur pour la CPTS manque",
        ),
        (LONG.replace("18.2,CPAM 43,2025", "18.2,,"), "dites d’où vient ce chiffre"),
        (LONG.replace("18.2,CPAM 43,2025", "18.2,CPAM,hier"), "« hier » n’est pas une date"),
        (LONG.replace("910,5000,18.2", "910,5000,30"), "donnent 18,2 %"),
    ],
)
def test_a_table_with_a_fault_says_its_line_and_column_and_writes_nothing(
    monde: Monde, table: str, words: str
) -> None:
    page = monde.post("chiffres_importer", tableau=table)
    assert page.status_code == 422
    assert words in texte_de(page)
    assert len(dits(monde)) == 1
