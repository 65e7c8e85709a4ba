"""Lists of CPTS as agencies publish them: codes, names, workbooks; nothing is guessed."""

import contextlib
import gzip
import random
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from maillage.opendata.cpts import DemandeCpts, RapportCpts, importer_cpts
from maillage.opendata.refus import SourceRefusee
from maillage.territoires.cpts import connues, nom_reduit, slug
from maillage.territoires.ecriture_cpts import retirer_cpts
from tests.factories import ON

ARS = "ARS Auvergne-Rhône-Alpes"
CODES = (
    "Nom de la CPTS;Finess;Code commune;Partie;Source;Date\n"
    "CPTS du Velay;430009999;43157;;ARS Auvergne-Rhône-Alpes;01/03/2026\n"
    "CPTS du Velay;430009999;43137;;;2026-02-01\n"
    "CPTS des Sucs;;43268;bourg;;\n"
)


def put(path: Path, text: str, **more) -> RapportCpts:
    path.write_text(text, encoding="utf-8")
    return importer_cpts(DemandeCpts(chemin=path, on=ON, **more))


def reasons(report: RapportCpts) -> dict[str, str]:
    return {one.ligne.commune or one.ligne.code: one.raison for one in report.ecartees}


def test_a_list_of_codes_is_put_in_place_once(tmp_path) -> None:
    report = put(tmp_path / "liste.csv", CODES)
    fiche = report.fiche
    assert (fiche.editeur, fiche.jour, fiche.cpts, fiche.communes) == (ARS, date(2026, 3, 1), 2, 3)
    assert (fiche.departements, report.ecrit, report.lignes) == (("43",), True, ())
    velay, sucs = connues().cpts
    assert (velay.nom, velay.identifiant, velay.prise.entieres) == (
        "CPTS du Velay",
        "430009999",
        {"43157", "43137"},
    )
    assert sucs.prise.parties == {("43268", "bourg")}
    assert connues().sources == (f"{ARS}, liste du 01/03/2026",)
    assert connues().editions == (f"ars-auvergne-rhone-alpes/{fiche.edition}",)
    again = put(tmp_path / "liste.csv", CODES)
    assert (again.deja, again.ecrit) == (True, False)


def test_a_newer_list_of_a_publisher_takes_its_place_and_others_stay(tmp_path) -> None:
    put(tmp_path / "liste.csv", CODES)
    put(tmp_path / "b.csv", "cpts,code_insee\nCPTS Autre,63113\n", editeur="ARS B")
    put(tmp_path / "c.csv", "cpts,code_insee\nCPTS du Velay,43157\n", editeur=ARS)
    assert sorted(one.nom for one in connues().cpts) == ["CPTS Autre", "CPTS du Velay"]
    assert connues().decrits == {"43", "63"}
    assert retirer_cpts("ARS B")
    assert not retirer_cpts("ARS B")
    assert connues().decrits == {"43"}


def test_a_dry_run_and_a_damaged_edition_change_nothing(tmp_path, bare_instance) -> None:
    report = put(tmp_path / "a.csv", CODES, ecrire=False)
    assert (report.ecrit, connues().cpts) == (False, ())
    put(tmp_path / "a.csv", CODES)
    put(tmp_path / "b.csv", "cpts,insee\nB,63113\n")
    for path in (bare_instance / "cpts" / slug(ARS)).glob("2*.json"):
        path.write_text('{"format": "autre", "version": 1}')
    for path in (bare_instance / "cpts" / "b").glob("2*.json"):
        path.rename(path.with_name("2026-000000000000.json"))
        path.with_name("2026-000000000000.json").write_text("abîmé")
        (path.parent / "actuelle.json").write_text('{"edition": "2026-000000000000"}')
    assert connues().cpts == ()


def test_names_are_found_in_their_departement_only(tmp_path) -> None:
    report = put(
        tmp_path / "noms.csv",
        "Nom CPTS;Territoire;dpt\n"
        "CPTS des Baronnies;Nyons, Buis-les-Baronnies;Drôme\n"
        ";Sainte-Jalle / Vinsobres et Mirabel-aux-Baronnies;26\n"
        ";Venterol;04\n"
        ";Saint-Nazaire;26\n"
        ";Nyonss;26\n"
        ";26110 Nyons;26\n"
        "CPTS du Diois;CC du Diois;26 - Drôme\n"
        "CPTS Vide;;26\n"
        "CPTS Loin;Saint-Martin, Tronquay, Arbignieu;\n",
    )
    said = reasons(report)
    assert "Venterol (26367) porte le même nom là où sont les autres" in said["Venterol"]
    assert "plusieurs communes portent ce nom" in said["Saint-Martin"]
    assert "aucune commune de ce nom dans le département 26" in said["Saint-Nazaire"]
    assert "peut-être Nyons (26220)" in said["Nyonss"]
    assert said[""] == "aucune commune n’est donnée pour cette CPTS"
    assert said["26110 Nyons"].startswith("aucune commune de ce nom")
    baronnies, diois, loin = connues().cpts
    assert loin.prise.partielles == {"01015"}
    assert len(baronnies.prise.entieres) == 5
    assert len(diois.prise.entieres) > 40
    assert report.fiche.departements == ()
    assert any("26 n’est pas tenu pour décrit" in one for one in report.remarques)
    assert any("--editeur" in one for one in report.remarques)
    assert any("--date" in one for one in report.remarques)


def test_codes_of_other_years_and_of_other_things(tmp_path) -> None:
    report = put(
        tmp_path / "codes.csv",
        "cpts,code_insee,commune\n"
        "A,1004,Ambérieu-en-Bugey\n"
        "A,01015,\n"  # Arbignieu, today in Arboys en Bugey
        "A,01340,\n"  # its other commune déléguée
        "A,43200,\n"
        "A,75056,\n"
        "B,15141,\n"
        "B,99999,\n"
        "B,92100,\n"
        "B,43157,Yssingeaux\n"
        "B,43268,Yssingeau\n"
        "B,01033,\n",
        departements=("01",),
    )
    said = reasons(report)
    assert set(said) == {"99999", "92100", "Yssingeaux"}
    assert "code postal" in said["92100"]
    assert "corrigez l’un des deux" in said["Yssingeaux"]
    found = {one.nom: one.prise for one in connues().cpts}
    assert "01015" in found["A"].entieres
    assert "75101" in found["A"].entieres
    assert found["B"].entieres >= {"43268", "15141", "01033"}
    assert report.fiche.departements == ("01",)
    assert any("deux CPTS portent ce nom" in one for one in report.remarques)


def test_a_commune_deleguee_is_a_part_until_they_are_all_there(tmp_path) -> None:
    put(tmp_path / "a.csv", "cpts,code\nA,01340\nA,43157\n")
    assert connues().cpts[0].prise.partielles == {"01015"}
    put(
        tmp_path / "a.csv",
        "cpts,commune,dep\nA,Arbignieu,01\nA,Saint-Bois,01\nA,Le Puy-en-Velay,43\n",
    )
    assert connues().cpts[0].prise.entieres == {"01015", "43157"}


def test_a_workbook_with_a_title_and_merged_names(tmp_path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Liste des CPTS de la région"],
        [],
        ["Nom CPTS", "Commune", "dpt"],
        ["CPTS du Velay", None, 43],
        [None, "Le Puy-en-Velay", None],
        [None, "Craponne-sur-Arzon", None],
    ):
        sheet.append(row)
    book.save(tmp_path / "ars.xlsx")
    report = importer_cpts(DemandeCpts(chemin=tmp_path / "ars.xlsx", on=ON, editeur="ARS"))
    assert report.ecartees == ()
    assert connues().cpts[0].prise.entieres == {"43157", "43080"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "le fichier est vide"),
        ("a,b\n1,2\n", "la colonne « cpts » manque"),
        ("cpts,dep\nA,43\n", "il y faut une colonne « code commune » ou « commune »"),
        ("cpts,code\n,43157\n", "ligne 2, colonne cpts : le nom de la CPTS manque"),
        ("cpts,code\n", "aucune CPTS n’y est"),
        ("cpts,code,date\nA,43157,hier\n", "« hier » n’est pas une date"),
        ("cpts,code\nA,99999\nB,99998\nB,43157\n", "2 lignes sur 3 ne donnent aucune commune"),
        ('cpts,code\n"A,43157\n', "guillemet"),
        ("cpts,code\nA,43157,x\n", "3 colonnes au lieu de 2"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_its_place(tmp_path, text: str, words: str) -> None:
    with pytest.raises(SourceRefusee, match=words.replace("(", r"\(")):
        put(tmp_path / "a.csv", text)
    assert connues().cpts == ()


def test_no_damaged_file_crashes_or_is_half_imported(tmp_path) -> None:
    chance = random.Random(5)  # noqa: S311 -- the same damages each time
    good = CODES.encode()
    for turn in range(300):
        data = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(data))
            data[place : place + chance.randint(0, 9)] = chance.choice(
                [b"", b"\0", b";", b'"', b"\n", b"\xff", b"99", b"43157"]
            )
        path = tmp_path / "abime.csv"
        path.write_bytes(gzip.compress(bytes(data)) if turn % 5 == 0 else bytes(data))
        with contextlib.suppress(SourceRefusee):
            importer_cpts(DemandeCpts(chemin=path, on=ON, ecrire=False))
    assert connues().cpts == ()


def test_the_names_of_two_lists_are_compared_without_their_small_words() -> None:
    assert nom_reduit("CPTS du Gapençais") == nom_reduit("Gapencais") == "gapencais"
    assert nom_reduit("Communauté professionnelle territoriale de santé de l’Est") == "est"
    assert nom_reduit("CPTS") == "cpts"
    assert slug("…") == "sans-nom"
