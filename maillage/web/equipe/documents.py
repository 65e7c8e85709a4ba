"""The documents of a dossier: their list, their preview, their downloads, and the whole dossier."""

import re
import unicodedata

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from maillage.documents.bilan import bilan
from maillage.documents.envoi import archiver
from maillage.documents.lot import produire_lot
from maillage.documents.produire import (
    FORMATS_TABLEAU,
    FormatInapplicable,
    TrameInfo,
    produire,
)
from maillage.documents.produire import apercu as preview
from maillage.dossiers import facts as bridge
from maillage.dossiers import fichier
from maillage.dossiers.models import Dossier
from maillage.web import clock
from maillage.web.equipe import acces, cadre, documents_lus, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.documents_lus import FORMATS

ARCHIVE = "application/zip"
_ENVOYES = ("docx", "pdf")  # the formats of the archive, with spreadsheets for the tables


@require_safe
@acces.sur_dossier()
def documents(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="documents", on=on)
    context = {
        "etages": documents_lus.etages(dossier, frame.faits, on=on),
        "url_identite": cadre.adresse(dossier, "identite_cpts"),
        "url_export": cadre.adresse(dossier, "exporter"),
        "url_archive": cadre.adresse(dossier, "archive"),
        "url_reprise": cadre.adresse(dossier, "reprise"),
    }
    return reponses.page(
        request, dossier, "equipe/documents.html", context, section="documents", frame=frame
    )


@require_safe
@acces.sur_dossier()
def apercu(request: DossierRequest, dossier: Dossier, document: str) -> HttpResponse:
    section, on = f"document:{document}", clock.today()
    frame = cadre.de(dossier, request.user, section=section, on=on)
    info = _found(frame, document)
    content = preview(frame.faits, document, on=on, level=2)
    (state,) = bilan(frame.faits, [document], on=on)
    context = {
        "document": documents_lus.lire(dossier, info, state),
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
    try:
        made = produire(frame.faits, document, [extension], on=clock.today())[extension]
    except FormatInapplicable as refusal:
        raise Http404 from refusal
    return _fichier(made, FORMATS[extension][1], f"{document}_{_slug(frame.nom)}.{extension}")


@require_safe
@acces.sur_dossier()
def archive(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Everything that one may download piece by piece, in one file, with its fingerprints."""
    on = clock.today()
    faits = bridge.of(dossier)
    asked = {
        name: (*_ENVOYES, *(FORMATS_TABLEAU if info.tableur else ()))
        for name, info in documents_lus.infos(faits, on).items()
    }
    content = archiver(produire_lot(faits, asked, on=on))
    return _fichier(content, ARCHIVE, f"documents_{_slug(faits.cpts.nom or '')}.zip")


@require_safe
@acces.sur_dossier(acces.EXPORTER)
def exporter(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="documents", on=clock.today())
    content = fichier.ecrire(frame.faits)
    return _fichier(content, "application/yaml; charset=utf-8", f"dossier_{_slug(frame.nom)}.yaml")


def _found(frame: cadre.Cadre, document: str) -> TrameInfo:
    found = documents_lus.infos(frame.faits, clock.today()).get(document)
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
