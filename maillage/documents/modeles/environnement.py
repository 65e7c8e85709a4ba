"""The only language that a model speaks: our tags, `if`, `for`, a few filters; nothing runs."""

from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from maillage.documents.characters import clean
from maillage.documents.typographie import french

A_COMPLETER = "à compléter"


class Manque(str):
    """An unknown value: false for an `if`, « à compléter » once printed."""

    __slots__ = ()

    def __new__(cls) -> "Manque":
        return super().__new__(cls, A_COMPLETER)

    def __bool__(self) -> bool:
        return False


def environnement() -> SandboxedEnvironment:
    """Return the sandbox: no function, no global, no filter but ours, every value escaped."""
    env = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_escaped)
    env.globals.clear()
    env.tests.clear()
    env.filters.clear()
    env.filters.update(FILTRES)
    return env


def _escaped(value: Any) -> Markup:
    """Make a value text: no tag of XML, no brace that a later step could take for a tag."""
    text = str(escape(clean(str(value))))
    return Markup(text.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 -- just escaped


def _sinon(value: str, other: str) -> str:
    return value or other


def _lignes(value: str) -> str:
    return ", ".join(line.strip(" •–") for line in value.split("\n") if line.strip())


FILTRES = {
    "majuscules": lambda value: str(value).upper(),
    "minuscules": lambda value: str(value).lower(),
    "sinon": _sinon,
    "une_ligne": _lignes,
    "typographie": lambda value: french(str(value)),
}
