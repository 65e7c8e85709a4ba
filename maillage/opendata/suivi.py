"""How an importer tells where it is."""

from collections.abc import Callable
from typing import Final

Suivi = Callable[[str, int], None]  # what is being done, and how many lines so far

PAR: Final = 50_000  # lines between two words of progress


def silence(_etape: str, _fait: int) -> None:
    """Say nothing of the progress."""
