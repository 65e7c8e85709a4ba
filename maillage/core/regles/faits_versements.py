"""What the rules read of the money that came, line by line, and of the results of each year.

A payment is judged beside the line of the schedule that it names. As long as nobody said what
came, nothing is judged to be missing: the answer is unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_UP, Decimal
from fractions import Fraction

from maillage.core.facts import (
    DossierFacts,
    Indicateur,
    NatureLigne,
    OrigineIndicateur,
    PartRecue,
    Releve,
)
from maillage.core.financement import (
    CENTIMES,
    FONCTIONNEMENT,
    Attendu,
    Echeancier,
    rapprocher,
)
from maillage.core.financement import taux as taux_decide
from maillage.core.missions import POURCENT, Periode, periodes, releves_de
from maillage.core.regles.faits_fiches import par_nom

Faits = dict[str, object]
Elements = Mapping[str, Mapping[str, object]]

_FIN = Decimal("0.000001")  # of an amount that the cents do not reach
_YEARLY = (NatureLigne.SOLDE, NatureLigne.VARIABLE)  # due at the anniversary


def versements(
    dossier: DossierFacts, plan: Echeancier | None, noms: Mapping[str, str], on: date
) -> dict[str, Elements | None]:
    """Return an element for each advance, variable part, first grant and year that has ended.

    Without a signed contract there is nothing to judge yet: no element at all.
    """
    if plan is None:
        return {}
    placed = rapprocher(plan.lignes, dossier.versements or (), on=on)
    found = placed.attendus
    known = dossier.versements is not None
    return {
        "avance": par_nom([*_advances(found, plan, noms), *_unplanned(placed.imprevus, noms)]),
        "dotation": par_nom(
            (_named(one, noms), _grant(one, known=known))
            for one in found
            if one.ligne.nature is NatureLigne.DOTATION_INITIALE and one.ligne.le <= on
        ),
        "variable": par_nom(
            (_named(one, noms), _variable(one, plan))
            for one in found
            if one.recus and one.ligne.nature is NatureLigne.VARIABLE
        ),
        "annee_contrat": _years(found, plan, on, known=known),
    }


def _advances(
    found: Iterable[Attendu], plan: Echeancier, noms: Mapping[str, str]
) -> Iterator[tuple[str, Faits]]:
    for one in found:
        of_mission = one.ligne.poste != FONCTIONNEMENT
        if one.recus and of_mission and one.ligne.nature is NatureLigne.AVANCE:
            yield _named(one, noms), _advance(one, plan)


def _unplanned(parts: Iterable[PartRecue], noms: Mapping[str, str]) -> Iterator[tuple[str, Faits]]:
    """Yield the advances that the contract does not announce: its mission has no start."""
    for one in parts:
        if one.nature is NatureLigne.AVANCE:
            name = f"{noms.get(one.poste, one.poste)}, année {one.annee}"
            yield name, {"avance_versee": one.montant}


def _named(one: Attendu, noms: Mapping[str, str]) -> str:
    return f"{noms.get(one.ligne.poste, one.ligne.poste)}, année {one.ligne.annee}"


def _euros(centimes: int) -> Decimal:
    return Decimal(centimes) / CENTIMES


def _at_least(exact: Fraction) -> Decimal:
    """Return cents as euros, never below the exact amount."""
    value = Decimal(exact.numerator) / Decimal(exact.denominator * CENTIMES)
    return value.quantize(_FIN, ROUND_UP)


def _counted(one: Attendu) -> Fraction:
    """Return what the line is a share of, before it is rounded to the cent."""
    part, base = one.ligne.calcul.part, one.ligne.calcul.base.centimes
    return Fraction(base * part.compte, part.base) if part else Fraction(base)


def _whole(one: Attendu, share: Fraction | None) -> Decimal:
    """Return the whole of which the line is a share; the line, rounded, is never above its share."""
    exact = _counted(one)
    return _at_least(max(exact, one.ligne.centimes / share) if share else exact)


def _advance(one: Attendu, plan: Echeancier) -> Faits:
    starts = {code: each.demarrage for code, each in plan.contrat.missions.items()}
    return {
        "part_fixe": _whole(one, one.ligne.calcul.avance),
        "avance_versee": _euros(one.recu),
        "date_avance": min(each.le for each in one.recus),
        "debut_mission": starts.get(one.ligne.poste),
    }


def _grant(one: Attendu, *, known: bool) -> Faits:
    return {
        "fonctionnement_du": _euros(one.ligne.centimes),
        "fonctionnement_verse": _euros(one.recu) if known else None,
    }


def _variable(one: Attendu, plan: Echeancier) -> Faits:
    rate = taux_decide(plan.contrat, one.ligne.poste, one.ligne.annee)
    return {
        "part_variable_max": _whole(one, rate),
        "niveau_atteint_pourcent": None if rate is None else _percent(rate),
        "variable_demandee": _euros(one.recu),
        "date_versement": min(each.le for each in one.recus),
        "date_anniversaire": one.ligne.le,
    }


def _percent(rate: Fraction) -> Decimal:
    exact = Decimal(rate.numerator) * CENTIMES / Decimal(rate.denominator)
    return exact.quantize(_FIN, ROUND_UP)


def _years(found: Iterable[Attendu], plan: Echeancier, on: date, *, known: bool) -> Elements:
    """Return each year that has ended, with the day on which all that it owed had come."""
    rows = tuple(found)
    years = {}
    for state in plan.situations:
        due = [
            one
            for one in rows
            if one.ligne.annee == state.annee.numero
            and one.ligne.nature in _YEARLY
            and one.ligne.centimes > 0
        ]
        if state.annee.fin <= on and due:
            days = [one.solde_le for one in due]
            settled = [day for day in days if day is not None]
            years[f"année {state.annee.numero}"] = {
                "date_anniversaire": state.annee.fin if known else None,
                "date_reglement": max(settled) if len(settled) == len(days) else None,
            }
    return years


# --- the results of the indicators --------------------------------------------------------------


def resultats(dossier: DossierFacts, plan: Echeancier | None, on: date) -> dict[str, Elements]:
    """Return an element for each indicator in each year, and for each rate that was declared."""
    if plan is None:
        return {}
    years = periodes(plan)
    ended = [one for one in years if one.fin < on]
    rows = dossier.indicateurs or ()
    return {
        "resultat": par_nom(
            (f"{row.libelle}, année {year.annee}", _proofs(row, year))
            for row in rows
            for year in years
            if releves_de(row, year.annee) or (year in ended[-1:] and _negotiated(row))
        ),
        "releve": par_nom(
            (_of(row, one), _counts(one))
            for row in rows
            if row.unite in (None, POURCENT)
            for one in row.releves or ()
            if one.taux_declare is not None
        ),
    }


def _negotiated(row: Indicateur) -> bool:
    return row.origine is OrigineIndicateur.ACI


def _of(row: Indicateur, one: Releve) -> str:
    return f"{row.libelle}, année {one.annee}{f', {one.periode}' if one.periode else ''}"


def _proofs(row: Indicateur, year: Periode) -> Faits:
    found = releves_de(row, year.annee)
    proofs = tuple({"date": one.preuve_le} for one in found if one.preuve or one.preuve_le)
    return {
        "periode_debut": year.debut,
        "periode_fin": year.fin,
        "preuves": proofs if found else None,
    }


def _counts(one: Releve) -> Faits:
    return {
        "numerateur": one.numerateur,
        "denominateur": one.denominateur,
        "taux_declare": one.taux_declare,
    }
