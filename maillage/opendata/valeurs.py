"""A figure and a code as publishers write them; absent, secret and « too few » are told apart."""

import re
from typing import Final

from maillage.territoires.mesures import Statut

_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?")
_SPACES: Final = str.maketrans("", "", " \u00a0\u202f")
_CODE: Final = re.compile(r"(2[AB]|[0-9]{2})[0-9]{3}")
_ZERO_LOST: Final = re.compile(r"[1-9][0-9]{3}")
_WORDS: Final = {
    "": Statut.ABSENTE,
    "nd": Statut.ABSENTE,
    "n/d": Statut.ABSENTE,
    "na": Statut.ABSENTE,
    "n/a": Statut.ABSENTE,
    "null": Statut.ABSENTE,
    ".": Statut.ABSENTE,
    "-": Statut.ABSENTE,
    "-9999": Statut.ABSENTE,
    "s": Statut.SECRETE,
    "c": Statut.SECRETE,
    "secret": Statut.SECRETE,
    "ns": Statut.NON_SIGNIFICATIVE,
    "n.s.": Statut.NON_SIGNIFICATIVE,
}


def nombre(text: str) -> float | Statut | None:
    """Read a figure, or the word that stands in its place; None: it is neither."""
    if _NUMBER.fullmatch(text) and text not in _WORDS:
        return float(text.replace(",", "."))
    word = _WORDS.get(text.casefold())
    if word is not None:
        return word
    tight = text.translate(_SPACES)
    return nombre(tight) if tight != text else None


def code_commune(text: str) -> str | None:
    """Read the code of a commune, with the zero that a spreadsheet took off; None: it is none."""
    if _CODE.fullmatch(text):
        return text
    if _ZERO_LOST.fullmatch(text):
        return f"0{text}"
    upper = text.upper()
    return upper if _CODE.fullmatch(upper) else None


def annee(text: str) -> int | None:
    """Read a year of this century or the last; None: it is none."""
    return int(text) if re.fullmatch(r"(19|20)[0-9]{2}", text) else None
