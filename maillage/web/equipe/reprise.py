"""The page that takes back a document written elsewhere: read, compare, choose, then write."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from maillage.documents.reprise import FichierRefuse
from maillage.dossiers import facts as bridge
from maillage.dossiers.actions.import_dossier import NotStorable, import_dossier
from maillage.dossiers.models import Dossier
from maillage.dossiers.writing import begin
from maillage.reference import nomenclatures
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses, reprise_lue
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.reprise import FormulaireFichier
from maillage.web.typographie import fr, pluriel

_NAME = 200


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(acces.COMMUNES)
def reprise(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, dossier, FormulaireFichier())
    if "contenu" in request.POST:
        return _take(request, dossier)
    form = FormulaireFichier(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, dossier, form)
    sent = form.cleaned_data["fichier"]
    try:
        return _compare(
            request, dossier, form.cleaned_data["nature"], str(sent.name)[:_NAME], sent.read()
        )
    except FichierRefuse as refusal:
        form.add_error("fichier", fr(str(refusal)))
        return _ask(request, dossier, form)


def _ask(request: DossierRequest, dossier: Dossier, form: FormulaireFichier) -> HttpResponse:
    context = {
        "form": form,
        "fil": [{"nom": "Documents", "url": cadre.adresse(dossier, "documents")}],
    }
    status = 422 if form.errors else 200
    return reponses.page(
        request, dossier, "equipe/reprise.html", context, section="reprise", status=status
    )


def _compare(
    request: DossierRequest, dossier: Dossier, nature: str, name: str, content: bytes
) -> HttpResponse:
    """Show what was recognised; nothing is written, the file goes back with the page."""
    frame = cadre.de(dossier, request.user, section="reprise", on=clock.today())
    lue = reprise_lue.lire(frame.faits, nature, name, content)
    context = {
        "lue": lue,
        "contenu": reprise_lue.emballer(content),
        "groupes": reprise_lue.groupes(lue),
        "de_plus": reprise_lue.de_plus(lue),
        "non_reconnus": lue.reprise.non_reconnus,
        "rubriques": reprise_lue.rubriques() if lue.reprise.non_reconnus else [],
        "retour": cadre.adresse(dossier, "reprise"),
        "fil": [{"nom": "Documents", "url": cadre.adresse(dossier, "documents")}],
    }
    return reponses.page(
        request, dossier, "equipe/reprise_choix.html", context, section="reprise", frame=frame
    )


def _take(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    nature = request.POST.get("nature", "")
    name = request.POST.get("nom", "")[:_NAME]
    form = FormulaireFichier(initial={"nature": nature})
    try:
        content = reprise_lue.deballer(request.POST["contenu"])
        taken = _write(request, dossier, nature, name, content)
    except FichierRefuse as refusal:
        reponses.prevenir(request, str(refusal))
        return _ask(request, dossier, form)
    except NotStorable as refusal:
        problems = " ; ".join(refusal.problems[:5])
        reponses.prevenir(request, f"Rien n’est enregistré : {problems}.")
        return _compare(request, dossier, nature, name, content)
    if not taken:
        reponses.prevenir(
            request, "Rien n’a été pris : cochez ce que vous voulez faire entrer dans le dossier."
        )
        return _compare(request, dossier, nature, name, content)
    done = pluriel(taken, "élément est entré", "éléments sont entrés")
    reponses.dire(request, f"{done} dans le dossier depuis « {name} ».")
    return reponses.vers(dossier, "documents")


@transaction.atomic
def _write(
    request: DossierRequest, dossier: Dossier, nature: str, name: str, content: bytes
) -> int:
    """Write what was chosen, against what the dossier holds now and not a minute ago."""
    on = clock.today()
    begin(dossier, by=request.user, on=on, right=acces.COMMUNES)
    faits = bridge.of(dossier)
    lue = reprise_lue.lire(faits, nature, name, content)
    placed = _placed(request.POST, len(lue.reprise.non_reconnus))
    changed, taken = reprise_lue.prendre(faits, lue, request.POST.getlist("prendre"), placed)
    if taken:
        import_dossier(facts=changed, by=request.user, on=on, dossier=dossier)
    return taken


def _placed(data: Any, count: int) -> dict[int, str]:
    """Return the texts that a person placed, by their rank."""
    known = nomenclatures.rubriques_texte()
    found = {number: data.get(f"place_{number}", "") for number in range(count)}
    return {number: rubrique for number, rubrique in found.items() if rubrique in known}
