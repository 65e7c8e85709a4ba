"""The plan for grave health crises, which the crisis mission asks for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCrise:
    """Where the plan is; its own text lives outside, on the national outline."""

    redige: bool | None = None
    trame_nationale: bool | None = None  # it follows the national outline
    familles_risques: int | None = None  # how many of the families of risks it deals with
    mis_a_jour_le: date | None = None
    transmis_le: date | None = None  # to the agency and the caisse
