"""Census of INSEE, « évolution et structure de la population »: ages, sexes, categories."""

from typing import Final

from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import conduire
from maillage.opendata.large import lire
from maillage.opendata.recensement import AGES, base

SOURCE: Final = "rp_age"

BASE: Final = base(
    ("p[0-9]{2}_pop", "P22_POP"),
    (f"p[0-9]{{2}}_pop({AGES})", "P22_POP0014"),
    facultatives=(
        f"p[0-9]{{2}}_(pop[hf]|[hf]({AGES}))",
        "c[0-9]{2}_pop15p(_stat_gsec[0-9_]+|_cs[1-8])?",
    ),
)


def importer(demande: Demande) -> Rapport:
    """Import the table of communes."""
    return conduire(SOURCE, demande, lambda asked: lire(BASE, asked))
