"""Write an e-mail from its template: the first line is the subject, the rest is the text.

A paragraph is one line in the template; it is cut here at the width that every mail reader shows.
"""

import re
import textwrap
from collections.abc import Mapping
from typing import Any, Final

from django.template import Context, engines

from maillage.core.typographie import fr

LARGEUR: Final = 76
_SUJET_MAX: Final = 150
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_EMPTY_LINES = re.compile(r"\n{3,}")


def ecrire(nature: str, contexte: Mapping[str, Any]) -> tuple[str, str]:
    """Return the subject and the text of an e-mail of this kind."""
    values = {name: _on_one_line(value) for name, value in contexte.items()}
    template = engines["django"].engine.get_template(f"courriels/{nature}.txt")  # type: ignore[attr-defined]  # Django's own engine
    text = template.render(Context(values, autoescape=False))
    sujet, _, corps = text.strip().partition("\n")
    return fr(sujet.strip())[:_SUJET_MAX], _laid_out(corps)


def _on_one_line(value: Any) -> Any:
    """Keep what people typed inside its sentence: it may not start a line of its own."""
    if not isinstance(value, str):
        return value
    return " ".join(_CONTROLS.sub(" ", value).split())


def _laid_out(corps: str) -> str:
    lines = [_cut(line.strip()) for line in corps.strip().splitlines()]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)) + "\n"


def _cut(line: str) -> str:
    """Cut a paragraph; an address is never cut, or nobody could follow it."""
    if "://" in line and " " not in line:
        return line
    return textwrap.fill(fr(line), LARGEUR, break_long_words=False, break_on_hyphens=False)
