"""The secret link by which an agenda reads a dossier: drawn once, kept as a print only."""

from maillage.dossiers.invitations import print_of
from maillage.dossiers.models import Acces, LienAgenda


def find(jeton: str) -> LienAgenda | None:
    """Return the link of a secret, as long as its person may still read the dossier."""
    rows = LienAgenda.objects.select_related("dossier", "user")
    link = rows.filter(token_hash=print_of(jeton)).first()
    if link is None or not link.user.is_active:
        return None
    held = Acces.objects.filter(user=link.user, dossier=link.dossier)
    return link if held.exists() else None
