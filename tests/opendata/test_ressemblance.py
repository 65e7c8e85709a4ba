"""A file given for another source says whose it is, by its headings."""

from pathlib import Path

import pytest

from maillage.cli import main
from maillage.opendata.ressemblance import ressemble
from tests.opendata.fuzz.gabarits import gabarits

TEXTS = [
    (source, one)
    for source, held in gabarits().items()
    for one in held
    if one.genre == "texte" and source not in {"adjacence", "cpts", "ameli_acces"}
]


@pytest.mark.parametrize(("source", "one"), TEXTS, ids=[one.nom for _, one in TEXTS])
def test_each_text_is_recognised_and_no_other(source, one, tmp_path: Path) -> None:
    path = tmp_path / one.nom
    path.write_bytes(one.octets())
    assert ressemble(path) == (source,)


def test_the_command_says_whose_file_it_is(tmp_path: Path, capsys) -> None:
    path = tmp_path / "DS_BPE_2025_data.csv"
    path.write_bytes(gabarits()["bpe"][0].octets())
    assert main(["importer", "filosofi", str(path)]) == 2
    said = capsys.readouterr().err.replace("\u00a0", " ")
    assert "la colonne « FILOSOFI_MEASURE » manque" in said
    assert "ressemble à celui de « bpe » : maillage importer bpe …" in said
    for name, data in (
        ("rien.csv", b"a;b\n1;2\n"),
        ("a.xlsx", b"PK\x03\x04"),
        ("b.zip", b"PK\x03\x04"),
    ):
        (tmp_path / name).write_bytes(data)
        assert ressemble(tmp_path / name) == ()
