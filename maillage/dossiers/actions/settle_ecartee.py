"""Be done with a text kept aside: its author keeps the one that is recorded."""

from datetime import date

from django.db import transaction

from maillage.dossiers import writing
from maillage.dossiers.models import Dossier, VersionEcartee
from maillage.dossiers.permissions import Person


@transaction.atomic
def settle_ecartee(*, dossier: Dossier, ecartee: int, by: Person, on: date) -> VersionEcartee:
    """Stop asking its author to choose; the text stays in the history.

    Raises `VersionEcartee.DoesNotExist` when it is not theirs.
    """
    work = writing.begin(dossier, by=by, on=on)
    own = VersionEcartee.objects.filter(texte__dossier=work.dossier, auteur=work.by)
    row = own.select_related("texte").get(pk=ecartee)
    if not row.reglee:
        own.filter(texte=row.texte_id, pk__lte=row.pk, reglee=False).settle()
        work.note("texte.regler", cible=row.texte.rubrique, detail={"version": row.courante})
        row.reglee = True
    return row
