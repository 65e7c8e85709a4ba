"""The whole address of a page, for what is read outside of the site: an e-mail."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def absolu(request: HttpRequest, page: str, *args: str) -> str:
    """Return the address of a page, on the name of the site when the instance states it."""
    return complet(request, reverse(page, args=args))


def complet(request: HttpRequest, chemin: str) -> str:
    """Put the name of the site before a path."""
    stated: str = settings.MAILLAGE_ADRESSE
    return f"{stated}{chemin}" if stated else request.build_absolute_uri(chemin)
