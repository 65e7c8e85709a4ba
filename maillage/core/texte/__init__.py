"""Texts that several people write: what changed between two, and how two changes meet.

Nothing here knows what a text is about; it is all a matter of lines and words.
"""

from maillage.core.texte.difference import Kind, Run, difference
from maillage.core.texte.merging import Merge, Zone, merge

__all__ = ["Kind", "Merge", "Run", "Zone", "difference", "merge"]
