"""What the page of the money says, in words: the year at best, each payment, what stays open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from maillage.core.financement import (
    DOUTES,
    FONCTIONNEMENT,
    NATURES,
    Base,
    Cellule,
    ContratAci,
    Echeancier,
    Explication,
    Grille,
    Ligne,
    Maximum,
    Volet,
    euros,
    expliquer,
    maximum_du_contrat,
    points_ouverts,
    remarques,
    scenarios,
)
from maillage.core.financement import Origine as OrigineMontant
from maillage.core.typographie import fr as _plain_fr
from maillage.reference.aci import convention, tables_aci
from maillage.web import jauges
from maillage.web.equipe.argent.temps import Vue, par_contrat
from maillage.web.montants import Somme, somme
from maillage.web.typographie import jour, pluriel

fr = lru_cache(maxsize=2_000)(_plain_fr)  # the same sentences come back with each payment

_VOLETS: Final = {
    Volet.DOTATION: "fixe",
    Volet.FIXE: "fixe",
    Volet.VARIABLE: "variable",
    Volet.FORFAIT: "forfait",
}


# --- the year at best ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Origine:
    """Where a yearly amount is written: the table, its edition, its source."""

    quoi: str
    montant: Somme
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneMaximum:
    """The most that a sum may bring in a whole year."""

    nom: str
    fixe: Somme | None
    variable: Somme | None
    forfait: Somme | None
    total: Somme
    jauge: tuple[jauges.Part, ...]
    origines: tuple[Origine, ...]


def maxima(plan: Echeancier) -> tuple[LigneMaximum, ...]:
    """Return the sums of the contract, each with its yearly maximum and where it is written."""
    codes = _codes(plan)
    state = plan.situations[0]
    best = max(maximum_du_contrat(state, [code]).total for code in codes) or 1
    return tuple(_maximum(plan, code, best) for code in codes)


def au_mieux(plan: Echeancier) -> Maximum:
    """Return the most that a whole year of this contract may bring."""
    state = plan.situations[0]
    return maximum_du_contrat(state, _codes(plan))


def _codes(plan: Echeancier) -> list[str]:
    """Return what the contract may pay: its missions, and the lump sums that go with them."""
    grille, tables = plan.situations[0].grille, tables_aci()
    named = {*plan.contrat.missions, *(fait.poste for fait in plan.contrat.forfaits)}
    lump = {
        code
        for code in grille.postes
        if tables.postes[code].frequence and tables.postes[code].mission in named
    }
    return [code for code in grille.postes if code in {FONCTIONNEMENT, *named, *lump}]


def _maximum(plan: Echeancier, code: str, best: int) -> LigneMaximum:
    state = plan.situations[0]
    grille = state.grille
    sums: dict[str, Somme] = {}
    origins = []
    for volet in Volet:
        base, cell = state.base(code, volet), grille.cellule(code, volet, state.taille)
        if base is None or cell is None:
            continue
        known = base.origine is not OrigineMontant.INCONNUE
        amount = Somme(base.centimes, DOUTES[base.fiabilite] if known else "", known)
        sums[_VOLETS[volet]] = amount
        origins.append(
            Origine(
                quoi=fr(f"part {volet}" if volet is not Volet.DOTATION else "dotation"),
                montant=amount,
                source=fr(_source(base, cell, grille)),
                note=fr(grille.note_ligne(code, volet) or ""),
            )
        )
    whole = maximum_du_contrat(state, [code])
    shares = [
        (f"f{rank}", 100 * sums[name].centimes / best)
        for rank, name in ((1, "fixe"), (3, "variable"), (4, "forfait"))
        if name in sums
    ]
    return LigneMaximum(
        nom=fr(tables_aci().postes[code].nom),
        fixe=sums.get("fixe"),
        variable=sums.get("variable"),
        forfait=sums.get("forfait"),
        total=_total(whole),
        jauge=jauges.parts(*shares),
        origines=tuple(origins),
    )


def _source(base: Base, cell: Cellule, grille: Grille) -> str:
    """Say where a yearly amount is written, and what it stands in place of."""
    if base.origine is not OrigineMontant.CONTRAT:
        return grille.sources[cell.source]
    most = "" if cell.centimes is None else f" ; il remplace un maximum de {euros(cell.centimes)}"
    return f"le contrat signé{most}"


def _total(whole: Maximum) -> Somme:
    """Return a maximum in all; without any known part, there is nothing to doubt of."""
    known = whole.total > 0
    return Somme(whole.total, DOUTES[whole.fiabilite] if known else "", known)


# --- the payments -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Versement:
    """A payment, and everything that stands behind it."""

    nom: str
    nature: str
    annee: int
    limite: str
    montant: Somme
    jusqua: Somme | None
    formule: str
    edition: str
    source: str
    note: str
    changerait: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JourPaye:
    """A day of the calendar."""

    jour: str
    resume: str
    total: Somme
    versements: tuple[Versement, ...]


def calendrier(plan: Echeancier) -> tuple[JourPaye, ...]:
    """Return the payments day by day."""
    days: dict[Any, list[Ligne]] = {}
    for ligne in plan.lignes:
        days.setdefault(ligne.le, []).append(ligne)
    return tuple(
        JourPaye(
            jour=jour(day),
            resume=pluriel(len(rows), "versement"),
            total=somme(rows),
            versements=tuple(_payment(row, plan.contrat) for row in rows),
        )
        for day, rows in days.items()
    )


def _payment(ligne: Ligne, contrat: ContratAci) -> Versement:
    found: Explication = expliquer(ligne, contrat, tables_aci(), convention())
    doubt = DOUTES[ligne.calcul.base.fiabilite]
    return Versement(
        nom=fr(tables_aci().postes[ligne.poste].nom),
        nature=NATURES[ligne.nature],
        annee=ligne.annee,
        limite=jour(ligne.limite) if ligne.limite else "",
        montant=Somme(ligne.centimes, doubt),
        jusqua=None if ligne.maximum is None else Somme(ligne.maximum, doubt),
        formule=fr(found.formule),
        edition=fr(found.edition),
        source=fr(found.source),
        note=fr(" ".join(one for one in (found.note, found.remplace) if one)),
        changerait=tuple(fr(one) for one in found.changerait),
    )


# --- side by side, and what stays open ----------------------------------------------------------


def comparaison(plan: Echeancier) -> tuple[tuple[str, Vue], ...]:
    """Return the usual results side by side, then those of the team when they are others."""
    contrat = plan.contrat
    usual = scenarios(replace(contrat, resultats={}), tables_aci())
    found = [(fr(one.nom), par_contrat(one.plan)) for one in usual]
    mine = list(contrat.resultats.values())
    usual_rates = [one.taux for one in usual]
    if any(one != mine[0] or one not in usual_rates for one in mine):
        found.append(("Vos hypothèses", par_contrat(plan)))
    return tuple(found)


def rangees_comparees(views: tuple[tuple[str, Vue], ...]) -> list[dict[str, Any]]:
    """Return a row for each year of the contract, and one for all, with the sum of each view."""
    first = views[0][1]
    rows = [
        {"nom": row.nom, "sommes": [(name, v.rangees[rank].total) for name, v in views]}
        for rank, row in enumerate(first.rangees)
    ]
    return [*rows, {"nom": "En tout", "sommes": [(name, v.total.total) for name, v in views]}]


def a_savoir(plan: Echeancier) -> list[str]:
    return [fr(one.phrase) for one in remarques(plan, tables_aci())]


def ouverts(plan: Echeancier) -> list[dict[str, str]]:
    """Return the questions that no text settles, our answer, and what another would change."""
    points = (convention().points_ouverts[code] for code in points_ouverts(plan, tables_aci()))
    return [
        {"question": fr(one.question), "retenu": fr(one.retenu), "effet": fr(one.effet)}
        for one in points
    ]


def inconnus(codes: Iterable[str]) -> list[str]:
    """Name the sums that exist, whose amount no source gives."""
    return [fr(tables_aci().postes[code].nom) for code in codes]
