"""Blocks that no form of today uses, drawn by the three writers."""

from maillage.documents import docx, html, pdf
from maillage.documents.build.document import build
from maillage.documents.tree import (
    Document,
    Heading,
    Item,
    Listing,
    Paragraph,
    Run,
    Signature,
)
from maillage.reference.trames import lire
from tests.documents.faits import ON, VIDE, complet
from tests.documents.lecture import docx_text, html_text, pdf_text

TRAME = """
id: essai
titre: Essai
titre_imprime: Essai
portee: toutes
pied: Essai
edition: {depuis: 2026-01-01, source: nous, fiabilite: vu, verifie_le: 2026-11-22}
parties:
  - cle: E-1
    titre: Partie
    blocs:
      - cle: E-1.1
        signature: {libelle: Le représentant légal, nom: representant_legal.nom_prenom, qualite: roles.representant_qualite}
      - cle: E-1.2
        question: Réunions
        tableau:
          resume: Réunions
          source: reunions
          colonnes:
            - {titre: Date, champs: [date]}
            - {titre: Réunion, champs: [intitule, nature, participants], tous: oui}
"""


def test_a_new_form_needs_no_python() -> None:
    trame = lire(TRAME.encode(), "essai.yaml")
    tree = build(trame, complet(), on=ON)
    texts = (docx_text(docx.write(tree)), pdf_text(pdf.write(tree)), html_text(html.preview(tree)))
    for text in texts:
        for expected in ("Le représentant légal", "Faure Claire", "Présidente"):
            assert expected in text
        for expected in ("12 mars 2025", "Première rencontre", "réunion d’information", "34"):
            assert expected in text
    assert build(trame, VIDE, on=ON).blocks[1] == Signature(
        "Le représentant légal", "à compléter", ""
    )


def test_lists_in_lists_keep_their_numbers() -> None:
    def item(text: str, *more: Paragraph | Listing) -> Item:
        return Item((Paragraph((Run(text),)), *more))

    inner = Listing((item("dedans"),))
    numbered = Listing((item("trois", inner, Paragraph((Run("suite"),))), item("quatre")), first=3)
    tree = Document(
        identifier="x",
        title="Titre",
        subject="Sujet",
        author="Auteur",
        header="CPTS",
        footer="Pied",
        on=ON,
        on_text="22 novembre 2026",
        blocks=(Heading("Partie", 1), numbered),
    )
    assert '<ol start="3"><li><p dir="auto">trois</p><ul>' in html.preview(tree)
    assert "3. trois" in " ".join(pdf_text(pdf.write(tree)).split())
    text = docx_text(docx.write(tree))
    assert [
        line for line in text.splitlines() if line in ("trois", "dedans", "suite", "quatre")
    ] == [
        "trois",
        "dedans",
        "suite",
        "quatre",
    ]
