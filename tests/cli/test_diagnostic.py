"""`maillage diagnostic`, as a person and as a machine use it."""

import json

import pytest

from maillage.cli import main
from tests.territoires.fabrique import edition

DOSSIER = """\
version: 1
territoire:
  communes: [{code: "43157"}, {code: "43137"}]
chiffres:
  - {indicateur: c2s, valeur: 9.5, region: 8, source: Rézone CPTS, date: 2025}
"""


@pytest.fixture
def installed():
    edition(
        "rp_age",
        {
            "43157": {"p22_pop": 1000, "p22_pop0014": 150, "p16_pop": 900, "p16_pop0014": 180},
            "63113": {"p22_pop": 1000, "p22_pop0014": 200, "p16_pop": 900, "p16_pop0014": 180},
        },
    )
    edition("filosofi", {"43157": {"med_sl": 20_000.0}}, millesime=2021)
    edition("filosofi", {"43157": {"med_sl": 21_000.0}}, millesime=2023)
    edition("ameli_pathologies", {"dep:43": {"diabete_ntop": 60, "diabete_npop": 1000}})


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_person_reads_values_comparators_and_what_is_missing(installed, capsys):
    assert main(["diagnostic", "43157", "43137", "--comparer", "63113", "--phrases"]) == 0
    out = plain(capsys.readouterr().out)
    (line,) = [row for row in out.splitlines() if row.startswith("Part des moins de 15 ans")]
    assert line.split("(%)")[1].split() == [
        "15,0",
        "15,0",
        "17,5",
        "17,5",
        "20,0",
        *line.split()[-4:],
    ]
    assert line.endswith("rp_age 2022")
    assert "La part des moins de 15 ans est de 15,0 % (recensement 2022)." in out
    assert "Sources à installer" in out
    assert "Départements touchés : Haute-Loire 100 % des habitants du territoire." in out
    assert "maillage importer rpps FICHIER" in " ".join(out.split())
    assert "la Carsat : l’observatoire des fragilités de votre région, pour : Fragilité" in out
    assert "2021 et 2023 ne se comparent pas" in " ".join(out.split())
    assert "livré avec Maillage" in out
    assert "Filosofi), Insee, 2023 (Licence Ouverte 2.0), importé le 26/11/2026." in " ".join(
        out.split()
    )


def test_a_machine_reads_stable_keys(installed, capsys):
    assert main(["diagnostic", "43157", "--json", "--le", "2026-11-26"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [
        "communes",
        "population",
        "problemes",
        "indicateurs",
        "a_installer",
        "a_demander",
        "sources",
        "le",
    ]
    by_code = {one["code"]: one for one in found["indicateurs"]}
    young = by_code["part_0_14"]
    assert (young["valeur"], young["niveau"], young["annee"]) == (15.0, "commune", 2022)
    assert young["couverture"]["pourcentage"] == 100.0
    assert young["evolution"]["depuis"] == 2016
    assert young["serie"][1] == {"annee": 2016, "valeur": 20.0, "couverture": 100.0}
    assert [one["nature"] for one in young["comparateurs"]] == ["departement", "region", "france"]
    france = young["comparateurs"][2]
    assert (france["valeur"], france["ecart"]) == (17.5, None)  # two communes are not France
    assert france["sans_ecart"] == "trop peu d’habitants couverts pour comparer"
    assert by_code["diabete"]["departements"][0]["code"] == "43"
    assert by_code["c2s"]["absence"] == "a_importer"
    assert by_code["couverture_departements"]["details"][0]["libelle"] == "Haute-Loire"
    assert {one["source"] for one in found["sources"]} == {
        "populations",
        "rp_age",
        "filosofi",
        "ameli_pathologies",
    }


def test_a_dossier_brings_the_figures_of_its_team(installed, tmp_path, capsys):
    path = tmp_path / "dossier.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    assert main(["diagnostic", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["communes"] == ["43157", "43137"]
    (c2s,) = [one for one in found["indicateurs"] if one["code"] == "c2s"]
    assert (c2s["valeur"], c2s["niveau"]) == (9.5, "importe")
    assert main(["diagnostic", str(path)]) == 0
    assert "Rézone CPTS 2025" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ([], "donnez au moins un code"),
        (["43157", "dossier.yaml"], "pas les deux"),
        (["43157", "--comparer", "99999"], "--comparer 99999 : "),
        (["43157", "--comparer", ""], "donnez au moins un code"),
        (["vide.yaml"], "n’a aucune commune"),
    ],
)
def test_a_call_that_cannot_be_answered_says_why(call, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vide.yaml").write_text("version: 1\n", encoding="utf-8")
    assert main(["diagnostic", *call]) == 2
    assert said in plain(capsys.readouterr().err)


def test_a_code_to_look_at_is_the_result_of_the_command(capsys):
    assert main(["diagnostic", "43157", "99999", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problemes"]
