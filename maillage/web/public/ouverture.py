"""Keep a territory: a visitor leaves an address, and the link sent there opens the dossier."""

import uuid
from typing import Final

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from maillage.accounts import courriels
from maillage.accounts.models import User
from maillage.dossiers import ouvertures
from maillage.dossiers.actions.ask_ouverture import ask_ouverture
from maillage.dossiers.actions.use_ouverture import use_ouverture, use_ouverture_with_account
from maillage.dossiers.models import Dossier
from maillage.dossiers.ouvertures import Motif, Unusable
from maillage.web import clock, limites
from maillage.web.equipe import reponses
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.champs import Texte
from maillage.web.essai import adresse, lecture
from maillage.web.public.essai import trop
from maillage.web.typographie import fr

_PER_HOUR: Final = 20  # requests of one network address: a whole hospital may have one


class FormulaireGarder(Formulaire):
    """What opening a dossier asks: the communes are there already."""

    nom = Texte(
        "Nom de la CPTS",
        max_length=200,
        help_text="Un nom de travail convient : il se change quand on veut.",
    )
    email = Texte(
        "Votre adresse électronique",
        max_length=254,
        help_text="Nous y envoyons un lien. Elle sera celle de votre compte.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    communes = Texte("Communes", max_length=20_000, widget=forms.HiddenInput)


class FormulaireCompte(Formulaire):
    """Who opens the dossier; the link has proved the address."""

    prenom = Texte(
        "Prénom", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    nom = Texte(
        "Nom", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    password = Texte(
        "Mot de passe",
        max_length=1_000,
        strip=False,
        help_text="Douze caractères au moins : trois ou quatre mots font l’affaire.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def garder(request: HttpRequest) -> HttpResponse:
    essai = adresse.lire(request.POST if request.method == "POST" else request.GET)
    if request.user.is_authenticated:
        return redirect(essai.vers(reverse("ouvrir_dossier")))
    if "changer" in request.POST:
        return redirect(essai.vers(reverse("essayer")))
    form = FormulaireGarder(envoi(request), initial={"nom": essai.nom, "communes": essai.communes})
    if form.is_valid() and _possible():
        if limites.depasse(request, "ouverture", nombre=_PER_HOUR, duree=limites.HEURE):
            return trop(request)
        with reponses.refus_dans(form):
            return _asked(request, form, essai)
    context = {
        "form": form,
        "possible": _possible(),
        "contact": settings.MAILLAGE_CONTACT,
        "fil": [{"nom": "Essayer", "url": essai.vers(reverse("essayer"))}],
        **lecture.resume(essai, on=clock.today()),
    }
    return render(request, "public/garder.html", context, status=422 if form.errors else 200)


def _possible() -> bool:
    """Can the link reach the visitor, and does this instance let visitors open dossiers?"""
    reachable = courriels.partent() or settings.MAILLAGE_ESSAI_SANS_COURRIEL
    return bool(settings.MAILLAGE_OUVERTURE and reachable)


def _asked(request: HttpRequest, form: Formulaire, essai: adresse.Essai) -> HttpResponse:
    def address(token: str) -> str:
        return _site(request) + reverse("ouvrir_essai", args=(token,))

    asked = ask_ouverture(
        jeton=form.cleaned_data["jeton"] or uuid.uuid4(),
        email=form.cleaned_data["email"] or "",
        nom=form.cleaned_data["nom"] or "",
        communes=essai.codes,
        at=clock.now(),
        adresse=address,
    )
    context = {
        "email": asked.ouverture.email,
        "lien": "" if courriels.partent() else asked.lien,
        "retour": essai.vers(reverse("essayer")),
    }
    return render(request, "public/garde.html", context)


def _site(request: HttpRequest) -> str:
    return settings.MAILLAGE_ADRESSE or request.build_absolute_uri("/").rstrip("/")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def ouvrir(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link opens; only the button opens it, whatever reads the message."""
    if limites.depasse(request, "lien", nombre=60, duree=limites.HEURE):
        return trop(request)
    try:
        asked = ouvertures.find(token, at=clock.now())
        if not settings.MAILLAGE_OUVERTURE and not request.user.is_authenticated:
            return _closed(request)
        form = FormulaireCompte(envoi(request))
        if request.method == "POST" and (request.user.is_authenticated or form.is_valid()):
            with reponses.refus_dans(form):
                return _opened(request, token, form)
    except Unusable as unusable:
        return _useless(request, unusable)
    essai = adresse.choisir(asked.communes, nom=asked.nom)
    context = {
        "form": form,
        "email": asked.email,
        "nom": asked.nom,
        "connexion": f"{reverse('account_login')}?next={request.path}",
        **lecture.resume(essai, on=clock.today()),
    }
    return render(request, "public/ouvrir_essai.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, token: str, form: Formulaire) -> HttpResponse:
    on, at = clock.today(), clock.now()
    if isinstance(request.user, User):
        return redirect(
            "dossier", use_ouverture(token=token, by=request.user, on=on, at=at).public_id
        )
    prenom, nom, password = (
        str(form.cleaned_data[name] or "") for name in ("prenom", "nom", "password")
    )
    user, dossier = use_ouverture_with_account(
        token=token, nom=nom, prenom=prenom, password=password, on=on, at=at
    )
    login(request, user)
    return redirect("dossier", dossier.public_id)


def _useless(request: HttpRequest, unusable: Unusable) -> HttpResponse:
    """Explain a link that opens nothing; one that opened a dossier leads its owner there."""
    opened = unusable.ouverture.dossier if unusable.ouverture else None
    if opened and isinstance(request.user, User):
        seen = Dossier.objects.visible_to(request.user).filter(pk=opened.pk).first()
        if seen:
            return redirect("dossier", seen.public_id)
    context = {"phrase": fr(str(unusable)), "servi": unusable.motif is Motif.UTILISEE}
    return render(request, "public/lien_inutile.html", context, status=404)


def _closed(request: HttpRequest) -> HttpResponse:
    phrase = (
        "Ce site n’ouvre plus de dossier aux visiteurs : demandez un compte à ceux qui le tiennent."
    )
    context = {"phrase": fr(phrase), "servi": False}
    return render(request, "public/lien_inutile.html", context, status=403)
