"""The page that says how to add a form: its example is built, its lists are those of the software."""

import re
from pathlib import Path

import pytest

from maillage.documents import docx, html, pdf
from maillage.documents.build.document import build
from maillage.reference.trames import Trame, lire, toutes
from maillage.reference.trames.vocabulaire import DONNEES, RACINES, SOURCES
from tests.documents.faits import DOSSIERS, ON
from tests.documents.lecture import docx_text, html_text, normal, pdf_text
from tests.documents.test_toutes_les_trames import lost

PAGE = Path(__file__).parents[2] / "docs" / "ajouter-une-trame.md"


def example() -> Trame:
    found = re.search(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    return lire(found[1].encode(), "normandie_pre_projet.yaml")


@pytest.mark.parametrize("name", DOSSIERS)
def test_the_example_gives_a_whole_document(name: str) -> None:
    trame = example()
    tree = build(trame, DOSSIERS[name], on=ON)
    for text in (
        docx_text(docx.write(tree)),
        html_text(html.preview(tree)),
        pdf_text(pdf.write(tree)),
    ):
        assert lost(trame, text) == []


def test_the_example_is_filled_from_the_dossier() -> None:
    text = normal(html_text(html.preview(build(example(), DOSSIERS["complet"], on=ON))))
    for word in ("Association CPTS Haut-Allier", "Faure Claire", "bassin de vie", "Brioude, le 3"):
        assert normal(word) in text


def test_the_lists_of_the_page_are_complete() -> None:
    names = PAGE.read_text("utf-8").split("## Ce que l’on peut nommer")[1].split("## Vérifier")[0]
    paths, sources, data = re.findall(r"^- \*\*.*?(?=^- \*\*|\Z)", names, re.DOTALL | re.MULTILINE)
    said = {part: set(re.findall(r"`([a-z_0-9]+)\.?`", part)) for part in (paths, sources, data)}
    assert said[data] == DONNEES
    assert said[sources] == {*SOURCES, "filtre", "sauf"}
    others = {"valeur", "commentaire", "date", "si", "nom_prenom", *RACINES["calcul"]}
    assert said[paths] == {*RACINES, *others}


def test_the_examples_to_copy_exist() -> None:
    keys = {bloc.cle for trame in toutes().values() for bloc in trame.blocs()}
    keys |= {partie.cle for trame in toutes().values() for partie in trame.parties}
    named = re.findall(r"\b(?:LI|PP|OM|BP)-[\w.]*\w", PAGE.read_text("utf-8"))
    assert [
        key for key in named if not any(k == key or k.startswith(f"{key}.") for k in keys)
    ] == []
    documents = re.findall(r"\| `((?:occitanie|bretagne|aura|budget)_\w+)`", PAGE.read_text())
    assert [name for name in documents if name not in toutes()] == []
