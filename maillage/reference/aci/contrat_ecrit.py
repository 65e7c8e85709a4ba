"""A contract written in a file, to the frozen facts; what makes it impossible, with its line."""

import re

from maillage.core.financement import Anomalie, ContratAci, anomalies
from maillage.reference.aci import tables_aci
from maillage.reference.strict import Node, Problem, Problems, read, structure


def lire_contrat(data: bytes, name: str) -> ContratAci:
    """Read a contract; raise `Problems` when it is ill written, or cannot exist."""
    node = read(data, name)
    contrat = structure(node, ContratAci, name)
    found = anomalies(contrat, tables_aci())
    if found:
        raise Problems(name, [_problem(node, anomalie) for anomalie in found])
    return contrat


def _problem(node: Node, anomalie: Anomalie) -> Problem:
    return Problem(anomalie.message, anomalie.champ, _line(node, anomalie.champ))


def _line(node: Node, champ: str) -> int | None:
    """Return the line of a field, or of the nearest one above that is written."""
    found = node
    for step in re.findall(r"[^.\[\]]+", champ):
        inner = found.value
        if isinstance(inner, dict) and step in inner:
            found = inner[step]
        elif isinstance(inner, list) and step.isdigit() and int(step) <= len(inner):
            found = inner[int(step) - 1]
        else:
            break
    return found.line
