"""A pasted list of communes: codes, names or postal codes, as a spreadsheet or an e-mail gives them."""

import re
from dataclasses import dataclass
from typing import Final

from maillage.core.territoire import NatureCode, Situation
from maillage.documents.reprise.communes_lues import lire_commune
from maillage.reference import cog
from maillage.web.typographie import fr

_AROUND: Final = " \u00a0\"'"  # what a spreadsheet or an e-mail leaves around a word
_CODE: Final = re.compile(r"(?:2[AB]|[0-9]{1,2})[0-9]{3}$", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W\d_]")
_CELLS: Final = re.compile(r"[;\t|]")
_WORDS: Final = re.compile(r"[\s,]+")
_ONLY_CODES: Final = re.compile(r"(?:(?:2[AB]|[0-9]{1,2})[0-9]{3}[\s,]*)+", re.IGNORECASE)
_LINES: Final = 2_000
_CANDIDATES: Final = 5
_CERTAIN: Final = (NatureCode.ACTUELLE, NatureCode.ZERO_RESTITUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collees:
    """The codes understood, each once, and a sentence about each word that is not."""

    codes: tuple[str, ...]
    refus: tuple[str, ...]


def lire_liste(text: str) -> Collees:
    """Read every word of a list; nothing is guessed when two communes bear the name."""
    pieces = _pieces(text)
    insee = any(
        _situation(piece.code).nature in _CERTAIN and not _postal(piece) for piece in pieces
    )
    codes: dict[str, None] = {}
    refusals: dict[str, None] = {}
    for piece in pieces:
        code = _code_of(piece, insee=insee)
        if code:
            codes[code] = None
        else:
            asked = (piece.nom or piece.code)[:80]
            refusals[fr(f"« {asked[:40]} » {_advice(asked)}")] = None
    return Collees(codes=tuple(codes), refus=tuple(refusals))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One commune as written: a code, a name, or both."""

    code: str = ""
    nom: str = ""


def _pieces(text: str) -> list[_Piece]:
    """Cut into communes: a line of codes gives each of them, a line of a table gives one."""
    pieces: list[_Piece] = []
    for line in text.splitlines()[:_LINES]:
        cells = [cell.strip(_AROUND) for cell in _CELLS.split(line)]
        if _ONLY_CODES.fullmatch(line.strip()):
            pieces += [_Piece(code=word) for word in _WORDS.split(line) if word]
        elif len(cells) > 1:
            pieces.append(_Piece(code=_first(cells, _CODE), nom=_first(cells, _LETTERS)))
        else:
            pieces += [_Piece(nom=name.strip(_AROUND)) for name in line.split(",")]
    return [piece for piece in pieces if piece.code or piece.nom][:_LINES]


def _first(cells: list[str], pattern: re.Pattern[str]) -> str:
    return next((cell for cell in cells if pattern.match(cell)), "")


def _situation(word: str) -> Situation:
    return cog.table().situation(word[:12])


def _postal(piece: _Piece) -> bool:
    """Are the same figures a postal code of other communes?"""
    return bool(_situation(piece.code).code_postal_de)


def _code_of(piece: _Piece, *, insee: bool) -> str | None:
    """Return the code of the one commune it means, or None; `insee`: other codes are no one's post."""
    found = _situation(piece.code)
    certain = found.nature in _CERTAIN and len(found.communes) == 1
    if certain and (insee or not _postal(piece)):
        return found.communes[0].code
    if certain and not piece.nom:
        return None
    read = lire_commune(code=piece.code[:80] or None, nom=piece.nom[:80] or None)
    if isinstance(read, str) or not read[1]:
        return None
    return read[0].code if cog.table().commune(read[0].code) else None


def _advice(asked: str) -> str:
    table = cog.table()
    known = table.situation(asked[:12])
    found = sorted(
        (*known.communes, *known.code_postal_de) or table.chercher(asked),
        key=lambda commune: -(commune.population or 0),
    )
    if not found:
        return (
            "n’est ni un code ni un nom de commune : vérifiez-le, ou cherchez par le début du nom."
        )
    names = " ou ".join(f"{c.nom} ({c.code})" for c in found[:_CANDIDATES])
    more = ", entre autres" if len(found) > _CANDIDATES else ""
    return f"peut vouloir dire {names}{more} : écrivez le code."
