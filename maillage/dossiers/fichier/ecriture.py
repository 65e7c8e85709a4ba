"""The facts of a dossier to bytes, for a person to read and for `lire` to find again whole."""

import dataclasses
import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import yaml

from maillage.core.facts import FORMAT_VERSION, DossierFacts, PartialDate
from maillage.reference.nomenclatures import rubriques
from maillage.reference.strict import Problem, Problems

Plain = Any  # dict, list, str, int, bool, Decimal

_HEADER = "# Dossier de CPTS pour Maillage. Le format est décrit dans docs/format-dossier.md.\n"
_UNHOLDABLE = re.compile("[\\x00\\ud800-\\udfff]")
# Words that another YAML reader, or a tired eye, would take for a number or a date.
_LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9][0-9a-fA-FxXoOeE_.,:/+-]*|[-+]?\.(inf|nan)", re.IGNORECASE)
_LIKE_A_WORD = {"oui", "non", "yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"}
# A block « | » gives back these texts exactly: nothing invisible at the ends of lines.
_PLAIN_BLOCK = re.compile(r"[^\s](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\n)*")
_LOOSE_ENDS = re.compile(r"[^\S\n](?:\n|\Z)|\n\n\Z")


def ecrire(dossier: DossierFacts, *, format: Literal["yaml", "json"] = "yaml") -> bytes:  # noqa: A002 -- the word users say
    """Write a dossier; raise `Problems` on a character that no file could give back."""
    content = {"version": FORMAT_VERSION, **_plain_dataclass(dossier)}
    if "textes" in content:
        content["textes"] = _in_order(content["textes"])
    _refuse_unholdable(content)
    text = _json(content, "") + "\n" if format == "json" else _yaml(content)
    return text.encode()


def _in_order(textes: dict[str, str]) -> dict[str, str]:
    """Put the texts in the order of the rubriques, so that two exports compare well."""
    rank = {code: position for position, code in enumerate(rubriques())}
    return dict(sorted(textes.items(), key=lambda item: rank.get(item[0], len(rank))))


def _plain(value: object) -> Plain:
    if dataclasses.is_dataclass(value) and not isinstance(value, PartialDate | type):
        return _plain_dataclass(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, bool | int | Decimal):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _plain_dataclass(value: Any) -> dict[str, Plain]:
    """Keep what was answered: a field left at its default gets no key."""
    content = {}
    for field in dataclasses.fields(value):
        item = getattr(value, field.name)
        if item == _default(field) and type(item) is type(_default(field)):
            continue
        content[field.name] = _plain(item)
    return content


def _default(field: Any) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _refuse_unholdable(content: dict[str, Plain], where: str = "") -> None:
    for path, text in _texts(content, where):
        found = _UNHOLDABLE.search(text)
        if found:
            code = f"U+{ord(found.group()):04X}"
            raise Problems("export", [Problem(f"le caractère {code} n'est pas du texte", path)])


def _texts(value: Plain, path: str) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        keys = [(path, key) for key in value]
        items = (_texts(item, f"{path}.{key}".strip(".")) for key, item in value.items())
        return keys + [text for texts in items for text in texts]
    if isinstance(value, list):
        ranked = (_texts(item, f"{path}[{rank}]") for rank, item in enumerate(value, start=1))
        return [text for texts in ranked for text in texts]
    return [(path, value)] if isinstance(value, str) else []


def _json(value: Plain, margin: str) -> str:
    """Write JSON with the digits of decimals kept, which the standard writer cannot do."""
    inner = margin + "  "
    if isinstance(value, dict):
        lines = [f"{_json(key, '')}: {_json(item, inner)}" for key, item in value.items()]
        return _enclosed("{", lines, "}", margin)
    if isinstance(value, list):
        return _enclosed("[", [_json(item, inner) for item in value], "]", margin)
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _enclosed(opening: str, lines: list[str], closing: str, margin: str) -> str:
    if not lines:
        return opening + closing
    inner = f"\n{margin}  "
    return f"{opening}{inner}{f',{inner}'.join(lines)}\n{margin}{closing}"


def _yaml(content: dict[str, Plain]) -> str:
    """Write one section after the other, with a blank line between them."""
    sections = [
        yaml.dump(
            {key: item},
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            width=10**9,
            default_flow_style=False,
        )
        for key, item in content.items()
    ]
    return _HEADER + "\n".join(sections)


class _Dumper(yaml.SafeDumper):
    """French texts for French people: accents kept, double quotes, indented lists, no alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        return '"' if style == "'" else str(style)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    if "\n" in text:
        exact = _PLAIN_BLOCK.fullmatch(text) and not _LOOSE_ENDS.search(text)
        return "|" if exact else '"'
    if not text or text.lower() in _LIKE_A_WORD or _LIKE_A_NUMBER.fullmatch(text):
        return '"'
    return None


def _represent_decimal(dumper: yaml.SafeDumper, amount: Decimal) -> yaml.ScalarNode:
    text = f"{amount:f}"
    kind = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Decimal, _represent_decimal)
