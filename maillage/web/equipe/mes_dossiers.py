"""The dossiers of a person, and how to open one."""

import re
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from maillage.accounts.models import User
from maillage.core.facts import EtapeDossier
from maillage.dossiers.actions.add_communes import UnknownCommunes, add_communes
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.models import Acces, Dossier
from maillage.reference import permissions as matrice
from maillage.web import clock
from maillage.web.equipe import libelles, reponses
from maillage.web.equipe.cadre import adresse
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.champs import Texte
from maillage.web.essai import adresse as adresse_essai
from maillage.web.essai import lecture
from maillage.web.typographie import fr, pluriel


class FormulaireOuverture(Formulaire):
    nom = Texte(
        "Nom de la CPTS", help_text="Un nom de travail convient : il se change quand on veut."
    )
    communes = Texte("Communes", max_length=20_000, widget=forms.HiddenInput)


@require_safe
@login_required
def mes_dossiers(request: HttpRequest) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- login_required says so; mypy cannot
    rows = Dossier.objects.visible_to(user).annotate(
        communes_nombre=Count("communes", distinct=True),
        personnes_nombre=Count("equipe", distinct=True),
        textes_nombre=Count("textes", distinct=True),
    )
    roles: dict[int, list[str]] = {}
    for dossier, role in Acces.objects.filter(user=user).values_list("dossier_id", "role"):
        roles.setdefault(dossier, []).append(matrice.table().roles.get(role, role))
    lines = [_line(row, roles.get(row.pk, [])) for row in rows.order_by("nom", "pk")]
    return render(request, "equipe/mes_dossiers.html", {"dossiers": lines})


def _line(row: Any, roles: list[str]) -> dict[str, str]:
    stage = libelles.ETAPES[EtapeDossier(row.etape)] if row.etape else "Étape à dire"
    parts = [
        pluriel(row.communes_nombre, "commune"),
        pluriel(row.personnes_nombre, "personne"),
        pluriel(row.textes_nombre, "texte"),
    ]
    return {
        "nom": str(row),
        "url": adresse(row, "dossier"),
        "etape": stage,
        "resume": ", ".join(parts),
        "roles": ", ".join(sorted(roles)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ouvrir(request: HttpRequest) -> HttpResponse:
    essai = adresse_essai.lire(request.POST if request.method == "POST" else request.GET)
    if "changer" in request.POST:  # what is typed goes along
        return redirect(essai.vers(reverse("essayer")))
    form = FormulaireOuverture(
        envoi(request), initial={"nom": essai.nom, "communes": essai.communes}
    )
    if form.is_valid():
        token = f"ouvert:{form.cleaned_data['jeton']}"
        if opened := request.session.get(token):  # the same click, twice
            return redirect("dossier", opened)
        try:
            with reponses.refus_dans(form):
                dossier = _open(request, form)
                request.session[token] = str(dossier.public_id)
                return redirect("dossier", dossier.public_id)
        except UnknownCommunes as unknown:
            form.add_error("communes", fr(str(unknown)))
    context = {
        "form": form,
        "fil": [{"nom": "Mes dossiers", "url": "../"}],
        **lecture.resume(essai, on=clock.today()),
    }
    return render(
        request, "equipe/ouvrir_dossier.html", context, status=422 if form.errors else 200
    )


@transaction.atomic
def _open(request: HttpRequest, form: Formulaire) -> Dossier:
    user, on = request.user, clock.today()
    if not form.cleaned_data["nom"]:
        raise ValidationError({"nom": "Donnez un nom, même provisoire."})
    dossier = create_dossier(by=user, on=on, nom=form.cleaned_data["nom"])
    codes = [code for code in re.split(r"[\s,;]+", form.cleaned_data["communes"] or "") if code]
    if codes:
        add_communes(dossier=dossier, codes=codes, by=user, on=on)
    return dossier
