"""The pairs of communes that touch, in a CSV « a,b,longueur_m »: refused with the line named."""

import re
from collections.abc import Iterator
from typing import Final

from maillage.opendata.fichier import Source
from maillage.opendata.refus import SourceRefusee

COLONNES: Final = ("a", "b", "longueur_m")
_CODE: Final = re.compile(r"(2[AB]|[0-9]{2})[0-9]{3}")
_LENGTH: Final = re.compile(r"[0-9]{1,7}")


def lire(source: Source) -> dict[tuple[str, str], int]:
    """Return the metres that each pair shares; each pair once, in the order of codes."""
    ((name, content),) = _single(source)
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceRefusee(name, f"ligne {line}", "le texte n’est pas en UTF-8") from error
    mark = ";" if lines and ";" in lines[0] else ","
    head = [word.strip().strip('"').casefold() for word in lines[0].split(mark)] if lines else []
    missing = [column for column in COLONNES if column not in head]
    if missing:
        seen = ", ".join(head) or "rien"
        raise SourceRefusee(
            name, "ligne 1", f"la colonne « {missing[0]} » manque (trouvé : {seen[:80]})"
        )
    places = [head.index(column) for column in COLONNES]
    found: dict[tuple[str, str], int] = {}
    for number, pair, length in _rows(name, lines, mark, places, len(head)):
        if pair in found:
            where = f"ligne {number}"
            raise SourceRefusee(name, where, f"la paire {pair[0]}, {pair[1]} est déjà plus haut")
        found[pair] = length
    if not found:
        raise SourceRefusee(name, "", "aucune paire de communes n’y est")
    return found


def _single(source: Source) -> list[tuple[str, bytes]]:
    parts = list(source.morceaux())
    if len(parts) != 1:
        raise SourceRefusee(source.nom, "", "un seul fichier CSV est attendu")
    return parts


def _rows(
    name: str, lines: list[str], mark: str, places: list[int], width: int
) -> Iterator[tuple[int, tuple[str, str], int]]:
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = [cell.strip().strip('"') for cell in line.split(mark)]
        if len(cells) != width:
            why = f"{len(cells)} colonnes au lieu de {width}"
            raise SourceRefusee(name, f"ligne {number}", why)
        a, b, length = (cells[place] for place in places)
        for column, code in (("a", a), ("b", b)):
            if not _CODE.fullmatch(code):
                where = f"ligne {number}, colonne {column}"
                raise SourceRefusee(name, where, f"« {code[:20]} » n’est pas un code de commune")
        if not _LENGTH.fullmatch(length):
            where = f"ligne {number}, colonne longueur_m"
            raise SourceRefusee(name, where, f"« {length[:20]} » n’est pas un nombre de mètres")
        if a == b:
            raise SourceRefusee(name, f"ligne {number}", f"{a} n’est pas sa propre voisine")
        yield number, (min(a, b), max(a, b)), int(length)
