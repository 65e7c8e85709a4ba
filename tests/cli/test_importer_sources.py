"""`maillage importer SOURCE`, `--liste`: what a person reads, and the codes of exit."""

import json
import os
import sys

import pytest

from maillage.cli import importer_sources, main
from maillage.opendata.registre import SOURCES
from maillage.reference.sources_ouvertes import sources_ouvertes
from tests import grille
from tests.opendata.fabrique import NEUSSARGUES, mouvements, text, write

HEAD = ["COM", "PMUN", "PCAP", "PTOT"]


def test_a_person_reads_what_was_found(tmp_path, capsys) -> None:
    main(["importer", "mouvements", str(mouvements(tmp_path / "v_mvt_commune_2026.csv"))])
    capsys.readouterr()
    rows = [["15141", 100, 1, 101], ["49069", 50, "s", 51], ["99999", 1, "ns", ""]]
    path = write(tmp_path / "pop-2022.csv", text(HEAD, rows))
    assert main(["importer", "populations", str(path), "--essai"]) == 1
    said = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    assert "3 lignes lues, 3 gardées, 6 communes, 3 mesures" in said
    assert "Communes du fichier : celles de 2024" in said
    assert "(1) : 49069" in said
    assert f"15141 réparti par population entre {', '.join(NEUSSARGUES)}" in said
    assert "Codes qui ne sont pas des communes (1) : 99999" in said
    assert "1 valeur secrète" in said
    assert "Essai : rien n’a été mis en place." in said
    assert main(["importer", "populations", str(path)]) == 1
    assert "C’est en place." in capsys.readouterr().out
    assert main(["importer", "populations", str(path)]) == 1
    assert "déjà en place" in capsys.readouterr().out
    other = write(tmp_path / "pop-2023.csv", text(HEAD, [*rows, ["01001", 1, 1, 2]]))
    assert main(["importer", "--essai", "--json", "populations", str(other)]) == 1
    assert json.loads(capsys.readouterr().out)["ecrit"] is False  # said before the source, and kept
    assert main(["importer", "populations", str(other), "--geographie", "2024"]) == 1
    assert "L’édition précédente (2022-" in capsys.readouterr().out


def test_what_a_killed_import_left_is_erased_the_next_day(tmp_path, bare_instance) -> None:
    folder = bare_instance / "populations"
    folder.mkdir(parents=True)
    old, new = folder / ".2022-000000000000.sqlite.12", folder / ".2023-000000000000.sqlite.13"
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    main(["importer", "populations", str(write(tmp_path / "a.csv", "x"))])
    assert sorted(folder.iterdir()) == [new]


def test_a_refusal_changes_nothing_and_says_so(tmp_path, capsys) -> None:
    path = write(tmp_path / "a.csv", "COM;PMUN\n")
    assert main(["importer", "populations", str(path)]) == 2
    said = capsys.readouterr().err.replace("\u00a0", " ")
    assert "la colonne « PTOT » manque" in said
    assert "Rien n’a été changé" in said
    assert main(["importer", "populations", str(tmp_path / "rien.csv")]) == 2
    assert "introuvable" in capsys.readouterr().err
    assert main(["importer"]) == 2
    assert "il manque SOURCE" in capsys.readouterr().err


def test_the_list_says_what_is_in_place_and_the_command_of_the_rest(tmp_path, capsys) -> None:
    path = write(tmp_path / "a.csv", text(HEAD, [["01001", 860, 16, 876]]))
    main(["importer", "populations", str(path)])
    main(["importer", "mouvements", str(mouvements(tmp_path / "v_mvt_commune_2026.csv"))])
    main(["importer", "contours", str(grille.write(tmp_path / "c.json", grille.topologie()))])
    capsys.readouterr()
    assert main(["importer", "--liste"]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "en place  populations : Populations de référence, Insee, 2023 (1 lieu, le" in said
    assert "en place  contours" in said
    assert "Mouvements de communes depuis 1943, Insee, 2026 (21 lignes, le" in said
    assert "maillage importer --officiel rp_age" in said
    assert main(["importer", "--liste", "--json"]) == 0
    listed = {one["source"]: one for one in json.loads(capsys.readouterr().out)}
    assert set(listed) == set(sources_ouvertes())
    assert listed["populations"]["en_place"]
    assert listed["contours"]["lieux"] == 49
    assert listed["bpe"]["commande"] == "maillage importer --officiel bpe"


def test_every_source_has_its_page_and_its_module() -> None:
    assert set(SOURCES) <= set(sources_ouvertes())
    for source in SOURCES.values():
        assert callable(source.module().importer)


def test_progress_is_for_a_terminal_only(monkeypatch, capsys) -> None:
    importer_sources.progress()("lecture", 5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    told = importer_sources.progress()
    told("lecture", 50_000)
    told("", 0)
    assert "lecture 50\u202f000…" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_the_help_of_every_source(name, capsys) -> None:
    assert main(["importer", name, "--help"]) == 0
    assert "FICHIER" in capsys.readouterr().out
