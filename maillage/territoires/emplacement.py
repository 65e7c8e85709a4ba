"""Where the geography of an instance is kept: beside its database."""

import os
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def dossier() -> Path:
    """Return the folder of what was installed; it may not exist.

    The same folder as `settings.DONNEES`: read here because `maillage territoire` answers in a
    fifth of a second, without Django. A test holds the two together.
    """
    given = os.environ.get("MAILLAGE_DONNEES", "").strip()  # noqa: TID251 -- read without Django
    beside = _PACKAGE.parent if (_PACKAGE.parent / "manage.py").exists() else Path.cwd()
    home = Path(given).expanduser().absolute() if given else beside / "donnees"
    return home / "donnees-ouvertes"
