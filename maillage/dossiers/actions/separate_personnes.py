"""Say that two records that look alike are two people."""

from datetime import date

from django.db import transaction

from maillage.dossiers.actions.merge_personnes import NotTwo
from maillage.dossiers.models import Personne, PersonnesDistinctes
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin


@transaction.atomic
def separate_personnes(*, premiere: Personne, seconde: Personne, by: Person, on: date) -> bool:
    """Remember it; tell whether it was not said before. Raises `NotTwo` when it makes no sense."""
    if premiere.pk == seconde.pk or premiere.dossier_id != seconde.dossier_id:
        raise NotTwo
    writing = begin(premiere.dossier, by=by, on=on)
    first, second = sorted((premiere.code, seconde.code))
    _, new = PersonnesDistinctes.objects.get_or_create(
        dossier=writing.dossier, premiere=first, seconde=second
    )
    if new:
        writing.note("personne.distinguer", cible=first, detail={"autre": second})
    return new
