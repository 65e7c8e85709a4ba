"""The margin: each gesture is posted here, and answers with the margin or the page it was on."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from maillage.dossiers import cibles, mentions
from maillage.dossiers.actions.add_attribution import add_attribution
from maillage.dossiers.actions.add_commentaire import add_commentaire
from maillage.dossiers.actions.finish_attribution import finish_attribution
from maillage.dossiers.actions.read_mentions import read_mentions
from maillage.dossiers.actions.remove_commentaire import remove_commentaire
from maillage.dossiers.actions.resolve_commentaire import resolve_commentaire
from maillage.dossiers.actions.update_commentaire import update_commentaire
from maillage.dossiers.actions.withdraw_attribution import withdraw_attribution
from maillage.dossiers.cibles import UnknownCible
from maillage.dossiers.mentions import NotInTeam
from maillage.dossiers.models import Attribution, Commentaire, Dossier
from maillage.web import clock
from maillage.web.equipe import acces, marge_lue, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.cadre import adresse
from maillage.web.equipe.formulaires.base import Formulaire
from maillage.web.equipe.formulaires.marge import FormulaireCommentaire, FormulaireDemande
from maillage.web.typographie import fr

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]
PAGE = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(mentions.COMMENTER)
def marge(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Show the margin of a place by itself, or add a comment to it."""
    if request.method != "POST" and "cible" not in request.GET:
        return reponses.vers(dossier, "a_faire")
    if request.method != "POST":
        return _show(request, dossier, request.GET.get("cible", ""))
    parent = _parent(dossier, request.POST.get("parent", ""))
    name = f"repondre-{parent.pk}" if parent else "nouveau"
    form = _comment_form(request, dossier, name)
    code = parent.cible if parent else request.POST.get("cible", "")
    if form.is_valid():
        with _refus_dans(form):
            add_commentaire(
                dossier=dossier,
                cible=code,
                texte=form.cleaned_data["texte"] or "",
                prevenir=form.cleaned_data["prevenir"],
                lien=_lien(request, dossier, code),
                parent=parent,
                jeton=form.cleaned_data["jeton"],
                by=request.user,
                on=clock.today(),
                at=clock.now(),
            )
            said = "Votre réponse est envoyée." if parent else "Votre commentaire est ajouté."
            return _done(request, dossier, code, said)
    return _refused(request, dossier, code, name, form)


@require_POST
@acces.sur_dossier(mentions.COMMENTER)
def modifier(request: DossierRequest, dossier: Dossier, commentaire: int) -> HttpResponse:
    row = _commentaire(dossier, commentaire)
    name = f"modifier-{row.pk}"
    form = _comment_form(request, dossier, name)
    if form.is_valid():
        with _refus_dans(form):
            update_commentaire(
                commentaire=row,
                texte=form.cleaned_data["texte"] or "",
                prevenir=form.cleaned_data["prevenir"],
                lien=_lien(request, dossier, row.cible),
                by=request.user,
                on=clock.today(),
                at=clock.now(),
            )
            return _done(request, dossier, row.cible, "Votre commentaire est corrigé.")
    return _refused(request, dossier, row.cible, name, form)


@require_POST
@acces.sur_dossier(mentions.COMMENTER)
def retirer(request: DossierRequest, dossier: Dossier, commentaire: int) -> HttpResponse:
    row = _commentaire(dossier, commentaire)
    remove_commentaire(commentaire=row, by=request.user, on=clock.today())
    return _done(request, dossier, row.cible, "Le commentaire est retiré.")


@require_POST
@acces.sur_dossier(mentions.COMMENTER)
def regler(request: DossierRequest, dossier: Dossier, commentaire: int) -> HttpResponse:
    row = _commentaire(dossier, commentaire)
    again = "rouvrir" in request.POST
    resolve_commentaire(commentaire=row, by=request.user, on=clock.today(), rouvrir=again)
    said = "L’échange est rouvert." if again else "L’échange est réglé : il est replié en bas."
    return _done(request, dossier, row.cible, said)


@require_POST
@acces.sur_dossier(mentions.COMMENTER)
def lu(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    """Mark the comments that call the person as read: those named, or all."""
    named = [int(pk) for pk in request.POST.getlist("commentaire") if _is_number(pk)]
    read_mentions(dossier=dossier, by=request.user, commentaires=named or None)
    reponses.dire(request, "C’est noté : vous l’avez lu.")
    return _back(request, dossier)


@require_POST
@acces.sur_dossier(mentions.COMMENTER)
def demander(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    form = FormulaireDemande(
        request.POST, personnes=mentions.readers(dossier), auto_id="marge-demande-%s"
    )
    code = request.POST.get("cible", "")
    if form.is_valid():
        with _refus_dans(form):
            row = add_attribution(
                dossier=dossier,
                cible=code,
                personne=form.cleaned_data["personne"],
                echeance=form.cleaned_data["echeance"],
                demande=form.cleaned_data["demande"] or "",
                lien=_lien(request, dossier, code),
                jeton=form.cleaned_data["jeton"],
                by=request.user,
                on=clock.today(),
                at=clock.now(),
            )
            said = f"C’est demandé à {row.personne}, qui le verra dans ce qui lui reste à faire."
            return _done(request, dossier, code, said)
    return _refused(request, dossier, code, "demander", form)


@require_POST
@acces.sur_dossier(mentions.COMMENTER)
def finir(request: DossierRequest, dossier: Dossier, attribution: int) -> HttpResponse:
    row = _attribution(dossier, attribution)
    finish_attribution(attribution=row, by=request.user, on=clock.today())
    return _done(request, dossier, row.cible, "C’est noté comme fait.")


@require_POST
@acces.sur_dossier(mentions.COMMENTER)
def reprendre(request: DossierRequest, dossier: Dossier, attribution: int) -> HttpResponse:
    row = _attribution(dossier, attribution)
    withdraw_attribution(attribution=row, by=request.user, on=clock.today())
    return _done(request, dossier, row.cible, "La demande est retirée.")


@contextmanager
def _refus_dans(form: Formulaire) -> Iterator[None]:
    """Show in the form why the action refused: a row or a person may have gone meanwhile."""
    try:
        with reponses.refus_dans(form):
            yield
    except (UnknownCible, NotInTeam) as refusal:
        form.add_error(None, fr(str(refusal)))


def _comment_form(request: DossierRequest, dossier: Dossier, name: str) -> FormulaireCommentaire:
    people = [person for person in mentions.readers(dossier) if person.pk != request.user.pk]
    return FormulaireCommentaire(request.POST, personnes=people, auto_id=f"marge-{name}-%s")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _parent(dossier: Dossier, pk: str) -> Commentaire | None:
    return _commentaire(dossier, int(pk)) if _is_number(pk) else None


def _commentaire(dossier: Dossier, pk: int) -> Commentaire:
    row = Commentaire.objects.filter(dossier=dossier, pk=pk).first()
    if row is None:
        raise Http404
    return row


def _attribution(dossier: Dossier, pk: int) -> Attribution:
    row = Attribution.objects.filter(dossier=dossier, pk=pk).first()
    if row is None:
        raise Http404
    return row


def _lien(request: DossierRequest, dossier: Dossier, code: str) -> str:
    """Return the whole address of a place, for a message."""
    cible = cibles.read(dossier, (code,)).get(code)
    if cible is None:
        raise Http404
    path = f"{marge_lue.place(dossier, cible)}#marge"
    site = settings.MAILLAGE_ADRESSE
    return f"{site}{path}" if site else request.build_absolute_uri(path)


def _done(request: DossierRequest, dossier: Dossier, code: str, said: str) -> HttpResponse:
    """Answer with the margin alone to htmx, else go back to the page it belongs to."""
    if getattr(request, "htmx", False):
        return _fragment(request, dossier, code, dit=said)
    reponses.dire(request, said)
    if "retour" in request.POST:
        return _back(request, dossier)
    cible, vue = cibles.read(dossier, (code,))[code], _vue(request)
    where = (
        marge_lue.ailleurs(dossier, code, vue) if vue.query() else marge_lue.place(dossier, cible)
    )
    return HttpResponseRedirect(f"{where}#marge")


def _back(request: DossierRequest, dossier: Dossier) -> HttpResponse:
    if request.POST.get("retour") == "partout":
        return redirect("a_faire_partout")
    return reponses.vers(dossier, "a_faire")


def _refused(
    request: DossierRequest, dossier: Dossier, code: str, name: str, form: Form
) -> HttpResponse:
    """Show the margin again with what was typed; htmx draws an answer only when it is a 200."""
    if getattr(request, "htmx", False):
        return _fragment(request, dossier, code, formulaires={name: form})
    return _show(request, dossier, code, formulaires={name: form}, status=422)


def _fragment(request: DossierRequest, dossier: Dossier, code: str, **more: Any) -> HttpResponse:
    return render(
        request, "equipe/parts/marge.html", {"marge": _read(request, dossier, code, **more)}
    )


def _show(
    request: DossierRequest, dossier: Dossier, code: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    found = _read(request, dossier, code, **more)
    cible = found["cible"]
    context = {
        "marge": found,
        "titre": fr(cible.titre),
        "fil": [{"nom": "À faire", "url": adresse(dossier, "a_faire")}],
        "url_page": "" if cible.retiree else marge_lue.place(dossier, cible),
    }
    return reponses.page(
        request, dossier, "equipe/marge.html", context, section="a_faire", status=status
    )


def _vue(request: DossierRequest) -> marge_lue.Vue:
    """Return the part of the margin that the address asks for; what is odd asks for nothing."""
    page, thread = request.GET.get("page", ""), request.GET.get("echange", "")
    return marge_lue.Vue(
        page=int(page) if PAGE.fullmatch(page) else 1,
        regles=request.GET.get("regles") == "oui",
        fil=int(thread) if _is_number(thread) else None,
    )


def _read(request: DossierRequest, dossier: Dossier, code: str, **more: Any) -> dict[str, Any]:
    cible = cibles.read(dossier, (code,)).get(code)
    if cible is None:
        raise Http404
    asked = marge_lue.demande(request.GET.get("commentaire", ""))
    found = marge_lue.de(
        dossier, request.user, cible, on=clock.today(), vue=_vue(request), garder=asked, **more
    )
    if found is None:
        raise PermissionDenied
    return found
