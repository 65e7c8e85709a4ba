"""Census of INSEE, « emploi et population active »: who works, who seeks work."""

from typing import Final

from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import conduire
from maillage.opendata.large import lire
from maillage.opendata.recensement import AGES, base

SOURCE: Final = "rp_emploi"

BASE: Final = base(
    ("p[0-9]{2}_act1564", "P22_ACT1564"),
    ("p[0-9]{2}_chom1564", "P22_CHOM1564"),
    facultatives=(
        f"p[0-9]{{2}}_(pop|actocc|inact|etud|retr|ainact)({AGES})",
        "p[0-9]{2}_(act|chom)(?!1564)[0-9]{4}",
        "c[0-9]{2}_act1564(_cs[1-6])?",
    ),
)


def importer(demande: Demande) -> Rapport:
    """Import the table of communes."""
    return conduire(SOURCE, demande, lambda asked: lire(BASE, asked))
