"""The key of what has dates: a step of the calendar, or an action."""

from typing import Final

ETAPE: Final = "etape:"
ACTION: Final = "action:"


def etape(code: str) -> str:
    return f"{ETAPE}{code}"


def action(identifiant: str) -> str:
    return f"{ACTION}{identifiant}"


def code_etape(cle: str) -> str | None:
    """Return the code of a step; None when the key is not one of a step."""
    return cle.removeprefix(ETAPE) if cle.startswith(ETAPE) else None


def code_action(cle: str) -> str | None:
    """Return the id of an action; None when the key is not one of an action."""
    return cle.removeprefix(ACTION) if cle.startswith(ACTION) else None
