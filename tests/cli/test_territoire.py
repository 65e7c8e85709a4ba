"""`maillage territoire`, as a person and as a machine use it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from maillage.cli import main

KEYS = [
    "communes",
    "inconnues",
    "population",
    "population_connue",
    "population_declaree",
    "population_millesime",
    "population_millesimes",
    "taille",
    "taille_projet_2019",
    "habitants_avant_taille_suivante",
    "habitants_au_dessus_de_la_borne",
    "taille_a_confirmer",
    "bareme",
    "epci",
    "departements",
    "regions",
    "chef_de_file_a_nommer",
    "remarques",
    "problemes",
    "millesimes",
    "le",
    "blocs",
    "enclaves",
    "voisines",
    "sans_contour",
    "pour_relier",
    "pour_relier_exact",
    "contiguite",
    "adjacence",
    "chevauchements",
    "cpts_connues",
    "sans_cpts",
]


@pytest.fixture
def as_json(capsys):
    def call(*words):
        code = main(["territoire", *map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def failing(capsys):
    def call(*words):
        code = main(list(map(str, words)))
        printed = capsys.readouterr()
        assert printed.out == ""
        return code, printed.err.replace("\u00a0", " ").replace("\u202f", " ").splitlines()[0]

    return call


@pytest.mark.parametrize(
    ("codes", "population", "taille", "draft"),
    [
        ("92020 92023 92032 92046 92075", 178_530, "4", "3"),
        ("94076", 60_183, "2", "2"),
        ("75113", 181_271, "4", "3"),
        ("97412 97417 97405", 57_356, "2", "2"),
    ],
)
def test_real_territory_when_counted(as_json, codes, population, taille, draft):
    code, found = as_json(*codes.split())
    assert (code, found["population"], found["taille"]) == (0, population, taille)
    assert (found["population_millesime"], found["taille_projet_2019"]) == (2023, draft)
    assert (found["inconnues"], found["remarques"]) == ([], [])


def test_real_territory_when_two_regions(as_json):
    code, found = as_json("40001", "40146", "32017")
    assert code == 0
    assert [one["code"] for one in found["departements"]] == ["40", "32"]
    assert [one["code"] for one in found["regions"]] == ["75", "76"]
    assert found["chef_de_file_a_nommer"] is True


def test_json_when_printed(as_json):
    _, found = as_json("43268", "--le", "2026-11-22")
    assert list(found) == KEYS
    assert found["communes"] == [
        {
            "code": "43268",
            "code_saisi": "43268",
            "nom": "Yssingeaux",
            "type": "commune",
            "commune_entiere": None,
            "partie": None,
            "codes_postaux": ["43200"],
            "population": 7415,
            "population_millesime": 2023,
            "population_reference": 7415,
            "declaree": False,
            "source": None,
            "comptee": True,
            "departement": "43",
            "region": "84",
            "epci": "244301016",
            "epci_nom": "CC des Sucs",
        }
    ]
    assert found["epci"] == [
        {
            "code": "244301016",
            "nom": "CC des Sucs",
            "population": 7415,
            "population_complete": True,
            "pourcentage": 100.0,
            "nombre_communes": 1,
            "nombre_communes_entieres": 1,
            "nombre_communes_total": 9,
            "entier": False,
        }
    ]
    assert found["habitants_avant_taille_suivante"] == 32_585


def test_json_keys_when_documented():
    text = Path(__file__).parents[2].joinpath("docs", "commande-territoire.md").read_text("utf-8")
    assert [key for key in KEYS if f"`{key}`" not in text] == []


def test_json_when_codes_are_not_of_today(as_json):
    code, found = as_json("99999", "01126", "27651", "abc", "97123", "1004", "43268")
    assert code == 1
    assert [(one["code"], one["nature"], one["suite"]) for one in found["inconnues"]] == [
        ("99999", "inconnue", "ecartee"),
        ("01126", "ancienne", "remplacee"),
        ("27651", "deleguee", "remplacee"),
        ("abc", "malformee", "ecartee"),
        ("97123", "code_postal", "a_choisir"),
        ("1004", "zero_restitue", "remplacee"),
    ]
    assert [one["code"] for one in found["communes"]] == ["01033", "27471", "01004", "43268"]


def test_code_when_written_twice(as_json):
    code, found = as_json("43268", "43268")
    assert (code, found["population"], found["problemes"]) == (1, 7415, 1)


def test_report_when_printed(capsys):
    assert main(["territoire", "43137", "43268", "--le", "2026-11-22"]) == 0
    printed = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    assert printed == REPORT


REPORT = """\
Code   Commune              Habitants  Code postal  Intercommunalité
43137  Monistrol-sur-Loire      8 823  43120        CC Marches du Velay-Rochebaron
43268  Yssingeaux               7 415  43200        CC des Sucs

2 communes, 16 238 habitants (population municipale 2023)
Taille 1 : 23 762 habitants avant la taille 2
Taille 1 selon le projet d’avril 2019 (40, 70, 250 milliers), jamais en vigueur

Intercommunalité                Code       Habitants    Part  Communes
CC Marches du Velay-Rochebaron  200073427      8 823  54,3 %  1 sur 14
CC des Sucs                     244301016      7 415  45,7 %  1 sur 9

Département  Code  Habitants     Part  Communes
Haute-Loire  43       16 238  100,0 %  2

Région                Code  Habitants     Part  Communes
Auvergne-Rhône-Alpes  84       16 238  100,0 %  2

Sources : communes au 1er janvier 2026 et population municipale 2023 (Insee), intercommunalités de
2025 (DGCL). Tailles : barème du 25/08/2019.

Contiguïté inconnue : aucune table des communes qui se touchent n’est installée. Installez-la :
maillage importer adjacence FICHIER

Autres CPTS inconnues : aucune liste n’est installée. Installez-la : maillage importer cpts FICHIER
"""


@pytest.mark.parametrize(
    "content",
    [
        b"43137\n43268\n",
        b"code;nom\n43137;Monistrol\n43268;Yssingeaux\n",
        b"nom,Code INSEE,code postal\nMonistrol,43137,43120\nYssingeaux,43268,43200\n",
        "\ufeffCode_commune\tnom\n43137\tx\n43268\ty\n".encode(),
        "dépt;N° INSEE;libellé\n43;43137;Monistrol\n43;43268;Yssingeaux\n".encode("latin-1"),
        "Commune;Habitants\nMonistrol é;8823\n43137;1\n43268;2\n".encode("cp1252")[-16:],
        "code_insee\r\n43137\r\n43268\r\n".encode("utf-16"),
        b"Territoire;;\nnom;cp;no\nMonistrol;43120;43137\nYssingeaux;43200;43268\n",
        b"commune;cp;code\nMonistrol;43120;43137\nYssingeaux;43200;43268\n",
        b"commune;habitants\n43137;8823\n43268;7415\n",
        b'"insee";"n"\n"43137";"a;b"\n\n"43268";""\n;\n',
    ],
)
def test_file_when_of_real_life(as_json, tmp_path, content):
    path = tmp_path / "communes.csv"
    path.write_bytes(content)
    code, found = as_json("--fichier", path)
    assert (code, [one["code"] for one in found["communes"]]) == (0, ["43137", "43268"])


def test_epci_when_taken_whole(as_json):
    code, found = as_json("200073401", "200073427", "244301016")
    assert (code, found["population"], found["taille"]) == (0, 61_367, "2")
    assert (len(found["communes"]), found["habitants_avant_taille_suivante"]) == (45, 18_633)
    assert [one["entier"] for one in found["epci"]] == [True, True, True]


def test_report_when_everything_is_awkward(capsys):
    words = "13201 13055 75101 98411 97601 01120 43268 97123 2A004 40001 40002 40002"
    assert main(["territoire", *words.split(), "--le", "2026-11-22"]) == 1
    printed = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    for said in (
        "13201  Marseille 1er Arrondissement         (37 599)  13001",
        "13055  Marseille                             886 040  13001 13002 13003 …",
        "Îles Saint-Paul et Nouvelle-Amste…          –",
        "9 communes ou arrondissements, au moins 1 004 737 habitants",
        "il faut nommer une ARS et une caisse chefs de file",
        "À regarder (5)",
        "À savoir (1)",
        "1 sur 130, dont 1 partielle",
    ):
        assert said in printed


def test_report_when_size_cannot_be_told(capsys):
    assert main(["territoire", "98411"]) == 1
    assert "Taille\u00a0: inconnue, il manque une population." in capsys.readouterr().out


def test_report_when_no_code_is_good(capsys):
    assert main(["territoire", "99999"]) == 1
    printed = capsys.readouterr().out.replace("\u00a0", " ").splitlines()
    assert printed[:2] == ["0 commune, 0 habitant", TAILLE_VIDE]


def test_report_when_code_is_hostile(capsys):
    assert main(["territoire", "a\x1b[31m\udcff", "{code}", "<b>", "٤٣١٣٧", "9" * 5000]) == 1
    printed = capsys.readouterr().out
    assert ("\x1b" in printed, "a\ufffd[31m\ufffd" in printed, "{code}" in printed) == (
        False,
        True,
        True,
    )
    assert max(map(len, printed.splitlines())) <= 100


TAILLE_VIDE = "Taille : inconnue, aucune commune n’est comptée."


def test_file_when_leading_zeros_are_lost(as_json, tmp_path):
    path = tmp_path / "communes.csv"
    path.write_bytes(b"insee;nom\n1004;Amberieu\n1033;Valserhone\n")
    code, found = as_json("--fichier", path)
    assert (code, [one["code"] for one in found["communes"]]) == (1, ["01004", "01033"])
    assert [one["nature"] for one in found["inconnues"]] == ["zero_restitue", "zero_restitue"]


def test_file_when_codes_are_added_on_the_line(as_json, tmp_path):
    path = tmp_path / "communes.csv"
    path.write_bytes(b"43137\n")
    _, found = as_json("43268", "--fichier", path)
    assert [one["code"] for one in found["communes"]] == ["43268", "43137"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b" \n\n", "est vide"),
        (b";;\n;\n", "est vide"),
        (b"code_insee\n\n", "ne contient aucun code"),
        (b"nom;habitants\nYssingeaux;7415 h\n", "aucune colonne ne porte de codes"),
        (b'insee;nom\n43137;"Monistrol\n43268;Yssingeaux\n', "guillemet y reste"),
        (b"PK\x03\x04xlsx", "est un classeur"),
        (b"43137\x00\n", "pas un fichier de texte"),
        (b"\xff\xfe4\x003", "est abîmé"),
        (b"43137\n" * 2_000_000, "pèse 12,0 Mo ; la limite est 5 Mo"),
    ],
)
def test_file_when_it_cannot_be_understood(failing, tmp_path, content, said):
    path = tmp_path / "communes.csv"
    path.write_bytes(content)
    code, message = failing("territoire", "--fichier", path)
    assert (code, said in message, path.name in message) == (2, True, True)


def test_file_when_it_cannot_be_read(failing, tmp_path):
    assert failing("territoire", "--fichier", tmp_path / "rien.csv") == (
        2,
        f"maillage : « {tmp_path / 'rien.csv'} » : introuvable : vérifiez le chemin.",
    )
    assert failing("territoire", "--fichier", tmp_path)[0] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "maillage : il manque COMMANDE."),
        ("territoire", "maillage : donnez au moins un code Insee, ou --fichier COMMUNES.csv"),
        ("territoire 43268 --le demain", "maillage : --le : « demain » n’est pas une date"),
        ("territoire 43268 --nord", "maillage : je ne connais pas --nord."),
        ("territoire --fichier", "maillage : --fichier attend une valeur."),
        ("territoire --json=oui", "maillage : --json n’attend pas de valeur."),
        ("voler", "maillage : COMMANDE : « voler » n’existe pas ; choix : "),
    ],
)
def test_call_when_bad(failing, words, said):
    code, message = failing(*words.split())
    assert (code, message[: len(said)]) == (2, said)


@pytest.mark.parametrize("words", [["--help"], ["territoire", "--aide"]])
def test_help_when_asked(capsys, words):
    assert main(words) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Usage\u00a0: maillage")
    english = ("usage:", "positional", "optional", "options:", "show this", "default")
    assert [word for word in english if word in printed] == []


def test_scale_when_no_text_was_in_force(as_json, capsys):
    code, found = as_json("43268", "--le", "2019-01-01")
    assert (code, found["taille"], found["bareme"]) == (0, None, None)
    main(["territoire", "43268", "--le", "2019-01-01"])
    assert "aucun barème n’était en vigueur au 01/01/2019" in capsys.readouterr().out


def test_output_when_terminal_is_not_unicode():
    command = [sys.executable, "-m", "maillage.cli", "territoire", "43268", "2A004"]
    for encoding in ("ascii", "latin-1"):
        done = subprocess.run(
            command, capture_output=True, check=True, env={"PYTHONIOENCODING": encoding}
        )
        assert b"83 735" in done.stdout
        assert done.stderr == b""
    help_page = [*command[:3], "--help"]
    done = subprocess.run(
        help_page, capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii"}
    )
    assert b"ses controles" in done.stdout  # a letter without its accent, never « ? »


def test_output_when_it_is_closed():
    command = f"{sys.executable} -m maillage.cli territoire 43268 >&-"
    done = subprocess.run(command, shell=True, capture_output=True, check=True)  # noqa: S602 -- same
    assert done.stderr == b""


def test_output_when_its_reader_leaves():
    done = subprocess.run(  # noqa: S602 -- a pipe is what is tried
        f"{sys.executable} -m maillage.cli territoire 43268 | true",
        shell=True,
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("argv", "unbuffered"),
    [(["territoire", "43268"], ""), (["territoire", "43268"], "1"), (["--help"], "")],
)
def test_output_when_it_cannot_be_written(argv, unbuffered):
    if not Path("/dev/full").exists():
        pytest.skip("ce système n’a pas de disque plein à essayer (/dev/full)")
    command = [sys.executable, "-m", "maillage.cli", *argv]
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, env=env)
    assert done.returncode == 2
    assert "plus de place sur le disque" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
