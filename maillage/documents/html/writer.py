"""Write a document tree as an HTML fragment for our pages, or as a page of its own."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from maillage.documents.tree import (
    Blank,
    Block,
    Cell,
    Checkboxes,
    Document,
    Figure,
    Grid,
    Heading,
    Inline,
    Listing,
    Option,
    Page,
    Paragraph,
    Remark,
    Row,
    Run,
    Signature,
    Table,
    Tone,
    Wording,
)
from maillage.documents.typographie import NO_BREAK

MAX_LEVEL = 6
FULL = 100
MANY_COLUMNS = 3  # a phone scrolls such a table rather than crush it

_STYLES = tuple(Path(__file__).with_name(name) for name in ("page.css", "document.css"))


def preview(document: Document, *, level: int = 2) -> str:
    """Return an `<article>`; `level` is that of the document's title in the page around it."""
    drawing = _Drawing(level)
    title = f"h{level}"
    return (
        f'<article class="doc" lang="fr" data-document="{escape(document.identifier)}">'
        f'<header class="doc-tete"><p>{escape(document.header)}</p>'
        f'<p><time datetime="{document.on.isoformat()}">{escape(document.on_text)}</time></p>'
        f"</header>"
        f'<{title} class="doc-titre">{escape(document.title)}</{title}>'
        f"{_cover(document)}{_contents(document)}{drawing.all(document.blocks)}"
        f'<footer class="doc-pied"><p>{escape(document.footer)}</p></footer></article>'
    )


def fragment(blocks: Sequence[Block], *, level: int = 2) -> str:
    """Return blocks that stand in a page of ours; their headings of level 1 become `level + 1`."""
    return _Drawing(level).all(blocks)


def page(document: Document) -> bytes:
    """Return a page that opens by itself, without anything to load."""
    text = (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="author" content="{escape(document.author)}">'
        f"<title>{escape(document.subject)} – {escape(document.header)}</title>"
        f"<style>{''.join(path.read_text('utf-8') for path in _STYLES)}</style></head>"
        f"<body><main>{preview(document, level=1)}</main></body></html>\n"
    )
    return text.encode("utf-8")


def _cover(document: Document) -> str:
    if document.cover is None:
        return ""
    lines = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
        for label, value in document.cover.lines
    )
    return f'<dl class="doc-couverture">{lines}</dl>'


def _contents(document: Document) -> str:
    if not document.contents:
        return ""
    entries = "".join(
        f'<li class="doc-s{entry.level}"><a href="#doc-{escape(entry.key)}">'
        f"{escape(f'{entry.number} {entry.text}'.strip())}</a></li>"
        for entry in document.entries()
        if entry.key
    )
    return (
        '<nav class="doc-sommaire" aria-label="Sommaire du document">'
        f"<p>Sommaire</p><ol>{entries}</ol></nav>"
    )


class _Drawing:
    def __init__(self, level: int) -> None:
        self.level = level
        self.simple: dict[type, Callable[[Any], str]] = {
            Heading: self._heading,
            Paragraph: lambda b: f'<p dir="auto">{_runs(b.runs)}</p>',
            Wording: lambda b: f'<p class="doc-precision">{escape(b.text)}</p>',
            Remark: lambda b: f'<p class="doc-remarque">{_runs(b.runs)}</p>',
            Blank: lambda b: f'<p class="doc-vide"><span>{escape(b.what)}</span></p>',
            Listing: self._listing,
            Checkboxes: _checkboxes,
            Table: self._table,
            Grid: self._grid,
            Figure: _figure,
            Page: lambda b: '<div class="doc-page"></div>',
            Signature: _signature,
        }

    def all(self, blocks: Sequence[Block]) -> str:
        return "".join(self.simple[type(block)](block) for block in blocks)

    def _heading(self, block: Heading) -> str:
        tag = f"h{min(self.level + block.level, MAX_LEVEL)}"
        number = f'<span class="doc-numero">{escape(block.number)}</span> ' if block.number else ""
        anchor = f' id="doc-{escape(block.key)}"' if block.key else ""
        text = escape(block.text)
        page = " doc-page" if block.new_page else ""
        return f'<{tag} class="doc-n{min(block.level, 4)}{page}"{anchor}>{number}{text}</{tag}>'

    def _listing(self, block: Listing) -> str:
        items = "".join(f"<li>{self.all(item.blocks)}</li>" for item in block.items)
        if block.first is None:
            return f"<ul>{items}</ul>"
        start = f' start="{block.first}"' if block.first != 1 else ""
        return f"<ol{start}>{items}</ol>"

    def _table(self, block: Table) -> str:
        side = [' class="doc-droite"' if column.right else "" for column in block.columns]
        head = "".join(
            f'<th scope="col"{css}>{escape(column.head)}</th>'
            for column, css in zip(block.columns, side, strict=True)
        )
        rows = "".join(self._row(row, side) for row in block.rows)
        summary = escape(block.summary)
        wide = ' class="doc-large"' if len(block.columns) >= MANY_COLUMNS else ""
        return (
            f'<div class="doc-tableau" role="group" aria-label="{summary}" tabindex="0">'
            f"<table{wide}>"
            f'<caption class="doc-resume">{summary}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _row(self, row: Row, side: Sequence[str]) -> str:
        first = len(side) - sum(cell.colspan for cell in row.cells)  # covered by a cell above
        cells = []
        for cell in row.cells:
            first += cell.colspan
            cells.append(self._cell(cell, side[first - 1]))
        total = ' class="doc-total"' if row.total else ""
        return f"<tr{total}>{''.join(cells)}</tr>"

    def _cell(self, cell: Cell, css: str) -> str:
        tag = "th" if cell.header else "td"
        scope = f' scope="{"rowgroup" if cell.rowspan > 1 else "row"}"' if cell.header else ""
        spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        return f"<{tag}{scope}{spans}{css}>{self.all(cell.blocks)}</{tag}>"

    def _grid(self, block: Grid) -> str:
        rows = "".join(
            f'<tr><th scope="row">{escape(row.label)}</th><td>{self.all(row.value.blocks)}</td></tr>'
            for row in block.rows
        )
        return (
            f'<div class="doc-tableau"><table class="doc-grille"><caption class="doc-resume">'
            f"{escape(block.summary)}</caption><tbody>{rows}</tbody></table></div>"
        )


_CLASSES = {
    Tone.UNCERTAIN: "doc-incertain",
    Tone.MISSING: "doc-manque",
    Tone.DISCREET: "doc-discret",
}


def _runs(runs: Inline) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.italic:
        text = f"<em>{text}</em>"
    if run.bold:
        text = f"<strong>{text}</strong>"
    css = _CLASSES.get(run.tone)
    return f'<span class="{css}">{text}</span>' if css else text


def _checkboxes(block: Checkboxes) -> str:
    css = "doc-cases doc-en-ligne" if block.in_line else "doc-cases"
    return f'<ul class="{css}">{"".join(map(_option, block.options))}</ul>'


def _option(option: Option) -> str:
    css = ' class="doc-coche"' if option.checked else ""
    glyph, said = ("☒", "Coché") if option.checked else ("☐", "Non coché")
    return (
        f'<li{css}><span class="doc-case" aria-hidden="true">{glyph}</span> '
        f'<span class="doc-lecteur">{said}{NO_BREAK}: </span>{escape(option.label)}</li>'
    )


def _figure(block: Figure) -> str:
    alt, text = escape(block.alt), escape(block.placeholder)
    if block.svg:
        picture = block.svg.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
        said = f"<figcaption>{escape(block.caption)}</figcaption>"
        css = "doc-dessin" if block.share == FULL else "doc-dessin doc-moyen"
        return f'<figure class="{css}">{picture}{said}</figure>'
    return f'<figure class="doc-carte" aria-label="{alt}"><figcaption>{text}</figcaption></figure>'


def _signature(block: Signature) -> str:
    texts = (block.label, block.name, block.capacity, block.made)
    lines = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    return f'<div class="doc-signature">{lines}</div>'
