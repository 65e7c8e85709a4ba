"""The charts: well formed, inside their sheet, said in words; and the figures that documents print."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from maillage.core.facts import DossierFacts, FigureRetenue, FormeFigure, LigneFigure
from maillage.documents import carte, graphique
from maillage.documents.carte import Fond
from maillage.documents.graphique.dessin import Mot, Rectangle, Rond, Trait
from maillage.documents.produire import arbre, produire
from maillage.documents.tree import Figure, Remark, Table
from maillage.documents.typographie import measure
from tests.factories import ON
from tests.grille import CODES

CHARTS = (FormeFigure.BARRES, FormeFigure.AGES, FormeFigure.PYRAMIDE, FormeFigure.COURBE)
DOCUMENT = "bretagne_projet_sante"


def figure(
    forme: FormeFigure, *rows: tuple[str, str, str | None], **given: object
) -> FigureRetenue:
    """Build a figure from rows « libelle, serie, valeur »."""
    lignes = tuple(
        LigneFigure(libelle=a, serie=b or None, valeur=None if c is None else Decimal(c))
        for a, b, c in rows
    )
    given = {"titre": "Part des 75 ans et plus", "unite": "%", **given}
    rubrique = "population_demographie"
    return FigureRetenue(
        rubrique=rubrique, indicateur="part_75_plus", forme=forme, lignes=lignes, **given
    )  # type: ignore[arg-type]  # fields by name


PLACES = (("Notre territoire", "", "13.2"), ("Haute-Loire", "", "-0.5"), ("France", "", None))
AGES = tuple(
    (age, serie, valeur)
    for age, one, two in (("0 à 14 ans", "16.1", "17.0"), ("75 ans et plus", "13.2", None))
    for serie, valeur in (("Femmes", one), ("Hommes", two), ("Ici, femmes", one), ("Là", two))
)
YEARS = tuple(
    (year, serie, valeur)
    for year, one, two in (("2016", "3.6", "3.7"), ("2022", "3.1", None))
    for serie, valeur in (("Notre territoire", one), ("France", two))
)
EACH = {
    FormeFigure.BARRES: figure(FormeFigure.BARRES, *PLACES),
    FormeFigure.AGES: figure(FormeFigure.AGES, *AGES),
    FormeFigure.PYRAMIDE: figure(FormeFigure.PYRAMIDE, *AGES),
    FormeFigure.COURBE: figure(FormeFigure.COURBE, *YEARS),
}


@pytest.mark.parametrize("forme", CHARTS)
def test_a_chart_is_well_formed_and_said_in_words(forme: FormeFigure) -> None:
    drawn = graphique.dessiner(EACH[forme])
    assert drawn
    page = etree.fromstring(graphique.pour_page(drawn, "g1").encode())
    assert page.get("aria-labelledby") == "g1-titre g1-description"
    assert "style" not in etree.tostring(page).decode()
    text, wide, high = graphique.pour_document(drawn)
    assert (etree.fromstring(text.encode()).get("width"), wide) == (
        str(drawn.largeur),
        drawn.largeur,
    )
    assert high >= drawn.hauteur
    for _, _, valeur in {"barres": PLACES, "courbe": YEARS}.get(forme.value, AGES):
        said = "non connue" if valeur is None else measure(Decimal(valeur), "%")
        assert said in drawn.description


def test_nothing_known_draws_nothing() -> None:
    nothing = (("2016", "", None), ("2022", "", None))
    assert [graphique.dessiner(figure(forme, *nothing)) for forme in CHARTS] == [None] * 4
    assert graphique.dessiner(figure(FormeFigure.COURBE, ("2022", "", "1"))) is None
    assert graphique.dessiner(figure(FormeFigure.CARTE, ("Le Puy", "", "1"))) is None
    alone = figure(FormeFigure.PYRAMIDE, ("0 à 14 ans", "", "3"))
    assert graphique.dessiner(alone) is None


def test_years_lie_apart_as_in_time_and_words_in_a_row() -> None:
    def places(*years: str) -> list[int]:
        drawn = graphique.dessiner(figure(FormeFigure.COURBE, *((year, "", "2") for year in years)))
        assert drawn
        return [mark.x for mark in drawn.marques if isinstance(mark, Rond)]

    first, second, third = places("2016", "2018", "2022")
    assert abs((third - second) - 2 * (second - first)) <= 2  # whole units
    first, second, third = places("avant", "en 2020", "après")
    assert abs((third - second) - (second - first)) <= 1


values = st.none() | st.decimals(min_value=-(10**6), max_value=10**6, places=2).map(str)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    forme=st.sampled_from(CHARTS),
    said=st.lists(values, min_size=4, max_size=12),
)
def test_whatever_the_values_bars_stay_inside(forme: FormeFigure, said: list[str | None]) -> None:
    names = ("Femmes", "Hommes") if forme is not FormeFigure.BARRES else ("",)
    rows = [
        (f"{2000 + rank // len(names)}", names[rank % len(names)], one)
        for rank, one in enumerate(said)
    ]
    drawn = graphique.dessiner(figure(forme, *rows))
    for mark in drawn.marques if drawn else ():
        match mark:
            case Rectangle():
                places = ((mark.x, mark.y), (mark.x + mark.largeur, mark.y + mark.hauteur))
            case Trait():
                places = mark.points
            case Mot() | Rond():
                places = ((mark.x, mark.y),)
        assert all(-1 <= x <= drawn.largeur + 1 and -1 <= y <= drawn.hauteur + 1 for x, y in places)


# --- maps


def on_a_map(forme: FormeFigure, *values: str | None) -> FigureRetenue:
    made = figure(forme, *((f"Commune {rank}", "", one) for rank, one in enumerate(values)))
    coded = zip(made.lignes or (), CODES, strict=False)
    return replace(made, lignes=tuple(replace(line, code=code) for line, code in coded))


def test_communes_take_a_shade_by_their_rank(squares: object) -> None:
    values = [str(10 + rank) for rank in range(10)]
    drawn = carte.colorier(on_a_map(FormeFigure.CARTE, *values, None), Fond.actuel())
    assert drawn
    assert [trace.classe for trace in drawn.traces] == [
        *("v1", "v1", "v2", "v2", "v3", "v3", "v4", "v4", "v5", "v5"), "v0",
    ]  # fmt: skip
    assert drawn.legende[0].texte == f"de 10 à {measure(Decimal(11), '%')}"
    assert drawn.legende[-1].texte == "Non connu"
    assert "La valeur la plus basse" in drawn.description
    assert "Licence Ouverte" in drawn.source


def test_equal_values_share_a_shade_and_nothing_known_is_said(squares: object) -> None:
    same = carte.colorier(on_a_map(FormeFigure.CARTE, "2", "2", "2"), Fond.actuel())
    assert same
    assert [one.texte for one in same.legende] == [measure(Decimal(2), "%")]
    none = carte.colorier(on_a_map(FormeFigure.CARTE, None, None), Fond.actuel())
    assert none
    assert "Aucune valeur n’est connue." in none.description
    assert carte.colorier(figure(FormeFigure.CARTE, *PLACES), Fond.actuel()) is None


def test_counts_are_circles_on_the_outlines(squares: object) -> None:
    drawn = carte.colorier(on_a_map(FormeFigure.CERCLES, "4", "100", None), Fond.actuel())
    assert drawn
    assert [trace.classe for trace in drawn.traces] == ["loin"] * 3 + ["rond"] * 2
    assert drawn.legende[0].texte.startswith("Le plus grand cercle")


@pytest.mark.parametrize("forme", [FormeFigure.CARTE, FormeFigure.CERCLES])
def test_without_outlines_circles_stand_for_the_map(forme: FormeFigure) -> None:
    drawn = carte.colorier(on_a_map(forme, "4", "100", None), Fond())
    assert drawn
    assert len(drawn.traces) == 3
    assert drawn.description.startswith("Chaque cercle est une commune")
    etree.fromstring(carte.pour_page(drawn).encode())


# --- in the documents

KEPT = tuple(
    replace(one, source="Insee, recensement", millesime="2022", couverture=Decimal("93.10"))
    for one in EACH.values()
)


def dossier(*figures: FigureRetenue) -> DossierFacts:
    return DossierFacts(figures=figures, textes={"population_demographie": "Une population âgée."})


def test_a_unit_is_said_once_above_a_column_of_values() -> None:
    heads = {}
    for unit in ("%", "habitants par km²", None):
        blocks = arbre(
            dossier(figure(FormeFigure.BARRES, *PLACES, unite=unit)), DOCUMENT, on=ON
        ).blocks
        (table,) = [b for b in blocks if isinstance(b, Table) and "les valeurs" in b.summary]
        (value,) = table.rows[0].cells[1].blocks
        heads[table.columns[1].head] = value.runs[0].text
    assert heads == {
        "Part": "13,2\u202f%",
        "Valeur (habitants par km²)": "13,2",
        "Valeur": "13,2",
    }


def test_a_kept_figure_is_printed_after_its_text_with_its_origin(squares: object) -> None:
    mapped = replace(
        on_a_map(FormeFigure.CARTE, *map(str, range(20))), retenue_le=date(2026, 11, 1)
    )
    facts = dossier(*KEPT, replace(mapped, estimation=True, niveau="Donnée du département"))
    blocks = arbre(facts, DOCUMENT, on=ON).blocks
    charts = [block for block in blocks if isinstance(block, Figure) and block.svg]
    assert len(charts) == 5
    assert charts[0].caption.startswith("Source\u00a0: Insee, recensement, 2022. Couvre 93,1")
    assert "Donnée du département. Estimation. Relevé le 1er novembre 2026." in charts[
        -1
    ].caption.replace("Source à indiquer. ", "")
    tables = [
        block for block in blocks if isinstance(block, Table) and "les valeurs" in block.summary
    ]
    assert [len(table.columns) for table in tables] == [2, 5, 5, 3, 4]
    assert len(tables[-1].rows) == 10
    files = produire(facts, DOCUMENT, ("docx", "pdf", "html"), on=ON)
    with ZipFile(BytesIO(files["docx"])) as word:
        assert len([n for n in word.namelist() if n.startswith("word/media/")]) == 5
        assert 'descr="Part des 75 ans et plus' in word.read("word/document.xml").decode()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(files["pdf"])).pages)
    assert text.count("Insee, recensement") == 4
    assert files["html"].decode().count("doc-moyen") >= 4


def test_a_figure_without_a_drawing_keeps_its_table_and_says_what_is_missing() -> None:
    bare = figure(FormeFigure.BARRES, ("Notre territoire", "", None), titre="<b>&\u0007")
    blocks = arbre(dossier(bare), DOCUMENT, on=ON).blocks
    assert [block for block in blocks if isinstance(block, Figure) and block.svg] == []
    (said,) = [b for b in blocks if isinstance(b, Remark) and "Source" in b.runs[0].text]
    assert said.runs[0].text == "Source à indiquer."
    assert produire(dossier(bare), DOCUMENT, ("docx", "pdf", "html"), on=ON)


def test_a_figure_of_another_text_is_not_printed() -> None:
    other = replace(KEPT[0], rubrique="freins")
    blocks = arbre(dossier(other), "communes", on=ON).blocks
    assert [block for block in blocks if isinstance(block, Figure)] == []


def test_words_that_no_format_carries_are_shown_as_such(squares: object) -> None:
    spoiled = figure(FormeFigure.BARRES, ("Ici \x07 <b>&", "", "3"), unite="\x01 unités")
    drawn = graphique.dessiner(spoiled)
    assert drawn
    for text in (graphique.pour_page(drawn, "g"), graphique.pour_document(drawn)[0]):
        etree.fromstring(text.encode())
    mapped = replace(on_a_map(FormeFigure.CARTE, "3"), unite="\x01 unités")
    assert produire(dossier(spoiled, mapped), DOCUMENT, ("docx", "pdf", "html"), on=ON)
