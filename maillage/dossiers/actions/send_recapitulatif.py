"""Write the weekly letter of a person, once a week and only when there is something to tell."""

from datetime import date, datetime, timedelta

from django.db import transaction

from maillage.accounts import courriels
from maillage.accounts.courriels import Nature
from maillage.accounts.models import User
from maillage.dossiers.models import Recapitulatif
from maillage.dossiers.queries import semaine


@transaction.atomic
def send_recapitulatif(*, user: User, on: date, at: datetime, lien: str, compte: str) -> bool:
    """Write the e-mail and remember the week together; say whether there was one.

    Two commands at once wait for each other on the account; what a killed one had not kept is
    done again, and what it had kept is not.
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    monday = on - timedelta(days=on.weekday())
    if not (person.is_active and person.recapitulatif):
        return False
    if Recapitulatif.objects.filter(user=person, semaine=monday).exists():
        return False
    weeks = semaine.lire(person, on=on)
    if not weeks:
        return False
    Recapitulatif.objects.create(user=person, semaine=monday)
    courriels.deposer(
        nature=Nature.RECAPITULATIF,
        destinataire=person.email,
        user=person,
        contexte={"semaines": weeks, "lundi": monday, "lien": lien, "compte": compte},
        at=at,
    )
    return True
