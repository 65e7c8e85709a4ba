"""What several commands read: a file, a day, a dossier, a list of words."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.cli import messages

if TYPE_CHECKING:
    from maillage.core.facts import DossierFacts

MAX_BYTES = (
    20_000_000  # nothing that a person writes weighs more; the strict reader has its own limit
)


def day(text: str) -> date:
    """Read a day written AAAA-MM-JJ."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas une date AAAA-MM-JJ") from None


def today() -> date:
    """Return the day of the call; nothing below the command reads the clock."""
    return date.today()  # noqa: DTZ011, TID251 -- a command reads the clock


def now() -> datetime:
    """Return the instant of the call."""
    return datetime.now(UTC)  # noqa: TID251 -- a command reads the clock


def content_of(path: Path) -> bytes:
    """Return what a file holds; raise BadCall, or the OSError that `main` explains."""
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        weight = messages.number(path.stat().st_size // 1_000_000)
        raise messages.BadCall(f"« {path} » pèse {weight} Mo : ce n’est pas un dossier")
    return path.read_bytes()


def dossier_of(path: Path) -> "DossierFacts":
    """Return the dossier of a file; raise BadCall with all that is wrong in it."""
    from maillage.dossiers import fichier  # noqa: PLC0415 -- reads the nomenclatures
    from maillage.reference.strict import Problems  # noqa: PLC0415 -- reads YAML

    try:
        return fichier.lire(content_of(path), str(path))
    except Problems as error:
        raise messages.BadCall(refused(error.problems, path)) from error


def refused(problems: "tuple[object, ...]", path: Path) -> str:
    """Say what is wrong in a file, a line for each problem."""
    count = messages.counted(len(problems), "point est à corriger", "points sont à corriger")
    lines = "\n".join(f"  {problem}" for problem in problems[:50])
    more = f"\n  … et {len(problems) - 50} autres" if len(problems) > 50 else ""
    return f"« {path} » n’est pas un dossier que je peux lire, {count}.\n{lines}{more}"
