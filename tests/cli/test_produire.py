"""`maillage produire`, on real files."""

from tests.cli.conftest import ROOT


def test_documents_of_the_region_and_stage_when_none_is_asked(call, tmp_path):
    code, out, err = call("produire", ROOT / "exemples/haute-loire.yaml", "--vers", tmp_path / "s")
    assert (code, err) == (0, "")
    names = sorted(path.name for path in (tmp_path / "s").iterdir())
    assert names == [
        "aura_pre_projet.docx", "aura_pre_projet.pdf", "lettre_intention.docx", "lettre_intention.pdf",
        "statuts_association.docx", "statuts_association.pdf",
    ]  # fmt: skip
    assert sorted(out.split()) == sorted(str(tmp_path / "s" / name) for name in names)


def test_one_document_when_asked(call_json, small, tmp_path):
    code, found = call_json(
        "produire", small, "--vers", tmp_path, "--document", "lettre_intention", "--format", "html"
    )
    assert code == 0
    assert found == {
        "documents": {"lettre_intention": {"html": str(tmp_path / "lettre_intention.html")}}
    }
    assert "CPTS des Essais" in (tmp_path / "lettre_intention.html").read_text()


def test_same_call_when_repeated_gives_the_same_bytes(call, small, tmp_path):
    for folder in ("un", "deux"):
        call("produire", small, "--vers", tmp_path / folder, "--le", "2026-11-22")
    for path in (tmp_path / "un").iterdir():
        assert path.read_bytes() == (tmp_path / "deux" / path.name).read_bytes()


def test_nothing_is_written_when_a_document_is_unknown(call, small, tmp_path):
    code, _, err = call(
        "produire", small, "--vers", tmp_path / "s", "--document", "lettre_intention", "roman"
    )
    assert code == 2
    assert "roman" in err
    assert not (tmp_path / "s").exists()


def test_format_when_unknown_is_named(call, small, tmp_path):
    code, _, err = call("produire", small, "--vers", tmp_path, "--format", "odt")
    assert (code, "odt" in err) == (2, True)


def test_folder_when_it_cannot_be_written(call, small, tmp_path):
    blocked = tmp_path / "fichier"
    blocked.write_text("je ne suis pas un dossier")
    code, _, err = call("produire", small, "--vers", blocked)
    assert (code, str(blocked) in err) == (2, True)


def test_bad_file_when_given_is_explained(call, bad_file, tmp_path):
    path, word = bad_file
    code, _, err = call("produire", path, "--vers", tmp_path / "s")
    assert code == 2
    assert word in err
    assert not (tmp_path / "s").exists()
