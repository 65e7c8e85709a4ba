"""The folder read without Django is the one of the settings."""

from pathlib import Path

from django.conf import settings

from maillage.territoires.emplacement import dossier


def test_it_is_in_the_data_folder_of_the_settings() -> None:
    assert dossier() == settings.DONNEES / "donnees-ouvertes"


def test_another_folder_may_be_named(monkeypatch) -> None:
    monkeypatch.setenv("MAILLAGE_DONNEES", "/srv/maillage")
    assert dossier() == Path("/srv/maillage/donnees-ouvertes")
