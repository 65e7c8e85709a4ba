"""What exists around the CPTS, and the links with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Partenariats:
    """Support structures, local health contract, access-to-care service, regional plan, tools."""

    dac_existe: bool | None = None
    dac_nom: str | None = None
    dac_articulation: str | None = None
    cls_existe: bool | None = None
    cls_lien: str | None = None
    sas_existe: bool | None = None
    sas_articulation: str | None = None
    prs_themes: tuple[str, ...] | None = None
    outil_regional_connu: bool | None = None
    outil_regional_utilise: bool | None = None
    outil_regional_prevu: bool | None = None
    besoin_partage_existe: bool | None = None
    besoin_partage: str | None = None
