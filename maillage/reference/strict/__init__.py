"""Read YAML or JSON strictly, and say in French what is wrong, at which line and in which field."""

from maillage.reference.strict.problems import Problem, Problems
from maillage.reference.strict.reading import Node, read
from maillage.reference.strict.structuring import structure

__all__ = ["Node", "Problem", "Problems", "read", "structure"]
