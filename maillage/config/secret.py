"""The secret key of the instance: given, or made once and kept in the data folder."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

_MIN_LENGTH = 50


def key(*, given: str, folder: Path, required: bool) -> str:
    """Return the key; when `required` it must be given, so that no server invents its own."""
    if given:
        return _checked(given, "MAILLAGE_CLE")
    if required:
        raise ImproperlyConfigured(
            "MAILLAGE_CLE manque : en production (MAILLAGE_HTTPS=oui), donnez une clé secrète "
            f"d’au moins {_MIN_LENGTH} caractères tirés au hasard."
        )
    path = folder / "cle_secrete"
    if not path.exists():
        _keep(path)
    return _checked(path.read_text(encoding="ascii").strip(), str(path))


def _keep(path: Path) -> None:
    # Written aside then linked: two processes that start together end with the same whole key.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(get_random_secret_key(), encoding="ascii")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    except OSError:  # some shared drives have no links
        draft.replace(path)
    draft.unlink(missing_ok=True)


def _checked(value: str, where: str) -> str:
    if len(value) < _MIN_LENGTH or len(set(value)) < 5:
        raise ImproperlyConfigured(
            f"{where} est trop courte : il faut au moins {_MIN_LENGTH} caractères tirés au hasard."
        )
    return value
