"""Absurd answers to the forms of every page: refused in words or kept, never a broken page.

Each form is sent as the page draws it, a few of its fields replaced; what was kept must not break the
pages read after it. The suite draws a few pages; MAILLAGE_ABSURDE=20 draws twenty times among all of
them, MAILLAGE_ABSURDE_GRAINE=7 throws other dice.
"""

import os
import random
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter
from lxml import html as reader

from maillage.dossiers.models import Acces
from maillage.reference.permissions import Role
from maillage.web import urls
from maillage.web.equipe.formulaires.champs import Decimale, Montant, Taux, Valeur, lire_decimal
from tests.web.conftest import Monde
from tests.web.test_droits import PAGES, arguments

TIMES: Final = int(os.environ.get("MAILLAGE_ABSURDE", "0"))
SEED: Final = int(os.environ.get("MAILLAGE_ABSURDE_GRAINE", "1"))
A_FEW: Final = 5  # pages, in the suite
ABSURD: Final = (
    "", " ", "0", "-1", "1e30", "9" * 40, "NaN", "-Infinity", "sNaN", "1e999999999", "1e-9999999",
    "0,001", "²", "٣", "oui", "null", "[]", '{"a": [1]}', "\0", "a\0b", "\ufeff", "\u202e", "😀",
    "é" * 3_000, "x" * 30_000, "a\r\nb\r\nBcc: x@y.fr", "<script>alert(1)</script>", "{{ 7*7 }}",
    "'\"><svg/onload=1>", "=1+1", "../../etc/passwd", "9999-12-31", "31/12/9999", "9999", "0001-01-01",
    "01/01/0001", "1/1/1900", "2026-02-31", "00/00/0000", "décembre 9999", "2147483648", "-0", "+33",
    "9223372036854775808", "1" * 5_000, "00000000-0000-0000-0000-000000000000", "%00", "\n" * 400,
    "a" * 255 + "@b.fr", "https://x.y",
)  # fmt: skip
CLOSED: Final = ("quitter", "fermer", "compte", "acces/")  # they shut the door on what follows
NUMBERS: Final = ("version", "attendus", "csrfmiddlewaretoken")  # mostly left as they are
VALUES: Final = {"rubrique": "freins", "nature": "equipe"}
Form = tuple[str, str, list[tuple[str, str]], list[str]]  # method, address, what is sent, choices


def forms(monde: Monde, address: str) -> Iterator[Form]:
    """Yield each form of a page, once for each of its buttons."""
    response = monde.clients["porteur"].get(address)
    assert response.status_code < 500
    kind = response.get("Content-Type", "")
    if response.status_code != 200 or response.streaming or not kind.startswith("text/html"):
        return
    for form in reader.fromstring(response.content).iterfind(".//form"):
        where = urlsplit(form.get("action") or address)
        choices = [one.get("value", "") for one in form.iterfind(".//option")]
        sent = [(name, value or "") for name, value in form.form_values()]
        held = {name for name, _ in sent}
        sent += [
            (name, "") for name in sorted({*form.inputs.keys()} - held) if name
        ]  # boxes not ticked
        for button in [{}, *(one.attrib for one in form.xpath(".//button[@name]"))]:
            more = [(button["name"], button.get("value", ""))] if button else []
            yield form.method, f"{where.path or address}?{where.query}", [*sent, *more], choices


def spoiled(draw: random.Random, form: Form) -> dict[str, list[str]]:
    """Replace some of what a form sends; now and then, leave a field out."""
    _, _, sent, choices = form
    rate = draw.choice((0.1, 0.3, 0.9))
    found: dict[str, list[str]] = {}
    for name, value in sent:
        some = rate / 5 if name in NUMBERS else rate
        pool = choices if choices and draw.random() < 0.2 else ABSURD
        found.setdefault(name, []).append(draw.choice(pool) if draw.random() < some else value)
    if found and draw.random() < 0.1:
        del found[draw.choice(list(found))]
    return found


def addresses(monde: Monde, draw: random.Random) -> Iterator[str]:
    """Yield pages in a random order: a few of them, or all of them several times."""
    every = [monde.url(name, *arguments(monde, name)) for name in sorted(PAGES)]
    every += ["/essayer/", "/essayer/garder/", "/a-faire/", "/dossiers/", "/dossiers/ouvrir/"]
    if not TIMES:
        yield from draw.sample(every, A_FEW)
    for _ in range(TIMES):
        yield from draw.sample(every, len(every))


def test_nothing_absurd_breaks_a_page(monde: Monde) -> None:
    Acces.objects.create(dossier=monde.dossier, user=monde.porteur, role=Role.COORDINATEUR)
    draw, client = random.Random(SEED), monde.clients["porteur"]  # noqa: S311 -- dice, no secret
    for page in addresses(monde, draw):
        for form in forms(monde, page):
            method, address, _, _ = form
            if not any(word in address for word in CLOSED):
                data: Any = spoiled(draw, form)
                answer = client.post(address, data) if method == "POST" else client.get(page, data)
                assert answer.status_code < 500, (page, data)


@pytest.mark.parametrize("field", [Valeur("x"), Montant("x"), Decimale("x"), Taux("x")])
@pytest.mark.parametrize(
    "text", ["1e999999999", "1e-999999999", "1e9", "NaN", "9" * 13, "٣", "1_0"]
)
def test_a_number_written_to_hurt_is_refused(field: Any, text: str) -> None:
    assert lire_decimal(text) is None
    with pytest.raises(Exception, match="Écrivez"):
        field.clean(text)


def test_a_number_too_big_in_an_address_is_nowhere(monde: Monde) -> None:
    for pattern in get_resolver(urls.__name__).url_patterns:
        kinds = pattern.pattern.converters
        numbers = [name for name, kind in kinds.items() if isinstance(kind, IntConverter)]
        if numbers and "identifiant" not in kinds:
            given = VALUES | {"public_id": monde.dossier.public_id}
            address = reverse(pattern.name, kwargs={n: given.get(n, 10**15 - 1) for n in kinds})
            for who in (address, address.replace("9" * 15, "9" * 30)):
                found = {monde.clients["porteur"].get(who).status_code}
                found.add(monde.clients["porteur"].post(who).status_code)
                assert found <= {302, 403, 404, 405, 422}, who
