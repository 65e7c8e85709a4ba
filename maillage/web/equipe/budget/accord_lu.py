"""The money of the agreement in a budget, in words: is it up to date, on which results it counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from maillage.core.budget import Alerte, EtatAccord, SorteAlerte
from maillage.core.facts import LigneBudgetProjet, ScenarioBudget
from maillage.dossiers import listes
from maillage.dossiers.budget import ArgentAccord, alertes_budget, argent_accord
from maillage.dossiers.models import Dossier, Liste
from maillage.reference.plan_comptable import natures
from maillage.web.equipe import cadre
from maillage.web.typographie import euros, fr

SCENARIOS: Final[Mapping[ScenarioBudget, str]] = {
    ScenarioBudget.FIXE: "Parts fixes seulement",
    ScenarioBudget.MOYEN: "60 % des résultats",
    ScenarioBudget.PLEIN: "100 % des résultats",
    ScenarioBudget.PROPRE: "Les résultats du contrat",
}
_ETATS: Final = {
    EtatAccord.A_JOUR: ("bien", "À jour"),
    EtatAccord.CHANGE: ("voir", "A changé"),
    EtatAccord.ABSENT: ("neutre", "Pas encore au budget"),
}
_PHRASES: Final = {
    EtatAccord.A_JOUR: "Le budget compte ce que la simulation donne aujourd’hui.",
    EtatAccord.CHANGE: "La simulation ne donne plus ces montants : remettez-les à jour d’un clic.",
    EtatAccord.ABSENT: "Un clic écrit les lignes de l’accord, année par année.",
}


def lire(dossier: Dossier, frame: cadre.Cadre, *, on: date) -> dict[str, Any]:
    """Return what the page says of the agreement; nothing of it to whoever sees no money."""
    if not frame.droits.argent:
        return {}
    found = argent_accord(frame.faits, on=on)
    tone, word = _ETATS[found.etat]
    return {
        "ton": tone,
        "mot": word,
        "phrase": fr(_PHRASES[found.etat]),
        "manque": fr(_missing(found)),
        "scenarios": [
            {"code": code.value, "nom": fr(nom), "ici": code is found.scenario}
            for code, nom in SCENARIOS.items()
        ],
        "sommes": _sums(found),
        "version": listes.version(dossier, Liste.BUDGET_PROJET),
        "url": cadre.adresse(dossier, "budget_accord"),
        "argent": cadre.adresse(dossier, "argent"),
        "alertes": len(alertes_budget(frame.faits, on=on)),
        "lecture": cadre.adresse(dossier, "budget_lecture"),
        "peut": frame.droits.modifier,
    }


def _missing(found: ArgentAccord) -> str:
    if found.contrat is not None:
        return ""
    return f"Le dossier ne suffit pas encore au calcul : {found.manque}"


def _sums(found: ArgentAccord) -> list[dict[str, str]]:
    years: dict[int, list[LigneBudgetProjet]] = {}
    for line in found.attendues:
        years.setdefault(line.exercice, []).append(line)
    return [
        {"nom": str(year), "valeur": euros(sum((one.montant or 0) for one in rows))}
        for year, rows in sorted(years.items())
    ]


_ALERTES: Final[Mapping[SorteAlerte, tuple[str, str]]] = {
    SorteAlerte.DEMARRAGE_DURABLE: (
        "L’aide au démarrage ne vient qu’une fois, et paie {montant} qui reviennent chaque année.",
        "Dites qui les paiera ensuite, ou changez leur enveloppe.",
    ),
    SorteAlerte.SALAIRES: (
        "Les salaires ({montant}) dépassent l’argent du fonctionnement ({limite}).",
        "Rattachez une part des salaires aux missions, ou revoyez-les.",
    ),
    SorteAlerte.SANS_MISSION: (
        "{montant} ne servent ni une mission ni le fonctionnement.",
        "Dites ce que chaque ligne sert.",
    ),
    SorteAlerte.AU_DESSUS: (
        "L’argent de l’accord ({montant}) dépasse ce qu’une année peut apporter ({limite}).",
        "Revoyez les lignes de l’accord, ou remettez-les à jour.",
    ),
    SorteAlerte.AIDE_NON_DEPENSEE: (
        "{montant} d’aide au démarrage ne sont pas dépensés dans l’année.",
        "Ajoutez une ligne « fonds dédiés » : cet argent se garde pour l’année suivante.",
    ),
}


def alerte(found: Alerte) -> dict[str, Any]:
    """Say a warning: what is odd, what to do, the lines concerned."""
    what, then = _ALERTES[found.sorte]
    amounts = {
        "montant": euros(found.montant),
        "limite": euros(found.limite) if found.limite is not None else "",
    }
    return {
        "annee": found.exercice,
        "phrase": fr(f"{found.exercice} : {what.format(**amounts)}"),
        "que_faire": fr(then),
        "lignes": [
            fr(f"{natures()[line.nature].libelle} : {euros(line.montant or 0)}")
            for line in found.lignes
        ],
    }
