"""Open an agency for a page: whoever has no role in it learns nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from maillage.accounts.models import Agence, User
from maillage.instruction import permissions
from maillage.web import clock

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]


class AgenceRequest(HttpRequest):
    """A request from a person who is signed in."""

    user: User


def sur_agence(
    droit: str = permissions.CONSULTER,
) -> Callable[[Callable[Concatenate[AgenceRequest, Agence, P], HttpResponseBase]], View]:
    """Hand the agency of the address to the view, when the person holds the right."""

    def decorate(view: Callable[Concatenate[AgenceRequest, Agence, P], HttpResponseBase]) -> View:
        @wraps(view)
        @login_required
        def opened(request: Any, public_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            agence = Agence.objects.filter(public_id=public_id).first()
            if agence is None:
                raise Http404
            try:
                permissions.check(request.user, droit, agence, on=clock.today())
                return view(request, agence, *args, **kwargs)
            except permissions.Forbidden as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            except Agence.DoesNotExist as gone:
                raise Http404 from gone

        return opened

    return decorate
