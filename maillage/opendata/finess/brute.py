"""A line of any form of FINESS, under the same names."""

from dataclasses import dataclass

from maillage.territoires.mesures import Statut


@dataclass(frozen=True, slots=True)
class Brute:
    """A line of the file, its cells as they are; what only one form says is None in the others."""

    numero: int
    cellules: dict[str, str]
    urgences: bool | None = None  # has it an emergency department?
    places: float | Statut | None = None  # installed
