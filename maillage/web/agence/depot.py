"""An agency brings a Word model, or the next version of one."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from maillage.accounts.models import Agence
from maillage.instruction import permissions
from maillage.instruction.actions.upload_modele import SameFile, upload_modele, upload_version
from maillage.instruction.queries import modeles as stored
from maillage.web import clock
from maillage.web.agence import acces
from maillage.web.agence import modeles_lus as lus
from maillage.web.agence.acces import AgenceRequest
from maillage.web.agence.formulaires import FormulaireModele, FormulaireVersion
from maillage.web.agence.modeles import page
from maillage.web.equipe import reponses
from maillage.web.equipe.formulaires.base import envoi


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_agence(permissions.PUBLIER)
def deposer(request: AgenceRequest, agence: Agence) -> HttpResponse:
    form = FormulaireModele(envoi(request), request.FILES or None)
    token = f"modele:{request.POST.get('jeton', '')[:40]}"
    if (done := request.session.get(token)) and request.POST.get("jeton"):  # the same click, twice
        return redirect(lus.adresse(agence, "modele", done))
    if form.is_valid():
        with reponses.refus_dans(form):
            name = _deposer(request, agence, form)
            request.session[token] = name
            _said(request, form)
            return redirect(lus.adresse(agence, "modele", name))
    context = {"form": form, "fil": [_liste(agence)]}
    return page(
        request, agence, "agence/deposer.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_agence(permissions.PUBLIER)
def version(request: AgenceRequest, agence: Agence, identifiant: str) -> HttpResponse:
    row = stored.of_region(agence.region).filter(identifiant=identifiant).first()
    if row is None:
        raise Http404
    form = FormulaireVersion(envoi(request), request.FILES or None)
    back = lus.adresse(agence, "modele", identifiant)
    if form.is_valid():
        try:
            on = clock.today()
            upload_version(
                row=row,
                agence=agence,
                edition=form.cleaned_data["edition"] or on,
                modele=form.modele,
                by=request.user,
                on=on,
                at=clock.now(),
            )
            _said(request, form)
            return redirect(back)
        except SameFile as same:
            form.add_error("fichier", ValidationError(str(same)))
    context = {
        "form": form,
        "titre": row.titre,
        "retour": back,
        "fil": [_liste(agence), {"nom": row.titre, "url": back}],
    }
    return page(
        request, agence, "agence/version.html", context, status=422 if form.is_bound else 200
    )


def _deposer(request: AgenceRequest, agence: Agence, form: FormulaireModele) -> str:
    data, on = form.cleaned_data, clock.today()
    kept = upload_modele(
        agence=agence,
        identifiant=data["identifiant"],
        titre=data["titre"],
        etape=data["etape"],
        edition=data["edition"] or on,
        modele=form.modele,
        by=request.user,
        on=on,
        at=clock.now(),
    )
    return kept.modele.identifiant


def _said(request: AgenceRequest, form: FormulaireVersion) -> None:
    if form.modele.inconnues:
        reponses.prevenir(
            request,
            "Le modèle est déposé, mais des balises sont inconnues : il ne pourra pas être publié "
            "tel quel.",
        )
    else:
        reponses.dire(request, "Le modèle est déposé. Essayez-le sur un exemple, puis publiez-le.")


def _liste(agence: Agence) -> dict[str, str]:
    return {"nom": "Modèles Word", "url": lus.adresse(agence, "modeles")}
