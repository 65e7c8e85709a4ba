"""Every form, those to come too: all that its file names is printed, in every format."""

from collections.abc import Iterator

import pytest

from maillage.documents import docx, html, pdf
from maillage.documents.build.document import build
from maillage.reference.trames import Bloc, Trame, toutes
from tests.documents.faits import DOSSIERS, ON, VIDE
from tests.documents.lecture import docx_text, html_text, normal, pdf_text


def labels(trame: Trame) -> Iterator[str]:
    """Return what the form says whatever the answers."""
    yield trame.titre_imprime
    for partie in trame.parties:
        yield partie.titre or ""
        for bloc in partie.blocs:
            yield bloc.question or ""
            yield from _of(bloc)


def _of(bloc: Bloc) -> Iterator[str]:
    if bloc.grille:
        yield from (ligne.libelle for ligne in bloc.grille.lignes)
    if bloc.tableau:
        yield from (colonne.titre for colonne in bloc.tableau.colonnes)
    if bloc.cases:
        yield from (option.libelle for option in bloc.cases.options)
    if bloc.calendrier:
        yield from (ligne.action for ligne in bloc.calendrier.lignes if ligne.toujours)
    if bloc.note:
        yield from (bloc.note.texte, *bloc.note.puces)
    if bloc.signature:
        yield bloc.signature.libelle
    if bloc.prs:
        yield from bloc.prs.entetes
    if bloc.referents:
        yield from bloc.referents.entetes


def lost(trame: Trame, text: str) -> list[str]:
    found = normal(text)
    return [label for label in labels(trame) if normal(label) not in found]


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("document", sorted(toutes()))
def test_every_label_of_the_file_is_printed(document: str, name: str) -> None:
    trame = toutes()[document]
    tree = build(trame, DOSSIERS[name], on=ON)
    assert lost(trame, docx_text(docx.write(tree))) == []
    assert lost(trame, html_text(html.preview(tree))) == []


@pytest.mark.parametrize("document", sorted(toutes()))
def test_every_label_of_the_file_is_printed_in_the_pdf(document: str) -> None:
    trame = toutes()[document]
    assert lost(trame, pdf_text(pdf.write(build(trame, VIDE, on=ON)))) == []
