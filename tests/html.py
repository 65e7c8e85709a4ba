"""What is wrong in a page, read as the HTML standard reads it, and as people without eyes do."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as SENTENCES

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FIELDS = ("input", "select", "textarea")
INTERACTIVE = {"a", "button", "label", "select", "textarea", "details", "iframe"}
# What only holds words, and what words may not hold.
PHRASING = {"p", "span", "b", "i", "em", "strong", "small", "button", "label", "code", *HEADINGS}
FLOW = {"div", "p", "ul", "ol", "dl", "table", "section", "form", "details", "fieldset", "article"}
CHILDREN = {
    "ul": {"li", "template", "script"},
    "ol": {"li", "template", "script"},
    "dl": {"div", "dt", "dd", "template"},
    "tr": {"td", "th"},
}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list")


def faults(html: str) -> list[str]:
    """Return every fault of a whole page, in words."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    return [
        *_syntax(parser),
        *_document(root),
        *_identifiers(root),
        *_headings(root),
        *_nesting(root),
        *_fields(root),
    ]


def _syntax(parser: Any) -> Iterator[str]:
    for (line, column), code, data in parser.errors:
        yield f"{line}:{column} {SENTENCES.get(code, code) % data}"


def _document(root: Element) -> Iterator[str]:
    if root.get("lang") != "fr":
        yield "the page does not say that it is in French"
    if not (root.findtext("./head/title") or "").strip():
        yield "the page has no title"
    mains = sum(1 for _ in root.iter("main"))
    if mains != 1:
        yield f"{mains} main elements"


def _identifiers(root: Element) -> Iterator[str]:
    counted = Counter(found for element in root.iter() if (found := element.get("id")))
    yield from (f"id {name} stands {times} times" for name, times in counted.items() if times > 1)
    for element in root.iter():
        for name in REFERENCES:
            for target in (element.get(name) or "").split():
                if target not in counted:
                    yield f"{element.tag} {name}={target}: no such id"
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] not in counted:
            yield f"link to {href}: no such id"


def _headings(root: Element) -> Iterator[str]:
    levels = [int(element.tag[1]) for element in root.iter() if element.tag in HEADINGS]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    for above, level in zip([0, *levels], levels, strict=False):
        if level > above + 1:
            yield f"a heading of level {level} follows one of level {above}"
    for element in root.iter():
        if element.tag in HEADINGS and not "".join(element.itertext()).strip():
            yield f"an empty {element.tag}"


def _nesting(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag in CHILDREN:
            wrong = {str(child.tag) for child in element} - CHILDREN[element.tag]
            yield from (f"{tag} right under {element.tag}" for tag in wrong if "Comment" not in tag)
        inside = {str(child.tag) for child in element.iter()} if len(element) else set()
        if element.tag in PHRASING:
            children = {str(child.tag) for below in element for child in below.iter()}
            yield from (f"{tag} in {element.tag}" for tag in sorted(FLOW & children))
        if element.tag in ("a", "button"):
            below = inside - {element.tag} if len(element) else set()
            yield from (f"{tag} in {element.tag}" for tag in sorted(INTERACTIVE & below))


def _fields(root: Element) -> Iterator[str]:
    parents = {child: parent for parent in root.iter() for child in parent}
    labelled = {element.get("for") for element in root.iter("label")}
    fields = [element for element in root.iter() if element.tag in FIELDS]
    for field in fields:
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("title")
        if field.get("type") in ("hidden", "submit", "button") or named:
            continue
        wrapped = any(parent.tag == "label" for parent in _above(field, parents))
        if field.get("id") not in labelled and not wrapped:
            yield f"{field.tag} {field.get('name')} has no label"


def _above(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    while element in parents:
        element = parents[element]
        yield element
