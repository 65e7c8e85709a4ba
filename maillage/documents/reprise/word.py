"""Read a DOCX as lines and tables, whatever the styles: text, emphasis, lists, boxes, marks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from maillage.documents.characters import clean
from maillage.documents.docx.styles import model
from maillage.documents.reprise.paquet import Paquet, ouvrir
from maillage.documents.reprise.refus import FichierRefuse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
BODY = "word/document.xml"
MAX_LINES = 30_000
MAX_CELLS = 60_000
MARK = "r_"  # begins the bookmarks that our own documents carry
COCHE, VIDE = "☒", "☐"
TICKED, EMPTY = "☒☑✓✔■", "☐□▢❑❒"
_SYMBOLS = {"F0FE": COCHE, "F0FD": COCHE, "F0FC": COCHE, "F0A8": VIDE, "F06F": VIDE, "F071": VIDE}
_TITLE = re.compile(r"(?:heading|titre) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|tm|table des mati)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trait:
    """A stretch of text in one style."""

    texte: str
    gras: bool = False
    italique: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A paragraph."""

    traits: tuple[Trait, ...] = ()
    style: str = ""
    titre: int = 0  # level of heading; 0: none
    liste: tuple[str, int, int] | None = (
        None  # which list, its depth, its first number (0: bullets)
    )
    retrait: bool = False
    marques: tuple[str, ...] = ()

    @property
    def texte(self) -> str:
        """Return the text without its styles."""
        return "".join(trait.texte for trait in self.traits)

    @property
    def vide(self) -> bool:
        """Is there nothing to read?"""
        return not self.texte.strip()


@dataclass(frozen=True, slots=True)
class Cellule:
    """A cell; `suite` continues the cell above."""

    lignes: tuple[Ligne, ...] = ()
    largeur: int = 1
    suite: bool = False

    @property
    def texte(self) -> str:
        """Return the lines that say something."""
        return "\n".join(ligne.texte.strip() for ligne in self.lignes if not ligne.vide)


@dataclass(frozen=True, slots=True)
class TableLue:
    """A table, row by row."""

    rangees: tuple[tuple[Cellule, ...], ...]
    titre: str = ""  # of a sheet: the line above


Unite = Ligne | TableLue


@dataclass(frozen=True, slots=True)
class Lecture:
    """What a DOCX says, from top to bottom."""

    unites: tuple[Unite, ...]
    de_maillage: bool  # we wrote it: its remarks and blanks are known by their styles


def lire(data: bytes, name: str) -> Lecture:
    """Read a DOCX; raise `FichierRefuse` with the reason."""
    paquet = ouvrir(data, name, needs=BODY, kind="Word (.docx)")
    root = paquet.xml(BODY)
    body = root.find(f"{W}body")
    if body is None:
        raise FichierRefuse(f"« {name} » ne contient pas de texte.")
    reading = _Reading(_Styles(paquet))
    unites = tuple(reading.units(body))
    styles = paquet.parts.get("word/styles.xml", b"")
    ours = b"TableauMaillage" in styles or b"Tableau Maillage" in styles
    return Lecture(unites, ours)


@cache
def _ours() -> dict[str, str]:
    """Return the identifiers of our own styles by their names."""
    paquet = ouvrir(model(), "modèle", needs=BODY, kind="Word (.docx)")
    styles = paquet.xml("word/styles.xml").iter(f"{W}style")
    return {_value(style.find(f"{W}name")).casefold(): style.get(f"{W}styleId") for style in styles}


class _Styles:
    """The levels of the heading styles, and which lists are numbered."""

    def __init__(self, paquet: Paquet) -> None:
        self.titres: dict[str, int] = {}
        self.sommaires: set[str] = set()
        self.listes: dict[str, str] = {}
        self.noms: dict[str, str] = {}  # other programs rename the identifiers, not the names
        self._read_styles(paquet.xml("word/styles.xml"))
        self.formats: dict[str, tuple[bool, int]] = {}
        self._read_numbering(paquet.xml("word/numbering.xml"))

    def _read_styles(self, root: Any) -> None:
        for style in () if root is None else root.iter(f"{W}style"):
            identifier = style.get(f"{W}styleId") or ""
            name = _value(style.find(f"{W}name"))
            self.noms[identifier] = _ours().get(name.casefold(), identifier)
            found = _TITLE.match(name)
            level = style.find(f"{W}pPr/{W}outlineLvl")
            if found:
                self.titres[identifier] = int(found[1])
            elif level is not None and _whole(_value(level)) < 9:
                self.titres[identifier] = _whole(_value(level)) + 1
            if _CONTENTS.match(name):
                self.sommaires.add(identifier)
            if name.lower().startswith(("list bullet", "liste à puces")):
                self.listes[identifier] = "puces"
            elif name.lower().startswith(("list number", "liste à numéros", "liste numérotée")):
                self.listes[identifier] = "numeros"

    def _read_numbering(self, root: Any) -> None:
        if root is None:
            return
        models = {
            model.get(f"{W}abstractNumId"): _value(model.find(f"{W}lvl/{W}numFmt")) != "bullet"
            for model in root.iter(f"{W}abstractNum")
        }
        for number in root.iter(f"{W}num"):
            model = _value(number.find(f"{W}abstractNumId"))
            start = number.find(f"{W}lvlOverride/{W}startOverride")
            first = 1 if start is None else _whole(_value(start))
            self.formats[number.get(f"{W}numId") or ""] = (models.get(model, False), first)


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


@dataclass
class _Reading:
    styles: _Styles
    lines: int = 0
    cells: int = 0
    marks: list[str] = field(default_factory=list)

    def units(self, parent: Any) -> Iterator[Unite]:
        for element in parent:
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag == f"{W}p":
                line = self._line(element)
                if line is not None:
                    yield line
            elif tag == f"{W}tbl":
                yield TableLue(tuple(self._rows(element)))
            elif tag == f"{W}sdt":
                yield from self._control(element)
            elif tag in (f"{W}ins", f"{W}smartTag", f"{W}customXml"):
                yield from self.units(element)
            elif tag == f"{W}bookmarkStart":
                self._mark(element)

    def _control(self, element: Any) -> Iterator[Unite]:
        gallery = _value(element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
        content = element.find(f"{W}sdtContent")
        if content is not None and not _CONTENTS.match(gallery):
            yield from self.units(content)

    def _mark(self, element: Any) -> None:
        name = element.get(f"{W}name") or ""
        if name.startswith(MARK):
            self.marks.append(name.removeprefix(MARK))

    def _rows(self, table: Any) -> Iterator[tuple[Cellule, ...]]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue  # of a table inside a cell
            yield tuple(
                self._cell(cell)
                for cell in row.iter(f"{W}tc")
                if next(cell.iterancestors(f"{W}tr")) is row
            )

    def _cell(self, cell: Any) -> Cellule:
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise FichierRefuse("Les tableaux de ce document sont trop grands pour un formulaire.")
        span = _whole(_value(cell.find(f"{W}tcPr/{W}gridSpan"))) or 1
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        follows = merge is not None and _value(merge) in ("", "continue")
        return Cellule(tuple(_flat(self.units(cell))), min(span, 100), follows)

    def _line(self, paragraph: Any) -> Ligne | None:
        self.lines += 1
        if self.lines > MAX_LINES:
            raise FichierRefuse("Ce document a trop de paragraphes pour un formulaire.")
        properties = paragraph.find(f"{W}pPr")
        style = "" if properties is None else _value(properties.find(f"{W}pStyle"))
        if style in self.styles.sommaires:
            return None
        runs = tuple(_joined(self._runs(paragraph)))
        marks, self.marks = tuple(self.marks), []
        return Ligne(
            traits=runs,
            style=self.styles.noms.get(style, style),
            titre=self.styles.titres.get(style, 0),
            liste=self._list(properties, style),
            retrait=properties is not None and properties.find(f"{W}ind") is not None,
            marques=marks,
        )

    def _list(self, properties: Any, style: str) -> tuple[str, int, int] | None:
        number = None if properties is None else properties.find(f"{W}numPr")
        if number is not None:
            identifier = _value(number.find(f"{W}numId"))
            if identifier == "0" or style in self.styles.titres:
                return None
            depth = min(_whole(_value(number.find(f"{W}ilvl"))), 8)
            numbered, first = self.styles.formats.get(identifier, (False, 1))
            return identifier, depth, first if numbered else 0
        kind = self.styles.listes.get(style)
        return None if kind is None else (kind, 0, 1 if kind == "numeros" else 0)

    def _runs(self, parent: Any, style: Trait | None = None) -> Iterator[Trait]:
        for element in parent:
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag == f"{W}r":
                yield from self._run(element)
            elif tag == f"{W}sdt":
                yield from self._box(element)
            elif tag in (f"{W}ins", f"{W}hyperlink", f"{W}smartTag", f"{W}fldSimple"):
                yield from self._runs(element)
            elif tag == f"{W}bookmarkStart":
                self._mark(element)

    def _run(self, run: Any) -> Iterator[Trait]:
        yield from _run(run, self.styles.noms)

    def _box(self, element: Any) -> Iterator[Trait]:
        checked = element.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
        box = element.find(f"{W}sdtPr/{W14}checkbox")
        content = element.find(f"{W}sdtContent")
        if box is not None:
            on = checked is not None and checked.get(f"{W14}val") in ("1", "true", "on")
            yield Trait(COCHE if on else VIDE)
        elif content is not None:
            yield from self._runs(content)


def _flat(units: Iterable[Unite]) -> Iterator[Ligne]:
    """A table inside a cell is read as its lines."""
    for unit in units:
        if isinstance(unit, Ligne):
            yield unit
        else:
            yield from (line for row in unit.rangees for cell in row for line in cell.lignes)


def _run(run: Any, noms: Mapping[str, str]) -> Iterator[Trait]:
    properties = run.find(f"{W}rPr")
    bold, italic, style = _look(properties)
    style = noms.get(style, style)
    pieces = []
    for element in run:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == f"{W}t":
            pieces.append(element.text or "")
        elif tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif tag == f"{W}tab":
            pieces.append("\t")
        elif tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif tag == f"{W}sym":
            pieces.append(_SYMBOLS.get((element.get(f"{W}char") or "").upper(), ""))
        elif tag == f"{W}fldChar":
            pieces.append(_old_box(element))
    text = clean("".join(pieces))
    if text:
        yield Trait(text, bold, italic, style)


def _look(properties: Any) -> tuple[bool, bool, str]:
    if properties is None:
        return False, False, ""
    return (
        _on(properties.find(f"{W}b")),
        _on(properties.find(f"{W}i")),
        _value(properties.find(f"{W}rStyle")),
    )


def _on(element: Any) -> bool:
    return element is not None and _value(element) not in ("0", "false", "off")


def _old_box(element: Any) -> str:
    """A box of the old forms of Word."""
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = box.find(f"{W}checked")
    if state is None:
        state = box.find(f"{W}default")
    return COCHE if _on(state) else VIDE


def _joined(runs: Iterable[Trait]) -> Iterator[Trait]:
    """Put together the neighbours of one look: Word cuts its runs anywhere."""
    last: Trait | None = None
    for run in runs:
        if last and (last.gras, last.italique, last.style) == (run.gras, run.italique, run.style):
            last = Trait(last.texte + run.texte, run.gras, run.italique, run.style)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
