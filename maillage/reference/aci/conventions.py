"""The rules of computing and the open points, checked as they are read."""

from functools import cache
from pathlib import Path

from maillage.core.financement import Convention
from maillage.reference.strict import Problem, Problems, read, structure

_CONVENTIONS = Path(__file__).with_name("conventions.yaml")


@cache
def convention() -> Convention:
    """Return the rules that amounts are computed by."""
    return lire_convention(_CONVENTIONS.read_bytes(), _CONVENTIONS.name)


def lire_convention(data: bytes, name: str) -> Convention:
    """Read the rules; raise `Problems` when one answers a point that nobody asked."""
    found = structure(read(data, name), Convention, name)
    unknown = [
        Problem(f"le point « {rule.point} » n’existe pas", f"regles.{code}")
        for code, rule in found.regles.items()
        if rule.point is not None and rule.point not in found.points_ouverts
    ]
    if unknown:
        raise Problems(name, unknown)
    return found
