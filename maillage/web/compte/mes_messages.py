"""The messages that Maillage wrote to a person, read here when no mail server carries them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from maillage.accounts import courriels
from maillage.accounts.models import User
from maillage.web import clock

_MONTRES = 50  # the latest ones


@require_safe
@never_cache
@login_required
def mes_messages(request: HttpRequest) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- login_required says so; mypy cannot
    found = courriels.lisibles(user, at=clock.now())[:_MONTRES]
    context = {
        "courriels": [(courriel, _paragraphes(courriel.corps)) for courriel in found],
        "partent": courriels.partent(),
        "jours": courriels.GARDE.days,
    }
    return render(request, "compte/mes_messages.html", context)


def _paragraphes(corps: str) -> list[str]:
    """Undo the cuts that a mail reader needs and a phone does not; an item keeps its line."""
    blocks = corps.replace("\n- ", "\n\n- ").split("\n\n")
    return [" ".join(block.split("\n")).strip() for block in blocks if block.strip()]
