"""A budget read along its other axis: what each mission, and each action, costs and brings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.core.budget.modele import Cote, Nature
from maillage.core.facts import Enveloppe, Imputation, LigneBudgetProjet, MissionAction

ZERO = Decimal(0)
STRUCTURE = "structure"  # what runs the CPTS, whatever the mission
SANS = "sans"  # nobody said what it is for


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one mission, or one action, costs and brings in a year, or in all."""

    cle: str
    charges: Decimal = ZERO
    produits: Decimal = ZERO
    lignes: int = 0

    @property
    def solde(self) -> Decimal:
        return self.produits - self.charges


def mission_de(
    ligne: LigneBudgetProjet, missions: Mapping[str, MissionAction | None]
) -> MissionAction | None:
    """Return the mission of a line: its own, else that of its action."""
    return ligne.mission or missions.get(ligne.action or "")


def par_mission(
    lignes: Iterable[LigneBudgetProjet],
    natures: Mapping[str, Nature],
    missions: Mapping[str, MissionAction | None],
) -> tuple[Part, ...]:
    """Return a part for each mission, then the structure, then what belongs to nothing.

    `missions` gives the mission of each action. What is given for free is left apart.
    """
    order = [*(mission.value for mission in MissionAction), STRUCTURE, SANS]
    return _parts(((_axis(line, missions), line) for line in lignes), natures, order)


def par_action(
    lignes: Iterable[LigneBudgetProjet], natures: Mapping[str, Nature], actions: Iterable[str]
) -> tuple[Part, ...]:
    """Return a part for each action that a line names, in the order of the actions."""
    named = ((line.action, line) for line in lignes if line.action is not None)
    return _parts(named, natures, actions)


def _axis(line: LigneBudgetProjet, missions: Mapping[str, MissionAction | None]) -> str:
    mission = mission_de(line, missions)
    if mission is not None:
        return mission.value
    envelopes = (Enveloppe.FONCTIONNEMENT, Enveloppe.DEMARRAGE)
    of_structure = line.enveloppe in envelopes or line.imputation is Imputation.INDIRECTE
    return STRUCTURE if of_structure else SANS


def _parts(
    named: Iterable[tuple[str, LigneBudgetProjet]],
    natures: Mapping[str, Nature],
    order: Iterable[str],
) -> tuple[Part, ...]:
    sums: dict[str, list[tuple[Cote, Decimal]]] = {}
    for key, line in named:
        nature = natures.get(line.nature)
        if nature is not None and nature.cote in (Cote.CHARGE, Cote.PRODUIT):
            sums.setdefault(key, []).append((nature.cote, line.montant or ZERO))
    return tuple(
        Part(
            cle=key,
            charges=sum((amount for side, amount in sums[key] if side is Cote.CHARGE), ZERO),
            produits=sum((amount for side, amount in sums[key] if side is Cote.PRODUIT), ZERO),
            lignes=len(sums[key]),
        )
        for key in dict.fromkeys(order)
        if key in sums
    )
