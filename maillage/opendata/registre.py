"""Every source that `maillage importer` takes: one line each, and the module that imports it.

A module offers `importer(demande) -> Rapport`; it is loaded when its source is asked for, no sooner.
To add a source: its line here, its page in `reference/sources_ouvertes.yaml`, its folder beside.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from maillage.opendata.demande import Demande, Rapport


@dataclass(frozen=True, slots=True)
class Source:
    """A source, as a person names and knows it."""

    nom: str
    aide: str  # what it is, in a few words
    formats: str

    def module(self) -> Any:
        """Return the module of this source, loaded."""
        return import_module(f"maillage.opendata.{self.nom}")

    def importer(self, demande: Demande) -> Rapport:
        """Import a file of this source."""
        found: Rapport = self.module().importer(demande)
        return found


_CSV: Final = "CSV, .gz ou .zip"
_BASE: Final = "CSV ou xlsx, .gz ou .zip"

SOURCES: Final = {
    source.nom: source
    for source in (
        Source("cog", "les communes de l’année (v_commune, Insee)", _CSV),
        Source("mouvements", "les communes disparues ou partagées (v_mvt_commune, Insee)", _CSV),
        Source("populations", "les populations de référence (donnees_communes, Insee)", _CSV),
        Source("rp_age", "recensement : âges (base-cc-evol-struct-pop, Insee)", _BASE),
        Source("rp_emploi", "recensement : emploi (base-cc-emploi-pop-active, Insee)", _BASE),
        Source("rp_menages", "recensement : ménages (base-cc-coupl-fam-men, Insee)", _BASE),
        Source("rp_diplomes", "recensement : diplômes (base-cc-diplomes-formation, Insee)", _BASE),
        Source("rp_series", "recensement : superficies (base-cc-serie-historique, Insee)", _BASE),
        Source("filosofi", "revenus et pauvreté (DS_FILOSOFI_CC, Insee)", _CSV),
        Source("carreaux", "revenus et ménages par carreaux de 200 m (Filosofi, Insee)", _CSV),
        Source("bpe", "équipements de santé par commune (DS_BPE, Insee)", _CSV),
        Source(
            "rpps",
            "les professionnels en exercice (RPPS en accès libre, ANS)",
            "texte « | », .gz ou .zip",
        ),
        Source("finess", "les établissements sanitaires et sociaux (FINESS)", _CSV),
        Source("epci", "les communes de chaque EPCI (epcicom, DGCL)", "xlsx ou CSV"),
        Source(
            "apl", "accès aux soins par commune (APL, un classeur par profession, DREES)", "xlsx"
        ),
        Source("ameli_pathologies", "maladies par département (effectifs, data.ameli)", _CSV),
        Source(
            "ameli_demographie",
            "professionnels par âge et par département (demographie-effectifs-et-les-densites, data.ameli)",
            _CSV,
        ),
        Source(
            "ameli_exercices",
            "exercice libéral ou mixte par département (demographie-exercices-liberaux, data.ameli)",
            _CSV,
        ),
        Source(
            "ameli_acces",
            "patientèle, patients sans médecin traitant par département (patientele, data.ameli)",
            _CSV,
        ),
        Source("qpv", "quartiers prioritaires (QP2024, ANCT)", "GeoJSON, CSV, .gz ou .zip"),
        Source("zonage_mg", "zonage des médecins d’une ou plusieurs régions (ARS)", "xlsx ou CSV"),
        Source(
            "eloignement",
            "population à plus de 20 minutes des soins (Observatoire des territoires)",
            _CSV,
        ),
    )
}
