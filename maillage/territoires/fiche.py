"""What is known of an installed file: where it comes from, of which year, under which licence."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiche:
    """The record kept inside each installed file."""

    fichier: str  # name of the publisher's file
    empreinte: str  # SHA-256 of the publisher's file
    source: str
    millesime: int
    licence: str
    importe_le: date
    communes: int
    elements: int  # outlines or pairs
    calculee: bool = False  # pairs found in the outlines, not given by a file

    @property
    def edition(self) -> str:
        """Return the name of this edition, as a frozen deposit keeps it."""
        return f"{self.millesime}-{self.empreinte[:12]}"

    def as_data(self) -> dict[str, Any]:
        """Return it as the head of a file holds it."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in ((name, getattr(self, name)) for name in self.__slots__)
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Fiche":
        """Read it back."""
        return cls(**{**data, "importe_le": date.fromisoformat(data["importe_le"])})
