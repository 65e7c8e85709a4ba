"""What a page weighs the first time: under 150 kB transferred, and nothing from another host."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from maillage.dossiers.models import Dossier
from tests.web.conftest import Monde
from tests.web.test_droits import PAGES, SIGNED, arguments
from tests.web.test_html import FILES

pytestmark = pytest.mark.rendu


MOST = 150_000
ELSEWHERE = re.compile(
    r'(?:src|srcset|action|hx-get|hx-post)="(?:https?:)?//|@import|url\(["\']?http'
)
IMPORTED = re.compile(r'^import .*?"(\./[^"]+)"|from "(\.{1,2}/[^"]+)"', re.MULTILINE)


def packed(content: bytes) -> int:
    return min(len(content), len(gzip.compress(content)))


def with_modules(path: Path, seen: set[Path]) -> set[Path]:
    """Follow the modules that a script imports."""
    if path in seen:
        return seen
    seen.add(path)
    if path.suffix == ".js":
        for one, other in IMPORTED.findall(path.read_text()):
            with_modules((path.parent / (one or other)).resolve(), seen)
    return seen


def weight(response: Any) -> int:
    """Add the page as it goes through the wire, and each file that it asks for at once."""
    html = response.content.decode()
    assert ELSEWHERE.search(html) is None
    late = set(re.findall(r'src="/statiques/([^"]+)"[^>]*loading="lazy"', html))
    names = set(re.findall(r'(?:href|src)="/statiques/([^"]+)"', html)) - late
    files: set[Path] = set()
    for name in names:
        with_modules(Path(str(finders.find(name))), files)
    texts = [path.read_text() for path in files if path.suffix in (".js", ".css")]
    assert not any(ELSEWHERE.search(text) for text in texts)
    return packed(response.content) + sum(packed(path.read_bytes()) for path in files)


def test_the_pages_of_a_dossier_are_light(monde: Monde, exemple: Dossier) -> None:
    client = monde.clients["porteur"]
    heavy = {}
    for name in PAGES.keys() - FILES:
        args = arguments(monde, name)
        public_id = monde.dossier.public_id if args else exemple.public_id
        heavy[name] = weight(client.get(reverse(name, args=(public_id, *args))))
    for name in SIGNED - FILES:
        heavy[name] = weight(client.get(reverse(name)))
    assert {name: bytes_ for name, bytes_ in heavy.items() if bytes_ >= MOST} == {}
