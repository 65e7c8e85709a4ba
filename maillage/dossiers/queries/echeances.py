"""The days to come in several dossiers at once, in a fixed number of queries."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from maillage.accounts.models import User
from maillage.core import facts
from maillage.core.calendrier import Echeance, echeances_projet
from maillage.dossiers import facts as bridge
from maillage.dossiers.echeances import ARGENT, echeances_signees
from maillage.dossiers.models import Acces, Contrat, Dossier, Etape
from maillage.reference.echeances import regles_echeances
from maillage.reference.permissions import roles_with

AVANCE: Final = timedelta(days=60)


def prochaines(
    user: User, dossiers: "QuerySet[Dossier]", *, on: date, avance: timedelta = AVANCE
) -> list[tuple[Dossier, Echeance]]:
    """Return the days to come of these dossiers; payments to those who may see the money."""
    here = {one.pk: one for one in dossiers}
    money = Acces.objects.filter(user=user, dossier__in=here, role__in=roles_with("aci.simuler"))
    sees = set(money.values_list("dossier_id", flat=True))
    found: list[tuple[Dossier, Echeance]] = []
    for row in Contrat.objects.filter(dossier__in=here).exclude(date_signature=None):
        days = echeances_signees(bridge.of_section("contrat", row))
        found += [
            (here[row.dossier_id], one)
            for one in days
            if one.nature not in ARGENT or row.dossier_id in sees
        ]
    for pk, steps in _steps(here).items():
        project = facts.DossierFacts(calendrier=tuple(steps))
        found += [(here[pk], one) for one in echeances_projet(project, regles_echeances(), on=on)]
    near = [pair for pair in found if on <= pair[1].le <= on + avance]
    return sorted(near, key=lambda pair: (pair[1].le, str(pair[0]), pair[1].cle))


def _steps(dossiers: Iterable[int]) -> dict[int, list[facts.Etape]]:
    codes = {regle.etape for regle in regles_echeances()}
    found: dict[int, list[facts.Etape]] = {}
    for row in Etape.objects.filter(dossier__in=dossiers, code__in=codes):
        found.setdefault(row.dossier_id, []).append(bridge.part(facts.Etape, row))
    return found
