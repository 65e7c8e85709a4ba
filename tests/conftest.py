"""Guards for the whole suite."""

import copy
import gc
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import pytest_django
from django.conf import settings as django_settings
from django.db import connection
from django.test import override_settings

from maillage.dossiers import couverture
from maillage.opendata.contours import importer_contours
from maillage.territoires import emplacement
from tests import grille
from tests.guards import UndefinedVariable

SHARED = Path(__file__).resolve().parents[2] / "shared"

# A browser journey runs its own event loop beside the database of the test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Folders whose tests open no database unless they say so: another database changes nothing there.
# The others start commands and servers, which open one by themselves.
PURE = {
    "accounts",
    "config",
    "core",
    "documents",
    "dossiers",
    "instruction",
    "opendata",
    "reference",
    "territoires",
    "web",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--avec-base", action="store_true", help="leave out the tests that open no database"
    )


def _is_pure(item: pytest.Item) -> bool:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    asked = getattr(item, "fixturenames", ())
    opens = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(asked)
    return folder in PURE and not opens


@pytest.fixture(autouse=True, scope="session")
def guarded() -> Iterator[None]:
    """Turn every test into a check of the templates it renders."""
    templates = copy.deepcopy(django_settings.TEMPLATES)
    for engine in templates:
        engine.setdefault("OPTIONS", {})["string_if_invalid"] = UndefinedVariable("%s")
    middleware = ["tests.guards.GuardMiddleware", *django_settings.MIDDLEWARE]
    # Static files are read where they are written, and passwords need not resist anyone.
    storages = django_settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(
        TEMPLATES=templates, MIDDLEWARE=middleware, STORAGES=storages, PASSWORD_HASHERS=hashers
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Try on a file, as an instance has: the server of a journey then has connections of its own.

    In memory they would all share one, and a reading under way refuses the write of another thread.
    """
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("base") / "essai.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> None:
    """Let a browser journey empty its tables: on SQLite that is a DELETE, refused to the journal.

    `tests/dossiers/test_journal.py` puts the refusal back to try it.
    """
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER journal_no_delete")


@pytest.fixture(autouse=True)
def bare_instance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing is installed of what an instance imports, whatever this machine holds."""
    couverture.forget()
    folder = tmp_path / "donnees-ouvertes"
    monkeypatch.setattr(emplacement, "dossier", lambda: folder)
    return folder


@pytest.fixture
def squares(tmp_path: Path) -> tuple[str, ...]:
    """Invented outlines, installed: communes on a grid of 7 × 7 squares, row by row."""
    path = grille.write(tmp_path / "grille.topojson", grille.topologie())
    importer_contours(path, on=date(2026, 11, 26))
    return grille.CODES


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data and forms, beside the project when its developers have it."""
    if not SHARED.is_dir():
        pytest.skip("le dossier shared/ (données réelles) n'est pas à côté du projet")
    return SHARED


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With MAILLAGE_COMPLET, as in CI, nothing may be left out for want of a program.

    On a second database, what opens none is not run again: it would be the same run twice.
    """
    if os.environ.get("MAILLAGE_COMPLET"):
        for item in items:
            item.user_properties.append(("complet", "oui"))
    if config.getoption("--avec-base"):
        config.hook.pytest_deselected(items=[item for item in items if _is_pure(item)])
        items[:] = [item for item in items if not _is_pure(item)]


def pytest_collection_finish() -> None:
    """Look no more for garbage among what lasts as long as the run: tables, modules, 5,000 tests.

    Reading it all again, at each page rendered, was an eighth of the whole work.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
    call: pytest.CallInfo[None],
) -> Iterator[pytest.TestReport]:
    """Turn a skip into a failure where nothing may be left out; shared/ is not ours to require."""
    report = yield
    complete = ("complet", "oui") in item.user_properties
    if report.skipped and complete and "shared/" not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"laissé de côté alors que MAILLAGE_COMPLET est posé : {report.longrepr}"
    return report
