"""Send an invitation again, or take it back."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_POST

from maillage.dossiers.actions.resend_invitation import resend_invitation
from maillage.dossiers.actions.revoke_invitation import revoke_invitation
from maillage.dossiers.invitations import Unusable
from maillage.dossiers.models import Dossier, Invitation
from maillage.web import clock, limites
from maillage.web.equipe import acces, reponses
from maillage.web.equipe.acces import DossierRequest
from maillage.web.equipe.qui_a_acces import INVITER, annoncer, lien

_PER_HOUR = 60


@require_POST
@acces.sur_dossier(INVITER)
def renvoyer(request: DossierRequest, dossier: Dossier, invitation: int) -> HttpResponseBase:
    if limites.depasse(request, "inviter", nombre=_PER_HOUR, duree=limites.HEURE):
        return reponses.trop(request)
    try:
        sent = resend_invitation(
            invitation=_of(dossier, invitation),
            by=request.user,
            on=clock.today(),
            at=clock.now(),
            adresse=lien(request),
        )
    except Unusable as refusal:
        reponses.prevenir(request, str(refusal))
    else:
        annoncer(request, sent)
    return reponses.vers(dossier, "qui_a_acces")


@require_POST
@acces.sur_dossier(INVITER)
def retirer(request: DossierRequest, dossier: Dossier, invitation: int) -> HttpResponseBase:
    row = _of(dossier, invitation)
    if revoke_invitation(invitation=row, by=request.user, on=clock.today(), at=clock.now()):
        reponses.dire(request, "L’invitation est retirée : son lien n’ouvre plus rien.")
    return reponses.vers(dossier, "qui_a_acces")


def _of(dossier: Dossier, pk: int) -> Invitation:
    row = Invitation.objects.select_related("dossier").filter(dossier=dossier, pk=pk).first()
    if row is None:
        raise Http404
    return row
