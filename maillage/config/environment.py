"""Read a variable of the environment, and refuse a bad value with a sentence."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_YES = {"oui", "1", "true", "yes", "on"}
_NO = {"non", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the variable, or `default` when it is absent or blank."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise ImproperlyConfigured(f"{name} vaut « {value} » : écrivez « oui » ou « non ».")


def integer(name: str, *, default: int, low: int, high: int) -> int:
    value = text(name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise ImproperlyConfigured(
            f"{name} vaut « {value} » : écrivez un nombre entier de {low} à {high}."
        )
    return int(value)


def choice(name: str, *, default: str, among: tuple[str, ...]) -> str:
    value = text(name, default).lower()
    if value not in among:
        allowed = ", ".join(f"« {option} »" for option in among)
        raise ImproperlyConfigured(f"{name} vaut « {value} » : choisissez parmi {allowed}.")
    return value


def words(name: str, *, default: tuple[str, ...]) -> list[str]:
    """Return the comma-separated words of the variable."""
    found = [word.strip() for word in text(name).split(",") if word.strip()]
    return found or list(default)


def site(name: str) -> str:
    """Return the address of a site, without a slash at its end; empty when it is not said."""
    value = text(name).rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
        raise ImproperlyConfigured(
            f"{name} vaut « {value} » : écrivez l’adresse du site, par exemple "
            "« https://maillage.exemple.fr »."
        )
    return value


def folder(name: str, *, default: Path) -> Path:
    """Return the folder that the variable names, created when it does not exist."""
    path = Path(text(name, str(default))).expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o750)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} : le dossier « {path} » ne peut pas être créé ({error.strerror}). "
            "Choisissez un dossier où Maillage peut écrire."
        ) from error
    return path
