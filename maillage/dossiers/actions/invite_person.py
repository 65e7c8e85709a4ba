"""Invite a person into the team, at an e-mail address."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from maillage.accounts.models import User
from maillage.dossiers import invitations
from maillage.dossiers.invitations import Address, Sent
from maillage.dossiers.models import Dossier, Invitation
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference.permissions import Role


class AlreadyThere(ValidationError):
    """The address is the one of somebody of the team."""

    def __init__(self) -> None:
        super().__init__(
            {"email": "Cette personne est déjà dans l’équipe : changez son rôle dans la liste."}
        )


class AlreadyInvited(ValidationError):
    """An invitation waits for an answer at this address."""

    def __init__(self) -> None:
        super().__init__(
            {
                "email": "Une invitation attend déjà une réponse à cette adresse. Renvoyez-la, ou "
                "retirez-la pour en faire une autre."
            }
        )


@transaction.atomic
def invite_person(
    *,
    dossier: Dossier,
    email: str,
    role: Role,
    by: Person,
    on: date,
    at: datetime,
    adresse: Address,
) -> Sent:
    """Write the invitation and its message; raise `ValidationError` about the address.

    `adresse` makes the address of the page of an invitation from its secret.
    """
    writing = begin(dossier, by=by, on=on, right="dossier.inviter")
    email = _checked(email)
    if invitations.is_member(writing.dossier, email):
        raise AlreadyThere
    if any(row.email == email for row in invitations.pending(writing.dossier)):
        raise AlreadyInvited
    invitation = Invitation(
        dossier=writing.dossier, email=email, role=role.value, created_by=writing.by
    )
    _, invitation.token_hash = invitations.draw()
    invitation.sent_at = invitation.expires_at = at
    invitation.save(force_insert=True)
    sent = invitations.send(invitation, by=writing.by, adresse=adresse, at=at)
    writing.note("invitation.envoyer", cible=str(invitation), detail={"role": role.value})
    return sent


def _checked(email: str) -> str:
    email = User.objects.normalize_email(email)
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise ValidationError(
            {"email": "Ce n’est pas une adresse électronique : il faut « nom@domaine.fr »."}
        ) from wrong
    if len(email) > 254:
        raise ValidationError({"email": "Cette adresse est trop longue."})
    return email
