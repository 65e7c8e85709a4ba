"""Word refuses a file whose elements are out of order: their order is that of the standard."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from maillage.documents.produire import produire
from maillage.reference.trames import toutes
from tests.documents.faits import DOSSIERS, ON
from tests.documents.lecture import W

# ISO/IEC 29500, transitional: the children that we write, in the order of their sequences.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
    "pBdr shd tabs suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
    "mirrorIndents jc textDirection textAlignment outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow noProof vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd vertAlign lang",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
    "docGrid",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
    "vAlign hideMark",
    "trPr": "cnfStyle gridBefore gridAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
}
RANKS = {name: {f"{W}{tag}": n for n, tag in enumerate(o.split())} for name, o in ORDERS.items()}
FREE = {"headerReference", "footerReference"}  # a group, in any order, before the rest


def out_of_order(root: etree._Element) -> list[str]:
    found = []
    for name, ranks in RANKS.items():
        for element in root.iter(f"{W}{name}"):
            tags = [child.tag for child in element]
            if name == "trPr":  # a choice: any order, but known names
                found += [tag for tag in tags if tag not in ranks]
                continue
            places = [0 if tag.removeprefix(W) in FREE else ranks.get(tag, -1) for tag in tags]
            if places != sorted(places) or -1 in places:
                found.append(f"{name}: {' '.join(tag.removeprefix(W) for tag in tags)}")
    return sorted(set(found))


@pytest.mark.parametrize("name", ["vide", "complet"])
@pytest.mark.parametrize("document", sorted(toutes()))
def test_elements_come_in_the_order_of_the_standard(document: str, name: str) -> None:
    data = produire(DOSSIERS[name], document, ("docx",), on=ON)["docx"]
    with ZipFile(BytesIO(data)) as archive:
        parts = [n for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml")]
        roots = {n: etree.fromstring(archive.read(n)) for n in parts}
    assert {n: wrong for n, root in roots.items() if (wrong := out_of_order(root))} == {}


@pytest.mark.parametrize("document", ["bretagne_projet_sante", "occitanie_projet_medical"])
def test_the_table_of_contents_opens_filled_and_asks_nothing(document: str) -> None:
    data = produire(DOSSIERS["complet"], document, ("docx",), on=ON)["docx"]
    with ZipFile(BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        settings = archive.read("word/settings.xml").decode()
    assert "updateFields" not in settings
    assert [f for f in body.iter(f"{W}fldChar") if f.get(f"{W}dirty")] == []
    links = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(links) > 20
    assert [link for link in links if link not in marks] == []
    assert len(set(marks)) == len(marks)
    identifiers = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(set(identifiers)) == len(identifiers)
    kinds = [f.get(f"{W}fldCharType") for f in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
