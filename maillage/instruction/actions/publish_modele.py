"""Publish a version of a Word model: it becomes one more document of its région."""

from datetime import date, datetime

from django.db import transaction

from maillage.accounts.models import Agence
from maillage.dossiers import journal
from maillage.instruction.actions.upload_modele import cible
from maillage.instruction.models import EtatModele, ModeleWord, VersionModele
from maillage.instruction.permissions import PUBLIER, Person, check


class NotPublishable(Exception):
    """Tags that mean nothing would stay in the document of every team."""

    def __init__(self, version: VersionModele) -> None:
        names = ", ".join(f"« {one['nom']} »" for one in version.inconnues[:5])
        super().__init__(
            f"Ce modèle a des balises inconnues ({names}) : corrigez-les dans Word, puis déposez une "
            "nouvelle version."
        )


@transaction.atomic
def publish_modele(
    *, version: VersionModele, agence: Agence, by: Person, on: date, at: datetime
) -> VersionModele:
    """Publish it in the place of the one that was; a second call changes nothing."""
    grant = check(by, PUBLIER, agence, on=on)
    # The row of the model is the queue: two publications at once follow one another.
    modele = ModeleWord.objects.select_for_update().get(pk=version.modele_id, region=agence.region)
    version = modele.versions.select_related("modele").get(pk=version.pk)
    if version.etat == EtatModele.PUBLIE:
        return version
    if not version.publiable:
        raise NotPublishable(version)
    published = modele.versions.filter(etat=EtatModele.PUBLIE)
    published.update(etat=EtatModele.RETIRE, retire_par=grant.user, retire_at=at)
    version.etat, version.publie_par, version.publie_at = EtatModele.PUBLIE.value, grant.user, at
    version.retire_par = version.retire_at = None
    version.save()
    journal.write_instance(
        action="modele.publier",
        by=grant.user,
        on=on,
        at=at,
        cible=cible(version),
        detail={"version": version.numero, "empreinte": version.empreinte},
    )
    return version
