"""The pages that import a list: send it, look at what was understood, and only then write."""

from typing import Any, Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from maillage.documents.reprise import FichierRefuse
from maillage.dossiers.models import Dossier
from maillage.dossiers.writing import begin
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe import importation_montree as montree
from maillage.web.equipe.acces import DossierRequest, View
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.formulaires.importation import FormulaireImport
from maillage.web.equipe.importation_lue import (
    COLLAGE,
    Apercu,
    Choix,
    Sort,
    deballer,
    emballer,
    lire_choix,
    lire_envoi,
)
from maillage.web.equipe.importations import Sorte
from maillage.web.typographie import fr, pluriel

_NAME: Final = 200
_AGAIN: Final = (
    "Vos réglages ont changé ce qui est lu : regardez la liste ci-dessous, puis confirmez."
)


def page(sorte: Sorte) -> View:
    """Return the view that imports a kind of list."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @acces.sur_dossier(acces.MODIFIER)
    def importer(request: DossierRequest, dossier: Dossier) -> HttpResponseBase:
        if "rangees" in request.POST:
            return _chosen(request, dossier, sorte)
        form = FormulaireImport(envoi(request), request.FILES or None)
        if form.is_valid():
            try:
                return _read(request, dossier, sorte, form)
            except FichierRefuse as refusal:
                field = "fichier" if form.cleaned_data["fichier"] else "tableau"
                form.add_error(field, fr(str(refusal)))
        return _ask(request, dossier, sorte, form)

    return importer


def _ask(
    request: DossierRequest, dossier: Dossier, sorte: Sorte, form: FormulaireImport
) -> HttpResponse:
    context = {"form": form, "mots": _words(sorte), **_around(dossier, sorte)}
    status = 422 if form.errors else 200
    return reponses.page(
        request, dossier, "equipe/importer.html", context, section=sorte.page, status=status
    )


def _words(sorte: Sorte) -> dict[str, str]:
    return {name: fr(text) for name, text in sorte.mots.items()}


def _around(dossier: Dossier, sorte: Sorte) -> dict[str, Any]:
    return {
        "fil": [{"nom": fr(sorte.mots["liste"]), "url": cadre.adresse(dossier, sorte.page)}],
        "ici": cadre.adresse(dossier, f"{sorte.page}_importer"),
        "saisie": cadre.adresse(dossier, f"{sorte.page}_saisie"),
    }


def _read(
    request: DossierRequest, dossier: Dossier, sorte: Sorte, form: FormulaireImport
) -> HttpResponse:
    sent = form.cleaned_data["fichier"]
    name = str(sent.name)[:_NAME] if sent else COLLAGE
    rows = lire_envoi(name, sent.read() if sent else None, form.cleaned_data["tableau"] or "")
    return _preview(request, dossier, Apercu(sorte, dossier, name, rows, Choix()), uuid4())


def _chosen(request: DossierRequest, dossier: Dossier, sorte: Sorte) -> HttpResponse:
    name = request.POST.get("nom", "")[:_NAME]
    try:
        rows = deballer(request.POST["rangees"])
    except FichierRefuse as refusal:
        reponses.prevenir(request, str(refusal))
        return _ask(request, dossier, sorte, FormulaireImport())
    apercu = Apercu(sorte, dossier, name, rows, lire_choix(request.POST, sorte))
    jeton = _token(request.POST.get("jeton", ""))
    if "confirmer" not in request.POST or apercu.refus:
        return _preview(request, dossier, apercu, jeton)
    if apercu.empreinte != request.POST.get("vu"):
        reponses.prevenir(request, _AGAIN)
        return _preview(request, dossier, apercu, jeton)
    return _confirmed(request, dossier, apercu, jeton)


def _token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _preview(
    request: DossierRequest, dossier: Dossier, apercu: Apercu, jeton: UUID
) -> HttpResponse:
    """Show what was understood; nothing is written, the rows go back with the page."""
    context = {
        "apercu": apercu,
        "mots": _words(apercu.sorte),
        "phrase": montree.phrase(apercu),
        "lignes": montree.groupes(apercu),
        "colonnes": montree.colonnes(apercu),
        "champs": apercu.sorte.champs.items(),
        "a_reconnaitre": montree.mots(apercu),
        "codes": apercu.sorte.codes(),
        "sorts": montree.SORTS,
        "rangees": emballer(apercu.rangees),
        "vu": apercu.empreinte,
        "jeton": str(jeton),
        **_around(dossier, apercu.sorte),
    }
    return reponses.page(
        request,
        dossier,
        "equipe/importer_apercu.html",
        context,
        section=apercu.sorte.page,
        status=422 if apercu.refus else 200,
    )


def _confirmed(
    request: DossierRequest, dossier: Dossier, apercu: Apercu, jeton: UUID
) -> HttpResponse:
    try:
        written = _write(request, dossier, apercu, jeton)
    except ValidationError as refusal:
        reponses.prevenir(request, f"Rien n’est enregistré : {' ; '.join(refusal.messages[:5])}")
        return _preview(request, dossier, apercu, jeton)
    if not written:
        reponses.prevenir(
            request, "Cette liste est déjà entrée dans le dossier : rien de plus n’est ajouté."
        )
        return reponses.vers(dossier, apercu.sorte.page)
    if not apercu.a_ajouter and not apercu.a_completer:
        reponses.prevenir(
            request, "Rien n’est ajouté : toutes les lignes sont passées ou laissées de côté."
        )
        return _preview(request, dossier, apercu, jeton)
    return _report(request, dossier, apercu)


@transaction.atomic
def _write(request: DossierRequest, dossier: Dossier, apercu: Apercu, jeton: UUID) -> bool:
    """Write against what the dossier holds now and not a minute ago."""
    on = clock.today()
    begin(dossier, by=request.user, on=on)
    return apercu.sorte.ecrire(
        dossier=dossier,
        lignes=apercu.a_ajouter,
        complements=apercu.a_completer,
        jeton=jeton,
        by=request.user,
        on=on,
    )


def _report(request: DossierRequest, dossier: Dossier, apercu: Apercu) -> HttpResponse:
    rows, words = montree.rapport(apercu), apercu.sorte.mots
    counts = (("ajoutees", Sort.AJOUTER), ("completees", Sort.COMPLETER))
    done = [
        pluriel(sum(one.sort is sort for one in apercu.decisions), *words[name].split(","))
        for name, sort in counts
    ]
    reponses.dire(request, f"{done[0]}, {done[1]}.")
    context = {
        "nom": apercu.nom,
        "lignes": rows,
        "csv": montree.en_csv(rows),
        "liste": cadre.adresse(dossier, apercu.sorte.page),
        "mots": _words(apercu.sorte),
        **_around(dossier, apercu.sorte),
    }
    return reponses.page(
        request, dossier, "equipe/importer_rapport.html", context, section=apercu.sorte.page
    )
