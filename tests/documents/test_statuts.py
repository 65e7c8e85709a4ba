"""The statutes as a document: whole, without help, with visible blanks, in three formats."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument

from maillage.core.facts import (
    CommuneRetenue,
    Cpts,
    DossierFacts,
    Engagement,
    Personne,
    Statuts,
    Structure,
    Territoire,
)
from maillage.documents.build.document import context
from maillage.documents.build.statuts import reperes
from maillage.documents.etat import Remplissage
from maillage.documents.produire import apercu, arbre, etat, produire
from maillage.documents.tree import Heading, Run, Table, Tone
from maillage.reference.statuts import tables
from tests.documents.lecture import docx_text, html_read, normal, pdf_text

ON = date(2026, 11, 22)
DOCUMENT = "statuts_association"
ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "{{ x }} {le_ca} </w:t>]]>&<b> ’ #set «¶»"

COMPLET = DossierFacts(
    cpts=Cpts(nom="CPTS des Sucs"),
    structure=Structure(nom="CPTS des Sucs", adresse_postale="3 place X, 43200 Yssingeaux"),
    equipe=tuple(
        Personne(
            id=nom,
            nom=nom,
            prenom="Camille",
            profession=profession,
            fonction=fonction,
            engagement=Engagement.ENGAGE,
        )
        for nom, profession, fonction in (
            ("Faure", "medecin_generaliste", "Présidente"),
            ("Bayle", "infirmier", "Secrétaire"),
            ("Chastel", "pharmacien_officine", "Trésorier"),
        )
    ),
    territoire=Territoire(communes=(CommuneRetenue(code="43268"), CommuneRetenue(code="43007"))),
    statuts=Statuts(fait_a="Yssingeaux", fait_le=date(2026, 9, 22)),
)


def texts(dossier: DossierFacts) -> dict[str, str]:
    made = produire(dossier, DOCUMENT, ("docx", "pdf", "html"), on=ON)
    return {
        "docx": docx_text(made["docx"]),
        "pdf": pdf_text(made["pdf"]),
        "html": "".join(html_read(made["html"].decode()).pieces),
    }


def headings(dossier: DossierFacts) -> list[str]:
    return [b.text for b in arbre(dossier, DOCUMENT, on=ON).blocks if isinstance(b, Heading)]


def runs(value: object) -> list[Run]:
    if isinstance(value, Run):
        return [value]
    if isinstance(value, tuple):
        return [run for item in value for run in runs(item)]
    names = getattr(type(value), "__dataclass_fields__", {})
    return [run for name in names for run in runs(getattr(value, name))]


@pytest.mark.parametrize("dossier", [DossierFacts(), COMPLET], ids=["vide", "complet"])
def test_eighteen_articles_come_in_order_then_signatures_and_communes(
    dossier: DossierFacts,
) -> None:
    found = headings(dossier)
    assert found[0] == "Article premier – Nom"
    assert [title.split(" –")[0] for title in found[1:18]] == [f"Article {n}" for n in range(2, 19)]
    assert found[18:] == ["Signatures", "Annexe – Communes du territoire"]


def test_complete_statutes_have_no_blank_in_any_format() -> None:
    for kind, text in texts(COMPLET).items():
        assert "compléter" not in text, kind
        for words in ("Fait à Yssingeaux", "22 septembre 2026", "Camille Faure", "Araules"):
            assert normal(words) in normal(text), (kind, words)


def test_an_answer_without_default_leaves_a_visible_blank() -> None:
    missing = [
        r.text for r in runs(arbre(DossierFacts(), DOCUMENT, on=ON)) if r.tone is Tone.MISSING
    ]
    plain = [text.replace("\u00a0", " ").replace("\u202f", " ") for text in missing]
    assert [text.partition(" ceux")[0].partition(" pourra")[0] for text in plain] == [
        "[à compléter : le nom de l’association]",
        "[à compléter : l’adresse du siège]",
        "[à décider : Sont membres d’honneur",
        "[à décider : Sont membres bienfaiteurs",
        "[à décider : Toute cotisation",
        "[à compléter : lieu de signature]",
        "[à compléter : date de signature]",
        "[à compléter : nom et prénom]",
        "[à compléter : nom et prénom]",
    ]


def test_help_of_the_screen_is_never_printed() -> None:
    helps = [article.commentaire for article in tables().articles]
    helps += [choix.aide for choix in tables().choix.values() if len(choix.aide) > 40]
    for kind, text in texts(COMPLET).items():
        printed = normal(text)
        assert [one for one in helps if normal(one) in printed] == [], kind


def test_two_people_sign_side_by_side_with_their_functions() -> None:
    *_, signatures, _title, _communes = arbre(COMPLET, DOCUMENT, on=ON).blocks
    assert isinstance(signatures, Table)
    assert [column.head for column in signatures.columns] == ["Présidente", "Secrétaire"]
    assert signatures.short


def test_statutes_without_council_say_so_in_their_titles() -> None:
    collegial = replace(COMPLET, statuts=replace(COMPLET.statuts, ca_existe=False))
    assert "Article 13 – Direction collégiale" in headings(collegial)
    assert normal("conseil d’administration") not in normal(texts(collegial)["docx"])


def test_annex_when_the_territory_is_written_otherwise() -> None:
    by_epci = replace(COMPLET, statuts=replace(COMPLET.statuts, territoire_mode="epci"))
    assert headings(by_epci)[-1] == "Signatures"
    assert "CC des Sucs" in texts(by_epci)["docx"]


def test_marks_of_the_dossier_are_those_of_the_tables() -> None:
    marks = reperes(context(COMPLET, on=ON))
    assert marks.communes == ("Yssingeaux", "Araules")
    assert marks.epci == ("CC des Sucs",)
    assert reperes(context(DossierFacts(), on=ON)).communes is None


def test_what_people_typed_is_printed_as_typed() -> None:
    dossier = replace(
        COMPLET,
        structure=replace(COMPLET.structure, nom=HOSTILE),
        statuts=replace(COMPLET.statuts, affiliations=(HOSTILE,), nom_usage=HOSTILE),
    )
    for kind, text in texts(dossier).items():
        assert normal(text).count(normal("x le_ca w t b")) >= 3, kind
    assert (
        apercu(dossier, DOCUMENT, on=ON).count("{{ x }} {le_ca} &lt;/w:t&gt;]]&gt;&amp;&lt;b") >= 3
    )


def test_texts_of_the_team_are_added_to_their_articles() -> None:
    dossier = replace(COMPLET, textes={"statuts_objet": "Elle tient **une maison**."})
    assert "Elle tient une maison." in docx_text(
        produire(dossier, DOCUMENT, ("docx",), on=ON)["docx"]
    )


def test_state_of_the_statutes_tells_usual_choices_from_answers() -> None:
    state = {bloc.cle: bloc for bloc in etat(COMPLET, DOCUMENT, on=ON).blocs}
    assert state["ST-4"].titre == "Article 4 – Durée"
    assert state["ST-4"].remplissage is Remplissage.CALCULE
    assert state["ST-1"].places == ("identite",)
    assert state["ST-19"].remplissage is Remplissage.REMPLI
    empty = {bloc.cle: bloc for bloc in etat(DossierFacts(), DOCUMENT, on=ON).blocs}
    assert empty["ST-1"].a_remplir == ("identite",)
    assert empty["ST-19"].a_remplir == ("statuts", "equipe")
    assert empty["ST-20"].remplissage is Remplissage.VIDE


def test_docx_of_the_statutes_has_a_heading_for_each_article() -> None:
    word = WordDocument(BytesIO(produire(COMPLET, DOCUMENT, ("docx",), on=ON)["docx"]))
    titles = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert titles == headings(COMPLET)
