"""Change what a person of the team may do, hand the dossier over, leave it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accounts.models import User
from maillage.dossiers.actions.change_roles import change_roles
from maillage.dossiers.actions.hand_over import hand_over
from maillage.dossiers.actions.leave_dossier import leave_dossier
from maillage.dossiers.actions.remove_member import remove_member
from maillage.dossiers.heads import LastHead
from maillage.dossiers.models import Acces, Dossier
from maillage.reference.permissions import Role
from maillage.web import clock
from maillage.web.equipe import acces, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.adresses import adresse
from maillage.web.equipe.formulaires.acces import NOMS, FormulaireRelais, FormulaireRoles
from maillage.web.equipe.formulaires.base import envoi
from maillage.web.equipe.qui_a_acces import INVITER, RETIRER
from maillage.web.typographie import fr


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(INVITER)
def modifier(request: DossierRequest, dossier: Dossier, compte: int) -> HttpResponseBase:
    user, held = _member(dossier, compte)
    form = FormulaireRoles(envoi(request), initial={"roles": held, "avant": held})
    if form.is_valid():
        try:
            with reponses.refus_dans(form):
                if change_roles(
                    dossier=dossier,
                    user=user,
                    add=form.added(),
                    remove=form.removed(),
                    by=request.user,
                    on=clock.today(),
                ):
                    reponses.dire(request, f"Les rôles de {user} sont changés.")
                return reponses.vers(dossier, "qui_a_acces")
        except LastHead as refusal:
            form.add_error(None, fr(str(refusal)))
    context = {
        "form": form,
        "personne": user,
        "vous": user.pk == request.user.pk,
        "urls": {
            "retour": adresse(dossier, "qui_a_acces"),
            "retirer": adresse(dossier, "acces_retirer", str(user.pk)),
        },
        "fil": [{"nom": "Qui a accès", "url": adresse(dossier, "qui_a_acces")}],
    }
    return _page(request, dossier, "equipe/roles.html", context, status=_status(form))


@require_POST
@acces.sur_dossier(RETIRER)
def retirer(request: DossierRequest, dossier: Dossier, compte: int) -> HttpResponseBase:
    user = User.objects.filter(pk=compte).first()
    if user is None:
        raise Http404
    try:
        if remove_member(dossier=dossier, user=user, by=request.user, on=clock.today()):
            reponses.dire(request, f"Le dossier est fermé à {user}. Ses textes restent.")
    except LastHead as refusal:
        reponses.prevenir(request, str(refusal))
    if not Acces.objects.filter(dossier=dossier, user=request.user).exists():
        return redirect("mes_dossiers")  # one's own accès
    return reponses.vers(dossier, "qui_a_acces")


@require_POST
@acces.sur_dossier()
def quitter(request: DossierRequest, dossier: Dossier) -> HttpResponseBase:
    try:
        leave_dossier(dossier=dossier, by=request.user, on=clock.today())
    except LastHead as refusal:
        reponses.prevenir(request, str(refusal))
        return reponses.vers(dossier, "qui_a_acces")
    messages.success(request, fr(f"Vous avez quitté le dossier « {dossier} »."))
    return redirect("mes_dossiers")


@require_http_methods(["GET", "HEAD", "POST"])
@acces.sur_dossier(INVITER)
def relais(request: DossierRequest, dossier: Dossier) -> HttpResponseBase:
    rows = list(Acces.objects.filter(dossier=dossier, user__is_active=True).select_related("user"))
    others = {row.user for row in rows if row.user_id != request.user.pk}
    form = FormulaireRelais(
        envoi(request),
        roles=[row.role for row in rows if row.user_id == request.user.pk],
        personnes=sorted(((user.pk, str(user)) for user in others), key=lambda one: one[1]),
    )
    if form.is_valid():
        to = next(user for user in others if str(user.pk) == form.cleaned_data["personne"])
        role = Role(form.cleaned_data["role"])
        with reponses.refus_dans(form):
            hand_over(dossier=dossier, to=to, role=role, by=request.user, on=clock.today())
            reponses.dire(request, f"Le relais est passé : {to} est {NOMS[role]}.")
            return reponses.vers(dossier, "qui_a_acces")
    context = {
        "form": form,
        "seul": not others,
        "url_retour": adresse(dossier, "qui_a_acces"),
        "fil": [{"nom": "Qui a accès", "url": adresse(dossier, "qui_a_acces")}],
    }
    return _page(request, dossier, "equipe/relais.html", context, status=_status(form))


def _member(dossier: Dossier, pk: int) -> tuple[User, list[str]]:
    rows = list(Acces.objects.filter(dossier=dossier, user_id=pk).select_related("user"))
    if not rows:
        raise Http404
    return rows[0].user, sorted(row.role for row in rows)


def _status(form: FormulaireRoles | FormulaireRelais) -> int:
    return 422 if form.errors else 200


def _page(
    request: DossierRequest, dossier: Dossier, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    return reponses.page(request, dossier, template, context, section="qui_a_acces", status=status)
