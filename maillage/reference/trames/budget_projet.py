"""The forecast budget of a project inside a form: which printed budget, or only its totals."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetProjet:
    """One printed budget per year of the dossier; one empty when there is none."""

    formulaire: str  # a printed budget of reference/plan_comptable
    resume: str
    synthese: bool = False  # only the totals, year by year
    synthese_finale: bool = False  # the same totals after the last of several years
