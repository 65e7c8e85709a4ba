"""The days that follow from what a dossier says: its steps, and its contract, signed or to come."""

from datetime import date

from maillage.core.calendrier import (
    Echeance,
    NatureEcheance,
    echeances_contrat,
    echeances_projet,
)
from maillage.core.facts import Contrat, DossierFacts
from maillage.core.financement import (
    ContratAci,
    anomalies,
    contrat_signe,
    echeancier,
    signature_du_contrat,
)
from maillage.dossiers.financement import contrat_ecrit, projet_finance
from maillage.reference.aci import grille_le, postes_du_contrat, tables_aci
from maillage.reference.echeances import regles_echeances

ARGENT = (NatureEcheance.VERSEMENT, NatureEcheance.LIMITE)
_SOME_SIZE = 1  # days do not depend on it


def echeances(facts: DossierFacts, *, on: date, argent: bool) -> tuple[Echeance, ...]:
    """Return every day to know, in order; without `argent`, those that say no amount."""
    signed = contrat_ecrit(facts, on=on)
    contrat = signed or projet_finance(facts, on=on).contrat
    found = list(echeances_projet(facts, regles_echeances(), on=on))
    if contrat is not None:
        found += _of_contract(contrat, signe=signed is not None)
    kept = (one for one in found if argent or one.nature not in ARGENT)
    return tuple(sorted(kept, key=lambda one: (one.le, one.cle)))


def echeances_signees(contrat: Contrat) -> tuple[Echeance, ...]:
    """Return the days of a signed contract, whatever the rest of the dossier; none before it is."""
    signed = signature_du_contrat(contrat)
    version = grille_le(signed) if signed else None
    if version is None:
        return ()
    size = contrat.taille or _SOME_SIZE
    written = contrat_signe(contrat, taille=size, grille=version.code)
    return _of_contract(written, signe=True) if written is not None else ()


def _of_contract(contrat: ContratAci, *, signe: bool) -> tuple[Echeance, ...]:
    """Return the days of a contract that can be computed; a file may hold one that cannot."""
    if anomalies(contrat, tables_aci()):
        return ()
    return echeances_contrat(echeancier(contrat, tables_aci()), postes_du_contrat(), signe=signe)
