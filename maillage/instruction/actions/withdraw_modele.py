"""Withdraw a Word model: teams no longer see it, its file is kept."""

from datetime import date, datetime

from django.db import transaction

from maillage.accounts.models import Agence
from maillage.dossiers import journal
from maillage.instruction.actions.upload_modele import cible
from maillage.instruction.models import EtatModele, ModeleWord, VersionModele
from maillage.instruction.permissions import PUBLIER, Person, check


@transaction.atomic
def withdraw_modele(
    *, version: VersionModele, agence: Agence, by: Person, on: date, at: datetime
) -> VersionModele:
    """Withdraw the version, draft or published; a second call changes nothing."""
    grant = check(by, PUBLIER, agence, on=on)
    modele = ModeleWord.objects.select_for_update().get(pk=version.modele_id, region=agence.region)
    version = modele.versions.select_related("modele").get(pk=version.pk)
    if version.etat == EtatModele.RETIRE:
        return version
    version.etat, version.retire_par, version.retire_at = EtatModele.RETIRE.value, grant.user, at
    version.save()
    journal.write_instance(
        action="modele.retirer",
        by=grant.user,
        on=on,
        at=at,
        cible=cible(version),
        detail={"version": version.numero, "empreinte": version.empreinte},
    )
    return version
