"""Say that somebody of the team is not the person of the directory who looks alike."""

from datetime import date

from django.db import transaction

from maillage.dossiers.models import Personne, PersonnesDistinctes
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin

RPPS = "rpps:"  # before a number of the directory, where the code of a second record would stand


@transaction.atomic
def refuse_rpps(*, personne: Personne, numero: str, by: Person, on: date) -> bool:
    """Remember it, so that nobody asks again; tell whether it was not said before."""
    writing = begin(personne.dossier, by=by, on=on)
    _, new = PersonnesDistinctes.objects.get_or_create(
        dossier=writing.dossier, premiere=personne.code, seconde=f"{RPPS}{numero}"
    )
    if new:
        writing.note("personne.ecarter_rpps", cible=personne.code, detail={"rpps": numero})
    return new
