"""An agency, its people, and files to bring."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def fichiers(settings: Any, tmp_path: Path) -> Path:
    """Stored files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    return tmp_path / "fichiers"
