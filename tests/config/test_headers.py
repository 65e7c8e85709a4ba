"""What every answer tells the browser to refuse."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_answers_forbid_all_that_is_not_ours(client: Client) -> None:
    answer = client.get("/compte/login/")
    policy = dict(
        directive.split(" ", 1) for directive in answer["Content-Security-Policy"].split("; ")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_cookies_are_kept_from_scripts(client: Client) -> None:
    cookie = client.get("/compte/login/").cookies["csrftoken"]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")


def test_nobody_opens_an_account_alone(client: Client) -> None:
    before = {"email": "a@exemple.fr", "password1": "x" * 14 + "Y9", "password2": "x" * 14 + "Y9"}
    client.post("/compte/signup/", before)
    assert client.login(email="a@exemple.fr", password=before["password1"]) is False
