"""Mon compte: who I am here, and what I receive."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from maillage.accounts.models import User
from maillage.dossiers.actions.update_account import update_account
from maillage.dossiers.queries import personal_data
from maillage.instruction.queries.modeles import given_by
from maillage.web import clock
from maillage.web.compte.formulaires import FormulaireCompte
from maillage.web.equipe import reponses
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.typographie import fr


def titulaire(request: HttpRequest) -> User:
    """Return the person who is signed in."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- login_required says so; mypy cannot
    return user


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def mon_compte(request: HttpRequest) -> HttpResponse:
    user = titulaire(request)
    form = FormulaireCompte(envoi(request), initial=FormulaireCompte.depuis(user))
    if form.is_valid():
        with reponses.refus_dans(form):
            update_account(valeurs=form.valeurs(), by=user, on=clock.today(), at=clock.now())
            messages.success(request, fr("Votre compte est à jour."))
            return redirect("mon_compte")
    context: dict[str, Any] = {"form": form}
    return render(request, "compte/mon_compte.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@login_required
def mes_donnees(request: HttpRequest) -> JsonResponse:
    """Hand over all that the instance holds about the person, in an open file."""
    user = titulaire(request)
    response = JsonResponse(
        {**personal_data.of(user), "modeles_deposes": given_by(user)},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        content_type="application/json; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="mes-donnees-maillage.json"'
    return response
