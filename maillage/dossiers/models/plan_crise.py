"""Where the plan for grave health crises is."""

from maillage.dossiers.models import columns
from maillage.dossiers.models.section import Section


class PlanCrise(Section):
    redige = columns.yes_no()
    trame_nationale = columns.yes_no()
    familles_risques = columns.count()
    mis_a_jour_le = columns.day()
    transmis_le = columns.day()

    class Meta:
        verbose_name = "plan de crise"
        verbose_name_plural = "plans de crise"
        constraints = [*columns.not_negative("plancrise", "familles_risques")]

    def __str__(self) -> str:
        return "plan de crise"
