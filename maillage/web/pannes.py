"""What is answered when a page fails: a database that is busy asks to come back in a moment."""

import sys
from typing import Final

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.views.defaults import server_error

from maillage.web.typographie import fr

REVENIR: Final = 5  # seconds
# Of SQLite: another one writes. Of PostgreSQL (the first two signs of a SQLSTATE): the line is cut,
# two writers wait for each other, no place is left, a lock did not come, the server stops or starts.
_SQLITE: Final = frozenset({5, 6})
_POSTGRESQL: Final = frozenset({"08", "40", "53", "55", "57"})


def panne(request: HttpRequest) -> HttpResponse:
    if not _busy(sys.exc_info()[1]):
        return server_error(request)
    phrase = fr("Beaucoup de personnes enregistrent en ce moment")
    response: HttpResponse
    if request.accepts("text/html"):
        response = HttpResponse(loader.get_template("503.html").render(), status=503)
    else:
        response = JsonResponse({"etat": "occupe", "phrase": phrase}, status=503)
    response["Retry-After"] = str(REVENIR)
    return response


def _busy(error: BaseException | None) -> bool:
    """Say that the same request may well pass in a moment: the base is taken, or cannot be reached."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE
    state = getattr(cause, "sqlstate", "")
    return state is None or state[:2] in _POSTGRESQL
