"""Cut a list of communes, pasted or read from a file, into communes as written, one by one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from maillage.documents.reprise.communes import cellules_utiles
from maillage.documents.reprise.etiquettes import normal
from maillage.documents.reprise.feuilles import Rangee, lire_collage
from maillage.documents.reprise.refus import FichierRefuse
from maillage.reference.cog import table as cog

LE_PLUS: Final = 2_000  # communes of one list: each may send one answer with the page
_AROUND: Final = " \t\u00a0\u202f\ufeff\"'«»“”.,;:()[]"
_BULLET: Final = re.compile(r"^\s*(?:[-–—•*·▪◦‣→>●○■□✓+]+|[0-9]{1,3}\s?[.)°](?!\d))\s*")
_CODE: Final = re.compile(r"(?:2[AB]|[0-9]{1,2})[0-9]{3}", re.IGNORECASE)
_CODES: Final = re.compile(r"(?<![\w])(?:2[AB]|[0-9]{1,2})[0-9]{3}(?![\w])", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[,;|\t•]|(?<!\b[sS<])/")  # « St-Pal s/Mons » is one name
_LETTERS: Final = re.compile(r"[^\W\d_]")
_CELLS: Final = re.compile(r"[;\t|]")
_PEOPLE: Final = re.compile(r"\(?\b\d[\d\s\u00a0\u202f.]*\s*hab\w*\.?\)?", re.IGNORECASE)
_PART: Final = "une partie de commune s’ajoute à part, avec son nombre d’habitants"
_NONE: Final = "aucune commune sur cette ligne"
_HEADS: Final = (
    "canton", "cantons", "communaute", "communautes", "cc", "ca", "departement", "arrondissement",
    "secteur", "bassin", "communes", "commune", "liste", "total", "population", "source", "note",
    "code", "insee", "nom",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Morceau:
    """A commune as written, and where; or, with `ecarte`, why this is none."""

    numero: int
    texte: str
    code: str = ""
    nom: str = ""
    postal: str = ""
    ecarte: str = ""


def couper_texte(text: str) -> tuple[Morceau, ...]:
    """Cut a pasted list, whatever separates its communes; raise `FichierRefuse` when too long."""
    text = "\n".join(text.splitlines())  # one idea of what ends a line, for both ways of reading
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) > 1 and all("\t" in line for _, line in lines):
        try:
            return couper_rangees(lire_collage(text, "Liste collée"), "Liste collée")
        except FichierRefuse:
            pass  # no column of communes: each line is read for itself
    return _not_too_many([piece for number, line in lines for piece in _line(number, line)])


def couper_rangees(rangees: Sequence[Rangee], name: str) -> tuple[Morceau, ...]:
    """Cut the rows of a spreadsheet, one commune a row; raise `FichierRefuse`."""
    pieces = []
    for row, cells in cellules_utiles(rangees, name):
        if isinstance(cells, str):
            pieces.append(Morceau(numero=row.numero, texte=row.texte, ecarte=cells))
            continue
        code, nom, postal = (cells.get(key) or "" for key in ("code", "nom", "code_postal"))
        piece = Morceau(numero=row.numero, texte=row.texte, code=code, nom=nom, postal=postal)
        pieces.append(replace(piece, ecarte=_PART) if cells.get("partie") else piece)
    return _not_too_many(pieces)


def _not_too_many(pieces: list[Morceau]) -> tuple[Morceau, ...]:
    if len(pieces) > LE_PLUS:
        raise FichierRefuse(
            f"Cette liste a {len(pieces)} lignes : {LE_PLUS} au plus à la fois, coupez-la en deux."
        )
    return tuple(pieces)


def _line(number: int, line: str) -> Iterator[Morceau]:
    """Cut one line: codes, the cells of a table, or names with what people put around them."""
    line = line.replace("\x00", "\ufffd")
    bare = _BULLET.sub("", line) if not _only_codes(line) else line
    cells = [cell.strip(_AROUND) for cell in _CELLS.split(bare)]
    cells = [cell for cell in cells if cell]
    codes = [cell for cell in cells if _CODE.fullmatch(cell)]
    names = [cell for cell in cells if _LETTERS.search(cell) and cell not in codes]
    if _only_codes(bare):
        yield from (_piece(number, code) for code in _CODES.findall(bare))
    elif codes and names:
        yield Morceau(numero=number, texte=line.strip(), code=codes[0], nom=names[0])
    elif not cells or not (codes or names):
        yield Morceau(numero=number, texte=line.strip(), ecarte=_NONE)
    elif pieces := list(_headed(number, bare)):
        yield from pieces
    else:
        yield Morceau(numero=number, texte=line.strip(), ecarte=_NONE)


def _only_codes(text: str) -> bool:
    rest = _CODES.sub("", text).strip(" \t\u00a0\u202f,;|.-–•*")
    return not rest and bool(_CODES.search(text))


def _headed(number: int, text: str) -> Iterator[Morceau]:
    """Set aside what is before « : », unless it is the commune itself."""
    head, colon, tail = text.partition(":")
    plain_tail = _PEOPLE.sub("", tail).strip(_AROUND)
    if not colon or not _LETTERS.search(plain_tail):
        yield from _names(number, head if colon and head.strip() else text)
    elif _CODE.fullmatch(head.strip(_AROUND)):
        yield Morceau(
            numero=number, texte=text.strip(), code=head.strip(_AROUND), nom=plain_tail[:80]
        )
    else:
        yield Morceau(numero=number, texte=f"{head.strip()} :", ecarte="titre, pas une commune")
        yield from _names(number, tail)


def _names(number: int, text: str) -> Iterator[Morceau]:
    for part in _SIGNS.split(_PEOPLE.sub("", text)):
        clean = part.strip(_AROUND)
        if clean:
            yield from _named(number, part, clean)


def _named(number: int, written: str, clean: str) -> Iterator[Morceau]:
    """Return one name, or two when « et » or a dash joins two communes."""
    if _is_head(clean):
        yield Morceau(numero=number, texte=clean, ecarte="titre, pas une commune")
        return
    codes = _CODES.findall(clean)
    if len(codes) > 1:
        rest = _CODES.sub(" ", clean).strip(_AROUND)
        yield from (_piece(number, code) for code in codes)
        if rest:
            yield _piece(number, rest)
        return
    if not cog().chercher(clean[:80], limite=1):
        for joint in (r"\s+et\s+", r"\s+[-–—]\s+"):
            halves = [half.strip(_AROUND) for half in re.split(joint, clean)]
            if len(halves) > 1 and all(halves):
                yield from (_piece(number, half) for half in halves)
                return
    if text := written.strip(" \t\u00a0\u202f\ufeff\"'«»“”"):
        yield _piece(number, clean, text)


def _is_head(text: str) -> bool:
    first = (normal(text).split(" ") or [""])[0]
    return first in _HEADS and not any(
        normal(one.nom) == normal(text) for one in cog().chercher(text[:80], limite=5)
    )


def _piece(number: int, word: str, written: str = "") -> Morceau:
    """Return a code alone, a name alone, or « 43200 Yssingeaux » cut in two."""
    found = _CODES.search(word)
    name = _CODES.sub(" ", word).strip(" \t-–—:()[].,;") if found else word
    code = found[0] if found else ""
    return Morceau(numero=number, texte=(written or word)[:200], code=code, nom=name[:80])
