"""The environment: a bad value is refused with a sentence, a good one is read."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from maillage.config import database, environment, secret

NAME = "MAILLAGE_ESSAI"
PRODUCTION = {
    "MAILLAGE_HTTPS": "oui",
    "MAILLAGE_HOTES": "maillage.exemple.fr",
    "MAILLAGE_CLE": "une-cle-de-test-assez-longue-et-variee-0123456789-abcdefghij",
}


def check(donnees: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py check --deploy` as a server would start, with warnings as errors."""
    clean = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("MAILLAGE_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        cwd=Path(__file__).resolve().parents[2],
        env={**clean, "MAILLAGE_DONNEES": str(donnees), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("value", "read"), [("oui", True), ("NON", False), ("1", True), ("", True)]
)
def test_boolean(value: str, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, value)
    assert environment.boolean(NAME, default=True) is read


def test_bad_values_are_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "peut-être")
    for read in (
        lambda: environment.boolean(NAME, default=True),
        lambda: environment.integer(NAME, default=1, low=0, high=9),
        lambda: environment.choice(NAME, default="a", among=("a", "b")),
    ):
        with pytest.raises(ImproperlyConfigured, match=f"{NAME} vaut « peut-être »"):
            read()


@pytest.mark.parametrize("value", ["maillage.exemple.fr", "ftp://exemple.fr", "https:///x"])
def test_site_when_it_is_no_address(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match="écrivez l’adresse du site"):
        environment.site(NAME)


def test_site_has_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.site(NAME) == ""
    monkeypatch.setenv(NAME, "https://exemple.fr/cpts/")
    assert environment.site(NAME) == "https://exemple.fr/cpts"


def test_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fichier").touch()
    monkeypatch.setenv(NAME, str(tmp_path / "fichier" / "dossier"))
    with pytest.raises(ImproperlyConfigured, match="ne peut pas être créé"):
        environment.folder(NAME, default=tmp_path)


def test_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    made = secret.key(given="", folder=tmp_path, required=False)
    assert secret.key(given="", folder=tmp_path, required=False) == made
    assert stat.S_IMODE((tmp_path / "cle_secrete").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["cle_secrete"]


@pytest.mark.parametrize(
    ("given", "required", "says"),
    [("", True, "MAILLAGE_CLE manque"), ("courte", False, "trop courte")],
)
def test_key_refused(given: str, required: bool, says: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=says):
        secret.key(given=given, folder=tmp_path, required=required)


def test_database_is_a_file_of_the_data_folder_unless_told(tmp_path: Path) -> None:
    found = database.configuration("", folder=tmp_path)
    assert (found["NAME"], found["OPTIONS"]["transaction_mode"]) == (
        str(tmp_path / "maillage.sqlite3"),
        "IMMEDIATE",
    )
    server = database.configuration("postgres://nom@hote:5432/base", folder=tmp_path)
    assert (server["HOST"], server["CONN_HEALTH_CHECKS"]) == ("hote", True)
    assert server["OPTIONS"] == {"options": "-c lock_timeout=10s"}
    asked = database.configuration("postgres://h/b?options=-c%20lock_timeout%3D1s", folder=tmp_path)
    assert asked["OPTIONS"] == {"options": "-c lock_timeout=1s"}


@pytest.mark.parametrize("address", ["n’importe quoi", "mysql://nom@hote/base"])
def test_database_address_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="MAILLAGE_BASE"):
        database.configuration(address, folder=tmp_path)


def test_production_settings_pass_djangos_own_check(tmp_path: Path) -> None:
    done = check(tmp_path, **PRODUCTION)
    assert (done.stderr, done.stdout) == (
        "",
        "System check identified no issues (1 silenced).\n",
    )


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"MAILLAGE_CLE": ""}, "MAILLAGE_CLE manque"),
        ({"MAILLAGE_HOTES": "*"}, "MAILLAGE_HOTES manque"),
        ({"MAILLAGE_DEBUG": "oui"}, "MAILLAGE_DEBUG montre"),
    ],
)
def test_production_settings_refused(changed: dict[str, str], says: str, tmp_path: Path) -> None:
    done = check(tmp_path, **{**PRODUCTION, **changed})
    assert done.returncode == 1
    assert says in done.stderr
