"""What the rules read of the two budgets: that of the construction phase, and the project's own.

A document asks for one of them. Without a document, both are judged, each apart.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, Protocol

from maillage.core.budget import Cote, exercices
from maillage.core.facts import DossierFacts, LigneBudgetProjet, RedactionProjet, SensBudget
from maillage.core.regles.lectures import Lectures

Faits = dict[str, object]
Amounts = Iterable[Decimal | None]

PRE_PROJET: Final = "pre_projet"  # the document that asks for the budget of the construction phase
START: Final = "debut_mise_en_oeuvre"  # the step of the rules where the project begins
CONSTRUCTION: Final = "phase de construction"
WRITERS: Final = {  # who writes the project: word of the rules, and the expense that pays it
    RedactionProjet.PRESTATAIRE: ("prestataire", "honoraires"),
    RedactionProjet.COORDONNATEUR: ("coordinateur", "coordination"),
    RedactionProjet.GROUPE: ("equipe", "indemnisation"),
}


class PosteVu(Protocol):
    """What the rules ask of a line of the small budget."""

    @property
    def mode_redaction(self) -> RedactionProjet | None: ...


class NatureVue(Protocol):
    """What the rules ask of a nature."""

    @property
    def cote(self) -> Cote: ...


def construction(dossier: DossierFacts, postes: Mapping[str, PosteVu]) -> Faits:
    """Return what the pré-projet alone is asked."""
    lines = dossier.budget_pre_projet
    if not lines:  # no line at all: nothing to add up, whatever was answered
        return dict.fromkeys(("subvention_ars", "charges_presentes"))
    modes = [
        postes[line.poste].mode_redaction
        for line in lines
        if line.sens is SensBudget.CHARGE and line.poste in postes
    ]
    return {
        "subvention_ars": _sum(line.montant for line in lines if line.poste == "subvention_ars"),
        "charges_presentes": tuple(WRITERS[mode][1] for mode in modes if mode),
    }


def annees(dossier: DossierFacts, lectures: Lectures) -> Faits:
    """Return the years of the project, those that have a budget, and those that an agency helps."""
    lines = dossier.budget_projet or ()
    helped = {
        line.exercice for line in lines if line.nature in lectures.natures_fir and line.montant != 0
    }
    return {
        "annees_fir": tuple(sorted(helped)) if lines else None,
        "annees_budgetees": exercices(lines) if lines else None,
        "annees_projet": _years(dossier, lectures),
    }


def _years(dossier: DossierFacts, lectures: Lectures) -> tuple[int, ...] | None:
    """Return the years from the start of the work, in the calendar, to the end of the actions."""
    starts = [
        (step.debut or step.fin)
        for step in dossier.calendrier or ()
        if START in lectures.etapes.get(step.code, ())
    ]
    first = min((when.year for when in starts if when), default=None)
    last = max((action.fin.year for action in dossier.actions or () if action.fin), default=None)
    if first is None or last is None:
        return None
    return tuple(range(first, max(first, last) + 1))


def par_budget(
    dossier: DossierFacts, natures: Mapping[str, NatureVue], document: str | None
) -> Mapping[str, Faits] | None:
    """Return the totals of each budget that the document asks for, a year being a budget."""
    found: dict[str, Faits] = {}
    lines = dossier.budget_pre_projet
    if lines and document in (None, PRE_PROJET):
        found[CONSTRUCTION] = {
            "total_charges": _sum(x.montant for x in lines if x.sens is SensBudget.CHARGE),
            "total_produits": _sum(x.montant for x in lines if x.sens is SensBudget.PRODUIT),
            "montants": tuple(line.montant for line in lines),
        }
    if document != PRE_PROJET:
        found |= par_exercice(dossier, natures) or {}
    return found or None


def par_exercice(
    dossier: DossierFacts, natures: Mapping[str, NatureVue]
) -> Mapping[str, Faits] | None:
    """Return the totals of each year of the project."""
    lines = dossier.budget_projet
    if not lines:
        return None
    return {
        str(year): _year([line for line in lines if line.exercice == year], natures)
        for year in exercices(lines)
    }


def _year(lines: list[LigneBudgetProjet], natures: Mapping[str, NatureVue]) -> Faits:
    known = all(line.nature in natures for line in lines)  # else some amount has no side

    def total(cote: Cote) -> Decimal | None:
        mine = (x.montant for x in lines if x.nature in natures and natures[x.nature].cote is cote)
        return _sum(mine) if known else None

    return {
        "total_charges": total(Cote.CHARGE),
        "total_produits": total(Cote.PRODUIT),
        "montants": tuple(line.montant for line in lines),
        "total_86": total(Cote.EMPLOI),
        "total_87": total(Cote.CONTRIBUTION),
    }


def _sum(amounts: Amounts) -> Decimal | None:
    every = list(amounts)
    known = [amount for amount in every if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(every) else None
