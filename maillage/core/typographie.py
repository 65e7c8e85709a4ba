"""French typography of a sentence: the spaces that do not break, the apostrophes."""

import re

FINE = "\u202f"  # narrow no-break space
INSECABLE = "\u00a0"  # no-break space

_HIGH = re.compile(r" (?=[;!?](?:\s|$|»|\)))")
_COLON = re.compile(r" (?=:(?:\s|$))")


def fr(text: str) -> str:
    """Put the non-breaking spaces where French wants them, and typographic apostrophes."""
    text = _HIGH.sub(FINE, text.replace("'", "’"))
    text = _COLON.sub(INSECABLE, text)
    return text.replace("« ", "«" + INSECABLE).replace(" »", INSECABLE + "»")
