"""Small things that several pages answer the same way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from maillage.dossiers.models import Dossier
from maillage.web import clock
from maillage.web.equipe import cadre
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.typographie import fr


def page(
    request: DossierRequest,
    dossier: Dossier,
    template: str,
    context: dict[str, Any],
    *,
    section: str,
    frame: cadre.Cadre | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw a page of a dossier in its frame."""
    frame = frame or cadre.de(dossier, request.user, section=section, on=clock.today())
    return render(request, template, {**context, "cadre": frame, "dossier": dossier}, status=status)


def dire(request: HttpRequest, sentence: str) -> None:
    """Tell the person what has just been done."""
    messages.success(request, fr(sentence))


def prevenir(request: HttpRequest, sentence: str) -> None:
    """Tell the person that something was not done, and why."""
    messages.warning(request, fr(sentence))


def bienvenue(request: HttpRequest, dossier: Dossier) -> None:
    """Greet a person who has just joined a team."""
    messages.success(request, fr(f"Bienvenue dans l’équipe du dossier « {dossier} »."))


def trop(request: HttpRequest) -> HttpResponse:
    """Ask for patience: too many requests came from one place."""
    return render(request, "429.html", status=429)


def vers(dossier: Dossier, page_name: str, *args: str) -> HttpResponseRedirect:
    return redirect(cadre.adresse(dossier, page_name, *args))


def vers_adresse(url: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(url)


@contextmanager
def refus_dit(request: HttpRequest) -> Iterator[None]:
    """Say the refusal of an action that no form asked for."""
    try:
        yield
    except ValidationError as error:
        prevenir(request, " ".join(error.messages))


@contextmanager
def refus_dans(form: Formulaire) -> Iterator[None]:
    """Show the refusal of an action in the form, beside its field when it names one."""
    try:
        yield
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            form.signaler(
                {name: [fr(m) for m in found] for name, found in error.message_dict.items()}
            )
        else:
            form.signaler({"": [fr(message) for message in error.messages]})
