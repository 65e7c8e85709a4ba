"""A real server of Maillage on a free port of this machine, on a database that is thrown away."""

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for a program to be ready


class Instance:
    """A data folder and the address of a database; commands run on it in their own process."""

    def __init__(self, folder: Path, base: str) -> None:
        self.port = free_port()
        self.traces = folder / "traces"
        self._environment = os.environ | {
            "MAILLAGE_DONNEES": str(folder / "donnees"),
            "MAILLAGE_BASE": base,
            # Each writer comes from an address of its own, as people do.
            "MAILLAGE_MANDATAIRES": "1",
            "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *command: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a Python command to its end."""
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self._environment, input=given,
            capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip

    def ask(self, *command: str, given: str = "") -> dict[str, Any]:
        """Run a Python command that answers in JSON."""
        done = self.run(*command, given=given)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    @contextmanager
    def served(self, threads: int) -> Iterator[None]:
        """Serve as `maillage servir` does, until the end of the block."""
        command = ("-m", "maillage.cli", "servir", "--port", str(self.port), "--fils", str(threads))
        with self.traces.open("w") as traces:
            server = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self._environment,
                stdout=traces, stderr=subprocess.STDOUT,
            )  # fmt: skip
            try:
                self._wait(server)
                yield
            finally:
                server.terminate()
                server.wait(PATIENCE)

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and server.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"le serveur ne démarre pas : {self.traces.read_text()[-2000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def on_sqlite() -> Iterator[Instance]:
    """Give an instance whose database is a file."""
    with tempfile.TemporaryDirectory() as name:
        yield Instance(Path(name), "")


@contextmanager
def on_postgresql() -> Iterator[Instance]:
    """Give an instance on a database of its own, made where MAILLAGE_ESSAI_POSTGRES says.

    Without that address, on a server of its own: none when PostgreSQL is not installed.
    """
    given = os.environ.get("MAILLAGE_ESSAI_POSTGRES")
    with tempfile.TemporaryDirectory() as name:
        if given:
            with _database(given) as base:
                yield Instance(Path(name), base)
        else:
            with _cluster() as server, _database(server) as base:
                yield Instance(Path(name), base)


def postgresql() -> Path | None:
    """Return the folder of the programs of PostgreSQL, the newest."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    return found[-1].parent if found else None


@contextmanager
def _database(server: str) -> Iterator[str]:
    import psycopg  # noqa: PLC0415 -- not for SQLite

    name = f"maillage_banc_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]  # not a literal
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]  # same


@contextmanager
def _cluster() -> Iterator[str]:
    """Start a PostgreSQL as it is when just installed: what it says is written is on the disk."""
    programs = postgresql()
    if programs is None:
        raise RuntimeError("PostgreSQL n’est pas installé sur cette machine")
    port = free_port()
    folder = Path(tempfile.mkdtemp())
    account = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, account)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, "-D", folder / "donnees", *arguments],
            user=account if os.getuid() == 0 else None, cwd=folder,
            stdout=subprocess.DEVNULL, timeout=PATIENCE, check=True,
        )  # fmt: skip

    try:
        run("initdb", "-A", "trust", "-E", "UTF8", "--locale=C")
        run("pg_ctl", "-w", "-o", options, "-l", str(folder / "journal"), "start")
        try:
            yield f"postgres://{account}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-m", "fast", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
