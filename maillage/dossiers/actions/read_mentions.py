"""Say that one has read the comments that call one."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Now

from maillage.dossiers import mentions, permissions
from maillage.dossiers.models import Dossier, Mention


@transaction.atomic
def read_mentions(
    *, dossier: Dossier, by: permissions.Person, commentaires: Iterable[int] | None = None
) -> int:
    """Mark one's own mentions read, all of them or those of these comments; return how many.

    It changes nothing of the dossier, and tells on nobody: the journal says nothing of it.
    """
    grant = permissions.check(by, mentions.COMMENTER, dossier)
    rows = Mention.objects.filter(user=grant.user, commentaire__dossier=dossier, lu_at=None)
    if commentaires is not None:
        rows = rows.filter(commentaire__in=list(commentaires))
    return rows.update(lu_at=Now())
