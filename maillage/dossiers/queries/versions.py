"""The history of a text: its versions, and the texts kept aside."""

from django.db.models import Exists, OuterRef, QuerySet

from maillage.accounts.models import User
from maillage.dossiers.models import Motif, Texte, VersionEcartee, VersionTexte


def latest(texte: Texte) -> QuerySet[VersionTexte]:
    """Return the versions, the latest first, with their authors and without their words."""
    versions = VersionTexte.objects.filter(texte=texte).select_related("auteur")
    return versions.defer("contenu").order_by("-numero")


def aside(texte: Texte) -> QuerySet[VersionEcartee]:
    """Return the texts kept aside, the latest first, without their words."""
    rows = VersionEcartee.objects.filter(texte=texte).select_related("auteur")
    return rows.defer("contenu").order_by("-pk")


def waiting(texte: Texte, user: User) -> VersionEcartee | None:
    """Return the text of this person that still waits for their choice.

    Whoever saved something since has chosen.
    """
    later = VersionTexte.objects.filter(texte=texte, auteur=user, numero__gt=OuterRef("courante"))
    own = aside(texte).filter(auteur=user, motif=Motif.CONFLIT.value, reglee=False)
    return own.filter(~Exists(later)).first()
