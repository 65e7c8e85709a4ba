"""The territory: search, add, paste, take a part, take out, put back."""

import re
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.core.territoire import NatureCode
from maillage.dossiers import territoire as territoire_du_dossier
from maillage.dossiers.actions.add_communes import Added, UnknownCommunes, add_communes
from maillage.dossiers.actions.add_partie_de_commune import add_partie_de_commune
from maillage.dossiers.actions.remove_commune import remove_commune
from maillage.dossiers.actions.update_commune import update_commune
from maillage.dossiers.models import CommuneRetenue, Dossier
from maillage.reference import cog
from maillage.web import clock
from maillage.web.equipe import acces, cadre, recherche, reponses
from maillage.web.equipe import territoire_lu as lu
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.territoire import FormulaireListe, FormulairePartie
from maillage.web.typographie import fr, pluriel

_UNDO: Final = "territoire_retrait"
_LISTED: Final = 2_000  # codes read from one paste


@require_safe
@acces.sur_dossier()
def territoire(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    rows = list(CommuneRetenue.objects.filter(dossier=dossier).order_by("rang", "pk"))
    found = recherche.resultats(request.GET.get("q", ""), {row.code for row in rows})
    if getattr(request, "htmx", False):
        return render(request, "equipe/parts/resultats.html", {**found, "urls": _urls(dossier)})
    frame = cadre.de(dossier, request.user, section="territoire", on=clock.today())
    facts = frame.faits.territoire
    analysis = territoire_du_dossier.analyse(facts, on=clock.today())
    context = {
        **found,
        **lu.population(analysis),
        **lu.partage(analysis),
        "urls": _urls(dossier),
        "groupes": lu.groupes(rows, analysis),
        "nombre_communes": len(analysis.lignes),
        "remarques": lu.remarques(analysis),
        "chef_de_file": lu.chef_de_file(analysis, facts),
        "retrait": _undo(request, dossier),
    }
    return reponses.page(
        request, dossier, "equipe/territoire.html", context, section="territoire", frame=frame
    )


def _urls(dossier: Dossier) -> dict[str, str]:
    names = ("ajouter", "retirer", "liste", "partie", "reponses")
    urls = {name: cadre.adresse(dossier, f"territoire_{name}") for name in names}
    return {**urls, "territoire": cadre.adresse(dossier, "territoire")}


def _undo(request: DossierRequest, dossier: Dossier) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = request.session.get(_UNDO)
    return kept if kept and kept["dossier"] == str(dossier.public_id) else None


@require_POST
@acces.sur_dossier(acces.COMMUNES)
def ajouter(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    if "annuler" in request.POST:
        return _put_back(request, dossier)
    epci = cog.table().epci(request.POST.get("epci", "")) if request.POST.get("epci") else None
    codes = epci.communes if epci else (request.POST.get("code", ""),)
    try:
        added = add_communes(dossier=dossier, codes=codes, by=request.user, on=clock.today())
    except UnknownCommunes as unknown:
        reponses.prevenir(request, str(unknown))
        return reponses.vers(dossier, "territoire")
    _replace(request, dossier)
    reponses.dire(request, _added(added))
    return reponses.vers(dossier, "territoire")


def _replace(request: DossierRequest, dossier: Dossier) -> None:
    """The commune just added stands for a code that led nowhere: take that code out."""
    code = request.POST.get("a_la_place_de", "")
    row = CommuneRetenue.objects.filter(dossier=dossier, code=code, partie=None).first()
    if row and cog.table().commune(code) is None:
        remove_commune(commune=row, by=request.user, on=clock.today())


def _added(added: Added) -> str:
    table = cog.table()
    if len(added.ajoutees) == 1:
        commune = table.commune(added.ajoutees[0])
        return f"{commune.nom if commune else added.ajoutees[0]} est dans le territoire."
    if added.ajoutees:
        already = f", {pluriel(len(added.deja), 'y était', 'y étaient')} déjà" if added.deja else ""
        return f"{pluriel(len(added.ajoutees), 'commune')} de plus dans le territoire{already}."
    return "Rien à ajouter : tout est déjà dans le territoire."


@require_POST
@acces.sur_dossier(acces.COMMUNES)
def retirer(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    pk = request.POST.get("ligne", "")
    row = CommuneRetenue.objects.filter(dossier=dossier, pk=pk if pk.isdecimal() else 0).first()
    if row is not None:
        remove_commune(commune=row, by=request.user, on=clock.today())
        commune = cog.table().commune(row.code)
        name = commune.nom if commune else f"Le code « {row.code} »"
        request.session[_UNDO] = {
            "dossier": str(dossier.public_id),
            "phrase": fr(f"{name} n’est plus dans le territoire."),
            "code": row.code,
            "partie": row.partie,
            "population": row.population,
            "source_population": row.source_population,
            "millesime": row.millesime,
        }
    return reponses.vers(dossier, "territoire")


def _put_back(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    kept = _undo(request, dossier)
    request.session.pop(_UNDO, None)
    if kept is None:
        return reponses.vers(dossier, "territoire")
    try:
        _restore(request, dossier, kept)
    except (UnknownCommunes, ValidationError):
        reponses.prevenir(
            request, "Ce code ne peut pas être remis : cherchez la commune par son nom."
        )
    return reponses.vers(dossier, "territoire")


def _restore(request: DossierRequest, dossier: Dossier, kept: dict[str, Any]) -> None:
    who: dict[str, Any] = {"by": request.user, "on": clock.today()}
    declared: dict[str, Any] = {
        name: kept[name] for name in ("population", "source_population", "millesime")
    }
    if kept["partie"]:
        add_partie_de_commune(
            dossier=dossier, code=kept["code"], partie=kept["partie"], **declared, **who
        )
        return
    add_communes(dossier=dossier, codes=(kept["code"],), **who)
    if any(value is not None for value in declared.values()):
        row = CommuneRetenue.objects.filter(dossier=dossier, code=kept["code"]).order_by("-rang")[0]
        update_commune(commune=row, version=row.version, valeurs=declared, **who)


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.COMMUNES)
def liste(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    form = FormulaireListe(envoi(request))
    if form.is_valid():
        codes = _resolved(form)
        if codes:
            added = add_communes(dossier=dossier, codes=codes, by=request.user, on=clock.today())
            reponses.dire(request, _added(added))
            return reponses.vers(dossier, "territoire")
    words = {
        "titre": "Coller une liste de codes",
        "aide": "Depuis un tableur ou un courriel. Rien n’est ajouté tant qu’un code pose question.",
        "bouton": "Ajouter ces communes",
    }
    return _form(request, dossier, form, words)


def _resolved(form: FormulaireListe) -> list[str]:
    """Return today's codes; say in the form what every other word is, and then return none."""
    table, codes = cog.table(), []
    for word in re.split(r"[\s,;]+", form.cleaned_data["liste"])[:_LISTED]:
        if not word:
            continue
        found = table.situation(word)
        certain = found.nature in (NatureCode.ACTUELLE, NatureCode.ZERO_RESTITUE)
        if certain and len(found.communes) == 1:
            codes.append(found.communes[0].code)
            continue
        names = " ou ".join(f"{c.nom} ({c.code})" for c in found.communes[:4])
        advice = f"écrivez {names}" if names else "vérifiez les chiffres, ou cherchez par le nom"
        form.add_error("liste", fr(f"« {word[:20]} » n’est pas le code d’une commune : {advice}."))
    return [] if form.errors else codes


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.COMMUNES)
def partie(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    form = FormulairePartie(envoi(request), initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        try:
            with reponses.refus_dans(form):
                add_partie_de_commune(
                    dossier=dossier, **form.valeurs(), by=request.user, on=clock.today()
                )
                reponses.dire(request, f"« {form.cleaned_data['partie']} » est dans le territoire.")
                return reponses.vers(dossier, "territoire")
        except UnknownCommunes as unknown:
            form.add_error("code", fr(str(unknown)))
    words = {
        "titre": "N’en prendre qu’une partie",
        "aide": "Quand la CPTS ne couvre pas toute une commune. Le nombre d’habitants est le vôtre : il sera marqué comme déclaré.",
        "bouton": "Ajouter cette partie",
    }
    return _form(request, dossier, form, words)


def _form(
    request: DossierRequest, dossier: Dossier, form: Formulaire, words: dict[str, str]
) -> HttpResponse:
    back = cadre.adresse(dossier, "territoire")
    context = {
        "form": form,
        "conflit": None,
        "page": {
            **{name: fr(text) for name, text in words.items()},
            "fil": [{"nom": "Territoire", "url": back}],
            "champs": "equipe/champs/tous.html",
            "peut": True,
            "action": "",
            "encore": "",
            "retour": back,
            "retirer": "",
        },
    }
    status = 422 if form.errors else 200
    return reponses.page(
        request, dossier, "equipe/formulaire.html", context, section="territoire", status=status
    )
