"""Keep in the contract the level that the indicators of a mission gave it for a year."""

from datetime import date

from django.db import transaction

from maillage.core.facts import ResultatSigne
from maillage.dossiers import facts as bridge
from maillage.dossiers import sections
from maillage.dossiers.actions.update_contrat import check
from maillage.dossiers.models import Contrat, Dossier
from maillage.dossiers.permissions import Person
from maillage.dossiers.writing import begin
from maillage.reference.aci import postes_du_contrat


@transaction.atomic
def confirm_resultat(*, dossier: Dossier, resultat: ResultatSigne, by: Person, on: date) -> Contrat:
    """Put this result in the place of that of the same mission and year; the others stay.

    Raises ValidationError by field when such a contract cannot be.
    """
    writing = begin(dossier, by=by, on=on, right="budget.saisir")
    row = sections.record(writing.dossier, "contrat")
    known = bridge.of_section("contrat", row).resultats or ()
    place = (resultat.poste, resultat.annee)
    others = tuple(one for one in known if (one.poste, one.annee) != place)
    ranks = {code: rank for rank, code in enumerate(postes_du_contrat())}
    every = sorted((*others, resultat), key=lambda one: (ranks[one.poste], one.annee or 0))
    values = {"resultats": tuple(every)}
    row, details = sections.change(writing, {"contrat": values}, version=row.version)
    if details:
        check(bridge.of_section("contrat", row))
        detail = {"poste": resultat.poste, "annee": resultat.annee}
        writing.note("resultat.retenir", detail=detail)
    return row  # type: ignore[no-any-return]  # the record of this section
