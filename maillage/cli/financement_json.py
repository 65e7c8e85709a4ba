"""What `maillage simuler --json` prints: stable French keys, amounts in whole cents."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from maillage.cli.messages import fr
from maillage.core.financement import (
    ContratAci,
    Echeancier,
    Explication,
    Ligne,
    Mouvement,
    ProjetFinance,
    Scenario,
    Totaux,
    echeancier,
    expliquer,
    points_ouverts,
    remarques,
    scenarios,
    totaux,
    tresorerie,
)
from maillage.reference.aci import convention, tables_aci


def as_json(
    contrat: ContratAci, suppose: ProjetFinance | None, *, scenarios_asked: bool
) -> dict[str, Any]:
    """Return the whole result; `lignes`, `totaux` and `fiabilite` are those of the convention."""
    tables, rules = tables_aci(), convention()
    plan = echeancier(contrat, tables)
    sums = totaux(plan.lignes, tables.rangs)
    result: dict[str, Any] = {
        "lignes": [_line(line) for line in plan.lignes],
        "totaux": _totals(sums),
        "fiabilite": str(plan.fiabilite),
        "fourchette": {"minimum": sums.total, "maximum": sums.maximum},
        "par_mois": {f"{y}-{m:02d}": cents for (y, m), cents in sums.par_mois.items()},
        "tresorerie": _cash(plan),
        "contrat": _contract(plan),
        "remarques": [
            {"code": one.code, "phrase": fr(one.phrase), "champ": one.champ}
            for one in remarques(plan, tables)
        ],
        "points_ouverts": [_point(code) for code in points_ouverts(plan, tables)],
        "explications": [
            _explanation(line, expliquer(line, contrat, tables, rules)) for line in plan.lignes
        ],
        "version_conventions": rules.version,
        "avertissement": fr(rules.avertissement),
    }
    if scenarios_asked:
        result["scenarios"] = [_scenario(one) for one in scenarios(contrat, tables)]
    if suppose is not None:
        result |= _supposed(suppose)
    return result


def _line(line: Ligne) -> dict[str, Any]:
    return {
        "date": line.le.isoformat(),
        "limite": _day(line.limite),
        "annee": line.annee,
        "poste": line.poste,
        "nature": str(line.nature),
        "centimes": line.centimes,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _totals(sums: Totaux) -> dict[str, Any]:
    return {
        "par_annee_contrat": _words(sums.par_annee_contrat),
        "par_annee_civile_de_date": _words(sums.par_annee_civile_de_date),
        "par_poste": dict(sums.par_poste),
        "par_nature": _words(sums.par_nature),
        "total": sums.total,
    }


def _words(sums: Mapping[Any, int]) -> dict[str, int]:
    return {str(key): cents for key, cents in sums.items()}


def _cash(plan: Echeancier) -> dict[str, Any]:
    versement = tables_aci().versement(plan.contrat.signature)
    delay = versement.reglement_mois if versement else None
    return {
        "au_plus_tot": _moves(tresorerie(plan.lignes)),
        "au_plus_tard": _moves(tresorerie(plan.lignes, delai_mois=delay)),
    }


def _moves(moves: Iterable[Mouvement]) -> list[dict[str, Any]]:
    return [
        {"date": move.le.isoformat(), "centimes": move.centimes, "cumul": move.cumul}
        for move in moves
    ]


def _contract(plan: Echeancier) -> dict[str, Any]:
    return {
        "signature": plan.contrat.signature.isoformat(),
        "anniversaires": [day.isoformat() for day in plan.anniversaires],
        "annees": [
            {
                "annee": state.annee.numero,
                "debut": state.annee.debut.isoformat(),
                "fin": state.annee.fin.isoformat(),
                "grille": state.grille.code,
                "taille": state.taille,
            }
            for state in plan.situations
        ],
    }


def _point(code: str) -> dict[str, Any]:
    point = convention().points_ouverts[code]
    return {
        "code": code,
        "question": fr(point.question),
        "retenu": fr(point.retenu),
        "effet": fr(point.effet),
        "option": point.option,
    }


def _explanation(line: Ligne, found: Explication) -> dict[str, Any]:
    return {
        "formule": fr(found.formule),
        "source": fr(found.source),
        "edition": fr(found.edition),
        "fiabilite": str(line.calcul.base.fiabilite),
        "origine": str(line.calcul.base.origine),
        "note": fr(found.note) if found.note else None,
        "regles": list(found.regles),
        "points_ouverts": list(found.points),
        "changerait": [fr(one) for one in found.changerait],
        "indicatif": line.indicatif,
        "centimes_maximum": line.maximum,
    }


def _scenario(one: Scenario) -> dict[str, Any]:
    return {"nom": fr(one.nom), "taux": one.taux, "totaux": _totals(one.totaux)}


def _supposed(suppose: ProjetFinance) -> dict[str, Any]:
    most = suppose.ordre_de_grandeur
    found: dict[str, Any] = {"hypotheses": [fr(one) for one in suppose.hypotheses]}
    if most is not None:
        found["ordre_de_grandeur"] = {
            "fonctionnement": most.fonctionnement,
            "fixe": most.fixe,
            "variable": most.variable,
            "forfaits": most.forfaits,
            "total": most.total,
            "fiabilite": str(most.fiabilite),
            "inconnus": list(most.inconnus),
        }
    return found
