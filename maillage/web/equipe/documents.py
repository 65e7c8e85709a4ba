"""The documents of a dossier: their list, their preview, their downloads, and the whole dossier."""

import re
import unicodedata
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from maillage.documents.produire import apercu as preview
from maillage.documents.produire import produire
from maillage.dossiers import fichier
from maillage.dossiers.models import Dossier
from maillage.web import clock
from maillage.web.equipe import acces, cadre, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.avancement import Avancement, a_traiter

FORMATS = {
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("PDF", "application/pdf"),
    "html": ("Page web", "text/html; charset=utf-8"),
}


@require_safe
@acces.sur_dossier()
def documents(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="documents", on=clock.today())
    context = {
        "documents": [_ligne(dossier, document) for document in frame.documents],
        "url_identite": cadre.adresse(dossier, "identite_cpts"),
        "url_export": cadre.adresse(dossier, "exporter"),
    }
    return reponses.page(
        request, dossier, "equipe/documents.html", context, section="documents", frame=frame
    )


def _ligne(dossier: Dossier, document: Avancement) -> dict[str, Any]:
    page = cadre.adresse(dossier, "controle")
    formats = [
        {
            "nom": name,
            "ton": "" if code == "docx" else "clair",
            "url": cadre.adresse(dossier, "telecharger", document.id, code),
        }
        for code, (name, _) in FORMATS.items()
    ]
    return {
        "id": document.id,
        "nom": document.nom_court,
        "precision": document.precision,
        "part": document.part,
        "jauge": document.jauge,
        "points": len(a_traiter(document.rapport)),
        "bloquants": len(document.bloquants),
        "apercu": cadre.adresse(dossier, "apercu", document.id),
        "controle": f"{page}?document={document.id}",
        "formats": formats,
    }


@require_safe
@acces.sur_dossier()
def apercu(request: DossierRequest, dossier: Dossier, document: str) -> HttpResponse:
    section = f"document:{document}"
    frame = cadre.de(dossier, request.user, section=section, on=clock.today())
    found = _found(frame, document)
    content = preview(frame.faits, document, on=clock.today(), level=2)
    context = {
        "document": _ligne(dossier, found),
        "contenu": mark_safe(content),  # noqa: S308 -- the writer escapes all that people typed
        "fil": [{"nom": "Documents", "url": cadre.adresse(dossier, "documents")}],
    }
    return reponses.page(
        request, dossier, "equipe/apercu.html", context, section=section, frame=frame
    )


@require_safe
@acces.sur_dossier()
def telecharger(
    request: DossierRequest, dossier: Dossier, document: str, extension: str
) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="documents", on=clock.today())
    _found(frame, document)
    made = produire(frame.faits, document, [extension], on=clock.today())[extension]
    return _fichier(made, FORMATS[extension][1], f"{document}_{_slug(frame.nom)}.{extension}")


@require_safe
@acces.sur_dossier(acces.EXPORTER)
def exporter(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="documents", on=clock.today())
    content = fichier.ecrire(frame.faits)
    return _fichier(content, "application/yaml; charset=utf-8", f"dossier_{_slug(frame.nom)}.yaml")


def _found(frame: cadre.Cadre, document: str) -> Avancement:
    found = next((one for one in frame.documents if one.id == document), None)
    if found is None:
        raise Http404
    return found


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:60] or "cpts"


def _fichier(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
