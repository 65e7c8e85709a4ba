"""Many communes at once: paste a list or send a file, look at what is understood, then add."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from maillage.documents.reprise import FichierRefuse, Morceau, couper_rangees, couper_texte
from maillage.dossiers.actions.add_communes import add_communes
from maillage.dossiers.models import CommuneRetenue, Dossier
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe import communes_proposees as proposees
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.communes_proposees import Liste
from maillage.web.equipe.formulaires.base import Formulaire, envoi
from maillage.web.equipe.formulaires.territoire import FormulaireCommunes, FormulaireListe
from maillage.web.equipe.importation_lue import deballer, emballer, lire_envoi
from maillage.web.equipe.importation_montree import en_csv
from maillage.web.typographie import fr, pluriel

_PASTED: Final = "Liste collée"
_NAME: Final = 200
_LISTE: Final = {
    "page": "territoire_liste",
    "titre": "Coller une liste de communes",
    "aide": "D’un courriel, d’un tableur, d’une délibération : la liste telle qu’elle est.",
    "autre": "territoire_importer",
    "autre_nom": "Importer un fichier",
}
_FICHIER: Final = {
    "page": "territoire_importer",
    "titre": "Importer une liste de communes",
    "aide": "Le fichier que vous avez déjà, avec un nom ou un code par ligne : titres et totaux ne gênent pas.",
    "autre": "territoire_liste",
    "autre_nom": "Coller une liste",
}


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.COMMUNES)
def liste(request: DossierRequest, dossier: Dossier) -> HttpResponseBase:
    """Communes pasted: the text goes back with the page, where it may be corrected."""
    form = FormulaireListe(envoi(request))
    if not form.is_valid():
        return _ask(request, dossier, form, _LISTE)
    try:
        pieces = couper_texte(form.cleaned_data["liste"])
    except FichierRefuse as refusal:
        form.add_error("liste", fr(str(refusal)))
        return _ask(request, dossier, form, _LISTE)
    carried = {"form": form, "nom": _PASTED}
    return _listed(request, dossier, pieces, {**carried, "mots": _LISTE})


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.COMMUNES)
def importer(request: DossierRequest, dossier: Dossier) -> HttpResponseBase:
    """Communes of a file: its rows go back with the page, and the server keeps none."""
    back = "rangees" in request.POST
    form = FormulaireCommunes(None if back else envoi(request), request.FILES or None)
    try:
        if back:
            name = request.POST.get("nom", "")[:_NAME]
            rows = deballer(request.POST["rangees"])
        elif form.is_valid():
            sent = form.cleaned_data["fichier"]
            name = str(sent.name)[:_NAME]
            rows = lire_envoi(name, sent.read(), "")
        else:
            return _ask(request, dossier, form, _FICHIER)
        pieces = couper_rangees(rows, name)
    except FichierRefuse as refusal:
        return _refused(request, dossier, form, str(refusal))
    carried = {"rangees": emballer(rows), "nom": name}
    return _listed(request, dossier, pieces, {**carried, "mots": _FICHIER})


def _refused(
    request: DossierRequest, dossier: Dossier, form: Formulaire, refusal: str
) -> HttpResponse:
    if form.is_bound:
        form.add_error("fichier", fr(refusal))
    else:
        reponses.prevenir(request, refusal)
    return _ask(request, dossier, form, _FICHIER)


def _ask(
    request: DossierRequest, dossier: Dossier, form: Formulaire, words: dict[str, str]
) -> HttpResponse:
    context = {"form": form, **_around(dossier, words)}
    return reponses.page(
        request,
        dossier,
        "equipe/communes_liste.html",
        context,
        section="territoire",
        status=422 if form.errors else 200,
    )


def _around(dossier: Dossier, words: dict[str, str]) -> dict[str, Any]:
    back = cadre.adresse(dossier, "territoire")
    return {
        "mots": {name: fr(text) for name, text in words.items()},
        "fil": [{"nom": "Territoire", "url": back}],
        "ici": cadre.adresse(dossier, words["page"]),
        "autre": cadre.adresse(dossier, words["autre"]),
        "retour": back,
    }


def _listed(
    request: DossierRequest, dossier: Dossier, pieces: Sequence[Morceau], carried: dict[str, Any]
) -> HttpResponse:
    """Show what is understood; add only what was shown, once nothing waits for a choice."""
    whole = CommuneRetenue.objects.filter(dossier=dossier, partie=None)
    read = Liste(pieces, set(whole.values_list("code", flat=True)), request.POST.dict())
    if "confirmer" not in request.POST:
        return _preview(request, dossier, read, carried)
    if read.empreinte != request.POST.get("vu"):
        reponses.prevenir(
            request, "La liste a changé : regardez ce qui est compris, puis confirmez."
        )
        return _preview(request, dossier, read, carried)
    if read.attendues or not read.codes:
        return _preview(request, dossier, read, carried, waiting=True)
    return _report(request, dossier, read, carried)


def _preview(
    request: DossierRequest,
    dossier: Dossier,
    read: Liste,
    carried: dict[str, Any],
    *,
    waiting: bool = False,
) -> HttpResponse:
    context = {
        **carried,
        **_around(dossier, carried["mots"]),
        "phrase": proposees.phrase(read),
        "lignes": proposees.groupes(read),
        "attendues": read.attendues if waiting else (),
        "rien": waiting and not read.attendues,
        "non": proposees.NON,
        "vu": read.empreinte,
    }
    return reponses.page(
        request,
        dossier,
        "equipe/communes_apercu.html",
        context,
        section="territoire",
        status=422 if waiting else 200,
    )


def _report(
    request: DossierRequest, dossier: Dossier, read: Liste, carried: dict[str, Any]
) -> HttpResponse:
    rows = proposees.rapport(read)
    added = add_communes(dossier=dossier, codes=read.codes, by=request.user, on=clock.today())
    count = pluriel(len(added.ajoutees), "commune ajoutée", "communes ajoutées")
    reponses.dire(request, f"{count}.")
    context = {
        "nom": carried["nom"],
        "lignes": rows,
        "csv": en_csv(rows),
        "liste": cadre.adresse(dossier, "territoire"),
        **_around(dossier, carried["mots"]),
    }
    return reponses.page(
        request, dossier, "equipe/importer_rapport.html", context, section="territoire"
    )
