"""Types and names of establishments: « Maison de santé pluriprofessionnelle – Les Gorges »."""

import re
from dataclasses import dataclass
from functools import cache

from maillage.documents.reprise.etiquettes import CLOSE, normal, proches
from maillage.reference.nomenclatures import types_etablissement


@dataclass(frozen=True, slots=True)
class TypeLu:
    """A type of the nomenclature, or words that it does not know."""

    code: str | None
    precision: str | None = None
    sur: bool = True


@cache
def _known() -> dict[str, str]:
    words: dict[str, str] = {}
    for code, one in types_etablissement().items():
        words[normal(one.libelle)] = code
        if one.sigle:
            words[normal(one.sigle)] = code
        words.setdefault(normal(code), code)
    return words


def lire_type(texte: str) -> TypeLu | None:
    """Return the type that a text names."""
    wanted = normal(texte)
    if not wanted:
        return None
    known = _known()
    if wanted in known:
        return TypeLu(known[wanted])
    near = max(known, key=lambda one: proches(one, wanted))
    if proches(near, wanted) >= CLOSE:
        return TypeLu(known[near], sur=False)
    return TypeLu("autre", " ".join(texte.split()), sur=False)


def lire_type_nom(texte: str) -> tuple[TypeLu | None, str]:
    """Cut « type – name »; without a type in front, the name may say it: « SSIAD du Haut-Allier »."""
    text = " ".join(texte.split())
    head, dash, rest = text.partition(" – ")
    if not dash:
        head, dash, rest = text.partition(" - ")
    kind = lire_type(head) if dash else None
    if kind and kind.code != "autre":
        return kind, rest.strip()
    return _said_by(text), text


def _said_by(name: str) -> TypeLu | None:
    """Return the type whose words or initials are in a name, the longest first."""
    flat = f" {normal(name)} "
    known = _known()
    for words in sorted(known, key=len, reverse=True):
        initials = len(words) <= 7 and " " not in words
        written = re.search(rf"\b{re.escape(words.upper())}\b", name) if initials else True
        if written and f" {words} " in flat and known[words] != "autre":
            return TypeLu(known[words], sur=False)
    return None
