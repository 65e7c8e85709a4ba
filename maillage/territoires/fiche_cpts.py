"""What is known of an installed list of CPTS: who published it, when, and what it describes."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FicheCpts:
    """The record kept inside each installed list."""

    fichier: str  # name of the publisher's file
    empreinte: str  # SHA-256 of the publisher's file
    contenu: str  # SHA-256 of what was understood of it
    editeur: str  # « ARS Bretagne »: a newer list of the same takes its place
    adresse: str  # where the publisher says it stands; empty: unknown
    licence: str
    jour: date  # the day the list speaks of
    importe_le: date
    cpts: int
    communes: int
    departements: tuple[str, ...]  # where the list is said to give every CPTS
    par_surface: bool = False  # communes found under drawn outlines, not listed

    @property
    def edition(self) -> str:
        """Return the name of this edition."""
        return f"{self.jour.year:04}-{self.contenu[:12]}"

    @property
    def phrase(self) -> str:
        """Return the source as a person reads it."""
        return f"{self.editeur}, liste du {self.jour:%d/%m/%Y}"

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        days = {name: value.isoformat() for name, value in found.items() if type(value) is date}
        return {**found, **days, "departements": list(self.departements)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "FicheCpts":
        """Read it back."""
        days = {name: date.fromisoformat(data[name]) for name in ("jour", "importe_le")}
        return cls(**{**data, **days, "departements": tuple(data["departements"])})
