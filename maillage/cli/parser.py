"""argparse, in French from the usage line to the last error."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from maillage.cli import messages

_CHOOSE = r"invalid choice: '?(?P<value>.*?)'? \(choose from (?P<choices>.*)\)"

# What argparse may say, and how we say it; the first that fits is used.
_FRENCH: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (?P<a>.*)", "il manque {a}"),
    (r"unrecognized arguments: (?P<a>.*)", "je ne connais pas {a}"),
    (rf"argument (?P<a>.*?): {_CHOOSE}", "{a} : « {value} » n’existe pas ; choix : {choices}"),
    (r"argument (?P<a>.*?): expected one argument", "{a} attend une valeur"),
    (r"argument (?P<a>.*?): expected at least one argument", "{a} attend au moins une valeur"),
    (r"argument (?P<a>.*?): expected at most one argument", "{a} attend une valeur au plus"),
    (r"argument (?P<a>.*?): expected (?P<n>\d+) arguments?", "{a} attend {n} valeurs"),
    (r"argument (?P<a>.*?): ignored explicit argument (?P<v>.*)", "{a} n’attend pas de valeur"),
    (
        r"argument (?P<a>.*?): not allowed with argument (?P<b>.*)",
        "{a} et {b} ne vont pas ensemble",
    ),
    (
        r"argument (?P<a>.*?): invalid \S+ value: (?P<v>.*)",
        "{a} : {v} n’est pas une valeur acceptée",
    ),
    (r"one of the arguments (?P<a>.*) is required", "il faut l’un de ceux-ci : {a}"),
    (r"ambiguous option: (?P<a>.*) could match (?P<b>.*)", "{a} peut vouloir dire {b}"),
    (r"argument (?P<a>.*?): (?P<rest>.*)", "{a} : {rest}"),
)

_HEADING = re.compile(r"^(\S.*[^ ]):$", re.MULTILINE)  # argparse sticks the colon to its titles


class FrenchFormatter(argparse.RawDescriptionHelpFormatter):
    """The help page, with a French usage line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=96)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Write « Usage : » where argparse writes « usage: »."""
        super().add_usage(usage, actions, groups, "Usage : " if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """A parser that speaks French and ends with code 2 on a bad call."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", FrenchFormatter)
        super().__init__(**options, add_help=False, allow_abbrev=False)
        self._positionals.title = "Ce que vous donnez"
        self._optionals.title = "Options"
        self.add_argument("-h", "--help", "--aide", action="help", help="afficher cette aide")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, in French, and where the help is."""
        messages.error(f"{french(message)}.")
        messages.hint(f"L’aide : {self.prog} --help")
        raise SystemExit(messages.BAD_CALL)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Show a help page as this terminal can, whatever letters it knows."""
        messages.show(message, file or sys.stderr)

    def format_help(self) -> str:
        """Return the help page in French typography."""
        return messages.fr(_HEADING.sub(r"\1 :", super().format_help()))


def french(message: str) -> str:
    """Translate an error of argparse."""
    for pattern, sentence in _FRENCH:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return sentence.format(**found.groupdict()).replace("'", "")
    return message
