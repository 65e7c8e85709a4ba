"""The territory: search, add, paste, take a part, take out, put back."""

import re
from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.dossiers import territoire as territoire_du_dossier
from maillage.dossiers.actions.add_communes import Added, UnknownCommunes, add_communes
from maillage.dossiers.actions.add_partie_de_commune import add_partie_de_commune
from maillage.dossiers.actions.put_back_communes import put_back_communes
from maillage.dossiers.actions.remove_commune import remove_commune
from maillage.dossiers.actions.remove_communes import remove_communes
from maillage.dossiers.models import CommuneRetenue, Dossier
from maillage.reference import cog
from maillage.web import carte, clock
from maillage.web.equipe import acces, alentours_lus, cadre, recherche, reponses
from maillage.web.equipe import territoire_lu as lu
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.territoire import FormulairePartie
from maillage.web.typographie import fr, pluriel

_UNDO: Final = "territoire_retrait"
_PK: Final = re.compile(r"[0-9]{1,15}")
_KEPT: Final = ("code", "partie", "population", "source_population", "millesime")


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
        **carte.montrer(analysis),
        "urls": _urls(dossier),
        "groupes": lu.groupes(rows, analysis),
        "nombre_communes": len(analysis.lignes),
        "autres": alentours_lus.montrer(
            frame.faits, analysis, territoire_du_dossier.forme(analysis), frame.ailleurs
        ),
        "remarques": lu.remarques(analysis),
        "chef_de_file": lu.chef_de_file(analysis, facts),
        "retrait": _undo(request, dossier),
    }
    return reponses.page(
        request, dossier, "equipe/territoire.html", context, section="territoire", frame=frame
    )


def _urls(dossier: Dossier) -> dict[str, str]:
    names = ("ajouter", "retirer", "liste", "importer", "partie", "reponses", "et_si", "publier")
    urls = {name: cadre.adresse(dossier, f"territoire_{name}") for name in names}
    return {
        **urls,
        "territoire": cadre.adresse(dossier, "territoire"),
        "diagnostic": cadre.adresse(dossier, "diagnostic"),
    }


def _undo(request: DossierRequest, dossier: Dossier) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = request.session.get(_UNDO)
    return kept if kept and "lignes" in kept and kept["dossier"] == str(dossier.public_id) else None


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
    """Take out one commune, or all those that are ticked; the page then offers to put them back."""
    asked = [int(pk) for pk in request.POST.getlist("ligne") if _PK.fullmatch(pk)]
    removed = remove_communes(dossier=dossier, lignes=asked, by=request.user, on=clock.today())
    if removed:
        request.session[_UNDO] = {
            "dossier": str(dossier.public_id),
            "phrase": fr(_taken_out(removed)),
            "bouton": fr(_bring_back(removed)),
            "lignes": [{name: getattr(row, name) for name in _KEPT} for row in removed],
        }
    elif not asked:
        reponses.prevenir(request, "Cochez d’abord les communes à retirer.")
    return reponses.vers(dossier, "territoire")


def _taken_out(removed: Sequence[CommuneRetenue]) -> str:
    if len(removed) > 1:
        return f"{pluriel(len(removed), 'commune retirée', 'communes retirées')} du territoire."
    code = removed[0].code
    commune = cog.table().commune(code)
    name = commune.nom if commune else f"Le code « {code} »"
    return f"{name} n’est plus dans le territoire."


def _bring_back(removed: Sequence[CommuneRetenue]) -> str:
    if len(removed) > 1:
        return f"Remettre ces {len(removed)} communes"
    return "Annuler le retrait"


def _put_back(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    kept = _undo(request, dossier)
    request.session.pop(_UNDO, None)
    if kept is None:
        return reponses.vers(dossier, "territoire")
    done = put_back_communes(
        dossier=dossier, lignes=kept["lignes"], by=request.user, on=clock.today()
    )
    if len(done) > 1:
        reponses.dire(request, f"{pluriel(len(done), 'commune remise', 'communes remises')}.")
    if any(cog.table().commune(line["code"]) is None for line in kept["lignes"]):
        reponses.prevenir(
            request, "Ce code ne peut pas être remis : cherchez la commune par son nom."
        )
    return reponses.vers(dossier, "territoire")


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
