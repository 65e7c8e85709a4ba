"""Text from outside comes out as text, in the three formats, whatever it holds."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from maillage.core.facts import (
    Collectivite,
    CommuneRetenue,
    Cpts,
    DossierFacts,
    Etape,
    EtapeAction,
    Indicateur,
    LienPrs,
    LigneBudget,
    LigneBudgetProjet,
    Referent,
    Reunion,
    SensBudget,
    Signature,
)
from maillage.documents import markdown
from maillage.documents.characters import REPLACEMENT, clean
from maillage.documents.produire import apercu, produire
from maillage.documents.tree import length
from maillage.reference.trames.fiches import TEXTES_ACTION
from tests.documents.faits import ACTIONS, BUDGET, ON, complet
from tests.documents.lecture import docx_text, html_read, html_text, pdf_text

MARKUP = (
    "a & b",
    "<x>",
    "{{ y }}",
    "{% z %}",
    "]]>",
    "</w:t>",
    '#import "x"',
    "\\",
    "$x$",
    "<script>alert(1)</script>",
    "@label",
    "[lien](javascript:alert(1))",
    "&amp;",
    "`code`",
)
SCRIPTS = ("العربية", "עברית", "Ελληνικά", "Кириллица")
ALL = " ".join(
    (*MARKUP, *SCRIPTS, "😀👩\u200d⚕️", "\x00", "\x0b", "\ud800", "漢字", "\ufffe", "fin")
)


def hostile() -> DossierFacts:
    """The same text in every place that takes one."""
    dossier = complet()
    return replace(
        dossier,
        cpts=Cpts(nom=ALL),
        structure=replace(dossier.structure, nom=ALL, adresse_postale=ALL, siret=ALL),
        textes=dict.fromkeys(dossier.textes, ALL),
        equipe=tuple(
            replace(p, nom=ALL, lieu_exercice=ALL, fonction=ALL, profession=ALL)
            for p in dossier.equipe or ()
        ),
        reunions=(Reunion(intitule=ALL),),
        actions=(
            replace(ACTIONS[0], titre=ALL, **dict.fromkeys(sorted(TEXTES_ACTION), ALL)),
            replace(ACTIONS[0], id="b", etapes=(EtapeAction(libelle=ALL),), acteurs=(ALL, "faure")),
        ),
        indicateurs=(Indicateur(id=ALL, libelle=ALL, depart=ALL, cible=ALL, source=ALL),),
        budget_projet=(
            *BUDGET,
            LigneBudgetProjet(exercice=2027, nature="sub_etat", financeur=ALL, montant=Decimal(1)),
            LigneBudgetProjet(exercice=2027, nature=ALL, montant=Decimal(1)),
        ),
        signature=Signature(lieu=ALL, qualite=ALL),
        collectivites=(Collectivite(denomination=ALL, referent=ALL, enjeux_modalites=ALL),),
        referents=(Referent(nom=ALL, territoire=ALL, organisme=ALL, telephone=ALL, courriel=ALL),),
        liens_prs=(
            LienPrs(code="occ_usagers", commentaire=ALL),
            LienPrs(code="occ_cancer", commentaire=ALL),
            LienPrs(code=ALL),
        ),
        partenariats=replace(dossier.partenariats, dac_nom=ALL, besoin_partage=ALL),
        territoire=replace(
            dossier.territoire,
            communes=(
                CommuneRetenue(code="43040"),
                CommuneRetenue(code="43112", partie=ALL, population=3),
                CommuneRetenue(code=ALL),
            ),
        ),
        calendrier=(Etape(code="equipe", libelle=ALL), Etape(code=ALL)),
        budget_pre_projet=(
            LigneBudget(poste="autre_charge", libelle=ALL, sens=SensBudget.CHARGE),
            LigneBudget(poste=ALL, sens=SensBudget.PRODUIT),
        ),
    )


DOCUMENTS = [
    "lettre_intention",
    "aura_pre_projet",
    "aura_pre_projet_guide",
    "aura_projet_sante",
    "aura_fiche_action",
    "budget_aura",
    "budget_occitanie",
    "bretagne_projet_sante",
    "bretagne_fiche_action",
    "bretagne_annexe_1",
    "bretagne_annexe_2",
    "occitanie_plan",
    "occitanie_projet_medical",
]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_markup_and_scripts_come_out_as_text(document: str) -> None:
    made = produire(hostile(), document, ("docx", "html"), on=ON)
    for text in (docx_text(made["docx"]), html_text(made["html"].decode())):
        assert [piece for piece in (*MARKUP, *SCRIPTS, "😀", "漢字") if piece not in text] == []
        assert REPLACEMENT in text
        assert [c for c in ("\x00", "\x0b", "\ud800", "\ufffe") if c in text] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_pdf_shows_a_box_for_what_no_font_has(document: str) -> None:
    """PDF/UA refuses a missing glyph: that it was made at all proves that none is missing."""
    made = produire(hostile(), document, ("pdf",), on=ON)["pdf"]
    text = " ".join(pdf_text(made).split())
    in_a_line = [piece for piece in MARKUP if piece not in text]
    assert in_a_line == []
    assert "□" in text
    assert "漢" not in text
    assert PdfReader(BytesIO(made)).xmp_metadata is not None


def test_no_tag_and_no_attribute_comes_from_a_text() -> None:
    read = html_read(apercu(hostile(), "aura_pre_projet", on=ON))
    assert {"script", "x", "style"} & set(read.tags) == set()
    assert read.attributes == {
        "class",
        "lang",
        "data-document",
        "datetime",
        "dir",
        "scope",
        "colspan",
        "id",
        "aria-hidden",
        "aria-label",
        "role",
        "tabindex",
    }


def test_characters_that_no_format_carries_are_shown() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee\x9f") == "a�b�c�d�e�"
    assert clean("a\r\nb\rc\x85d\u2028e\tf") == "a\nb\nc\nd\ne\tf"
    assert clean("é 😀 \u202f") == "é 😀 \u202f"


def test_long_and_many() -> None:
    dossier = complet()
    person = (dossier.equipe or ())[0]
    communes = tuple(CommuneRetenue(code=f"43{number:03d}") for number in range(1, 301))
    big = replace(
        dossier,
        textes={"freins": "mot " * 25_000, "historique_demarche": "a" * 100_000},
        equipe=tuple(replace(person, id=str(n), nom=f"Nom{n}") for n in range(1000)),
        territoire=replace(dossier.territoire, communes=communes),
    )
    for document, rubrique in (("lettre_intention", "mot"), ("aura_pre_projet", "a" * 100_000)):
        made = produire(big, document, ("docx", "pdf", "html"), on=ON)
        text = docx_text(made["docx"])
        assert (rubrique in text, "Nom999 Claire" in text) == (True, True)
        assert "Nom999 Claire" in html_text(made["html"].decode())
        assert "Nom999 Claire" in pdf_text(made["pdf"])


def test_many_sheets_and_a_very_long_one() -> None:
    long = replace(ACTIONS[0], description="mot " * 25_000)
    many = tuple(replace(ACTIONS[0], id=f"a{n}", titre=f"Action {n}") for n in range(59))
    names = (
        LigneBudgetProjet(exercice=2027, nature="sub_etat", financeur=f"M{n}", montant=Decimal(n))
        for n in range(300)
    )
    dossier = replace(complet(), actions=(long, *many), budget_projet=tuple(names))
    made = produire(dossier, "aura_projet_sante", ("docx", "pdf", "html"), on=ON)
    for text in (docx_text(made["docx"]), pdf_text(made["pdf"]), html_text(made["html"].decode())):
        assert "Fiche action – Action 58" in text
        assert text.count("mot") >= 25_000
        assert "M299, 299,00" in text


def test_long_forms_hold_much() -> None:
    dossier = complet()
    person = (dossier.equipe or ())[0]
    big = replace(
        dossier,
        equipe=tuple(replace(person, id=str(n), nom=f"Nom{n}") for n in range(1000)),
        collectivites=tuple(Collectivite(denomination=f"Mairie {n}") for n in range(200)),
        referents=tuple(Referent(nom=f"Contact {n}") for n in range(200)),
        liens_prs=(
            LienPrs(code="occ_usagers", commentaire="mot " * 25_000),
            LienPrs(code="occ_cancer", commentaire="mot " * 25_000),
        ),
    )
    for document, words in (
        ("occitanie_projet_medical", ("Mairie 199", "Nom999 Claire")),
        ("bretagne_projet_sante", ("Contact 199", "Nom999 Claire")),
    ):
        made = produire(big, document, ("docx", "pdf"), on=ON)
        for text in (docx_text(made["docx"]), pdf_text(made["pdf"])):
            assert [word for word in words if word not in text] == []
            assert document.startswith("bre") or text.count("mot ") + text.count("mot\n") >= 50_000


@pytest.mark.parametrize(
    "text",
    ["- " * 300 + "x", "*a_ " * 25_000, "**" * 50_000, "> " * 200 + "x", "[" * 50_000, "#\n" * 999],
)
def test_texts_made_to_break_a_parser_keep_their_words(text: str) -> None:
    found = markdown.blocks(text, level=2)
    letters = sum(c.isalpha() for c in text)
    assert length(found) >= letters
