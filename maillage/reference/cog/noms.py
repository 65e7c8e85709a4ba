"""Names of communes as people write them: without accents, capitals, hyphens, or in short."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

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

    def chercher(self, texte: str, limite: int | None = None) -> list[str]:
        """Return codes: whole names, or else beginnings, then names that hold every word."""
        key = plain(texte.replace("\n", " "))
        if not key:
            return []
        start = bisect_left(self._keys, key)
        end = bisect_left(self._keys, key + "\uffff")
        whole = bisect_left(self._keys, key + "\x00")
        last = end if limite is None else min(end, start + limite)
        codes = dict.fromkeys(code for _, code in self._sorted[start : max(whole, last)])
        if limite is None or len(codes) < limite:
            codes |= dict.fromkeys(islice(self._holding(key.split()), limite))
        return list(codes)[:limite]

    def _holding(self, words: list[str]) -> Iterator[str]:
        """Return the codes of the entries that hold every word, or its beginning, in their order."""
        low, high = min(map(self._span, words), key=lambda span: span[1] - span[0])
        for place in sorted({place for _, place in self._words[low:high]}):
            key, code = self._sorted[place]
            if all(f" {word}" in f" {key}" for word in words):
                yield code

    def _span(self, word: str) -> tuple[int, int]:
        after = (word + "\uffff", -1)
        return bisect_left(self._words, (word, -1)), bisect_left(self._words, after)

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        """Each word of each entry, sorted: a list of a thousand names reads in a second."""
        pairs = ((word, place) for place, key in enumerate(self._keys) for word in key.split())
        return sorted(pairs)
