"""Answer an invitation: with the account one has, or with one opened from the link itself."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from maillage.accounts.models import User
from maillage.dossiers import invitations
from maillage.dossiers.actions.accept_invitation import accept_invitation
from maillage.dossiers.actions.join_by_invitation import join_by_invitation
from maillage.dossiers.invitations import Motif, Unusable, WrongAccount
from maillage.dossiers.models import Invitation
from maillage.reference import permissions
from maillage.reference.permissions import Role
from maillage.web import clock, limites
from maillage.web.equipe import reponses
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.champs import Texte
from maillage.web.typographie import fr, jour

_PER_MINUTE: Final = 60  # a person follows one link; who tries many is stopped


class FormulaireOuvertureCompte(Formulaire):
    """What an account asks of the person whose address is already proved."""

    prenom = Texte("Prénom", max_length=150)
    nom = Texte("Nom", required=True, max_length=150)
    password = forms.CharField(
        label=fr("Mot de passe"),
        strip=False,
        max_length=256,
        help_text="Douze signes au moins. Une phrase de quelques mots se retient bien.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prenom"].widget.attrs["autocomplete"] = "given-name"
        self.fields["nom"].widget.attrs["autocomplete"] = "family-name"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, jeton: str) -> HttpResponse:
    if limites.depasse(request, "invitation", nombre=_PER_MINUTE, duree=limites.MINUTE):
        return reponses.trop(request)
    try:
        found = invitations.find(jeton)
        if isinstance(request.user, User):
            return _signed_in(request, found, jeton, request.user)
        invitations.check(found, at=clock.now())
        return _visitor(request, found, jeton)
    except Unusable as refusal:
        return _refused(request, refusal)
    except WrongAccount:
        context = {"ici": reverse("invitation", args=(jeton,))}
        return render(request, "public/invitation_autre.html", context, status=403)


def _signed_in(request: HttpRequest, found: Invitation, jeton: str, user: User) -> HttpResponse:
    if request.method == "POST":
        on, at = clock.today(), clock.now()
        dossier = accept_invitation(token=jeton, by=user, on=on, at=at)
        reponses.bienvenue(request, dossier)
        return redirect("dossier", dossier.public_id)
    if found.accepted_by_id == user.pk and found.dossier.acces.filter(user=user).exists():
        return redirect("dossier", found.dossier.public_id)  # the link, opened again
    invitations.check(found, at=clock.now())
    if found.email != user.email:
        raise WrongAccount
    return render(request, "public/invitation.html", _context(found))


def _visitor(request: HttpRequest, found: Invitation, jeton: str) -> HttpResponse:
    if User.objects.filter(email=found.email).exists():
        here = reverse("invitation", args=(jeton,))
        context = _context(found) | {"connexion": f"{reverse('account_login')}?next={here}"}
        return render(request, "public/invitation.html", context)
    form = FormulaireOuvertureCompte(envoi(request))
    if form.is_valid():
        with reponses.refus_dans(form):
            user, dossier = join_by_invitation(
                token=jeton,
                nom=form.cleaned_data["nom"] or "",
                prenom=form.cleaned_data["prenom"] or "",
                password=form.cleaned_data["password"],
                on=clock.today(),
                at=clock.now(),
            )
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            reponses.bienvenue(request, dossier)
            return redirect("dossier", dossier.public_id)
    context = _context(found) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "public/invitation_compte.html", context, status=status)


def _context(found: Invitation) -> dict[str, Any]:
    role = Role(found.role)
    return {
        "dossier": str(found.dossier),
        "auteur": str(found.created_by),
        "adresse": found.email,
        "role": permissions.table().roles[role],
        "phrase": fr(permissions.phrase(role)),
        "fin": jour(found.expires_at),
    }


def _refused(request: HttpRequest, refusal: Unusable) -> HttpResponse:
    context = {"phrase": fr(str(refusal)), "utilisee": refusal.motif is Motif.UTILISEE}
    status = 404 if refusal.motif is Motif.INCONNUE else 410
    return render(request, "public/invitation_fermee.html", context, status=status)
