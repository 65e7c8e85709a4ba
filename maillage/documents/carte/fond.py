"""What a map is drawn on: the outlines and the neighbours of one edition, or none."""

from collections.abc import Mapping
from dataclasses import dataclass

from maillage.territoires import AdjacenceInstallee, ContoursInstalles, adjacence, contours


@dataclass(frozen=True, slots=True)
class Fond:
    """Outlines and neighbours; None: not installed."""

    contours: ContoursInstalles | None = None
    adjacence: AdjacenceInstallee | None = None

    @classmethod
    def actuel(cls) -> "Fond":
        """Return what is installed today."""
        return cls(contours(), adjacence())

    @classmethod
    def des_editions(cls, noms: Mapping[str, str]) -> "Fond":
        """Return the editions that a frozen deposit names; what it does not name was not there."""
        drawn, near = noms.get("contours"), noms.get("adjacence")
        return cls(contours(drawn) if drawn else None, adjacence(near, drawn) if near else None)

    @property
    def editions(self) -> dict[str, str]:
        """Return the names of the editions, for a deposit to find them again."""
        held = {"contours": self.contours, "adjacence": self.adjacence}
        return {name: one.fiche.edition for name, one in held.items() if one is not None}
