"""Change one's address: ask, then follow the link that was sent there."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.accounts import courriels
from maillage.dossiers.actions import confirm_address as confirmation
from maillage.dossiers.actions.ask_address import ask_address
from maillage.web import clock, liens, limites
from maillage.web.compte.compte import titulaire
from maillage.web.compte.formulaires import FormulaireAdresse
from maillage.web.equipe import reponses
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.typographie import fr

_PER_HOUR: Final = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def adresse(request: HttpRequest) -> HttpResponse:
    posted = envoi(request)
    if posted is not None and limites.depasse(
        request, "adresse", nombre=_PER_HOUR, duree=limites.HEURE
    ):
        return reponses.trop(request)
    user = titulaire(request)
    form = FormulaireAdresse(posted, user=user)
    if form.is_valid():
        with reponses.refus_dans(form):
            ask_address(
                email=form.cleaned_data["email"],
                by=user,
                at=clock.now(),
                adresse=lambda token: liens.absolu(request, "adresse_confirmer", token),
            )
            messages.success(request, fr(_said(form.cleaned_data["email"])))
            return redirect("mon_compte")
    context = {"form": form, "fil": [{"nom": "Mon compte", "url": "../"}]}
    return render(request, "compte/adresse.html", context, status=422 if form.errors else 200)


def _said(email: str) -> str:
    """Say the same whether the address has an account or not."""
    if courriels.partent():
        return (
            f"Un message part à {email} : ouvrez son lien pour confirmer. D’ici là, votre "
            "ancienne adresse reste la bonne."
        )
    return (
        f"Ici, Maillage n’envoie pas de courriel : le lien qui confirme {email} est chez la "
        "personne qui administre ce site. Demandez-le-lui. D’ici là, votre ancienne adresse reste "
        "la bonne."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def confirmer(request: HttpRequest, jeton: str) -> HttpResponse:
    user, at = titulaire(request), clock.now()
    try:
        new = confirmation.read(jeton, by=user, at=at)
        if request.method == "POST":
            confirmation.confirm_address(token=jeton, by=user, on=clock.today(), at=at)
            messages.success(request, fr(f"Vous vous connecterez maintenant avec {new}."))
            return redirect("mon_compte")
    except confirmation.BadLink as refusal:
        context = {"phrase": fr(str(refusal))}
        return render(request, "compte/lien_ferme.html", context, status=410)
    return render(request, "compte/adresse_confirmer.html", {"nouvelle": new})
