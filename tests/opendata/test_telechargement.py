"""A file brought from a server of this machine: whole, cut then taken up, wrong, out of reach."""

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from maillage.cli import main
from maillage.opendata import telechargement
from maillage.opendata.telechargement import Envoi, Impossible, telecharger
from maillage.reference.sources_ouvertes import sources_ouvertes
from maillage.territoires.mesures import mesures
from tests import annuaires
from tests.opendata.fabrique import text

BODY = bytes(range(256)) * 4_000


class Handler(BaseHTTPRequestHandler):
    """Serves one file; may cut it, change it, or forget its mark."""

    body, cut, mark, status = BODY, 0, '"un"', 200
    less, shift, moved, slow, refuses = (
        100_000,
        0,
        False,
        0.0,
        0,
    )  # another part, another address, late, 416 first
    asked: list[str] = []

    def do_GET(self) -> None:
        cls = type(self)
        wanted = self.headers.get("Range", "")
        cls.asked.append(wanted)
        start = 0
        if wanted and self.headers.get("If-Range") == cls.mark:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        if cls.moved and self.path == "/a.csv":
            self.send_response(302)
            self.send_header("Location", "/ailleurs/a.csv")
            self.end_headers()
            return
        late, cls.slow = cls.slow, 0.0
        time.sleep(late)
        if wanted and cls.refuses:
            cls.refuses -= 1
            self.send_error(416)
            return
        self.send_response(cls.status if cls.status != 200 else (206 if start else 200))
        if start:
            start = max(0, start - cls.shift)
            self.send_header("Content-Range", f"bytes {start}-{len(cls.body) - 1}/{len(cls.body)}")
        rest = cls.body[start:]
        self.send_header("Content-Length", str(len(rest)))
        if cls.mark:
            self.send_header("ETag", cls.mark)
        self.end_headers()
        if cls.cut:
            rest, cls.cut = rest[: cls.cut], max(0, cls.cut - cls.less)
        self.wfile.write(rest)

    def log_message(self, *_: Any) -> None:
        """Keep the output of tests clean."""


class Quiet(ThreadingHTTPServer):
    """Says nothing of a reader that goes before the end: some of ours do."""

    def handle_error(self, *_: Any) -> None:
        return


@pytest.fixture
def server() -> Iterator[tuple[str, type[Handler]]]:
    handler = type("Served", (Handler,), {"asked": []})
    with Quiet(("127.0.0.1", 0), handler) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}/a.csv", handler
        made.shutdown()
        thread.join()


def test_a_file_comes_whole_and_is_checked(server, tmp_path, monkeypatch) -> None:
    address, handler = server
    told: list[int] = []
    monkeypatch.setattr(telechargement, "PAR", 300_000)
    digest = hashlib.sha256(BODY).hexdigest()
    order = Envoi(adresse=address, vers=tmp_path / "t" / "a.csv", sha256=digest.upper())
    path = telecharger(order, lambda _what, done: told.append(done))
    assert path.read_bytes() == BODY
    assert handler.asked == [""]
    assert told == [524_288, len(BODY)]
    assert [one.name for one in path.parent.iterdir()] == ["a.csv"]


def test_a_cut_is_taken_up_where_it_was(server, tmp_path) -> None:
    address, handler = server
    handler.cut = 300_000
    path = telecharger(Envoi(adresse=address, vers=tmp_path / "a.csv"))
    assert path.read_bytes() == BODY
    assert handler.asked == ["", *(f"bytes={done}-" for done in (300_000, 500_000, 600_000))]


def test_what_came_is_kept_for_the_next_call(server, tmp_path, monkeypatch) -> None:
    address, handler = server
    monkeypatch.setattr(telechargement, "TRIES", 1)
    order = Envoi(adresse=address, vers=tmp_path / "a.csv")
    handler.cut = 300_000
    with pytest.raises(Impossible, match="300000 octets reçus sont gardés"):
        telecharger(order)
    assert not order.vers.exists()
    handler.cut, handler.body, handler.mark = 0, BODY[::-1], '"deux"'  # another file meanwhile
    assert telecharger(order).read_bytes() == BODY[::-1]
    assert handler.asked == ["", "bytes=300000-"]


def test_without_a_mark_of_the_server_the_file_is_asked_again_from_its_start(
    server, tmp_path
) -> None:
    address, handler = server
    handler.cut, handler.mark = 150_000, ""
    assert telecharger(Envoi(adresse=address, vers=tmp_path / "a.csv")).read_bytes() == BODY
    assert handler.asked == ["", "", ""]


def test_a_whole_part_is_not_asked_again_and_foreign_notes_are_not_believed(
    server, tmp_path
) -> None:
    address, handler = server
    notes = {"adresse": address, "marque": '"un"', "taille": len(BODY)}
    (tmp_path / "a.csv.partiel").write_bytes(BODY)
    (tmp_path / "a.csv.suite.json").write_text(json.dumps(notes))
    assert telecharger(Envoi(adresse=address, vers=tmp_path / "a.csv")).read_bytes() == BODY
    assert handler.asked == []
    for content in ("{", "[]", json.dumps({**notes, "adresse": "https://autre.fr"})):
        (tmp_path / "a.csv.partiel").write_bytes(b"x")
        (tmp_path / "a.csv.suite.json").write_text(content)
        assert telecharger(Envoi(adresse=address, vers=tmp_path / "a.csv")).read_bytes() == BODY
    assert handler.asked == [""] * 3


def test_a_wrong_fingerprint_is_erased(server, tmp_path) -> None:
    order = Envoi(adresse=server[0], vers=tmp_path / "a.csv", sha256="0" * 64)
    with pytest.raises(Impossible, match="n’a pas l’empreinte attendue"):
        telecharger(order)
    assert list(tmp_path.iterdir()) == []


def test_a_rest_that_is_not_the_one_asked_is_not_glued_to_what_came(server, tmp_path) -> None:
    address, handler = server
    handler.cut, handler.shift, handler.less = 300_000, 7, 0
    order = Envoi(adresse=address, vers=tmp_path / "a.csv")
    with pytest.raises(Impossible, match="n’envoie pas la partie demandée"):
        telecharger(order)
    handler.cut = handler.shift = 0
    assert telecharger(order).read_bytes() == BODY


def test_a_rest_that_is_refused_is_asked_again_from_the_start(server, tmp_path) -> None:
    address, handler = server
    handler.cut, handler.refuses = 300_000, 1
    assert telecharger(Envoi(adresse=address, vers=tmp_path / "a.csv")).read_bytes() == BODY
    assert handler.asked[:3] == ["", "bytes=300000-", ""]


def test_a_moved_address_is_followed_and_a_cut_there_is_taken_up(server, tmp_path) -> None:
    address, handler = server
    handler.moved, handler.cut = True, 900_000
    assert telecharger(Envoi(adresse=address, vers=tmp_path / "a.csv")).read_bytes() == BODY
    assert handler.asked == ["", "", "bytes=900000-", "bytes=900000-"]


def test_a_server_that_says_nothing_is_asked_again(server, tmp_path, monkeypatch) -> None:
    address, handler = server
    monkeypatch.setattr(telechargement, "_TIMEOUT", 0.2)
    handler.slow = 0.6
    assert telecharger(Envoi(adresse=address, vers=tmp_path / "a.csv")).read_bytes() == BODY
    assert handler.asked == ["", ""]


def test_a_page_of_the_web_is_not_the_file(server, tmp_path) -> None:
    server[1].body = b"\n<!DOCTYPE html><html><body>Page introuvable</body></html>"
    with pytest.raises(Impossible, match="mène à une page web, pas au fichier"):
        telecharger(Envoi(adresse=server[0], vers=tmp_path / "a.csv"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "répond 404 : l’adresse a sans doute changé"),
        (416, "répond 416"),
        (429, "trop demandé, réessayez plus tard"),
        (503, "répond 503 : le serveur est en panne"),
    ],
)
def test_what_the_server_refuses(status, words, server, tmp_path) -> None:
    server[1].status = status
    with pytest.raises(Impossible, match=words):
        telecharger(Envoi(adresse=server[0], vers=tmp_path / "a.csv"))


def test_what_is_too_heavy_is_refused(server, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(telechargement, "MOST", 1_000)
    with pytest.raises(Impossible, match="c’est trop"):
        telecharger(Envoi(adresse=server[0], vers=tmp_path / "a.csv"))
    with pytest.raises(Impossible, match="dépasse 0 Mo"):
        telechargement._copy(lambda _size: b"x" * 2_000, len, 0, lambda *_: None)


def test_only_the_web_is_asked(tmp_path) -> None:
    with pytest.raises(Impossible, match="n’est pas une adresse http"):
        telecharger(Envoi(adresse="file:///etc/passwd", vers=tmp_path / "a"))


def test_the_command_brings_and_imports(server, bare_instance, capsys) -> None:
    address, handler = server
    handler.body = text(["COM", "PMUN", "PTOT"], [["01001", 860, 876]]).encode()
    call = ["importer", "--officiel", "populations", "--adresse", address]
    assert main([*call, "--essai", "--sha256", "1" * 64]) == 2
    assert "empreinte attendue" in capsys.readouterr().err
    assert main([*call, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["adresse"] == address
    assert mesures("populations").fiche.millesime == 2023
    assert not [one for one in bare_instance.glob("telechargements/**/*") if one.is_file()]


def test_a_second_file_that_is_refused_leaves_the_first_in_place(bare_instance, capsys) -> None:
    files = {one.nom: one.adresse for one in sources_ouvertes()["finess"].fichiers}
    folder = bare_instance / "telechargements" / "finess"
    folder.mkdir(parents=True)
    for name, address in files.items():  # they came whole, and were not imported yet
        path = annuaires.finess(folder / f"{name}.partiel")
        if name == "t-finess.csv":
            path.write_text("finess,etat,com_code\n")
        notes = {"adresse": address, "marque": '"un"', "taille": path.stat().st_size}
        (folder / f"{name}.suite.json").write_text(json.dumps(notes))
    assert main(["importer", "--officiel", "finess"]) == 2
    told = capsys.readouterr()
    assert "C’est en place." in told.out
    said = " ".join(told.err.replace("\u00a0", " ").split())
    assert "t-finess.csv, ligne 1 : la colonne « type » manque" in said
    assert "Ce qui a été lu reste : finess_etablissements.csv." in said
    assert mesures("finess").fiche.fichier == "finess_etablissements.csv"


def test_without_the_internet_the_command_says_where_the_file_is(capsys, bare_instance) -> None:
    call = ["importer", "--officiel", "epci", "--adresse", "http://127.0.0.1:9/epci.xlsx"]
    assert main(call) == 2
    said = capsys.readouterr().err
    assert "127.0.0.1 est injoignable" in said
    assert "collectivites-locales.gouv.fr" in said
    assert main(["importer", "--officiel", "tout", "--adresse", call[-1]]) == 2
    told = capsys.readouterr()
    assert told.out.count("— ") == told.err.count("est injoignable") > 12
    assert main(["importer", "--officiel", "zzz"]) == 2
    assert "n’est pas une source" in capsys.readouterr().err
    assert main(["importer", "--officiel", "populations", "--millesime", "1999"]) == 2
    assert "aucune adresse n’est connue" in capsys.readouterr().err
