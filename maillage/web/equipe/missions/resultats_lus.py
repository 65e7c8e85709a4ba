"""The results of a year of the contract, in words, and what the indicators say of each mission."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from maillage.core.facts import DossierFacts, ResultatSigne
from maillage.core.financement import (
    Echeancier,
    IndicateurContrat,
    Ligne,
    NatureLigne,
    Situation,
    echeancier,
    indicateur_du_contrat,
)
from maillage.core.financement import taux as taux_decide
from maillage.core.missions import (
    POURCENT,
    Mesure,
    Niveau,
    Periode,
    Valeur,
    depart,
    en_pour_cent,
    mesurer,
    niveaux,
    periodes,
    valeur_cumulee,
)
from maillage.reference.aci import postes_du_contrat, tables_aci
from maillage.web.equipe.missions import evolution
from maillage.web.typographie import euros, fr, jour, nombre

_CENT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Annee:
    """A year of a signed contract, and what a dossier holds of it."""

    faits: DossierFacts
    plan: Echeancier
    periode: Periode

    @property
    def state(self) -> Situation:
        return self.plan.situations[self.periode.annee - 1]

    @property
    def postes(self) -> Mapping[str, str]:
        """Return the mission of each indicator, by its id: its own, or that of its action."""
        of_actions = {one.id: one.mission for one in self.faits.actions or ()}
        found = {}
        for one in self.faits.indicateurs or ():
            served = one.mission or of_actions.get(one.action or "")
            for mission in self.state.grille.missions:
                if served in mission.actions:
                    found[one.id] = mission.code
        return found

    @property
    def niveaux(self) -> tuple[Niveau, ...]:
        return niveaux(self.faits.indicateurs or (), self.postes, self.plan, self.periode)

    def niveau(self, poste: str) -> Niveau | None:
        return next((one for one in self.niveaux if one.poste == poste), None)


def annee_demandee(plan: Echeancier, asked: str, on: Any) -> Periode:
    """Return the year asked; else the last one that has ended, else the first."""
    years = periodes(plan)
    known = {str(one.annee): one for one in years}
    ended = [one for one in years if one.fin < on]
    return known.get(asked) or (ended[-1] if ended else years[0])


def missions(annee: Annee, *, argent: bool) -> list[dict[str, Any]]:
    """Return each mission paid by results: its indicators, the level proposed, the one kept."""
    return [_mission(one, annee, argent=argent) for one in annee.niveaux]


def _mission(one: Niveau, annee: Annee, *, argent: bool) -> dict[str, Any]:
    kept = taux_decide(annee.plan.contrat, one.poste, annee.periode.annee)
    same = one.taux is not None and kept == one.taux
    return {
        "poste": one.poste,
        "nom": fr(postes_du_contrat()[one.poste]),
        "mesures": [mesure(each, annee) for each in one.mesures],
        "poids": one.poids,
        "manque": fr(_missing(one)),
        "propose": _level(one.taux),
        "envoi": str(one.taux) if one.taux is not None else "",
        "retenu": "" if kept is None else _level(kept),
        "a_retenir": one.taux is not None and not same,
        "gain": _gain(one, annee) if argent else "",
    }


def _missing(one: Niveau) -> str:
    """Say why no level can be proposed; empty when one is."""
    if one.taux is not None:
        return ""
    if not one.mesures:
        return (
            "Aucun indicateur de cette mission n’a de poids : donnez-en un à chacun, 100 en tout."
        )
    if one.poids != _CENT:
        return f"Les poids font {one.poids} en tout : il en faut 100."
    return "Il manque un départ, une cible, un sens ou une valeur calculable."


def _level(rate: Fraction | None) -> str:
    if rate is None:
        return ""
    shown = en_pour_cent(rate)
    return _number(shown) + fr(" %")


def _number(value: Decimal) -> str:
    return nombre(value, 0 if value == value.to_integral_value() else 2)


def _gain(one: Niveau, annee: Annee) -> str:
    """Say what the level proposed pays, by the same computation as the schedule."""
    found = resultat(one)
    if found is None:
        return ""
    results = {**annee.plan.contrat.resultats, one.poste: _measured(one)}
    plan = echeancier(replace(annee.plan.contrat, resultats=results), tables_aci())
    rows = [each for each in plan.lignes if _of(each, one)]
    return euros(Decimal(sum(each.centimes for each in rows)) / _CENT) if rows else ""


def _measured(one: Niveau) -> tuple[IndicateurContrat, ...]:
    kept = [each.signee for each in one.mesures]
    return tuple(indicateur_du_contrat(each) for each in kept if each is not None)


def _of(ligne: Ligne, one: Niveau) -> bool:
    wanted = (one.poste, one.annee, NatureLigne.VARIABLE)
    return (ligne.poste, ligne.annee, ligne.nature) == wanted


def resultat(one: Niveau) -> ResultatSigne | None:
    """Return what the contract keeps of a level: its measures, from which it is exact."""
    if one.taux is None:
        return None
    kept = tuple(each.signee for each in one.mesures)
    return ResultatSigne(
        poste=one.poste,
        annee=one.annee,
        mesures=tuple(each for each in kept if each is not None),
    )


def autres(annee: Annee) -> list[dict[str, Any]]:
    """Return the indicators that no level counts: without a weight, or of no paid mission."""
    counted = {each.indicateur.id for one in annee.niveaux for each in one.mesures}
    rows = [one for one in annee.faits.indicateurs or () if one.id not in counted]
    return [mesure(mesurer(one, annee.periode), annee) for one in rows]


def mesure(one: Mesure, annee: Annee) -> dict[str, Any]:
    """Say an indicator in a year: where it starts, where it goes, what it was worth, the proof."""
    row = one.indicateur
    unit = row.unite or ""
    proofs = [each for each in one.releves if each.preuve]
    total = valeur_cumulee(row, annee.periode.annee)
    return {
        "id": row.id,
        "nom": fr(row.libelle),
        "depart": dite(depart(row), unit),
        "cible": "–" if one.cible is None else _with_unit(one.cible, unit),
        "valeur": dite(one.valeur, unit),
        "declares": [
            fr(f"{_number(each.taux_declare)} %")
            for each in one.releves
            if each.taux_declare is not None
        ],
        "atteinte": _level(one.atteinte),
        "poids": row.poids,
        "preuves": [
            fr(f"{each.preuve}{f', {jour(each.preuve_le)}' if each.preuve_le else ', sans date'}")
            for each in proofs
        ],
        "fournisseurs": ", ".join(
            dict.fromkeys(each.fournisseur for each in one.releves if each.fournisseur)
        ),
        "cumul": _with_unit(total.valeur, unit)
        if total.valeur is not None and annee.periode.annee > 1
        else "",
        "dessin": evolution.dessin(row, periodes(annee.plan)),
    }


def dite(value: Valeur, unit: str) -> str:
    """Say a value: « 38 % », « non calculable », or a dash."""
    if not value.calculable:
        return "non calculable"
    return "–" if value.valeur is None else _with_unit(value.valeur, unit)


def _with_unit(value: Decimal, unit: str) -> str:
    return fr(f"{_number(value)} {unit}") if unit == POURCENT else _number(value)
