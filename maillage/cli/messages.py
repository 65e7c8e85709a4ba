"""What a command prints: results on stdout, errors on stderr, in French typography."""

import errno
import io
import json
import os
import re
import sys
import textwrap
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import TextIO

from maillage.core import typographie

FINE, INSECABLE, fr = typographie.FINE, typographie.INSECABLE, typographie.fr
WELL, PROBLEMS, BAD_CALL = 0, 1, 2
WIDTH = 100

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # a terminal would obey them
_PLAIN = str.maketrans(
    {FINE: " ", INSECABLE: " ", "’": "'", "–": "-", "\u2212": "-", "«": '"', "»": '"', "œ": "oe"}
)

_REASONS = {
    errno.ENOENT: "introuvable : vérifiez le chemin",
    errno.EACCES: "accès refusé : vérifiez les droits",
    errno.EPERM: "accès refusé : vérifiez les droits",
    errno.EISDIR: "c’est un dossier, un fichier est attendu",
    errno.ENOTDIR: "une partie de ce chemin n’est pas un dossier",
    errno.EEXIST: "existe déjà",
    errno.ENOSPC: "plus de place sur le disque",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENAMETOOLONG: "nom trop long",
    errno.EIO: "le disque n’a pas pu le lire ou l’écrire",
    errno.EINVAL: "ce n’est pas un fichier qui se lit ainsi",
    errno.ELOOP: "ce raccourci tourne en rond",
}


class BadCall(Exception):
    """The command cannot run as called; the sentence says why, and what to do."""


def number(value: int | Decimal | None, decimals: int = 0) -> str:
    """Write a number: « 61 367 », « 12,5 »; a dash when it is not known."""
    if value is None:
        return "–"
    exact = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{exact:,.{decimals}f}".replace(",", FINE).replace(".", ",")


def counted(count: int, one: str, many: str | None = None) -> str:
    """Write a count and its noun: « 1 commune », « 45 communes »."""
    return f"{number(count)}{INSECABLE}{one if abs(count) < 2 else many or f'{one}s'}"


def out(text: str = "") -> None:
    """Print a line of result."""
    _print(text, sys.stdout)


def paragraph(text: str, *, first: str = "", rest: str = "") -> None:
    """Print a sentence cut at the width of a page."""
    for line in textwrap.wrap(fr(text), WIDTH, initial_indent=first, subsequent_indent=rest):
        out(line)


def out_json(value: object) -> None:
    """Print a result for machines."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:  # another encoding, or half a character
        text = json.dumps(value, indent=2)
    sys.stdout.write(text + "\n")


def error(text: str) -> None:
    """Print what went wrong."""
    _print(f"maillage : {text}", sys.stderr)


def hint(text: str) -> None:
    """Print, beside an error, where to look."""
    _print(text, sys.stderr)


def _print(text: str, stream: TextIO) -> None:
    show(f"{fr(text)}\n", stream)


def show(text: str, stream: TextIO) -> None:
    """Write a text as this terminal can show it: without accents rather than with blanks."""
    text = _CONTROLS.sub("\ufffd", text)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = "".join(_shown(character, encoding) for character in text.translate(_PLAIN))
    stream.write(text)


def _shown(character: str, encoding: str) -> str:
    """Return a character, its letter without accent, or « ? »."""
    for one in (character, unicodedata.normalize("NFKD", character)[:1]):
        try:
            one.encode(encoding)
        except UnicodeEncodeError:
            continue
        return one
    return "?"


def explain(failure: OSError) -> str:
    """Say in French why the system refused."""
    reason = _REASONS.get(failure.errno or 0, f"le système a répondu « {failure.strerror} »")
    return f"« {failure.filename} » : {reason}." if failure.filename else f"{reason}."


def open_output() -> None:
    """Give a command called without stdout or stderr (« >&- ») somewhere to write."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 -- kept to the end


def flush() -> None:
    """Send what was printed, so that a closed pipe is met here and not at exit."""
    sys.stdout.flush()


def silence() -> None:
    """Point stdout nowhere: its reader has gone."""
    try:
        descriptor = sys.stdout.fileno()
    except (io.UnsupportedOperation, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
