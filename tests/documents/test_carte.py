"""The map in the files: drawn where the form asks for it, and the same when produced again."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from maillage.core.facts import CommuneRetenue, DossierFacts, Territoire
from maillage.documents.carte import Fond
from maillage.documents.etat import Remplissage, etat
from maillage.documents.fige import Fidelite, figer, reproduire
from maillage.documents.lot import produire_lot
from maillage.documents.produire import arbre, produire
from maillage.documents.tree import Figure
from maillage.opendata.contours import importer_contours
from tests.factories import ON
from tests.grille import CODES, at, topologie, write

DOCUMENT = "bretagne_projet_sante"


def dossier(**written: object) -> DossierFacts:
    ring = [at(x, y) for x in (1, 2, 3) for y in (1, 2, 3) if (x, y) != (2, 2)]
    communes = tuple(CommuneRetenue(code=code) for code in ring)
    return DossierFacts(territoire=Territoire(communes=communes, **written))


def figure(facts: DossierFacts) -> Figure:
    (found,) = [b for b in arbre(facts, DOCUMENT, on=ON).blocks if isinstance(b, Figure)]
    return found


def test_without_outlines_its_place_is_kept() -> None:
    found = figure(dossier())
    assert (found.svg, found.placeholder) == ("", "Carte du territoire\u00a0: à joindre")


def test_with_outlines_the_map_is_drawn_and_said(squares) -> None:
    found = figure(dossier())
    assert found.svg.startswith("<svg ")
    assert "1 enclave" in found.alt
    assert "Licence Ouverte" in found.caption
    assert found.wide > 0 < found.high


def test_the_map_of_the_team_prevails(squares) -> None:
    found = figure(dossier(carte_jointe=True))
    assert (found.svg, found.placeholder) == ("", "Carte du territoire\u00a0: jointe au dossier")


def test_a_drawn_map_is_an_answer(tmp_path) -> None:
    def state() -> Remplissage:
        blocs = etat(dossier(), DOCUMENT, on=ON).blocs
        (found,) = [bloc for bloc in blocs if "territoire_carte" in bloc.rubriques]
        return found.remplissage

    before = state()
    importer_contours(write(tmp_path / "a.json", topologie()), on=ON)
    assert (before, state()) == (Remplissage.VIDE, Remplissage.CALCULE)


def test_every_format_holds_it_with_its_words(squares) -> None:
    files = produire(dossier(), DOCUMENT, ("docx", "pdf", "html"), on=ON)
    with ZipFile(BytesIO(files["docx"])) as word:
        pictures = [name for name in word.namelist() if name.startswith("word/media/")]
        assert [word.read(name)[:4] for name in pictures] == [b"\x89PNG"]
        assert 'descr="Carte du territoire' in word.read("word/document.xml").decode()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(files["pdf"])).pages)
    assert "Licence Ouverte" in text
    html = files["html"].decode()
    assert '<svg role="img" aria-label="Carte du territoire' in html
    assert "style=" not in html.split('<figure class="doc-dessin">')[1].split("</figure>")[0]


def test_the_same_map_gives_the_same_bytes(squares) -> None:
    first, second = (produire(dossier(), DOCUMENT, ("docx", "pdf"), on=ON) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_frozen_map_is_drawn_again_after_a_new_edition(kind, squares, tmp_path) -> None:
    frozen = figer(produire_lot(dossier(), {DOCUMENT: (kind,)}, on=ON))
    importer_contours(write(tmp_path / "b.json", topologie(width=5, codes=CODES)), on=ON)
    made = reproduire(frozen).comparaison
    assert [one.fidelite for one in made.fichiers] == [Fidelite.IDENTIQUE]


def test_a_lost_edition_is_said(squares, bare_instance) -> None:
    frozen = figer(produire_lot(dossier(), {DOCUMENT: ("html",)}, on=ON))
    for path in bare_instance.rglob("*.colonnes"):
        path.unlink()
    made = reproduire(frozen).comparaison
    assert [one.fidelite for one in made.fichiers] == [Fidelite.DIFFERENT]
    assert "données ouvertes introuvables : contours" in " ".join(made.changements)


def test_a_set_frozen_before_the_outlines_stays_without_a_map(tmp_path) -> None:
    frozen = figer(produire_lot(dossier(), {DOCUMENT: ("html",)}, on=ON, fond=Fond()))
    importer_contours(write(tmp_path / "a.json", topologie()), on=ON)
    made = reproduire(frozen)
    assert made.comparaison.fidele
    assert made.comparaison.changements == ()


def test_a_wide_map_fits_the_page(squares) -> None:
    wide = replace(
        dossier(),
        territoire=Territoire(communes=tuple(CommuneRetenue(code=at(x, 3)) for x in range(7))),
    )
    assert figure(wide).wide > figure(wide).high
    assert produire(wide, DOCUMENT, ("docx", "pdf"), on=ON)
