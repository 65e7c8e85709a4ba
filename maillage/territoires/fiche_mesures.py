"""What is known of an edition of measures: its publisher, its year, its licence, what it holds."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FicheMesures:
    """The record kept inside each edition of measures."""

    source: str  # name of the source, as `maillage importer` says it: « rp_age »
    fichier: str  # name of the publisher's file
    empreinte: str  # SHA-256 of the publisher's file
    editeur: str  # « Insee »
    adresse: str  # where the publisher says it stands; empty: unknown
    licence: str
    millesime: int  # year that the figures speak of
    importe_le: date
    mesures: tuple[str, ...]
    mailles: tuple[str, ...]  # « commune », « departement », « region », « france »
    lieux: int  # places held
    lignes: int  # lines read in the publisher's file
    contrat: int = 1  # version of our reading: a better one may import the same file again
    cog: int | None = None  # year of the codes of communes in the edition

    @property
    def edition(self) -> str:
        """Return the name of this edition, as a frozen deposit keeps it."""
        return f"{self.millesime}-{self.empreinte[:12]}"

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**found, "importe_le": self.importe_le.isoformat()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "FicheMesures":
        """Read it back."""
        return cls(
            **{
                **data,
                "importe_le": date.fromisoformat(data["importe_le"]),
                "mesures": tuple(data["mesures"]),
                "mailles": tuple(data["mailles"]),
            }
        )
