"""The money that came, and what it paid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.core.facts.codes import NatureLigne, PayeurVersement


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRecue:
    """The part of a payment that pays one line of the schedule of the contract."""

    annee: int  # of the contract, from 1
    poste: str  # code of reference/aci/postes.yaml
    nature: NatureLigne
    montant: Decimal | None = None  # euros

    @property
    def ligne(self) -> str:
        """Return what names the line that is paid: « 1:acces:avance »."""
        return f"{self.annee}:{self.poste}:{self.nature}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersementRecu:
    """A payment on the account, as the bank tells it; below zero, money that was given back."""

    date: date
    montant: Decimal | None = None  # euros, at most two decimals
    payeur: PayeurVersement | None = None
    libelle: str | None = None  # as the bank words it
    reference: str | None = None
    # None: not said yet; none at all: nothing to do with the agreement.
    parts: tuple[PartRecue, ...] | None = None
