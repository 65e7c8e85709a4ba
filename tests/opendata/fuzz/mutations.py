"""Ways to spoil a file: its bytes, its lines, its cells, its XML, its JSON."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from tests.opendata.classeurs import classeur
from tests.opendata.fuzz.gabarits import Gabarit, Rows

Bytes = Callable[[Random, bytes], bytes]
Grid = list[list[Any]]

# Cells that a publisher, a spreadsheet or a hostile hand may write.
CELLS = (
    "", " ", "x", "-1", "1e400", "1e99", "NaN", "inf", "-inf", "1,5", "1 200", "12", "12\u0663", "0x10", "NS",
    "s", "nd", "-9999", "99999", "00000", "2A999", "1004", "ZIP", "QN04301M", "999", "43", "2050", "1800",
    "=1+1", '"', 'a"b', "a\nb", "é", "\u00a0", "\u202e", "\ufeff", "é" * 300, "9" * 400, "a" * 200_000,
    "DROP TABLE mesures", "../../etc", "<xml>", "True", "None", "null", "0.1.2", "--",
    "\u0664\u0663\u0661\u0665\u0667", "\uff14\uff13\uff11\uff15\uff17",
)  # fmt: skip
VALUES = (
    None, True, 0, -1, 1e308, float("nan"), float("inf"), "", "x", "43157", "99999", "é" * 500, [], {}, [[]],
    [1], {"a": 1}, [None], "QN04301M", 10**30, [[1, 2], [3]], {"type": "Polygon"},
)  # fmt: skip


# --- bytes ----------------------------------------------------------------------------------------


def _cut(draw: Random, data: bytes) -> bytes:
    return data[: draw.randrange(len(data) + 1)]


def _flip(draw: Random, data: bytes) -> bytes:
    spoiled = bytearray(data)
    for _ in range(draw.choice((1, 3, 30))):
        if spoiled:
            spoiled[draw.randrange(len(spoiled))] = draw.randrange(256)
    return bytes(spoiled)


def _insert(what: Callable[[Random], bytes]) -> Bytes:
    def inserted(draw: Random, data: bytes) -> bytes:
        at = draw.randrange(len(data) + 1)
        return data[:at] + what(draw) + data[at:]

    return inserted


def _random(draw: Random, _data: bytes) -> bytes:
    return draw.randbytes(draw.choice((0, 1, 3, 100, 5_000)))


def _zipped(draw: Random, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            draw.choice(("a.csv", "v_commune_x.csv", "../a.csv", "a.txt", "é.csv")), data
        )
        if draw.random() < 0.5:
            archive.writestr("meta_data.csv", b"COD_VAR;LIB\n")
    return out.getvalue()


# --- tables of bytes ------------------------------------------------------------------------------

BYTES: dict[str, Bytes] = {
    "tronqué": _cut,
    "octets changés": _flip,
    "octet nul": _insert(lambda _: b"\0"),
    "octets au hasard au milieu": _insert(lambda draw: draw.randbytes(20)),
    "octets au hasard": _random,
    "vide": lambda _draw, _data: b"",
    "marque d’ordre": lambda _draw, data: b"\xef\xbb\xbf" + data,
    "marque d’ordre deux fois": lambda _draw, data: b"\xef\xbb\xbf\xef\xbb\xbf" + data,
    "gzip": lambda _draw, data: gzip.compress(data),
    "gzip tronqué": lambda draw, data: _cut(draw, gzip.compress(data)),
    "gzip suivi d’autre chose": lambda draw, data: gzip.compress(data) + draw.randbytes(30),
    "zip": _zipped,
    "zip tronqué": lambda draw, data: _cut(draw, _zipped(draw, data)),
    "zip changé": lambda draw, data: _flip(draw, _zipped(draw, data)),
    "deux fois": lambda _draw, data: data + data,
}
TEXTS: dict[str, Bytes] = {
    "UTF-16": lambda _draw, data: data.decode(errors="replace").encode("utf-16"),
    "UTF-32": lambda _draw, data: data.decode(errors="replace").encode("utf-32"),
    "Windows-1252": lambda _draw, data: data.decode(errors="replace").encode("cp1252", "replace"),
    "moitié en Latin-1": lambda _draw, data: (
        data[: len(data) // 2] + b"\xe9;\xff" + data[len(data) // 2 :]
    ),
    "retours chariot": lambda _draw, data: data.replace(b"\r\n", b"\r"),
    "sans retours": lambda _draw, data: data.replace(b"\r\n", b" "),
    "page web": lambda _draw, data: b"<!DOCTYPE html><html><body>500</body></html>" + data[:20],
    "guillemet ouvert": _insert(lambda _: b'"'),
}


# --- rows and cells -------------------------------------------------------------------------------


def _head(rows: Grid) -> int:
    """Return the line of headings: the first that is the widest."""
    width = max(map(len, rows))
    return next(rank for rank, row in enumerate(rows) if len(row) == width)


def _shuffled(draw: Random, rows: Grid) -> Grid:
    head = _head(rows)
    order = list(range(len(rows[head])))
    draw.shuffle(order)
    whole = [[*row, *[None] * (len(order) - len(row))] for row in rows[head:]]
    return [*rows[:head], *[[row[rank] for rank in order] for row in whole]]


def _heading(change: Callable[[Random, str], Any]) -> Callable[[Random, Grid], Grid]:
    def changed(draw: Random, rows: Grid) -> Grid:
        head = rows[_head(rows)]
        at = draw.randrange(len(head))
        head[at] = change(draw, str(head[at] or ""))
        return rows

    return changed


def _without_column(draw: Random, rows: Grid) -> Grid:
    at = draw.randrange(len(rows[_head(rows)]))
    return [[*row[:at], *row[at + 1 :]] for row in rows]


def _doubled_heading(draw: Random, rows: Grid) -> Grid:
    head = rows[_head(rows)]
    head[draw.randrange(len(head))] = draw.choice(head)
    return rows


def _cell(draw: Random, rows: Grid) -> Grid:
    body = rows[_head(rows) + 1 :] or rows
    for _ in range(draw.choice((1, 1, 1, 5))):
        row = draw.choice(body)
        if row:
            row[draw.randrange(len(row))] = draw.choice(CELLS)
    return rows


def _line(change: Callable[[Random, list[Any]], list[Any]]) -> Callable[[Random, Grid], Grid]:
    def changed(draw: Random, rows: Grid) -> Grid:
        at = draw.randrange(len(rows))
        rows[at] = change(draw, rows[at])
        return rows

    return changed


def _repeated(draw: Random, rows: Grid) -> Grid:
    return [*rows, list(draw.choice(rows))]


def _mixed(draw: Random, rows: Grid) -> Grid:
    head = _head(rows) + 1
    body = rows[head:]
    draw.shuffle(body)
    return [*rows[:head], *body]


def _wide(_draw: Random, rows: Grid) -> Grid:
    head = rows[_head(rows)]
    head += [f"c{rank}" for rank in range(3_000)]
    return rows


GRID: dict[str, Callable[[Random, Grid], Grid]] = {
    "colonnes mêlées": _shuffled,
    "intitulé changé": _heading(lambda draw, _: draw.choice(CELLS)),
    "intitulé en capitales": _heading(lambda _, text: text.upper()),
    "intitulé tronqué": _heading(lambda draw, text: text[: draw.randrange(len(text) + 1)]),
    "colonne de moins": _without_column,
    "intitulé en double": _doubled_heading,
    "cellule changée": _cell,
    "cellules de plus": _line(lambda _, row: [*row, "x", "y"]),
    "cellules de moins": _line(lambda draw, row: row[: draw.randrange(len(row) + 1)]),
    "ligne vide": _line(lambda _draw, _row: []),
    "ligne en double": _repeated,
    "lignes mêlées": _mixed,
    "notes au-dessus": lambda draw, rows: [["note"]] * draw.choice((1, 5, 40)) + rows,
    "trois mille colonnes": _wide,
    "sans données": lambda _draw, rows: rows[: _head(rows) + 1],
    "sans en-tête": lambda _draw, rows: rows[_head(rows) + 1 :],
}


# --- workbooks ------------------------------------------------------------------------------------


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _xml(draw: Random, data: bytes) -> bytes:
    parts = parts_of(data)
    name = draw.choice(list(parts))
    parts[name] = draw.choice((_cut, _flip, _insert(lambda _: b"<a>"), _random))(draw, parts[name])
    return _packed(parts)


def _without_part(draw: Random, data: bytes) -> bytes:
    parts = parts_of(data)
    parts.pop(draw.choice(list(parts)))
    return _packed(parts)


def _sheet(change: Callable[[Random, bytes], bytes]) -> Bytes:
    def changed(draw: Random, data: bytes) -> bytes:
        parts = parts_of(data)
        for name in parts:
            if name.startswith("xl/worksheets/"):
                parts[name] = change(draw, parts[name])
        return _packed(parts)

    return changed


def _entities(_draw: Random, xml: bytes) -> bytes:
    levels = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE x [<!ENTITY a0 "ha">' + levels + b"]>" + xml.replace(b"<v>", b"<v>&a9;", 1)


WORKBOOKS: dict[str, Bytes] = {
    "XML abîmé": _xml,
    "partie absente": _without_part,
    "feuille d’un autre nom": lambda _draw, data: _packed(
        {name: one.replace(b'name="', b'name="Z') for name, one in parts_of(data).items()}
    ),
    "cellules au bout de la feuille": _sheet(
        lambda _draw, xml: xml.replace(b"<row>", b'<row r="1048576">', 1).replace(
            b"<c>", b'<c r="XFD1048576">', 1
        )
    ),
    "texte partagé absent": _sheet(lambda _draw, xml: xml.replace(b"<c><v>", b'<c t="s"><v>9', 2)),
    "erreurs de formules": _sheet(
        lambda draw, xml: xml.replace(
            b"<c><v>", b'<c t="%s"><v>#N/A' % draw.choice((b"e", b"b", b"d", b"z")), 3
        )
    ),
    "entités sans fin": _sheet(_entities),
    "feuille énorme": _sheet(
        lambda _draw, xml: xml.replace(b"</sheetData>", b"<row/>" * 300_000 + b"</sheetData>")
    ),
    "autre classeur": lambda _draw, _data: classeur({"Feuil1": [["a", 1], ["b", 2]]}),
}


# --- JSON -----------------------------------------------------------------------------------------


def _nodes(tree: Any, found: list[tuple[Any, Any]] | None = None) -> list[tuple[Any, Any]]:
    """Return each place of a tree: what holds it, and its key there."""
    found = [] if found is None else found
    for key in (
        list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    ):
        found.append((tree, key))
        if len(found) < 4_000:
            _nodes(tree[key], found)
    return found


def _value(draw: Random, tree: Any) -> Any:
    for _ in range(draw.choice((1, 1, 4))):
        holder, key = draw.choice(_nodes(tree))
        holder[key] = deepcopy(draw.choice(VALUES))
    return tree


def _gone(draw: Random, tree: Any) -> Any:
    holder, key = draw.choice(_nodes(tree))
    del holder[key]
    return tree


def _property(draw: Random, tree: Any) -> Any:
    """Spoil what the file says of a place, rather than its outline."""
    held = [(holder, key) for holder, key in _nodes(tree) if key == "properties"]
    holder, key = draw.choice(held)
    if isinstance(holder[key], dict) and holder[key]:
        holder[key][draw.choice(list(holder[key]))] = draw.choice(CELLS)
    return tree


def _deep(_draw: Random, tree: Any) -> Any:
    found: Any = 1
    for _ in range(900):
        found = [found]
    holder, key = _nodes(tree)[-1]
    holder[key] = found
    return tree


TREES: dict[str, Callable[[Random, Any], Any]] = {
    "valeur changée": _value,
    "clé absente": _gone,
    "propriété changée": _property,
    "trop profond": _deep,
    "racine en liste": lambda _draw, tree: [tree],
    "sans rien": lambda _draw, _tree: {},
}


# --- one file -------------------------------------------------------------------------------------


def abimer(draw: Random, gabarit: Gabarit) -> tuple[str, bytes]:
    """Spoil a valid file; return what was done to it, and its bytes."""
    done: list[str] = []
    data = gabarit.octets()
    if draw.random() < 0.65:
        what, data = _inside(draw, gabarit)
        done.append(what)
        if draw.random() < 0.85:
            return done[0], data
    choices = dict(BYTES)
    if gabarit.genre != "classeur":
        choices |= TEXTS
    elif not done:
        choices |= WORKBOOKS
    name = draw.choice(list(choices))
    try:
        return " + ".join((*done, name)), choices[name](draw, data)
    except (KeyError, ValueError, zipfile.BadZipFile):  # spoiled twice: nothing left to open
        return " + ".join(done) or "tel quel", data


def _inside(draw: Random, gabarit: Gabarit) -> tuple[str, bytes]:
    if gabarit.genre == "json":
        name = draw.choice(list(TREES))
        tree = TREES[name](draw, json.loads(json.dumps(gabarit.arbre)))
        return name, gabarit.octets(tree=tree)
    if gabarit.genre == "classeur" and draw.random() < 0.4:
        name = draw.choice(list(WORKBOOKS))
        return name, WORKBOOKS[name](draw, gabarit.octets())
    if gabarit.genre == "texte" and draw.random() < 0.1:
        marks = [mark for mark in ";,\t|:" if mark != gabarit.marque]
        mark = draw.choice(marks)
        return f"délimiteur {mark!r}", gabarit.octets().replace(
            gabarit.marque.encode(), mark.encode()
        )
    name = draw.choice(list(GRID))
    rows: Rows = GRID[name](draw, [list(row) for row in gabarit.rangees])
    return name, gabarit.octets(rows=rows)
