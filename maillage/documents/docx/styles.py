"""The model that every DOCX starts from: page, styles, lists, made once per process."""

from functools import cache
from io import BytesIO
from typing import Any

from docx.api import Document as WordDocument
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from maillage.documents.docx.xml import el, fragment

FONT = "Calibri"
INK, ACCENT, UNCERTAIN, GREY = "17262B", "0A4A43", "B84E00", "5C6773"
SHADE, RULE = "EDF3F1", "B8C6C2"
TEXT_WIDTH = 9638  # twentieths of a point between the margins
TABLE_STYLE = "TableauMaillage"
BULLETS, NUMBERS = 90, 91  # identifiers of our two list models


@cache
def model() -> bytes:
    """Return an empty document that bears our styles."""
    docx = WordDocument()
    _page(docx)
    _defaults(docx)
    _headings(docx)
    _paragraphs(docx)
    _characters(docx)
    docx.styles.element.append(_table_style())
    _lists(docx)
    _settings(docx)
    _without_thumbnail(docx)
    out = BytesIO()
    docx.save(out)
    return out.getvalue()


def _page(docx: Docx) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.1)
    section.header_distance = section.footer_distance = Cm(1.1)


def _fonts() -> Any:
    return el("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)


def _defaults(docx: Docx) -> None:
    defaults = docx.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    properties = defaults.find(qn("w:rPr"))
    for child in list(properties):
        properties.remove(child)
    properties.extend(
        (
            _fonts(),
            el("color", val=INK),
            el("sz", val=20),
            el("szCs", val=20),
            el("lang", val="fr-FR", eastAsia="fr-FR", bidi="ar-SA"),
        )
    )
    normal = docx.styles["Normal"]
    normal.paragraph_format.space_after = Pt(5)
    normal.paragraph_format.line_spacing = 1.08
    normal.paragraph_format.widow_control = True


def _reset(style: Any) -> None:
    for tag in ("w:rPr", "w:pPr"):
        found = style.element.find(qn(tag))
        if found is not None:
            style.element.remove(found)
    style.element.get_or_add_rPr().append(_fonts())


def _headings(docx: Docx) -> None:
    sizes = ((14, ACCENT, 16, 6), (11.5, ACCENT, 12, 4), (10.5, INK, 10, 3), (10, GREY, 8, 2))
    for level, (size, color, before, after) in enumerate(sizes, start=1):
        style = docx.styles[f"Heading {level}"]
        _reset(style)
        style.font.size, style.font.bold = Pt(size), True
        style.font.color.rgb = RGBColor.from_string(color)
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.keep_with_next = shape.keep_together = True
        style.element.pPr.append(el("outlineLvl", val=level - 1))
    _border(docx.styles["Heading 1"], bottom=ACCENT, size=8)
    title = docx.styles["Title"]
    _reset(title)
    title.font.size, title.font.bold = Pt(17), True
    title.font.color.rgb = RGBColor.from_string(ACCENT)
    title.paragraph_format.space_after = Pt(0)
    subtitle = docx.styles["Subtitle"]
    _reset(subtitle)
    subtitle.font.size = Pt(10.5)
    subtitle.font.color.rgb = RGBColor.from_string(GREY)
    subtitle.paragraph_format.space_after = Pt(14)
    for style, edge in ((title, "top"), (subtitle, "bottom")):
        _border(style, left=ACCENT, size=24, shade=SHADE)
        _air(style, edge)


def _border(style: Any, *, size: int, shade: str = "", **sides: str) -> None:
    properties = style.element.get_or_add_pPr()
    borders = el("pBdr")
    for side, color in sides.items():
        borders.append(
            el(side, val="single", sz=size, space=6 if side == "left" else 2, color=color)
        )
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
    if shade:
        properties.insert_element_before(
            el("shd", val="clear", color="auto", fill=shade),
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        )


def _air(style: Any, edge: str) -> None:
    """Give the frame of a title some air, by an edge of its own colour."""
    borders = style.element.pPr.find(qn("w:pBdr"))
    line = el(edge, val="single", sz=4, space=9, color=SHADE)
    borders.insert(0 if edge == "top" else len(borders), line)


def _paragraphs(docx: Docx) -> None:
    small = (
        ("Precision", "Précision de la question", 9, GREY, 4, True),
        ("Remarque", "Remarque", 8.5, GREY, 3, False),
        ("Cellule", "Cellule", 9.5, INK, 1, False),
        ("CelluleDense", "Cellule serrée", 8, INK, 0, False),
        ("TeteDeColonne", "Tête de colonne", 9, INK, 1, False),
        ("LigneACompleter", "Ligne à compléter", 10, GREY, 6, False),
        ("Option", "Case à cocher", 10, INK, 2, False),
        ("Carte", "Emplacement de carte", 10, GREY, 10, False),
        ("CouvertureIntitule", "Intitulé de couverture", 9.5, GREY, 0, True),
        ("CouvertureValeur", "Valeur de couverture", 12, INK, 12, False),
        ("TitreSommaire", "Titre du sommaire", 14, ACCENT, 8, True),
        ("TOC1", "toc 1", 10, INK, 1, False),
        ("TOC2", "toc 2", 9.5, INK, 0, False),
        ("FinDeSection", "Fin de section", 1, INK, 0, False),
        ("EntreTableaux", "Entre deux tableaux", 6, INK, 0, False),
    )
    for identifier, name, size, color, after, keep in small:
        style = _new_style(docx, identifier, name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = docx.styles["Normal"]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(color)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = keep or None
    _low(docx)
    _contents(docx)
    docx.styles["Tête de colonne"].font.bold = True
    blank = docx.styles["Ligne à compléter"]
    blank.font.italic = True
    _tabs(blank, el("tab", val="right", leader="dot", pos=TEXT_WIDTH))
    option = docx.styles["Case à cocher"].paragraph_format
    option.left_indent, option.first_line_indent = Cm(0.7), Cm(-0.7)
    place = docx.styles["Emplacement de carte"]
    place.font.italic = True
    shape = place.paragraph_format
    shape.space_before, shape.alignment = Pt(6), 1
    _frame(place)
    for name in ("Header", "Footer"):
        _running(docx.styles[name])


def _low(docx: Docx) -> None:
    """Lower the lines of a printed budget and of its notes, which hold on a page."""
    docx.styles["Remarque"].paragraph_format.space_before = Pt(3)
    for name in ("Remarque", "Cellule serrée"):
        docx.styles[name].paragraph_format.line_spacing = 1.0


def _contents(docx: Docx) -> None:
    first, second = docx.styles["toc 1"], docx.styles["toc 2"]
    docx.styles["Titre du sommaire"].font.bold = first.font.bold = True
    first.paragraph_format.space_before = Pt(4)
    second.paragraph_format.left_indent = Cm(0.6)
    for style in (first, second):
        _tabs(style, el("tab", val="right", leader="dot", pos=TEXT_WIDTH))


def _frame(style: Any) -> None:
    """Keep an empty place for the map, drawn by a dashed border."""
    properties = style.element.get_or_add_pPr()
    borders = el("pBdr")
    for side in ("top", "left", "bottom", "right"):
        space = 31 if side in ("top", "bottom") else 4
        borders.append(el(side, val="dashed", sz=6, space=space, color="9AA8B5"))
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _tabs(style: Any, *tabs: Any) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:tabs")):
        properties.remove(old)
    properties.insert_element_before(el("tabs", *tabs), "w:spacing", "w:ind", "w:jc")


def _running(style: Any) -> None:
    style.font.size = Pt(8.5)
    style.font.color.rgb = RGBColor.from_string(GREY)
    _tabs(style, el("tab", val="right", pos=TEXT_WIDTH))
    _border(style, size=4, **{"bottom" if style.name == "Header" else "top": RULE})


def _characters(docx: Docx) -> None:
    for identifier, name, color, italic in (
        ("ParticipationIncertaine", "Participation incertaine", UNCERTAIN, False),
        ("ACompleter", "À compléter", GREY, True),
        ("Discret", "Discret", GREY, False),
    ):
        style = _new_style(docx, identifier, name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = RGBColor.from_string(color)
        style.font.italic = italic or None


def _new_style(docx: Docx, identifier: str, name: str, kind: WD_STYLE_TYPE) -> Any:
    style = docx.styles.add_style(name, kind)
    style.element.set(qn("w:styleId"), identifier)
    return style


def _table_style() -> Any:
    sides = "".join(
        f"<w:{side} w:val='single' w:sz='4' w:space='0' w:color='{RULE}'/>"
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return fragment(
        f"<w:style w:type='table' w:customStyle='1' w:styleId='{TABLE_STYLE}'>"
        "<w:name w:val='Tableau Maillage'/><w:basedOn w:val='TableNormal'/><w:qFormat/>"
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
        "<w:top w:w='50' w:type='dxa'/><w:left w:w='90' w:type='dxa'/>"
        "<w:bottom w:w='50' w:type='dxa'/><w:right w:w='90' w:type='dxa'/></w:tblCellMar></w:tblPr>"
        "<w:tblStylePr w:type='firstRow'><w:rPr><w:b/></w:rPr><w:tcPr>"
        f"<w:shd w:val='clear' w:color='auto' w:fill='{SHADE}'/></w:tcPr></w:tblStylePr></w:style>"
    )


def _lists(docx: Docx) -> None:
    numbering = docx.part.numbering_part.element
    for identifier, form, texts in (
        (BULLETS, "bullet", ["•", "–", "•", "–", "•", "–"]),
        (NUMBERS, "decimal", [f"%{depth}." for depth in range(1, 7)]),
    ):
        levels = "".join(
            f"<w:lvl w:ilvl='{depth}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
            f"<w:lvlText w:val='{text}'/><w:lvlJc w:val='left'/><w:pPr>"
            f"<w:ind w:left='{340 * (depth + 1)}' w:hanging='340'/></w:pPr></w:lvl>"
            for depth, text in enumerate(texts)
        )
        model_list = fragment(
            f"<w:abstractNum w:abstractNumId='{identifier}'>"
            f"<w:multiLevelType w:val='multilevel'/>{levels}</w:abstractNum>"
        )
        numbering.insert(0, model_list)
    numbering.append(el("num", el("abstractNumId", val=BULLETS), numId=BULLETS))
    for name in ("List Bullet", "List Number", "List Continue"):
        style = docx.styles[name]
        _reset(style)
        style.paragraph_format.space_after = Pt(2)


def _settings(docx: Docx) -> None:
    settings = docx.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), "fr-FR")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # otherwise Word opens it as a file of another age


def _without_thumbnail(docx: Docx) -> None:
    relations = docx.part.package.rels
    for key in [key for key, rel in relations.items() if rel.reltype.endswith("thumbnail")]:
        del relations[key]
