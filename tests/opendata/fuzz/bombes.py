"""Files that open on far more than they weigh."""

import gzip
import io
import zipfile
import zlib
from functools import cache

from tests.opendata.fuzz.gabarits import Gabarit
from tests.opendata.fuzz.mutations import parts_of

_BOMB = 450_000_000  # bytes once opened


@cache
def _deflated(line: bytes) -> bytes:
    """Return 450 MB of a line, deflated: one block, again and again."""
    block = line * (1_000_000 // len(line))
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = press.compress(block) + press.flush(zlib.Z_FULL_FLUSH)
    return once * (_BOMB // len(block)) + press.flush()


def _zip_bomb(name: str, line: bytes, beside: dict[str, bytes]) -> bytes:
    """Return an archive whose member opens on 450 MB; its size is told as it is."""
    out, data = io.BytesIO(), _deflated(line)
    with zipfile.ZipFile(out, "w") as archive:
        for other, content in beside.items():
            archive.writestr(other, content)
        info = zipfile.ZipInfo(name)
        archive.writestr(info, data)  # stored as it is, then said to be deflated
        info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, _BOMB
    spoiled = bytearray(out.getvalue())
    at = info.header_offset
    spoiled[at + 8 : at + 10] = zipfile.ZIP_DEFLATED.to_bytes(2, "little")
    return bytes(spoiled)


def bombes(gabarit: Gabarit) -> dict[str, bytes]:
    """Return what opens on far more than a source may hold, in this kind of file."""
    if gabarit.genre == "classeur":
        parts = parts_of(gabarit.octets())
        sheet = next(name for name in parts if name.startswith("xl/worksheets/"))
        others = {name: one for name, one in parts.items() if name != sheet}
        return {"bombe classeur": _zip_bomb(sheet, b"<row><c><v>1</v></c></row>", others)}
    line = gabarit.octets().splitlines(keepends=True)[-1] or b"0"
    return {
        "bombe gzip": gzip.compress(b"0" * 1_000_000, 9) * (_BOMB // 1_000_000),
        "bombe zip": _zip_bomb(f"{gabarit.nom}", line, {}),
    }
