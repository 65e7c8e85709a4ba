"""What a dossier lets one expect from the agreement."""

from datetime import date

from maillage.core.facts import DossierFacts
from maillage.core.financement import (
    ContratAci,
    Echeancier,
    ProjetFinance,
    anomalies,
    contrat_du_projet,
    contrat_signe,
    echeancier,
    signature_du_contrat,
)
from maillage.dossiers.territoire import analyse
from maillage.reference.aci import grille_le, grilles, tables_aci

ADHESION = "aci_adhesion"  # the step of the calendar at which the contract is signed


def projet_finance(
    facts: DossierFacts,
    *,
    on: date,
    signature: date | None = None,
    taille: int | None = None,
    grille: str | None = None,
) -> ProjetFinance:
    """Return the contract that a dossier announces; what is given stands in place of it."""
    said = []
    written = contrat_ecrit(facts, on=on)
    if written is not None and (signature, taille, grille) == (None, None, None):
        return _as_written(written)
    signed = signature or signature_prevue(facts)
    if signed is None:
        return _missing(
            "il ne dit pas quand le contrat sera signé : datez l’étape « Adhérer à l’accord "
            "conventionnel » du calendrier."
        )
    size = taille or taille_prevue(facts, on=on)
    if size is None:
        return _missing("sa taille n’est pas connue : complétez ses communes.")
    version = grille_le(signed) if grille is None else grilles().get(grille)
    if version is None:
        known = ", ".join(grilles())
        return _missing(f"aucune grille pour le {signed:%d/%m/%Y} ; grilles connues : {known}.")
    if size not in version.tailles:
        return _missing(f"la taille {size} n’existe pas.")
    if signature is None:
        said.append(f"Signature le {signed:%d/%m/%Y}, selon le calendrier du dossier.")
    if taille is None:
        said.append(f"Taille {size}, selon les communes du dossier.")
    found = contrat_du_projet(
        facts.actions or (), taille=size, signature=signed, grille=version, tables=tables_aci()
    )
    return ProjetFinance(
        contrat=found.contrat,
        hypotheses=(*said, *found.hypotheses),
        ordre_de_grandeur=found.ordre_de_grandeur,
    )


def _as_written(contrat: ContratAci) -> ProjetFinance:
    """Return the contract of the dossier; a file may hold one that cannot be."""
    wrong = anomalies(contrat, tables_aci())
    if wrong:
        return _missing(f"son contrat n’est pas possible : {wrong[0].message}.")
    return ProjetFinance(contrat=contrat, hypotheses=(_SIGNED.format(contrat.signature),))


_SIGNED = "Contrat signé le {:%d/%m/%Y}, tel que le dossier le garde."


def contrat_ecrit(facts: DossierFacts, *, on: date) -> ContratAci | None:
    """Return the contract that the dossier holds; None as long as it is not signed."""
    signed = signature_du_contrat(facts.contrat)
    version = grille_le(signed) if signed else None
    size = facts.contrat.taille or taille_prevue(facts, on=on)
    if version is None or size is None:
        return None
    return contrat_signe(facts.contrat, taille=size, grille=version.code)


def echeancier_signe(facts: DossierFacts, *, on: date) -> Echeancier | None:
    """Return the payments of the contract that is signed; None without one, or if it cannot be."""
    written = contrat_ecrit(facts, on=on)
    if written is None or anomalies(written, tables_aci()):
        return None
    return echeancier(written, tables_aci())


def _missing(what: str) -> ProjetFinance:
    return ProjetFinance(contrat=None, manque=what)


def signature_prevue(facts: DossierFacts) -> date | None:
    """Return the day of the contract, else the one by which the calendar hopes to sign it."""
    signed = signature_du_contrat(facts.contrat)
    if signed is not None:
        return signed
    steps = [etape.fin or etape.debut for etape in facts.calendrier or () if etape.code == ADHESION]
    return next((day.last_day() for day in steps if day), None)


def taille_prevue(facts: DossierFacts, *, on: date) -> int | None:
    """Return the size of the communes of the dossier, or None as long as it is not known."""
    found = analyse(facts.territoire, on=on).taille
    return found.taille if found else None
