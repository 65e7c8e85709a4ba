"""`maillage importer`: a form, members and communes into a dossier file."""

import json
from pathlib import Path

import pytest

from maillage.cli.entry import main
from maillage.dossiers import fichier
from tests.documents.reprise import remplis


@pytest.fixture
def lettre(tmp_path: Path) -> Path:
    path = tmp_path / "lettre.docx"
    path.write_bytes(remplis.lettre())
    return path


def test_a_form_becomes_a_dossier(
    lettre: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "dossier.yaml"
    assert main(["importer", "formulaire", str(lettre), "--vers", str(target)]) == 1
    assert fichier.lire(target.read_bytes(), "dossier").cpts.nom == "CPTS des Trois Vallées"
    said = capsys.readouterr().out
    assert "Formulaire reconnu\u00a0: Lettre d’intention" in said
    assert "À placer à la main\u00a0: 2\u00a0textes" in said


def test_nothing_is_written_without_being_asked(lettre: Path, tmp_path: Path) -> None:
    main(["importer", "formulaire", str(lettre)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lettre.docx"]


def test_a_file_that_exists_is_kept(
    lettre: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "dossier.yaml"
    target.write_text("à moi")
    assert main(["importer", "formulaire", str(lettre), "--vers", str(target)]) == 2
    assert target.read_text() == "à moi"
    assert "existe déjà" in capsys.readouterr().err
    assert main(["importer", "formulaire", str(lettre), "--vers", str(target), "--oui"]) == 1
    assert target.read_text() != "à moi"


def test_what_the_dossier_says_is_kept_unless_asked(lettre: Path, tmp_path: Path) -> None:
    held = tmp_path / "tenu.yaml"
    held.write_text('version: 1\ncpts:\n  nom: "CPTS du Haut-Allier"\n')
    call = ["importer", "formulaire", str(lettre), "--dans", str(held), "--vers"]
    main([*call, str(tmp_path / "garde.yaml")])
    main([*call, str(tmp_path / "remplace.yaml"), "--remplacer"])
    names = [
        fichier.lire((tmp_path / name).read_bytes(), name).cpts.nom
        for name in ("garde.yaml", "remplace.yaml")
    ]
    assert names == ["CPTS du Haut-Allier", "CPTS des Trois Vallées"]


def test_json_says_everything(lettre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["importer", "formulaire", str(lettre), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["document"] == "lettre_intention"
    assert {one["etat"] for one in found["propositions"]} == {"nouveau"}
    assert len(found["non_reconnus"]) == 2
    assert found["ecrit"] is None


def test_communes_when_no_line_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list of which nothing is taken is a problem, not a success."""
    communes = tmp_path / "communes.csv"
    communes.write_text("Commune;CP\nAtlantide;99999\n")
    assert main(["importer", "communes", str(communes)]) == 1
    assert "0\u00a0commune ajoutée" in capsys.readouterr().out


def test_members_and_communes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    members = tmp_path / "membres.csv"
    members.write_text("Nom;Prénom;Profession\nFAURE;Claire;MG\nROUX;Anne;Sophrologue\n")
    communes = tmp_path / "communes.csv"
    communes.write_text("Commune;CP\nBrioude;43100\n")
    first, second = tmp_path / "un.yaml", tmp_path / "deux.yaml"
    assert main(["importer", "membres", str(members), "--vers", str(first)]) == 1
    assert "ligne 3, prise, à vérifier" in capsys.readouterr().out
    call = ["importer", "communes", str(communes), "--dans", str(first), "--vers", str(second)]
    assert main(call) == 0
    dossier = fichier.lire(second.read_bytes(), "deux.yaml")
    assert [one.nom for one in dossier.equipe or ()] == ["FAURE", "ROUX"]
    assert [one.code for one in dossier.territoire.communes or ()] == ["43040"]
    capsys.readouterr()
    main(["importer", "membres", str(members), "--dans", str(second), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["ajoutees"], found["deja_presentes"]) == (0, ["FAURE Claire", "ROUX Anne"])
    assert [line["sort"] for line in found["lignes"]] == ["ecartee", "prise", "doute"]


def test_a_file_that_is_no_form_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"%PDF-1.7")
    assert main(["importer", "formulaire", str(path)]) == 2
    assert "est un PDF" in capsys.readouterr().err


def test_figures_of_rezone_enter_a_dossier_with_their_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, target = tmp_path / "rezone.csv", tmp_path / "dossier.yaml"
    table.write_text("code;valeur;région;source;date\nald;18,2;17;Rézone CPTS;2025\n")
    assert main(["importer", "rezone", str(table), "--vers", str(target)]) == 0
    assert "1 chiffre compris, 1 nouveau" in capsys.readouterr().out.replace("\u00a0", " ")
    (figure,) = fichier.lire(target.read_bytes(), "dossier").chiffres or ()
    assert (figure.indicateur, str(figure.valeur), str(figure.region)) == ("ald", "18.2", "17")
    call = ["importer", "chiffres", str(table), "--dans", str(target), "--json"]
    assert main(call) == 0
    assert json.loads(capsys.readouterr().out)["ajoutes"] == 0
    table.write_text("code;valeur;source;date\nald;180;Rézone;2025\nc2s;;Rézone;2025\n")
    assert main(call) == 2
    assert "Une part va de 0 à 100" in capsys.readouterr().err
    table.write_text("code;valeur;date\nald;18;2025\n")
    assert main(call) == 2
    assert "ligne 1" in capsys.readouterr().err
