"""What the rules read of the plan for crises and of the indicators of the contract."""

from collections.abc import Mapping

from maillage.core.facts import (
    DossierFacts,
    Indicateur,
    NatureIndicateur,
    OrigineIndicateur,
    PlanCrise,
)
from maillage.core.missions import depart, derniere_cible
from maillage.core.regles.faits_fiches import par_nom

Faits = dict[str, object]


def plan_crise(plan: PlanCrise) -> Faits:
    """Return where the plan is."""
    return {
        "plan_crise_redige": plan.redige,
        "plan_crise_trame_nationale": plan.trame_nationale,
        "familles_risques_traitees": plan.familles_risques,
        "plan_crise_maj": plan.mis_a_jour_le,
    }


def au_contrat(
    dossier: DossierFacts, catalogue: Mapping[str, str | None]
) -> tuple[str, ...] | None:
    """Return the indicators of the contract: what the rules call those of the catalogue."""
    if dossier.indicateurs is None:
        return None
    return tuple(
        dict.fromkeys(
            catalogue.get(one.catalogue or "") or one.catalogue or one.id
            for one in dossier.indicateurs
        )
    )


def negocies(dossier: DossierFacts) -> Mapping[str, Faits] | None:
    """Return the facts of each indicator that the agreement pays for and that is counted."""
    if dossier.indicateurs is None:
        return None
    return par_nom(
        (one.libelle, _facts(one))
        for one in dossier.indicateurs
        if one.origine is OrigineIndicateur.ACI and one.nature is not NatureIndicateur.QUALITATIF
    )


def _facts(one: Indicateur) -> Faits:
    start, target = depart(one).valeur, derniere_cible(one)
    return {
        "sens": one.sens,
        "depart": start,
        "cible": target,
        "indicateur": {
            "definition": one.definition or one.numerateur,
            "unite": one.unite,
            "fournisseur": one.source,
            "sens": one.sens,
            "depart": one.depart or start,
            "cible": one.cible or target,
            "periode": one.rythme,
        },
    }
