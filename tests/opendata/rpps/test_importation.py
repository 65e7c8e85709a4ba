"""The RPPS in free access: every row counted, each in its commune, or nothing is changed."""

import gzip
import os
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from benchmarks.banc import annuaire
from maillage.opendata.demande import Demande
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.rpps import importer
from maillage.reference import cog
from maillage.territoires.mesures import mesures
from maillage.territoires.professionnels import SECTEURS_VILLE, professionnels
from tests.annuaires import NAMES, PLACE, at, file, row

ON = date(2026, 11, 26)
FIELDS = ("Identifiant PP", "Nom d'exercice", "Prénom d'exercice", "Code profession",
          "Code savoir-faire", "Code mode exercice", "Numéro FINESS site", "Code secteur d'activité")  # fmt: skip


def ask(path: Path, **said) -> object:
    return importer(Demande(chemin=path, on=ON, partiel=True, **said))


def test_no_row_is_lost_or_doubled_and_each_is_where_it_says(tmp_path) -> None:
    path = tmp_path / "PS_LibreAcces_Personne_activite_202609230809.txt"
    annuaire.ecrire(path, 4000)
    report = ask(path)
    rows = [line.split("|") for line in path.read_text().split("\n")[1:-1]]
    assert (report.lues, report.fiche.millesime, report.ecrit) == (4000, 2026, True)
    assert any('"' in cells[NAMES.index("Nom d'exercice")] for cells in rows)
    said = sum(int(one.split()[0]) for one in report.remarques)
    assert report.gardees + said == 4000

    table, column = cog.table(), {name: NAMES.index(name) for name in NAMES}
    civil = [cells for cells in rows if cells[column["Code catégorie professionnelle"]] == "C"]
    places = (
        *table.codes(),
        *(a for c in ("75056", "69123", "13055") for a in table.arrondissements(c)),
    )
    kept = professionnels().dans(places)
    held = Counter((one.numero, one.nom, one.prenom, one.profession, one.savoir_faire, one.mode,
                    one.finess, one.secteur) for one in kept)  # fmt: skip
    written = Counter(tuple(cells[column[name]] for name in FIELDS) for cells in civil)
    assert held.total() == report.gardees
    assert held <= written
    coded = [c for c in civil if table.commune(c[column[f"Code commune{PLACE}"]])]
    assert Counter(tuple(c[column[name]] for name in FIELDS) for c in coded) <= held
    for code in ("Adresse e-mail", "Téléphone", "Libellé Voie"):
        private = next(v for c in rows if (v := c[column[f"{code}{PLACE}"]]))
        assert private.encode() not in next(tmp_path.rglob("*.sqlite")).read_bytes()

    # Each person weighs one, whatever the number of places: a sum over communes is a count of people.
    town = [one for one in kept if one.secteur in SECTEURS_VILLE]
    read = dict(mesures("rpps").toutes(["pro_60", "mg"]))
    nurses, general = (sum(read[code][rank] for code in table.codes()) for rank in (0, 1))
    assert nurses == pytest.approx(len({o.numero for o in town if o.profession == "60"}))
    known = {o.numero for o in town if o.savoir_faire in ("SM26", "SM53", "SM54")}
    assert general == pytest.approx(len(known))
    whole = [one.numero for one in kept]
    sought = sorted(set(whole))[::90]
    found = professionnels().par_rpps([*sought, "10999999999", "1", "abc"])
    assert {number: len(lines) for number, lines in found.items()} == {
        n: whole.count(n) for n in sought
    }


ADDRESSES = {
    "43268/43200/43200 YSSINGEAUX/99000": "43268",
    "/43200/43200 YSSINGEAUX/99000": "43268",
    "/43201/43201 YSSINGEAUX CEDEX/99000": "43268",
    "/26953/26953 VALENCE CEDEX 9/": "26362",
    "75056/75011/75011 PARIS/99000": "75111",
    "75111/75011/75011 PARIS/99000": "75111",
    "/75116/75116 PARIS/99000": "75116",
    "75056/75651/75651 PARIS CEDEX 13/99000": "75056",
    "13055//13000 MARSEILLE/99000": "13055",
    "/69003/69003 LYON/99000": "69383",
    "/20000/20000 AJACCIO/99000": "2A004",
    "/97150/97150 SAINT MARTIN/99000": "97801",
    "01015/01510/01510 ARBIGNIEU/99000": "01015",
    "14999/99999/99999 NULLE PART/99000": None,
    "//1211 GENEVE 4/99140": None,
    "///": None,
}  # fmt: skip


def test_an_address_leads_to_a_commune(tmp_path) -> None:
    numbers = {f"1000000{rank:04}": place for rank, place in enumerate(ADDRESSES)}
    rows = [at(place, **{"Identifiant PP": number}) for number, place in numbers.items()]
    report = ask(file(tmp_path / "a.txt", *rows))
    found = professionnels().par_rpps(numbers)
    read = {numbers[number]: lines[0].commune for number, lines in found.items()}
    assert read == {place: code for place, code in ADDRESSES.items() if code}
    assert [one.split(",")[0] for one in report.remarques] == [
        "1 ligne à l’étranger", "1 ligne sans lieu d’exercice",
        "1 ligne dont l’adresse ne mène à aucune commune",
    ]  # fmt: skip


def test_heads_are_shared_between_places_and_other_people_are_left_out(tmp_path) -> None:
    hospital = {"Code secteur d'activité": "SA01", "Code mode exercice": "S"}
    lyon, paris = "69123/69003/69003 LYON/99000", "75056/75011/75011 PARIS/99000"
    path = file(
        tmp_path / "a.txt",
        row(), row(**{"Code savoir-faire": "SM04", "Libellé savoir-faire": "Cardiologie et maladies"}),
        at(lyon), at(lyon, **hospital),
        at(paris, **{"Identifiant PP": "10000000002", "Code mode exercice": "S", "Code secteur d'activité": "SA05"}),
        row(**{"Identifiant PP": "10000000003", "Code catégorie professionnelle": "E"}),
        row(**{"Identifiant PP": "10000000004", "Code catégorie professionnelle": "M"}),
        row(**{"Identifiant PP": "10000000005", "Code profession": "60", "Code savoir-faire": ""}),
    )  # fmt: skip
    report = ask(path)
    assert (report.lues, report.gardees) == (8, 6)
    names = ("mg", "mg_l", "mg_s", "pro_10", "pro_60", "sm_cardio")
    read = mesures("rpps").lire(
        ["43268", "69383", "69123", "75111", "75056", "43157", "fra"], names
    )
    told = {place: [one.valeur for one in line.values()] for place, line in read.items()}
    assert told["43268"] == [0.5, 0.5, 0, 0.5, 1, 0.5]
    assert told["69383"] == told["69123"] == [0.5, 0.5, 0, 0.5, 0, 0.5]
    assert told["75111"] == told["75056"] == [1, 0, 1, 1, 0, 0]
    assert told["43157"] == [0] * 6
    assert told["fra"] == [2, 1, 1, 2, 1, 1]


def test_headings_drift_and_archives_open(tmp_path) -> None:
    head = annuaire.ENTETE.replace(" (coord. structure)", " (structure)").replace(
        "rôle", "fonction"
    )
    plain = file(tmp_path / "a.txt", row(), head=head.upper())
    packed = tmp_path / "a.txt.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    archive = tmp_path / "PS_LibreAcces.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.write(plain, "PS_LibreAcces_Personne_activite_202609230809.txt")
        opened.writestr("PS_LibreAcces_SavoirFaire_202609230809.txt", "autre chose" * 9999)
    assert [ask(path).gardees for path in (plain, packed, archive)] == [1, 1, 1]
    again = ask(archive)
    assert (again.deja, again.ecrit) == (True, False)


BAD = {
    "sans colonne": (lambda text: text.replace("Code profession", "Métier"), "ligne 1 : la colonne « Code profession » manque"),
    "autre séparateur": (lambda text: text.replace("|", ";"), "ligne 1 : les colonnes ne sont pas séparées par « | »"),
    "coupé": (lambda text: text[:-40], "ligne 4 : 41 colonnes au lieu de 57"),
    "coupé au bord": (lambda text: text[:-1], "ligne 4 : la dernière ligne est coupée"),
    "latin": (lambda text: text.replace("ANNE", "LATIN", 1), "ligne 2 : le texte n’est pas en UTF-8"),
    "ligne courte": (lambda text: text.replace("|Libéral||", "|").replace("ANNE|", "", 1), "ligne 2 : 56 colonnes au lieu de 57"),
    "ligne longue": (lambda text: text.replace("ANNE", "AN|NE", 1), "ligne 2"),
    "octet nul": (lambda text: text.replace("ANNE", "AN\0NE", 1), "ligne 2 : un octet nul"),
    "retour isolé": (lambda text: text.replace("ANNE", "AN\rNE", 1), ""),
    "retour de trop": (lambda text: text.replace("\n", "\r\n").replace("ANNE", "AN\nNE", 1), "ligne 2 : "),
    "rien": (lambda _text: annuaire.ENTETE, "aucune ligne à garder"),
    "vide": (lambda _text: "", "ligne 1"),
}  # fmt: skip


def test_a_file_out_of_contract_is_refused_and_the_former_stays(tmp_path) -> None:
    good = file(tmp_path / "bon.txt", row(), row(), row())
    ask(good)
    before = mesures("rpps").fiche.edition
    wrong = tmp_path / "mauvais.txt"
    for what, (change, expected) in BAD.items():
        wrong.write_bytes(change(good.read_text()).encode().replace(b"LATIN", b"\xc9LISE"))
        with pytest.raises(SourceRefusee) as refusal:
            ask(wrong)
        assert expected in str(refusal.value), what
        assert mesures("rpps").fiche.edition == before


def test_a_dry_run_writes_nothing(tmp_path, bare_instance) -> None:
    report = ask(file(tmp_path / "a.txt", row()), ecrire=False)
    assert (report.gardees, report.ecrit, bare_instance.exists()) == (1, False, False)


KILLED = """
import glob, os, sys, threading
from datetime import date
from pathlib import Path
from maillage.opendata.demande import Demande
from maillage.opendata.rpps import importer
def watch():
    while not glob.glob(sys.argv[2]): pass
    os.kill(os.getpid(), 9)
threading.Thread(target=watch, daemon=True).start()
importer(Demande(chemin=Path(sys.argv[1]), on=date(2026, 11, 26), partiel=True))
"""


@pytest.mark.parametrize("stage", [".import-*/numeros.txt", ".2026-*.sqlite.*"])
def test_killed_it_leaves_the_former_data(tmp_path, bare_instance, stage) -> None:
    ask(file(tmp_path / "bon.txt", row()))
    before = mesures("rpps").fiche.edition
    annuaire.ecrire(tmp_path / "grand.txt", 3000)
    seen = str(bare_instance / "rpps" / stage)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "grand.txt"), seen],
        env={**os.environ, "MAILLAGE_DONNEES": str(bare_instance.parent), "PYTHONPATH": "."},
        check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert mesures("rpps").fiche.edition == before
    assert len(professionnels().dans(["43268"])) == 1
    assert ask(tmp_path / "grand.txt").ecrit
    assert not list((bare_instance / "rpps").glob(".import-*"))
