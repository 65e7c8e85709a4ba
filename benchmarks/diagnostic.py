"""Time the page of the diagnosis as a person asks for it: one theme, then all of them together.

Full-size editions are made up (`banc/mesures.py`), on a database thrown away; the page goes through
Django whole, sessions and rights included. Target: 150 ms for all themes, once the process is warm.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

TARGET_MS = 150.0
RUNS = 21
ON = date(2026, 11, 26)
PAGES = ("population", "sante", "offre", "tout")
KEPT = ("part_0_14", "apl_mg", "part_75_plus")


@dataclass(frozen=True)
class Times:
    """Milliseconds of one page, call after call."""

    wall: list[float]
    cpu: list[float]

    def said(self) -> str:
        best, median = min(self.wall), statistics.median(self.wall)
        own = statistics.median(self.cpu)
        return f"meilleure {best:.0f} ms, médiane {median:.0f} ms ; calcul {min(self.cpu):.0f} et {own:.0f} ms"


def main() -> int:
    """Print cold and warm times; 1 when the median of the whole page misses the target."""
    with tempfile.TemporaryDirectory(prefix="maillage-banc-") as folder:
        os.environ["MAILLAGE_DONNEES"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "maillage.config.settings"
        return _run(Path(folder))


def _run(folder: Path) -> int:
    import django  # noqa: PLC0415 -- after the folder is named
    from banc import mesures as banc  # noqa: PLC0415 -- the same

    banc.installer()
    for directory in ("finess", "rpps"):  # their pages read lists that this bench does not make up
        shutil.rmtree(folder / "donnees-ouvertes" / directory, ignore_errors=True)
    django.setup()
    worst = 0.0
    client, made = _prepared()
    for number, (count, address) in enumerate(made):
        print(f"{count} communes, {len(KEPT)} figures gardées")
        for theme in PAGES:
            first = _once(client, address, theme)
            if number == 0 and theme == PAGES[0]:
                print(f"  à froid, éditions neuves : {first[0]:.0f} ms")
            runs = [_once(client, address, theme) for _ in range(RUNS)]
            times = Times([run[0] for run in runs], [run[1] for run in runs])
            print(f"  {theme:<11} {times.said()} ; {_queries(client, address, theme)} requêtes")
            worst = max(worst, statistics.median(times.wall))
    print(f"cible : {TARGET_MS:.0f} ms, la pire médiane est de {worst:.0f} ms")
    return int(worst > TARGET_MS)


def _prepared() -> tuple[Any, list[tuple[int, str]]]:
    """Make an account, and a dossier of each size with figures kept."""
    from django.core.management import call_command  # noqa: PLC0415 -- needs Django ready
    from django.test import Client  # noqa: PLC0415 -- the same
    from django.urls import reverse  # noqa: PLC0415 -- the same

    from maillage.accounts.models import User  # noqa: PLC0415 -- the same
    from maillage.dossiers.actions.add_communes import add_communes  # noqa: PLC0415 -- the same
    from maillage.dossiers.actions.create_dossier import create_dossier  # noqa: PLC0415 -- the same

    for command in ("migrate", "collectstatic"):
        call_command(command, interactive=False, verbosity=0)
    user = User.objects.create(email="banc@exemple.fr", nom="Banc")
    made = []
    for count in (43, 100):
        dossier = create_dossier(by=user, on=ON, nom=f"CPTS de {count} communes")
        add_communes(dossier=dossier, codes=_codes(count), by=user, on=ON)
        _keep(dossier, user)
        made.append((count, reverse("diagnostic", args=(dossier.public_id,))))
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client, made


def _codes(count: int) -> tuple[str, ...]:
    from maillage.reference.cog import table  # noqa: PLC0415 -- after the folder is named

    near = [code for code in table().codes() if code.startswith(("42", "43"))]
    return tuple(near[200 : 200 + count])


def _keep(dossier: Any, user: Any) -> None:
    from maillage.core.facts import FormeFigure  # noqa: PLC0415 -- needs Django ready
    from maillage.dossiers import diagnostic, facts  # noqa: PLC0415 -- the same
    from maillage.dossiers.actions.keep_figure import keep_figure  # noqa: PLC0415 -- the same
    from maillage.reference.diagnostic import textes_de  # noqa: PLC0415 -- the same

    read = diagnostic.lire(facts.of(dossier), on=ON)
    for code in KEPT:
        figure = read.figure(code, textes_de(code)[0], FormeFigure.BARRES)
        if figure is None:
            raise SystemExit(f"la figure {code} ne se dessine pas")
        keep_figure(dossier=dossier, figure=figure, by=user, on=ON)


def _once(client: Any, address: str, theme: str) -> tuple[float, float]:
    start, own = time.perf_counter(), time.process_time()
    response = client.get(address, {"theme": theme})
    took = (time.perf_counter() - start) * 1000, (time.process_time() - own) * 1000
    if response.status_code != 200:
        raise SystemExit(f"la page répond {response.status_code}")
    return took


def _queries(client: Any, address: str, theme: str) -> int:
    from django.db import connection  # noqa: PLC0415 -- needs Django ready
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- the same

    with CaptureQueriesContext(connection) as asked:
        _once(client, address, theme)
    return len(asked)


if __name__ == "__main__":
    sys.exit(main())
