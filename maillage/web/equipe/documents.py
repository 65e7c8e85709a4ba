"""The documents of a dossier: their list, their preview, their downloads, and the whole dossier."""

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from maillage.documents.bilan import bilan
from maillage.documents.envoi import archiver
from maillage.documents.lot import produire_lot
from maillage.documents.modeles import ModeleRefuse
from maillage.documents.modeles.apercu import apercu as apercu_word
from maillage.documents.modeles.region import ModeleRegion
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
from maillage.web.fichiers import WORD, nom_court, piece_jointe

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
    if modele := documents_lus.modele(frame.faits, document, on=on):
        return _apercu_modele(request, dossier, frame, modele)
    info = _found(frame, document)
    content = preview(frame.faits, document, on=on, level=2)
    (state,) = bilan(frame.faits, [document], on=on)
    read = documents_lus.lire(dossier, info, state)
    return _shown(request, dossier, frame, read, content)


def _apercu_modele(
    request: DossierRequest, dossier: Dossier, frame: cadre.Cadre, modele: ModeleRegion
) -> HttpResponse:
    """Show a Word model of the région, filled; say why when it no longer can be."""
    on = clock.today()
    read = documents_lus.lire_modele(dossier, frame.faits, modele, on=on)
    try:
        content = apercu_word(modele.remplir(frame.faits, on=on), modele.titre, level=2)
    except ModeleRefuse as refusal:
        reponses.prevenir(request, str(refusal))
        content = ""
    return _shown(request, dossier, frame, read, content)


def _shown(
    request: DossierRequest,
    dossier: Dossier,
    frame: cadre.Cadre,
    read: documents_lus.Lu,
    content: str,
) -> HttpResponse:
    context = {
        "document": read,
        "contenu": mark_safe(content),  # noqa: S308 -- the writers escape all that people typed
        "fil": [{"nom": "Documents", "url": cadre.adresse(dossier, "documents")}],
    }
    section = f"document:{read.id}"
    return reponses.page(
        request, dossier, "equipe/apercu.html", context, section=section, frame=frame
    )


@require_safe
@acces.sur_dossier()
def telecharger(
    request: DossierRequest, dossier: Dossier, document: str, extension: str
) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="documents", on=on)
    name = f"{document}_{nom_court(frame.nom)}.{extension}"
    if modele := documents_lus.modele(frame.faits, document, on=on):
        if extension != "docx":
            raise Http404
        return _telecharger_modele(dossier, frame, modele, name)
    _found(frame, document)
    try:
        made = produire(frame.faits, document, [extension], on=on)[extension]
    except FormatInapplicable as refusal:
        raise Http404 from refusal
    return piece_jointe(made, FORMATS[extension][1], name)


def _telecharger_modele(
    dossier: Dossier, frame: cadre.Cadre, modele: ModeleRegion, name: str
) -> HttpResponse:
    """Give the filled model; its page says why when it no longer can be filled."""
    try:
        return piece_jointe(modele.remplir(frame.faits, on=clock.today()), WORD, name)
    except ModeleRefuse:
        return reponses.vers(dossier, "apercu", modele.document)


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
    models = documents_lus.modeles(faits, on=on)
    content = archiver(produire_lot(faits, asked, on=on, modeles=models))
    return piece_jointe(content, ARCHIVE, f"documents_{nom_court(faits.cpts.nom or '')}.zip")


@require_safe
@acces.sur_dossier(acces.EXPORTER)
def exporter(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    frame = cadre.de(dossier, request.user, section="documents", on=clock.today())
    content = fichier.ecrire(frame.faits)
    return piece_jointe(
        content, "application/yaml; charset=utf-8", f"dossier_{nom_court(frame.nom)}.yaml"
    )


def _found(frame: cadre.Cadre, document: str) -> TrameInfo:
    found = documents_lus.infos(frame.faits, clock.today()).get(document)
    if found is None:
        raise Http404
    return found
