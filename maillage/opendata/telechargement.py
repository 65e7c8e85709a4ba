"""Bring a published file here: taken up where it was cut, checked before it is believed.

The part that came stays beside, with what the server said of the file; a next call asks for the
rest only if the file has not changed meanwhile. Nothing is imported from here: the caller does it.
"""

import hashlib
import http.client
import json
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from maillage.opendata.suivi import Suivi, silence

MOST: Final = 4_000_000_000  # bytes; the RPPS weighs less than one billion
PAR: Final = 5_000_000  # bytes between two words of progress
TRIES: Final = 3  # in a row that bring nothing more
_CHUNK: Final = 1 << 18
_TIMEOUT: Final = 30  # seconds without a byte
_AGENT: Final = "Maillage (donnees ouvertes)"
_PARTIAL, _WRONG_RANGE, _BROKEN = 206, 416, 500
_LATER: Final = (408, 425, 429)
_PAGES: Final = (b"<!doctype html", b"<html")
_IN_WORDS: Final = {
    socket.gaierror: "ce nom n’est pas trouvé",
    ssl.SSLCertVerificationError: "son certificat n’est pas reconnu",
    TimeoutError: "pas de réponse",
    ConnectionRefusedError: "connexion refusée",
    ConnectionError: "connexion coupée",
    http.client.IncompleteRead: "connexion coupée",
}
_CUT: Final = (http.client.HTTPException, ConnectionError, TimeoutError, socket.gaierror)


class Impossible(Exception):
    """The file could not be brought; the sentence says why and what to do."""


class Unreachable(Impossible):
    """The server does not answer: another file of it would not come either."""


class _OtherPart(Exception):
    """The server gave another part of the file than the rest that lacks."""

    reason = "le serveur n’envoie pas la partie demandée"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envoi:
    """What is asked: an address, where to put the file, and what it must be."""

    adresse: str
    vers: Path
    sha256: str | None = None


def telecharger(envoi: Envoi, suivi: Suivi = silence) -> Path:
    """Return the file, whole; raise `Impossible` when it cannot be had."""
    if urlsplit(envoi.adresse).scheme not in ("http", "https"):
        raise Impossible(f"« {envoi.adresse} » n’est pas une adresse http ou https")
    envoi.vers.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    tries, starts, held = TRIES, TRIES, _held(envoi)
    while True:
        try:
            _bring(envoi, suivi)
            return _finish(envoi)
        except urllib.error.HTTPError as error:
            if error.code != _WRONG_RANGE or not _held(envoi) or not starts:
                raise _refused(envoi, error) from error
            starts, held = starts - 1, _forget(envoi)  # what came is of no use
        except _OtherPart as error:
            starts, held = starts - 1, _forget(envoi)
            if not starts:
                raise _unreachable(envoi, error) from error
        except (urllib.error.URLError, *_CUT) as error:
            tries = tries - 1 if _held(envoi) <= held else TRIES - 1
            held = _held(envoi)
            if tries <= 0:
                raise _unreachable(envoi, error) from error


def _held(envoi: Envoi) -> int:
    """Return how many bytes came and are kept."""
    part, _ = _beside(envoi.vers)
    return part.stat().st_size if part.exists() else 0


def _forget(envoi: Envoi) -> int:
    """Erase what came, and what the server said of it; return what is held then: nothing."""
    for path in _beside(envoi.vers):
        path.unlink(missing_ok=True)
    return 0


def _bring(envoi: Envoi, suivi: Suivi) -> None:
    """Ask for the file, or for what lacks of it, and write it beside."""
    part, notes = _beside(envoi.vers)
    said = _notes(notes, envoi.adresse) if part.exists() else {}
    start = part.stat().st_size if said else 0
    if start and start == said.get("taille"):
        return
    request = urllib.request.Request(envoi.adresse, headers={"User-Agent": _AGENT})  # noqa: S310 -- the scheme was checked
    if start:
        request.add_header("Range", f"bytes={start}-")
        request.add_header("If-Range", said["marque"])
    with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 -- same
        start = _resumed(answer, start)
        length = answer.headers.get("Content-Length")
        total = start + int(length) if length and length.isdigit() else None
        if total is not None and total > MOST:
            raise Impossible(f"le fichier annoncé pèse {total // 1_000_000} Mo : c’est trop")
        _note(notes, envoi.adresse, answer.headers, total)
        with part.open("ab" if start else "wb") as file:
            _copy(answer.read, file.write, start, suivi)
    held = part.stat().st_size
    if total is not None and held < total:
        raise http.client.IncompleteRead(b"", total - held)


def _resumed(answer: Any, start: int) -> int:
    """Return where the answer starts: where we asked, or at the beginning of the file.

    A rest that is not the one asked is not glued to what came: all is asked again.
    """
    if answer.status != _PARTIAL:
        return 0
    told = answer.headers.get("Content-Range") or f"bytes {start}-"
    if not told.replace("=", " ").startswith(f"bytes {start}-"):
        raise _OtherPart
    return start


def _copy(
    read: Callable[[int], bytes], write: Callable[[bytes], int], done: int, suivi: Suivi
) -> None:
    told = done
    while chunk := read(_CHUNK):
        write(chunk)
        done += len(chunk)
        if done > MOST:
            raise Impossible(f"le fichier dépasse {MOST // 1_000_000} Mo : c’est trop")
        if done - told >= PAR:
            suivi("téléchargement, en octets", done)
            told = done


def _finish(envoi: Envoi) -> Path:
    """Check the fingerprint, then give the file its name."""
    part, notes = _beside(envoi.vers)
    notes.unlink(missing_ok=True)
    with part.open("rb") as file:
        page = file.read(_CHUNK).lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES)
    if page:
        part.unlink()
        raise Impossible(
            f"{envoi.adresse} mène à une page web, pas au fichier : l’adresse a sans doute changé"
        )
    if envoi.sha256:
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != envoi.sha256.lower():
            part.unlink()
            raise Impossible(
                f"le fichier reçu n’a pas l’empreinte attendue (SHA-256 {digest[:16]}… au lieu de "
                f"{envoi.sha256[:16]}…) : il est effacé"
            )
    part.replace(envoi.vers)
    return envoi.vers


# --- the part that came, and what the server said of it -------------------------------------------


def _beside(path: Path) -> tuple[Path, Path]:
    return path.with_name(f"{path.name}.partiel"), path.with_name(f"{path.name}.suite.json")


def _note(path: Path, address: str, headers: Any, total: int | None) -> None:
    mark = headers.get("ETag") or headers.get("Last-Modified")
    if not mark or mark.startswith("W/"):
        path.unlink(missing_ok=True)  # nothing says that the rest is of the same file
        return
    told = {"adresse": address, "marque": mark, "taille": total}
    path.write_text(json.dumps(told), encoding="utf-8")


def _notes(path: Path, address: str) -> dict[str, Any]:
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    whole = isinstance(said, dict) and said.get("adresse") == address and said.get("marque")
    return said if whole else {}


# --- why it could not be had ----------------------------------------------------------------------


def _refused(envoi: Envoi, error: urllib.error.HTTPError) -> Impossible:
    kept = _kept(envoi)
    if error.code in _LATER or error.code >= _BROKEN:
        return Impossible(
            f"{envoi.adresse} répond {error.code} : le serveur est en panne ou trop demandé, "
            f"réessayez plus tard{kept}"
        )
    return Impossible(f"{envoi.adresse} répond {error.code} : l’adresse a sans doute changé")


def _kept(envoi: Envoi) -> str:
    held = _held(envoi)
    return f" ; {held} octets reçus sont gardés, relancez pour la suite" if held else ""


def _unreachable(envoi: Envoi, error: Exception) -> Unreachable:
    host = urlsplit(envoi.adresse).hostname
    kept = _kept(envoi)
    return Unreachable(
        f"{host} est injoignable ou la connexion se coupe ({_why(error)}){kept}. Sans internet, "
        "prenez le fichier ailleurs et donnez-le à la commande"
    )


def _why(error: Exception) -> str:
    """Say in plain words what the network answered; what has no such words stays as it is."""
    reason = getattr(error, "reason", error)
    for kind, words in _IN_WORDS.items():
        if isinstance(reason, kind):
            return words
    return str(reason)
