"""The table of communes of COG 2026; `origine.yaml` says where it comes from and its years."""

from functools import cache

from maillage.reference.cog.table import FOLDER, Cog

__all__ = ["FOLDER", "Cog", "table"]


@cache
def table() -> Cog:
    """Return the table, read once."""
    return Cog(FOLDER)
