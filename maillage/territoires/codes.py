"""The codes of communes of a file, in order, five characters each, found by halving."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

LENGTH: Final = 5


def ranges(codes: Iterable[str]) -> bytes:
    """Return the column of codes, which must come in order."""
    return b"".join(code.encode("ascii") for code in codes)


class Codes:
    """A column of codes."""

    def __init__(self, column: memoryview) -> None:
        self._text = bytes(column).decode("ascii")

    def __len__(self) -> int:
        return len(self._text) // LENGTH

    def __getitem__(self, rank: int) -> str:
        if not 0 <= rank < len(self):
            raise IndexError(rank)
        return self._text[rank * LENGTH : rank * LENGTH + LENGTH]

    def rang(self, code: str) -> int | None:
        """Return the rank of a code; None: it is not there."""
        rank = bisect_left(self, code)
        return rank if rank < len(self) and self[rank] == code else None
