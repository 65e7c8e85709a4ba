"""The Word models of a région: their list, the report of each, their trial, their publication."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from maillage.accounts.models import Agence, User
from maillage.documents.modeles import ModeleRefuse, remplir
from maillage.documents.modeles.apercu import apercu as preview
from maillage.documents.modeles.exemples import exemples
from maillage.instruction import permissions
from maillage.instruction.actions.publish_modele import NotPublishable, publish_modele
from maillage.instruction.actions.withdraw_modele import withdraw_modele
from maillage.instruction.models import ModeleWord, VersionModele
from maillage.instruction.queries import modeles as stored
from maillage.web import clock
from maillage.web.agence import acces
from maillage.web.agence import modeles_lus as lus
from maillage.web.agence.acces import AgenceRequest
from maillage.web.equipe import reponses
from maillage.web.fichiers import WORD, piece_jointe


@require_safe
@login_required
def mes_agences(request: HttpRequest) -> HttpResponse:
    """Lead to the agency of the person, or let one choose among several."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- login_required says so; mypy cannot
    found = permissions.agences(user, on=clock.today())
    if len(found) == 1:
        return redirect(lus.adresse(found[0], "modeles"))
    lines = [{"nom": str(one), "url": lus.adresse(one, "modeles")} for one in found]
    return render(request, "agence/mes_agences.html", {"agences": lines})


@require_safe
@acces.sur_agence()
def modeles(request: AgenceRequest, agence: Agence) -> HttpResponse:
    found = [one for one in stored.of_region(agence.region) if one.versions.all()]
    return page(request, agence, "agence/modeles.html", {"lignes": lus.lignes(agence, found)})


@require_safe
@acces.sur_agence()
def balises(request: AgenceRequest, agence: Agence) -> HttpResponse:
    context = {"groupes": lus.groupes_balises()}
    return page(request, agence, "agence/balises.html", context, onglet="balises")


@require_safe
@acces.sur_agence()
def modele(request: AgenceRequest, agence: Agence, identifiant: str) -> HttpResponse:
    row = _modele(agence, identifiant)
    read = [lus.version_lue(agence, row, version) for version in row.versions.all()]
    context = {
        "modele": {"titre": row.titre, "nom": row.document, "etape": lus.etape(row)},
        "agence_modele": row.agence.nom,
        "derniere": read[0],
        "anciennes": read[1:],
        "url_version": lus.adresse(agence, "modele_version", identifiant),
        "fil": _fil(agence),
    }
    return page(request, agence, "agence/modele.html", context)


@require_safe
@acces.sur_agence()
def apercu(request: AgenceRequest, agence: Agence, identifiant: str, numero: int) -> HttpResponse:
    """Show the model filled with an example, as a team would see it."""
    row, version = _version(agence, identifiant, numero)
    code = lus.exemple(request.GET.get("exemple", ""))
    content, refusal = "", ""
    try:
        content = preview(_filled(version, code), row.titre, level=2)
    except (ModeleRefuse, stored.FichierPerdu) as error:
        refusal = str(error)
    context = {
        "modele": {"titre": row.titre, "numero": version.numero},
        "contenu": mark_safe(content),  # noqa: S308 -- our writer escapes all that the file says
        "refus": refusal,
        "exemples": lus.choix_exemples(code),
        "exemple": code,
        "url_exemple": lus.adresse(agence, "modele_exemple", identifiant, numero),
        "fil": [
            *_fil(agence),
            {"nom": row.titre, "url": lus.adresse(agence, "modele", identifiant)},
        ],
    }
    return page(request, agence, "agence/apercu.html", context)


@require_safe
@acces.sur_agence()
def exemple(request: AgenceRequest, agence: Agence, identifiant: str, numero: int) -> HttpResponse:
    """Give the model filled with an example."""
    row, version = _version(agence, identifiant, numero)
    code = lus.exemple(request.GET.get("exemple", ""))
    try:
        content = _filled(version, code)
    except (ModeleRefuse, stored.FichierPerdu) as error:
        raise Http404 from error
    return piece_jointe(content, WORD, f"{row.document}_{code}.docx")


@require_safe
@acces.sur_agence()
def fichier(request: AgenceRequest, agence: Agence, identifiant: str, numero: int) -> HttpResponse:
    """Give the model itself, with its tags."""
    row, version = _version(agence, identifiant, numero)
    try:
        content = stored.content(version)
    except stored.FichierPerdu as error:
        raise Http404 from error
    return piece_jointe(content, WORD, f"{row.document}_v{version.numero}.docx")


@require_POST
@acces.sur_agence(permissions.PUBLIER)
def publier(request: AgenceRequest, agence: Agence, identifiant: str, numero: int) -> HttpResponse:
    row, version = _version(agence, identifiant, numero)
    try:
        publish_modele(version=version, agence=agence, **_who(request))
    except NotPublishable as refusal:
        reponses.prevenir(request, str(refusal))
    else:
        reponses.dire(
            request,
            f"« {row.titre} », version {numero}, est publié : les équipes de la région le trouvent "
            "parmi leurs documents.",
        )
    return redirect(lus.adresse(agence, "modele", identifiant))


@require_POST
@acces.sur_agence(permissions.PUBLIER)
def retirer(request: AgenceRequest, agence: Agence, identifiant: str, numero: int) -> HttpResponse:
    row, version = _version(agence, identifiant, numero)
    withdraw_modele(version=version, agence=agence, **_who(request))
    reponses.dire(
        request, f"« {row.titre} », version {numero}, est retiré. Son fichier reste conservé."
    )
    return redirect(lus.adresse(agence, "modele", identifiant))


def page(
    request: AgenceRequest,
    agence: Agence,
    template: str,
    context: dict[str, Any],
    *,
    onglet: str = "modeles",
    status: int = 200,
) -> HttpResponse:
    """Draw a page of an agency in its frame."""
    tabs = (
        ("modeles", "Modèles Word"),
        ("balises", "Balises"),
        ("agence_couverture", "Qui couvre quoi"),
    )
    frame = {
        "nom": agence.nom,
        "region": agence.nom_region,
        "publier": permissions.PUBLIER in permissions.of(request.user, agence, on=clock.today()),
        "onglets": [
            {"nom": name, "url": lus.adresse(agence, tab), "ici": tab == onglet}
            for tab, name in tabs
        ],
        "url_deposer": lus.adresse(agence, "modele_deposer"),
        "url_balises": lus.adresse(agence, "balises"),
    }
    return render(request, template, {**context, "cadre": frame}, status=status)


def _who(request: AgenceRequest) -> dict[str, Any]:
    return {"by": request.user, "on": clock.today(), "at": clock.now()}


def _fil(agence: Agence) -> list[dict[str, str]]:
    return [{"nom": "Modèles Word", "url": lus.adresse(agence, "modeles")}]


def _modele(agence: Agence, identifiant: str) -> ModeleWord:
    found = stored.of_region(agence.region).filter(identifiant=identifiant).first()
    if found is None or not found.versions.all():
        raise Http404
    return found


def _version(agence: Agence, identifiant: str, numero: int) -> tuple[ModeleWord, VersionModele]:
    row = _modele(agence, identifiant)
    version = next((one for one in row.versions.all() if one.numero == numero), None)
    if version is None:
        raise Http404
    return row, version


def _filled(version: VersionModele, code: str) -> bytes:
    return remplir(stored.content(version), exemples()[code], on=clock.today())
