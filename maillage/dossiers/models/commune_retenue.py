"""A commune of the territory, an arrondissement municipal, or a named part of one."""

from maillage.dossiers.models import columns
from maillage.dossiers.models.ligne import Ligne, constraints, of_dossier


class CommuneRetenue(Ligne):
    """A file may list a commune twice: it is kept, and rule TERR-03 says so.

    The page never adds one twice (`add_communes`), so no unique constraint is lost.
    """

    dossier = of_dossier("communes")
    code = columns.required_text()
    partie = columns.text()
    population = columns.count()
    source_population = columns.text()
    millesime = columns.count()

    class Meta:
        verbose_name = "commune retenue"
        verbose_name_plural = "communes retenues"
        constraints = [
            *constraints("commune"),
            *columns.not_negative("commune", "population", "millesime"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.partie})" if self.partie else self.code
