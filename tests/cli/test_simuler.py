"""`maillage simuler`, as a treasurer and as a machine use it."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "cas" / "financement.yaml").read_text("utf-8"))["cas"]
SHORT = [
    "--taille",
    "2",
    "--signature",
    "2022-09-15",
    "--grille",
    "ACI_2019",
    "--mission",
    "acces=2022-11-01",
    "--mission",
    "parcours=2023-03-01",
]

KEYS = [
    "lignes",
    "totaux",
    "fiabilite",
    "fourchette",
    "par_mois",
    "tresorerie",
    "contrat",
    "remarques",
    "points_ouverts",
    "explications",
    "version_conventions",
    "avertissement",
    "scenarios",
    "hypotheses",
    "ordre_de_grandeur",
]


@pytest.fixture
def contract_file(tmp_path):
    def write(content, name="contrat.yaml"):
        path = tmp_path / name
        text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_example_when_simulated(shared, call_json, contract_file):
    """The examples of the convention, exactly, in its order."""
    text = (shared / "regles" / "financement.yaml").read_text(encoding="utf-8")
    for example in yaml.safe_load(text)["echeanciers"]:
        code, found = call_json("simuler", "--contrat", contract_file(example["entree"]))
        assert code == 0
        assert found["lignes"] == [
            {**line, "date": str(line["date"]), "limite": line["limite"] and str(line["limite"])}
            for line in example["lignes"]
        ], example["id"]
        assert found["totaux"] == {
            key: {str(one): cents for one, cents in value.items()}
            if isinstance(value, dict)
            else value
            for key, value in example["totaux"].items()
        }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_worked_case_when_simulated(case, call_json, contract_file):
    code, found = call_json("simuler", "--contrat", contract_file(case["contrat"]))
    assert (code, found["totaux"]["total"]) == (0, round(case["total"] * 100))
    assert found["fiabilite"] == (
        "vu" if case["contrat"]["grille"] == "ACI_2019" else "deduit"
    ) or (case["id"] == "FIN-15")


def test_short_form_when_compared_with_a_file(call_json, contract_file):
    content = {
        "grille": "ACI_2019",
        "taille": 2,
        "signature": "2022-09-15",
        "missions": {
            "acces": {"demarrage": "2022-11-01"},
            "parcours": {"demarrage": "2023-03-01"},
        },
        "resultats": {"defaut": 6000},
    }
    assert call_json("simuler", *SHORT, "--resultats", "60") == call_json(
        "simuler", "--contrat", contract_file(content)
    )


def test_json_when_printed(call_json):
    code, found = call_json("simuler", *SHORT, "--resultats", 60)
    assert code == 0
    assert list(found) == [key for key in KEYS if key in found]
    assert found["lignes"][0] == {
        "date": "2022-09-15",
        "limite": None,
        "annee": 1,
        "poste": "fonctionnement",
        "nature": "dotation_initiale",
        "centimes": 6_000_000,
    }
    assert list(found["totaux"]) == [
        "par_annee_contrat",
        "par_annee_civile_de_date",
        "par_poste",
        "par_nature",
        "total",
    ]
    assert len(found["explications"]) == len(found["lignes"])
    assert found["explications"][1]["regles"] == ["E1", "E2", "A5"]
    assert found["explications"][1]["formule"].endswith("= 11 434,93 €")
    total = found["totaux"]["total"]
    assert found["fourchette"] == {"minimum": total, "maximum": total}
    assert sum(found["par_mois"].values()) == total
    for way in ("au_plus_tot", "au_plus_tard"):
        assert found["tresorerie"][way][-1]["cumul"] == total
    assert found["contrat"]["anniversaires"][-1] == "2027-09-15"
    assert found["contrat"]["annees"][4]["fin"] == "2027-09-15"
    assert [one["code"] for one in found["remarques"]] == ["mission_absente"]


def test_results_when_given_mission_by_mission(call_json):
    _, found = call_json("simuler", *SHORT, "--resultats", "acces=62,5", "--resultats", "10%")
    variables = {
        (line["poste"], line["annee"]): line["centimes"]
        for line in found["lignes"]
        if line["nature"] == "variable"
    }
    assert (variables["acces", 2], variables["parcours", 2]) == (1_093_750, 350_000)


def test_results_when_not_given_leave_a_range(call_json, call):
    _, found = call_json("simuler", *SHORT)
    assert found["fourchette"]["minimum"] == found["totaux"]["total"]
    assert found["fourchette"]["maximum"] > found["totaux"]["total"]
    assert "Selon les résultats : de" in call("simuler", *SHORT)[1]


def test_version_when_not_given_is_that_of_the_day(call_json):
    _, found = call_json("simuler", "--taille", 4, "--signature", "2023-01-01")
    assert {year["grille"] for year in found["contrat"]["annees"]} == {"AV2_2021"}


def test_mission_when_it_stops_or_never_starts(call_json):
    _, found = call_json(
        "simuler", *SHORT[:6], "--mission", "acces=2022-11-01/2023-01-01", "--mission", "qualite="
    )
    assert {line["poste"] for line in found["lignes"]} == {"fonctionnement", "acces"}
    assert [line["annee"] for line in found["lignes"] if line["poste"] == "acces"] == [1, 1, 1]


def test_scenarios_when_asked(call_json, call):
    _, found = call_json("simuler", *SHORT, "--resultats", 100, "--scenarios")
    totals = [one["totaux"]["total"] for one in found["scenarios"]]
    assert totals == sorted(totals)
    assert totals[2] == totals[3] == found["totaux"]["total"]
    assert "Fixe seulement" in call("simuler", *SHORT, "--scenarios")[1]


def test_text_when_read_by_a_person(call):
    code, out, _ = call("simuler", *SHORT, "--resultats", 60, "--explications")
    assert code == 0
    for part in (
        "Contrat signé le 15/09/2022, taille 2, Accord du 20 juin 2019",
        "Parcours                       30 378,08",
        "Total                         114 772,61",
        "novembre 2022                  11 434,93     71 434,93   avance",
        "15/09/2023, au plus tard le 15/11/2023 · Fonctionnement, avance, année 2",
        "17 500,00 € × 318/365 (jours) × 3/4 = 11 434,93 €",
        "Prévention sur le territoire : cette mission n’a pas démarré",
        "Estimation. Seul le contrat signé fait foi.",
    ):
        assert part in out
    assert "déduit" not in out


def test_text_when_amounts_are_deduced(call, contract_file):
    content = {"grille": "AV2_2021", "taille": 2, "signature": "2023-01-01"}
    out = call("simuler", "--contrat", contract_file(content))[1]
    assert "60 000,00*" in out
    assert "* montant déduit, faute de tableau officiel" in out
    unknown = content | {"forfaits": [{"poste": "crise_maj", "fait": "2023-02-01"}]}
    assert "? montant à confirmer" in call("simuler", "--contrat", contract_file(unknown))[1]


def test_text_when_nothing_is_paid(call, contract_file):
    content = {
        "grille": "ACI_2019",
        "taille": 2,
        "signature": "2023-01-01",
        "options": {"renouvellement": True},
    }
    code, out, _ = call("simuler", "--contrat", contract_file(content))
    assert code == 0
    assert "Total" in out


def test_dossier_when_simulated(call, call_json):
    path = ROOT / "exemples" / "haute-loire.yaml"
    code, found = call_json("simuler", path, "--resultats", 60)
    assert code == 0
    assert found["contrat"]["signature"] == "2027-06-30"
    assert (found["fiabilite"], found["contrat"]["annees"][0]["taille"]) == ("deduit", 2)
    assert found["ordre_de_grandeur"]["total"] > 29_000_000
    assert any("selon le calendrier" in one for one in found["hypotheses"])
    moved = call_json("simuler", path, "--signature", "2028-01-01", "--mission", "qualite=")[1]
    assert moved["contrat"]["signature"] == "2028-01-01"
    assert "qualite" not in moved["totaux"]["par_poste"]
    out = call("simuler", path)[1]
    assert "Suppositions" in out
    assert "Ordre de grandeur d’une année entière" in out


def test_dossier_when_its_signed_contract_has_results(call_json, tmp_path):
    """The results of the contract are kept, unless others are typed for every mission."""
    text = (ROOT / "exemples" / "haute-loire.yaml").read_text("utf-8")
    signed = {
        "date_signature": "2023-01-10",
        "missions": [{"poste": code, "demarrage": "2023-02-01"} for code in ("acces", "parcours")],
        "resultats": [{"poste": "acces", "taux": 50}],
    }
    path = tmp_path / "signe.yaml"
    path.write_text(f"{text}\n{yaml.safe_dump({'contrat': signed})}", encoding="utf-8")

    def variables(*words):
        lines = call_json("simuler", path, *words)[1]["lignes"]
        found = {x["poste"]: x["centimes"] for x in lines if x["nature"] == "variable"}
        return [found["acces"], found["parcours"]]

    assert variables() == [1_300_000, 0]
    assert variables("--resultats", "parcours=100") == [1_300_000, 3_500_000]
    assert variables("--resultats", "100") == [2_600_000, 3_500_000]


def test_json_keys_when_documented():
    text = (ROOT / "docs" / "commande-simuler.md").read_text("utf-8")
    assert [key for key in KEYS if f"`{key}`" not in text] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "il manque --taille et --signature"),
        ("--taille 2", "il manque --signature"),
        ("--taille deux --signature 2022-09-15", "--taille : deux n’est pas une valeur acceptée"),
        ("--taille 2 --signature hier", "« hier » n’est pas une date AAAA-MM-JJ"),
        ("--taille 2 --signature 2018-01-01", "aucun accord avant le 25/08/2019"),
        ("--taille 5 --signature 2022-01-01", "--taille : la taille 5 n’existe pas"),
        ("--taille 2 --signature 2022-01-01 --grille X", "--grille : « X » n’est pas une grille"),
        ("--taille 2 --signature 2022-01-01 --mission acces", "écrivez MISSION=AAAA-MM-JJ"),
        ("--taille 2 --signature 2022-01-01 --mission acces=demain", "« demain » n’est pas"),
        ("--taille 2 --signature 2022-01-01 --mission accs=2022-02-01", "--mission accs : "),
        (
            "--taille 2 --signature 2022-01-01 --mission acces= --mission acces=2022-02-01",
            "--mission : « acces » est écrit deux fois",
        ),
        (
            "--taille 2 --signature 2022-01-01 --resultats 5 --resultats 6",
            "--resultats : pour toutes les missions est écrit deux fois",
        ),
        ("--taille 2 --signature 2022-01-01 --resultats 101", "un pourcentage de 0 à 100"),
        ("--taille 2 --signature 2022-01-01 --resultats 33,333", "un pourcentage de 0 à 100"),
        ("--taille 2 --signature 2022-01-01 --resultats beaucoup", "un pourcentage de 0 à 100"),
        ("--taille 2 --signature 2022-01-01 --resultats nan", "un pourcentage de 0 à 100"),
        ("--taille 2 --signature 2022-01-01 --resultats acces_snp=5", "--resultats acces_snp"),
        ("--contrat absent.yaml", "« absent.yaml » : introuvable"),
        ("--contrat a.yaml --taille 2", "--contrat et --taille ne vont pas ensemble"),
        ("d.yaml --contrat a.yaml", "un dossier et --contrat ne vont pas ensemble"),
        ("absent.yaml", "« absent.yaml » : introuvable"),
    ],
)
def test_call_when_wrong(call, words, said):
    code, out, err = call("simuler", *words.split())
    assert (code, out) == (2, "")
    assert said in err


def test_contract_when_impossible_says_where(call, contract_file):
    path = contract_file("grille: ACI_2019\ntaille: 9\nsignature: 2022-09-15\n")
    code, _, err = call("simuler", "--contrat", path)
    assert code == 2
    assert "n’est pas un contrat possible" in err
    assert "ligne 2, champ « taille » : la taille 9 n’existe pas : de 1 à 4" in err


def test_dossier_when_it_does_not_say_enough(call, small, tmp_path):
    code, _, err = call("simuler", small)
    assert code == 2
    assert "quand le contrat sera signé" in err
    code, _, err = call("simuler", small, "--signature", "2027-01-01", "--mission", "x=2027-01-01")
    assert (code, "--mission x" in err) == (2, True)
