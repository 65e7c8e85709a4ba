"""Someone who writes: what the page of a text sends, with the accidents of an ordinary day."""

import http.client
import json
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode

from banc.base import COMMUN, PASSWORD, paragraph, sum_of

PATIENCE = 60  # seconds for an answer; the page itself waits for 20, then sends again
TRIES = 50
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_TEXT = re.compile(r'<textarea[^>]*name="contenu"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
_VERSION = re.compile(r'name="version" value="(\d+)"')


@dataclass
class Bilan:
    """What one writer saw."""

    durees: list[float] = field(default_factory=list)  # seconds, of the sendings that were answered
    issues: Counter[str] = field(default_factory=Counter)
    envoyes: set[str] = field(default_factory=set)  # sums of the texts said to be kept
    pannes: list[str] = field(default_factory=list)


@dataclass
class Page:
    """The text as one window of the browser has it."""

    texte: str
    version: str
    ecartee: str = ""


class Ecrivain(threading.Thread):
    """`fois` saves of one text, with a dice of its own so that a run can be done again."""

    def __init__(self, *, port: int, courriel: str, chemin: str, rubrique: str, fois: int) -> None:
        super().__init__(daemon=True)
        self.bilan = Bilan()
        self._port, self._courriel, self._fois = port, courriel, fois
        self._rubrique, self._chemin = rubrique, chemin
        self._who = courriel.partition("@")[0]
        self._rank = int(self._who[1:])
        self._dice = random.Random(self._rank)  # noqa: S311 -- not a secret
        self._cookies: dict[str, str] = {}
        self._token = ""
        self._line = self._connect()

    # --- Before the start

    def sign_in(self) -> None:
        """Sign in as a person does, and open the page of the text."""
        _, body = self._ask("GET", "/compte/login/")
        token = _first(_TOKEN, body)
        data = {"login": self._courriel, "password": PASSWORD, "csrfmiddlewaretoken": token}
        status, _ = self._ask("POST", "/compte/login/", data)
        if status != http.client.FOUND:
            raise RuntimeError(f"{self._courriel} : connexion refusée ({status})")
        self._page = self._opened()

    def _opened(self) -> Page:
        status, body = self._ask("GET", self._chemin)
        if status != http.client.OK:
            self.bilan.pannes.append(f"page {status}")
        self._token = _first(_TOKEN, body)
        return Page(unescape(_first(_TEXT, body)), _first(_VERSION, body))

    # --- The work

    def run(self) -> None:
        try:
            old = self._page
            for rank in range(self._fois):
                accident = self._dice.choices(
                    ("aucun", "deux fois", "vieille page", "coupé"), (85, 5, 5, 5)
                )[0]
                page = Page(**vars(old)) if accident == "vieille page" else self._page
                self._write(page, rank)
                self._save(page, accident)
                if rank % 7 == 0:
                    old = Page(**vars(self._page))
        except Exception as error:  # noqa: BLE001 -- a writer that stops is a failure of the bench
            self.bilan.pannes.append(repr(error))

    def _write(self, page: Page, rank: int) -> None:
        """Change one's own paragraph; one time in twelve, the one that all write."""
        who = COMMUN if self._dice.random() < 1 / 12 else self._who
        fresh = paragraph(who, f"{self._who}, passage {rank}")
        pieces = [
            fresh if piece.startswith(f"{who} :") else piece for piece in page.texte.split("\n\n")
        ]
        page.texte = "\n\n".join(pieces)

    def _save(self, page: Page, accident: str) -> None:
        if accident == "coupé":
            self._cut(page)
        if accident == "deux fois":
            twin = threading.Thread(target=self._sent, args=(page, self._connect()))
            twin.start()
            status, answer = self._sent(page, self._line)
            twin.join()
        else:
            status, answer = self._sent(page, self._line)
        self.bilan.issues[accident] += 1
        if status == http.client.CONFLICT:  # one compares, and starts again from what there is
            self._page = self._opened()
        elif status == http.client.OK:
            page.version, page.ecartee = str(answer["version"]), str(answer["ecartee"] or "")
            if answer["contenu"] is not None:
                page.texte, page.version, page.ecartee = (
                    answer["contenu"],
                    str(answer["derniere"]),
                    "",
                )
            self._page = page

    def _sent(self, page: Page, line: http.client.HTTPConnection) -> tuple[int, dict[str, Any]]:
        """Send until it is answered: what the page does when it is told to come back."""
        data = self._data(page)
        for _ in range(TRIES):
            began = time.perf_counter()
            try:
                status, body = self._ask("POST", f"{self._chemin}enregistrer/", data, line)
            except (OSError, http.client.HTTPException) as error:
                self.bilan.issues[f"réseau {type(error).__name__}"] += 1
                line.close()
                continue
            self.bilan.durees.append(time.perf_counter() - began)
            if status in (http.client.OK, http.client.CONFLICT):
                answer = json.loads(body)
                self.bilan.issues[answer["etat"]] += 1
                self.bilan.envoyes.add(sum_of(self._rubrique, data["contenu"]))
                return status, answer
            if status == http.client.SERVICE_UNAVAILABLE:
                self.bilan.issues["occupé"] += 1
                time.sleep(self._dice.uniform(0.5, 2))
                continue
            self.bilan.pannes.append(f"{status} {body[:200]}")
            return status, {}
        self.bilan.pannes.append("aucune réponse")
        return 0, {}

    def _cut(self, page: Page) -> None:
        """Send, and hang up before the answer."""
        line = self._connect()
        line.request(
            "POST", f"{self._chemin}enregistrer/", urlencode(self._data(page)), self._headers()
        )
        time.sleep(self._dice.uniform(0, 0.05))
        line.close()

    def _data(self, page: Page) -> dict[str, str]:
        return {
            "csrfmiddlewaretoken": self._token, "contenu": page.texte,
            "version": page.version, "ecartee": page.ecartee,
        }  # fmt: skip

    # --- HTTP

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)

    def _headers(self) -> dict[str, str]:
        return {
            "Accept": "application/json" if self._token else "text/html",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "X-Forwarded-For": f"127.1.0.{self._rank + 1}",
        }

    def _ask(
        self,
        method: str,
        path: str,
        data: dict[str, str] | None = None,
        line: http.client.HTTPConnection | None = None,
    ) -> tuple[int, str]:
        line = line or self._line
        line.request(method, path, urlencode(data) if data else None, self._headers())
        answer = line.getresponse()
        body = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, body


def _first(pattern: re.Pattern[str], body: str) -> str:
    found = pattern.search(body)
    if found is None:
        raise RuntimeError(f"la page n’a pas {pattern.pattern} : {body[:500]}")
    return found[1]
