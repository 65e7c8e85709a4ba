"""What the tags of a model are replaced by: the words that our own documents print."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from maillage.core.facts import DossierFacts
from maillage.documents import markdown
from maillage.documents.build import donnees
from maillage.documents.build.contexte import Contexte
from maillage.documents.build.document import context
from maillage.documents.build.lignes import records
from maillage.documents.build.valeurs import field, raw, words
from maillage.documents.characters import clean
from maillage.documents.modeles.balises import DONNEE, TEXTES, listes, valeurs
from maillage.documents.modeles.environnement import Manque
from maillage.documents.tree import Block, Heading, Item, Listing, Paragraph, Remark
from maillage.documents.typographie import day


def contenu(dossier: DossierFacts, wanted: frozenset[str], *, on: date) -> dict[str, Any]:
    """Return the values of the tags asked, by group, and the lines of the lists asked."""
    contexte = context(dossier, on=on)
    found: dict[str, Any] = {}
    for path in wanted & valeurs():
        root, _, name = path.partition(".")
        found.setdefault(root, {})[name] = _value(contexte, root, name)
    for source, fields in listes().items():
        asked = {name for name in fields if f"{source}.{name}" in wanted}
        if source in wanted:
            found[source] = [
                {name: _words(field(one, name), name) for name in asked}
                for one in records(contexte, source) or ()
            ]
    return found


def _value(contexte: Contexte, root: str, name: str) -> str:
    if root == TEXTES:
        text = contexte.dossier.textes.get(name)
        return texte(markdown.blocks(text, level=1)) or Manque() if text else Manque()
    if root == DONNEE:
        return texte(donnees.build(contexte, name).blocks) or Manque()
    return _words(raw(contexte, f"{root}.{name}"), name)


def _words(value: object, name: str) -> str:
    if isinstance(value, date):
        return day(value)
    said = words(value, name)
    return Manque() if said is None else said


def texte(blocks: Sequence[Block], margin: str = "") -> str:
    """Write blocks as lines: a model has its own styles, a text brings none."""
    return "\n".join(line for block in blocks for line in _lines(block, margin))


def _lines(block: Block, margin: str) -> list[str]:
    match block:
        case Heading():
            return [margin + block.text]
        case Paragraph() | Remark():
            return [margin + "".join(run.text for run in block.runs).replace("\n", "\n" + margin)]
        case Listing():
            return _list(block, margin)
        case _:
            return []


def _list(block: Listing, margin: str) -> list[str]:
    mark: Callable[[int], str] = (
        (lambda rank: "• ") if block.first is None else (lambda rank: f"{rank}. ")
    )
    lines: list[str] = []
    for rank, item in enumerate(block.items, start=block.first or 0):
        lines += _item(item, margin, mark(rank))
    return lines


def _item(item: Item, margin: str, mark: str) -> list[str]:
    lines: list[str] = []
    for number, block in enumerate(item.blocks):
        inside = _lines(block, margin if number == 0 else margin + "  ")
        lines += (
            [f"{margin}{mark}{clean(inside[0]).strip()}", *inside[1:]] if number == 0 else inside
        )
    return lines
