"""`maillage modele`, on real Word files."""

from pathlib import Path

import pytest
from docx import Document as WordDocument


@pytest.fixture
def model(tmp_path):
    """Write a Word model that holds these paragraphs."""

    def make(*paragraphs: str) -> Path:
        word = WordDocument()
        for text in paragraphs:
            word.add_paragraph(text)
        path = tmp_path / "modele.docx"
        word.save(str(path))
        return path

    return make


def test_model_when_good_is_filled(call, call_json, model, small, tmp_path):
    path = model("Dossier de {{ cpts.nom }}", "{{ textes.freins }}")
    code, found = call_json("modele", "verifier", path)
    assert (code, found["utilisable"], found["utilisees"]) == (
        0,
        True,
        ["cpts.nom", "textes.freins"],
    )
    assert "Ce modèle peut servir." in call("modele", "verifier", path)[1]
    target = tmp_path / "sortie.docx"
    assert call("modele", "remplir", path, small, "--vers", target)[0] == 0
    texts = [paragraph.text for paragraph in WordDocument(str(target)).paragraphs]
    assert texts == ["Dossier de CPTS des Essais", "Peu de temps, beaucoup d’envie."]


def test_model_when_a_tag_is_unknown_is_refused(call, model, small, tmp_path):
    path = model("{{ cpts.nomm }}")
    code, out, _ = call("modele", "verifier", path)
    assert code == 1
    assert "Balise inconnue : « cpts.nomm » ; vouliez-vous « cpts.nom » ?" in out
    target = tmp_path / "sortie.docx"
    assert call("modele", "remplir", path, small, "--vers", target)[0] == 2
    assert not target.exists()


def test_model_when_it_is_no_word_file_is_refused(call, tmp_path):
    path = tmp_path / "modele.docx"
    path.write_bytes(b"rien de tel")
    code, out, _ = call("modele", "verifier", path)
    assert (code, out.startswith("Ce modèle est refusé")) == (1, True)
