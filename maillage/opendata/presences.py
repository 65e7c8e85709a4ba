"""What a national file lists: where it names nothing, there is nothing, and that is known."""

from collections.abc import Sequence
from typing import Final

from maillage.opendata.releve import Releve
from maillage.reference import cog

ARRONDIES: Final = ("13055", "69123", "75056")


def ouvert(names: Sequence[str]) -> Releve:
    """Return a reading with 0 in every commune and arrondissement of today."""
    releve, table = Releve(names, names), cog.table()
    for code in table.codes():
        releve.ouvrir(code, 0.0)
    for code in ARRONDIES:
        for part in table.arrondissements(code):
            releve.ouvrir(part, 0.0)
    return releve


def reunir(releve: Releve) -> None:
    """Paris, Lyon and Marseille: what is said of the commune alone, and of its arrondissements."""
    for code in ARRONDIES:
        row = releve.ouvrir(code, 0.0)
        for part in cog.table().arrondissements(code):
            for rank, value in enumerate(releve.ouvrir(part, 0.0)):
                row[rank] += value
