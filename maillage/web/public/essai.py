"""The public trial: a territory in the address of the page, and nothing kept about the visitor."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from maillage.reference import cog
from maillage.web import clock, limites
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.champs import TexteLong
from maillage.web.essai import adresse, collees, lecture
from maillage.web.essai.adresse import Essai
from maillage.web.typographie import fr, nombre, pluriel

_PER_MINUTE: Final = 240  # someone who types fast asks for 60; a whole hospital has one address
_REFUSED_SHOWN: Final = 20


class FormulaireListeEssai(Formulaire):
    """Communes pasted from a table or an e-mail."""

    liste = TexteLong(
        "Vos communes",
        required=True,
        rows=8,
        help_text=(
            "Une par ligne : nom, code INSEE ou code postal. Les lignes d’un tableur conviennent, "
            "même avec d’autres colonnes."
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Geste:
    """What the visitor has just done, in words, and the code that would undo it."""

    phrase: str = ""
    remettre: str = ""


@require_safe
def essayer(request: HttpRequest) -> HttpResponse:
    if limites.depasse(request, "essai", nombre=_PER_MINUTE, duree=limites.MINUTE):
        return trop(request)
    essai, geste = _after(request)
    context = {
        **lecture.page(essai, q=request.GET.get("q", ""), on=clock.today()),
        "geste": geste,
        "urls": _urls(request, essai),
        "ouverture": settings.MAILLAGE_OUVERTURE or request.user.is_authenticated,
    }
    return _drawn(request, essai, context)


def _drawn(request: HttpRequest, essai: Essai, context: dict[str, object]) -> HttpResponse:
    """Draw the page, or the part of it that changed when htmx asks."""
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.history_restore_request:
        return render(request, "public/essayer.html", context)
    if htmx.target == "resultats":
        return render(request, "public/parts/resultats.html", context)
    response = render(request, "public/parts/essai.html", context)
    response["HX-Push-Url"] = essai.vers(reverse("essayer"))
    return response


def _urls(request: HttpRequest, essai: Essai) -> dict[str, str]:
    keep = "ouvrir_dossier" if request.user.is_authenticated else "garder"
    return {
        "essayer": reverse("essayer"),
        "lien": essai.vers(reverse("essayer")),
        "liste": essai.vers(reverse("essayer_liste")),
        "garder": essai.vers(reverse(keep)),
    }


def _after(request: HttpRequest) -> tuple[Essai, Geste]:
    """Read the territory, then do what was asked: the address then holds the result."""
    essai, asked = adresse.lire(request.GET), request.GET
    table = cog.table()
    if epci := table.epci(asked["epci"]) if asked.get("epci") else None:
        after = adresse.avec(essai, epci.communes)
        added = pluriel(len(after.codes) - len(essai.codes), "commune")
        return after, Geste(phrase=fr(f"{epci.nom} : {added} de plus."))
    commune = table.commune(asked.get("ajouter") or asked.get("retirer") or "")
    if commune is None:
        return essai, Geste()
    if asked.get("ajouter"):
        phrase = fr(f"{commune.nom} est dans le territoire.")
        return adresse.avec(essai, (commune.code,)), Geste(phrase=phrase)
    phrase = fr(f"{commune.nom} n’est plus dans le territoire.")
    return (
        adresse.moins(essai, (commune.code,)),
        Geste(phrase=phrase, remettre=commune.code),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def liste(request: HttpRequest) -> HttpResponse:
    if limites.depasse(request, "essai", nombre=_PER_MINUTE, duree=limites.MINUTE):
        return trop(request)
    essai = adresse.lire(request.GET)
    form = FormulaireListeEssai(envoi(request))
    if form.is_valid():
        read = collees.lire_liste(form.cleaned_data["liste"], essai.codes)
        after = adresse.avec(essai, read.codes)
        _refuse(form, read, after)
        if not form.errors:
            return redirect(after.vers(reverse("essayer")))
    context = {"form": form, "fil": [{"nom": "Essayer", "url": essai.vers(reverse("essayer"))}]}
    status = 422 if form.errors else 200
    return render(request, "public/essayer_liste.html", context, status=status)


def _refuse(form: Formulaire, read: collees.Collees, after: Essai) -> None:
    for sentence in read.refus[:_REFUSED_SHOWN]:
        form.add_error("liste", sentence)
    if (more := len(read.refus) - _REFUSED_SHOWN) > 0:
        form.add_error("liste", fr(f"Et {pluriel(more, 'autre ligne', 'autres lignes')}."))
    if after.de_trop and not form.errors:
        most = nombre(adresse.PLUS_DE_COMMUNES)
        form.add_error(
            "liste",
            fr(
                f"Un essai tient {most} communes au plus, et il y en aurait "
                f"{nombre(after.de_trop + adresse.PLUS_DE_COMMUNES)}. Gardez celles de votre CPTS."
            ),
        )


def trop(request: HttpRequest) -> HttpResponse:
    """Ask a visitor who asks too fast to wait."""
    response = render(request, "public/trop.html", status=429)
    response["Retry-After"] = str(limites.MINUTE)
    return response
