"""Which squares were seen: a bit for each, for two million of them in a few megabytes."""

import re
from collections import defaultdict
from typing import Final

_SQUARE: Final = re.compile(r"CRS([0-9]{4,5})RES200mN([0-9]{1,8})E([0-9]{1,8})")
_SIDE: Final = 200  # metres


class Grille:
    """The squares of a file, by their projection and their corner."""

    def __init__(self) -> None:
        self._rows: defaultdict[tuple[str, str], bytearray] = defaultdict(bytearray)

    def placer(self, square: str) -> bool | None:
        """Say whether a square comes for the first time; None: this names no square of 200 m."""
        found = _SQUARE.fullmatch(square)
        if found is None:
            return None
        crs, north, east = found.groups()
        rank, left = divmod(int(east), _SIDE)
        if left:
            return None
        row, mask = self._rows[crs, north], 1 << rank % 8
        at = rank // 8
        if at >= len(row):
            row.extend(bytes(at + 1 - len(row)))
        if row[at] & mask:
            return False
        row[at] |= mask
        return True
