"""What a visitor sees before signing in, and the page about data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@require_safe
def accueil(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("mes_dossiers")
    return render(request, "public/accueil.html")


@require_safe
def mentions(request: HttpRequest) -> HttpResponse:
    return render(request, "public/mentions.html")
