"""Names of communes as people write them: without accents, capitals, hyphens, or in short."""

import re
import unicodedata
from bisect import bisect_left

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ÿ": "y"})
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORDS = re.compile(r"[^a-z0-9\n]+")
_SAINTS = re.compile(r"\b(?:saint(e?)|st(e?))(?=[ \n]|$)")
_ARTICLE = re.compile(r"^(?:l|le|la|les|aux?) (?=[a-z])", re.MULTILINE)
_ORDINALS = re.compile(r"\b0*([0-9]+) ?(?:er|re|eme|e)\b(?: (?:arrondissement|arrdt|arr)\b)?")


def plain(text: str) -> str:
    """Reduce names, one a line, to what two people would both write."""
    text = text.casefold().translate(_LIGATURES)
    text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    text = text.replace("s/s", " sous ").replace("s/", " sur ")
    text = _NOT_WORDS.sub(" ", text)
    text = re.sub(r" *\n *", "\n", text).strip(" ")
    text = _SAINTS.sub(lambda found: f"st{found[1] or found[2] or ''}", text)
    text = _ORDINALS.sub(r"\1", text)
    return _ARTICLE.sub("", text)


class IndexNoms:
    """A sorted list of reduced names, to find whole names, beginnings and words."""

    def __init__(self, entries: list[list[str]]) -> None:
        keys = plain("\n".join(nom for _, nom in entries)).split("\n")
        self._sorted = sorted((key, code) for key, (code, _) in zip(keys, entries, strict=True))
        self._keys = [key for key, _ in self._sorted]

    def chercher(self, texte: str) -> list[str]:
        """Return codes: whole names, or else beginnings, then names that hold every word."""
        key = plain(texte.replace("\n", " "))
        if not key:
            return []
        start = bisect_left(self._keys, key)
        end = bisect_left(self._keys, key + "\uffff")
        whole = bisect_left(self._keys, key + "\x00")
        beginning = self._sorted[start:end]
        exact = self._sorted[start:whole]
        seen = {code for _, code in beginning}
        words = [f" {word}" for word in key.split()]
        inside = [
            entry
            for entry in self._sorted
            if entry[1] not in seen and all(word in f" {entry[0]}" for word in words)
        ]
        ordered = exact + [entry for entry in beginning if entry not in exact] + inside
        return [code for _, code in ordered]
