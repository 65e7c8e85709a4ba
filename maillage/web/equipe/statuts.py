"""The statutes of the association: their articles, what is wrong, and the choices of each."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from maillage.core.facts import DossierFacts
from maillage.core.statuts import (
    ArticleRedige,
    Niveau,
    PointStatuts,
    controler,
    resoudre,
    statuts_rediges,
)
from maillage.documents.build.document import context
from maillage.documents.build.statuts import reperes
from maillage.documents.produire import apercu as preview
from maillage.dossiers import permissions
from maillage.dossiers.actions.update_statuts import update_statuts
from maillage.dossiers.models import Dossier, Statuts
from maillage.dossiers.writing import Conflict
from maillage.reference.statuts import tables
from maillage.web import clock
from maillage.web.equipe import acces, cadre, conflits, fusions, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.formulaires.statuts import FormulaireStatuts
from maillage.web.typographie import fr, pluriel

DOCUMENT: Final = "statuts_association"
_GRAVITES: Final = {Niveau.BLOQUANT: "bloquant", Niveau.ALERTE: "avertissement"}


@require_safe
@acces.sur_dossier()
def statuts(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="statuts", on=on)
    marks = reperes(context(frame.faits, on=on))
    written = statuts_rediges(frame.faits, tables(), marks)
    points = controler(frame.faits.statuts, frame.faits, tables(), marks)
    content = preview(frame.faits, DOCUMENT, on=on, level=3)
    told = {
        "articles": [_line(dossier, one, points) for one in written.articles if one.cles],
        "points": [_point(dossier, one) for one in points],
        "compte": fr(
            f"{pluriel(len(written.manques), 'réponse à donner', 'réponses à donner')}, "
            f"{pluriel(len(written.par_defaut), 'choix habituel gardé', 'choix habituels gardés')}."
        ),
        "contenu": mark_safe(content),  # noqa: S308 -- the writer escapes all that people typed
        "url_apercu": cadre.adresse(dossier, "apercu", DOCUMENT),
        "url_word": cadre.adresse(dossier, "telecharger", DOCUMENT, "docx"),
    }
    return reponses.page(
        request, dossier, "equipe/statuts.html", told, section="statuts", frame=frame
    )


def _line(
    dossier: Dossier, article: ArticleRedige, points: tuple[PointStatuts, ...]
) -> dict[str, Any]:
    wrong = [p for p in points if p.article == article.numero and p.niveau is Niveau.BLOQUANT]
    chosen = pluriel(len(article.choisis), "choix fait", "choix faits")
    usual = pluriel(len(article.par_defaut), "choix habituel", "choix habituels")
    missing = pluriel(len(article.manques), "réponse à donner", "réponses à donner")
    tone, word = ("bien", "Complet")
    if article.manques:
        tone, word = ("voir", missing)
    if wrong:
        tone, word = ("bloque", "À corriger")
    return {
        "nom": fr(article.titre),
        "url": cadre.adresse(dossier, "statuts_article", str(article.numero)),
        "detail": fr(f"{chosen}, {usual}"),
        "ton": tone,
        "etat": word,
    }


def _point(dossier: Dossier, point: PointStatuts) -> dict[str, Any]:
    return {
        "gravite": _GRAVITES[point.niveau],
        "message": fr(point.message),
        "que_faire": fr(point.que_faire),
        "details": ", ".join(point.details),
        "code": point.code,
        "url": cadre.adresse(dossier, "statuts_article", str(point.article)),
        "lien": fr(_title(point.article)),
        "article": point.article,
    }


def _title(number: int) -> str:
    found = next((a.titre for a in tables().articles if a.numero == number), "")
    return found or "Les statuts"


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier()
def article(request: DossierRequest, dossier: Dossier, numero: int) -> HttpResponse:
    on = clock.today()
    frame = cadre.de(dossier, request.user, section="statuts", on=on)
    posted = envoi(request)
    form = _form(frame.faits, numero, posted, Statuts.objects.get(dossier=dossier).version)
    conflict = None
    if posted is not None and form.is_valid():
        try:
            with reponses.refus_dans(form):
                depuis = form.cleaned_data["version"] or 0
                saved = update_statuts(
                    dossier=dossier,
                    version=depuis,
                    valeurs=form.valeurs(),
                    by=request.user,
                    on=on,
                )
                reponses.dire(request, f"{_title(numero)} : vos choix sont enregistrés.")
                fusions.dire(request, dossier, form, ("statuts", "", saved.version), depuis)
                return _next(dossier, numero, go_on="suivant" in request.POST)
        except Conflict as clash:
            recorded = {cle: getattr(frame.faits.statuts, cle) for cle in clash.miens}
            conflict = conflits.entre(form, clash, recorded)
            version = getattr(clash.current, "version", 0)
            form = _form(frame.faits, numero, None, version, clash.miens)
    return _show(request, dossier, frame, numero, form, conflict=conflict)


def _form(
    faits: DossierFacts,
    number: int,
    posted: Any,
    version: int,
    typed: Mapping[str, Any] | None = None,
) -> FormulaireStatuts:
    """Return the form of the choices that this article asks, given the others."""
    marks = reperes(context(faits, on=clock.today()))
    found = next(
        (a for a in statuts_rediges(faits, tables(), marks).articles if a.numero == number), None
    )
    if found is None or not found.cles:
        raise Http404
    asked = [tables().choix[cle] for cle in found.cles]
    made = faits.statuts
    usual = resoudre(type(made)(), faits, tables()).valeurs
    known = {d.cle: getattr(made, d.cle) for d in asked}
    initial = {**known, **(typed or {}), "version": version}
    return FormulaireStatuts(posted, initial=initial, choix=asked, usuels=usual)


def _next(dossier: Dossier, number: int, *, go_on: bool) -> HttpResponse:
    later = [d.article for d in tables().choix.values() if d.article > number]
    if go_on and later:
        return reponses.vers(dossier, "statuts_article", str(min(later)))
    return reponses.vers(dossier, "statuts")


def _show(
    request: DossierRequest,
    dossier: Dossier,
    frame: cadre.Cadre,
    number: int,
    form: FormulaireStatuts,
    *,
    conflict: conflits.Conflit | None,
) -> HttpResponse:
    may = permissions.allows(request.user, acces.MODIFIER, dossier)
    for shown in form.fields.values():
        shown.disabled = not may
    marks = reperes(context(frame.faits, on=clock.today()))
    points = controler(frame.faits.statuts, frame.faits, tables(), marks)
    advice = next(a.commentaire for a in tables().articles if a.numero == number)
    told = {
        "form": form,
        "conflit": conflict,
        "titre": fr(_title(number)),
        "conseil": fr(advice),
        "points": [_point(dossier, one) for one in points if one.article == number],
        "peut": may,
        "retour": cadre.adresse(dossier, "statuts"),
        "fil": [{"nom": "Statuts", "url": cadre.adresse(dossier, "statuts")}],
        "champs": [field for field in form if field.name in form.faits],
    }
    status = 409 if conflict else 422 if form.errors else 200
    return reponses.page(
        request,
        dossier,
        "equipe/statuts_article.html",
        told,
        section="statuts",
        frame=frame,
        status=status,
    )
