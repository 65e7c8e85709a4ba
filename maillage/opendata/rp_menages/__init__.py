"""Census of INSEE, « couples, familles, ménages »: single parents, people who live alone."""

from typing import Final

from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import conduire
from maillage.opendata.large import lire
from maillage.opendata.recensement import AGES, base

SOURCE: Final = "rp_menages"

BASE: Final = base(
    ("c[0-9]{2}_fammono", "C22_FAMMONO"),
    ("c[0-9]{2}_fam", "C22_FAM"),
    (f"p[0-9]{{2}}_pop({AGES})_pseul", "P22_POP80P_PSEUL"),
    facultatives=(
        f"p[0-9]{{2}}_pop({AGES})",
        "c[0-9]{2}_(men|menpseul|menfam|menfammono|coupaenf|coupsenf|hmono|fmono)",
    ),
)


def importer(demande: Demande) -> Rapport:
    """Import the table of communes."""
    return conduire(SOURCE, demande, lambda asked: lire(BASE, asked))
