"""One address names the database; SQLite is set up to survive a pulled plug and two writers."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_SQLITE = "django.db.backends.sqlite3"
_POSTGRESQL = "django.db.backends.postgresql"
_SECONDS = 60  # a connection serves one request after another, for a minute


def configuration(address: str, *, folder: Path) -> dict[str, Any]:
    """Return the entry of DATABASES for this address, or for the file of the data folder."""
    address = address or f"sqlite:///{folder / 'maillage.sqlite3'}"
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(address))
    except ValueError as error:
        raise ImproperlyConfigured(
            "MAILLAGE_BASE n’est pas une adresse de base de données : écrivez par exemple "
            "« sqlite:////srv/maillage/maillage.sqlite3 » ou « postgres://nom@hote:5432/base »."
        ) from error
    if found["ENGINE"] == _SQLITE:
        found["ENGINE"] = "maillage.config.sqlite"
        found["OPTIONS"] = {
            # A reader never waits for a writer; a writer takes its lock at the start, or waits.
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,  # less than the page of a text waits for an answer
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
            "PRAGMA foreign_keys = ON; PRAGMA cache_size = -20000; PRAGMA temp_store = MEMORY",
        }
        # To open the file, and to close it last, cost as much as a save.
        return found | {"CONN_MAX_AGE": _SECONDS}
    if found["ENGINE"] == _POSTGRESQL:
        found["OPTIONS"] = {"options": "-c lock_timeout=10s"} | found.get("OPTIONS", {})
        return found | {"CONN_MAX_AGE": _SECONDS, "CONN_HEALTH_CHECKS": True}
    raise ImproperlyConfigured("MAILLAGE_BASE : seules SQLite et PostgreSQL sont prises en charge.")
