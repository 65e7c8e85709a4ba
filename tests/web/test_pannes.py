"""What is answered when the database cannot serve, and when it is our fault."""

import sqlite3
from pathlib import Path

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.web.conftest import texte_de

pytestmark = pytest.mark.urls(__name__)
handler500 = "maillage.web.pannes.panne"


class FromPostgres(Exception):
    """What psycopg raises, as far as we read it."""

    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


def taken(request: HttpRequest, folder: str) -> HttpResponse:
    """Write where another one writes."""
    one, two = (sqlite3.connect(Path("/", folder) / "base", timeout=0) for _ in range(2))
    one.execute("BEGIN IMMEDIATE")
    try:
        two.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise OperationalError(*error.args) from error
    finally:
        one.close()
        two.close()
    return HttpResponse()


def wrong(request: HttpRequest) -> HttpResponse:
    try:
        sqlite3.connect(":memory:").execute("SELECT * FROM rien")
    except sqlite3.OperationalError as error:
        raise OperationalError(*error.args) from error
    return HttpResponse()


def postgres(request: HttpRequest, sqlstate: str) -> HttpResponse:
    cause = FromPostgres(None if sqlstate == "coupe" else sqlstate)
    raise OperationalError("refus") from cause


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError


urlpatterns = [
    path("prise/<path:folder>", taken),
    path("fausse/", wrong),
    path("postgres/<sqlstate>/", postgres),
    path("cassee/", broken),
]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def test_a_page_when_another_one_writes_asks_to_come_back(visitor: Client, tmp_path: Path) -> None:
    response = visitor.post(f"/prise/{tmp_path.relative_to('/')}")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "actualisez cette page" in texte_de(response)


def test_a_save_by_itself_when_another_one_writes_is_told_to_send_again(
    visitor: Client, tmp_path: Path
) -> None:
    where = f"/prise/{tmp_path.relative_to('/')}"
    response = visitor.post(where, headers={"accept": "application/json"})
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response.json() == {
        "etat": "occupe",
        "phrase": "Beaucoup de personnes enregistrent en ce moment",
    }


@pytest.mark.parametrize(
    ("sqlstate", "status"),
    [
        ("40P01", 503),
        ("55P03", 503),
        ("53300", 503),
        ("57P01", 503),
        ("coupe", 503),
        ("42P01", 500),
    ],
)
def test_a_page_when_postgresql_refuses(visitor: Client, sqlstate: str, status: int) -> None:
    assert visitor.get(f"/postgres/{sqlstate}/").status_code == status


@pytest.mark.parametrize("where", ["/fausse/", "/cassee/"])
def test_a_page_when_it_is_our_fault(visitor: Client, where: str) -> None:
    response = visitor.get(where)
    assert response.status_code == 500
    assert "Maillage a rencontré une panne" in texte_de(response)
