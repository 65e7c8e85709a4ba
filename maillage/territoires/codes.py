"""The codes of communes of a file, in order, five characters each."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final

LENGTH: Final = 5


def ranges(codes: Iterable[str]) -> bytes:
    """Return the column of codes, which must come in order."""
    return b"".join(code.encode("ascii") for code in codes)


class Codes:
    """A column of codes; cut on its first use, for a walk through the country asks each of them."""

    def __init__(self, column: memoryview) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column) // LENGTH

    def __getitem__(self, rank: int) -> str:
        return self.tous[rank]

    @cached_property
    def tous(self) -> tuple[str, ...]:
        """All the codes, in order."""
        text = bytes(self._column).decode("ascii")
        return tuple(text[start : start + LENGTH] for start in range(0, len(text), LENGTH))

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {code: rank for rank, code in enumerate(self.tous)}

    def rang(self, code: str) -> int | None:
        """Return the rank of a code; None: it is not there."""
        return self._ranks.get(code)
