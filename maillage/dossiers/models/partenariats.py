"""What exists around the CPTS, and the links with it."""

from maillage.dossiers.models import columns
from maillage.dossiers.models.section import Section


class Partenariats(Section):
    dac_existe = columns.yes_no()
    dac_nom = columns.text()
    dac_articulation = columns.text()
    cls_existe = columns.yes_no()
    cls_lien = columns.text()
    sas_existe = columns.yes_no()
    sas_articulation = columns.text()
    prs_themes = columns.codes()
    outil_regional_connu = columns.yes_no()
    outil_regional_utilise = columns.yes_no()
    outil_regional_prevu = columns.yes_no()
    besoin_partage_existe = columns.yes_no()
    besoin_partage = columns.text()

    class Meta:
        verbose_name = "partenariats"
        verbose_name_plural = "partenariats"

    def __str__(self) -> str:
        return "partenariats"
