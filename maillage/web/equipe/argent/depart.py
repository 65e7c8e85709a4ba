"""What the dossier itself says of its contract to come, before anyone supposes anything."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from maillage.core.facts import ActionPrevue, DossierFacts
from maillage.core.financement import ContratAci, Maximum, ordre_de_grandeur
from maillage.dossiers.financement import contrat_ecrit, signature_prevue, taille_prevue
from maillage.reference.aci import grille_le, tables_aci

LOIN: Final = 2100  # a contract signed after that year is a slip of the keyboard


@dataclass(frozen=True, slots=True, kw_only=True)
class Depart:
    """The size, the actions, and the day of the signature: written in the calendar, or supposed."""

    taille: int
    actions: tuple[ActionPrevue, ...]
    signature: date
    datee: bool  # the calendar says the day
    contrat: ContratAci | None = None  # what was signed; None: nothing is yet


def depart(faits: DossierFacts, *, on: date) -> Depart | None:
    """Return what the dossier says; None as long as its communes do not give a size."""
    signed = contrat_ecrit(faits, on=on)
    if signed is not None:
        return Depart(
            taille=signed.taille,
            actions=faits.actions or (),
            signature=signed.signature,
            datee=True,
            contrat=signed,
        )
    size = taille_prevue(faits, on=on)
    if size is None:
        return None
    planned = signature_prevue(faits)
    known = planned is not None and plausible(planned)
    return Depart(
        taille=size,
        actions=faits.actions or (),
        signature=planned if planned and known else _in_a_year(on),
        datee=known,
    )


def plausible(signature: date) -> bool:
    """Say whether an agreement held on that day, and whether one may live to see it."""
    return grille_le(signature) is not None and signature.year <= LOIN


def _in_a_year(on: date) -> date:
    """Return the first of the month, a year from now: what is supposed without a date."""
    return date(on.year + 1, on.month, 1)


def par_an(faits: DossierFacts, *, on: date) -> Maximum | None:
    """Return the most that a whole year pays for the missions of the actions; None: not known."""
    known = depart(faits, on=on)
    version = grille_le(known.signature) if known else None
    missions = {action.mission for action in faits.actions or () if action.mission}
    if known is None or version is None or not missions:
        return None
    return ordre_de_grandeur(known.taille, missions, version, tables_aci())
