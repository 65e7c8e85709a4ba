"""How often one address may ask for something that costs; counted in memory, never written."""

import hashlib
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from maillage.web import clock

MINUTE: Final = 60
HEURE: Final = 3_600


def depasse(request: HttpRequest, action: str, *, nombre: int, duree: int) -> bool:
    """Count one more request of this visitor, and say that there are too many in the window."""
    window = int(clock.now().timestamp()) // duree
    mark = hashlib.sha256(f"{action}:{window}:{_visitor(request)}".encode()).hexdigest()
    key = f"limite:{mark}"
    cache.add(key, 0, timeout=duree)
    try:
        return cache.incr(key) > nombre
    except ValueError:  # the counter left the memory between the two lines
        return False


def _visitor(request: HttpRequest) -> str:
    """Return the network address, read through the proxies that the instance declares."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return str(request.META.get("REMOTE_ADDR", ""))
