"""`maillage servir`, as far as a call that must be refused, and the demonstration."""

import socket

import pytest

from maillage.accounts.models import User
from maillage.cli import demonstration, main
from maillage.dossiers.models import Dossier
from tests.cli.conftest import ROOT


def test_port_when_taken_is_said_with_another(capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["servir", "--port", str(port)]) == 2
    assert f"--port {port + 1}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["--port", "0"], "n’existe pas"),
        (["--port", "70000"], "n’existe pas"),
        (["--adresse", "pas.une.adresse.invalid"], "adresse"),
        (["--demonstration", "--adresse", "0.0.0.0"], "127.0.0.1"),  # noqa: S104 -- refused
    ],
)
def test_call_when_impossible(capsys, argv, word):
    assert main(["servir", *argv]) == 2
    assert word in capsys.readouterr().err


@pytest.mark.django_db
def test_demonstration_when_loaded_twice_is_loaded_once():
    demonstration.load()
    demonstration.load()
    assert Dossier.objects.count() == len(list((ROOT / "exemples").glob("*.yaml")))
    assert User.objects.get(email="porteuse@demo.example").check_password(demonstration.PASSWORD)
    assert "porteuse@demo.example" in demonstration.welcome()
