"""Open a dossier for a page: whoever has no accès learns nothing, whoever lacks a right is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from maillage.accounts.models import User
from maillage.dossiers import permissions
from maillage.dossiers.models import Dossier

P = ParamSpec("P")
LIRE = "dossier.lire_brouillon"
MODIFIER = "dossier.modifier"
EXPORTER = "dossier.exporter"
JOURNAL = "dossier.journal"
COMMUNES = "territoire.choisir"
ARGENT = "aci.simuler"
COMPTES = "budget.saisir"

View = Callable[..., HttpResponseBase]


class DossierRequest(HttpRequest):
    """A request from a person who is signed in."""

    user: User


def sur_dossier(
    droit: str = LIRE,
) -> Callable[[Callable[Concatenate[DossierRequest, Dossier, P], HttpResponseBase]], View]:
    """Hand the dossier of the address to the view, when the person holds the right."""

    def decorate(view: Callable[Concatenate[DossierRequest, Dossier, P], HttpResponseBase]) -> View:
        @wraps(view)
        @login_required
        def opened(request: Any, public_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            dossier = Dossier.objects.visible_to(request.user).filter(public_id=public_id).first()
            if dossier is None:
                raise Http404
            try:
                permissions.check(request.user, droit, dossier)
                return view(request, dossier, *args, **kwargs)
            except permissions.Forbidden as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            except Dossier.DoesNotExist as gone:
                raise Http404 from gone

        return opened

    return decorate
