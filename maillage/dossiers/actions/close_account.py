"""Close an account: the person leaves every team, and her name and address are erased for good.

The row stays, without anything personal: the journal and the versions of texts name it, and their
chain would break without it.
"""

from datetime import date, datetime
from typing import Final

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q

from maillage.accounts.models import Courriel, MembreAgence, User
from maillage.dossiers import heads, invitations, journal
from maillage.dossiers.models import Acces, Dossier, Invitation, LienAgenda, Presence

ANCIEN: Final = "Ancien membre"


@transaction.atomic
def close_account(*, by: User, on: date, at: datetime) -> None:
    """Close one's own account; raise `LastHead`, which names every dossier that holds it back."""
    user = User.objects.select_for_update().get(pk=by.pk, is_active=True)
    mine = Dossier.objects.filter(acces__user=user).distinct().order_by("pk")
    dossiers = [journal.lock(dossier) for dossier in mine]  # always in the same order
    held = {
        dossier.pk: dict(Acces.objects.filter(dossier=dossier, user=user).values_list("pk", "role"))
        for dossier in dossiers
    }
    kept = [one for one in dossiers if not heads.remain(one, without=held[one.pk])]
    if kept:
        raise heads.LastHead(kept)
    for dossier in dossiers:
        roles = sorted(held[dossier.pk].values())
        journal.write(
            dossier=dossier, action="acces.quitter", by=user, on=on, cible=f"compte {user.pk}",
            detail={"retires": roles},
        )  # fmt: skip
    _leave_agences(user, on)
    _erase(user, at)
    journal.write_instance(action="compte.fermer", by=user, on=on, at=at, cible=f"compte {user.pk}")


def _leave_agences(user: User, on: date) -> None:
    """End the roles held in agencies; one that had not begun goes."""
    roles = MembreAgence.objects.filter(user=user)
    roles.filter(depuis__gt=on).delete()
    roles.filter(Q(jusqua=None) | Q(jusqua__gt=on)).update(jusqua=on)


def _erase(user: User, at: datetime) -> None:
    email = user.email
    for mine in (Acces, LienAgenda, Presence):
        mine._default_manager.filter(user=user).delete()
    for invitation in Invitation.objects.filter(email=email, accepted_at=None, revoked_at=None):
        invitation.revoked_at = at
        invitations.settle(invitation)
    Courriel.objects.filter(Q(user=user) | Q(destinataire=email)).delete()
    EmailAddress.objects.filter(user=user).delete()
    user.email = f"compte-{user.pk}@ferme.invalid"  # a name that no mail can reach (RFC 2606)
    user.nom, user.prenom, user.last_login = ANCIEN, "", None
    user.is_active, user.is_superuser, user.recapitulatif = False, False, False
    user.closed_at = at
    user.set_unusable_password()
    user.save()
