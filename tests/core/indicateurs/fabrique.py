"""What the tests of the indicators are made with: a few places, their figures, one indicator."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from maillage.core.fiabilite import Fiabilite
from maillage.core.indicateurs import (
    Calcul,
    Editions,
    Genre,
    IndicateurTerritoire,
    Manque,
    Operation,
    Provenance,
    Prudence,
    Rangs,
    Sens,
    SourceMesures,
    Tableau,
    Theme,
    formule,
    noms_par_annee,
)

SEUILS = {"bas": Decimal("2.5")}
PRUDENCE = Prudence(
    couverture=Decimal(90),
    couverture_minimale=Decimal(50),
    couverture_ecart=Decimal(1),
    recul_prefere=5,
    fiabilite=Fiabilite.DEDUIT,
)
SOURCE = SourceMesures(code="s", libelle="Source", editeur="Insee", citation="recensement")
EDITIONS = Editions(
    provenances={
        "s": Provenance(
            source="s",
            libelle="Source",
            editeur="Insee",
            citation="recensement",
            millesime=2022,
            importe_le=date(2026, 11, 26),
        )
    },
    sources={"s": SOURCE},
)


def calcul(
    numerateur: str, denominateur: str | None = None, facteur: int = 1, operation: str = ""
) -> Calcul:
    usual = Operation.RATIO if denominateur else Operation.SOMME
    return Calcul(
        operation=Operation(operation) if operation else usual,
        numerateur=formule(numerateur, SEUILS),
        denominateur=formule(denominateur, SEUILS) if denominateur else None,
        facteur=Decimal(facteur),
    )


def indicateur(**given: Any) -> IndicateurTerritoire:
    usual: dict[str, Any] = {
        "code": "part",
        "numero": 13,
        "libelle": "Part des aînés",
        "sujet": "la part des aînés",
        "genre": Genre.FEMININ,
        "definition": "",
        "unite": "%",
        "decimales": 1,
        "sens": Sens.BAS,
        "theme": Theme.POPULATION,
    }
    return IndicateurTerritoire(**usual | given)


def tableau(
    colonnes: Mapping[str, Sequence[float | None]],
    populations: Sequence[float] | None = None,
    *,
    manques: Mapping[str, Mapping[int, Manque]] | None = None,
    millesime: int = 2022,
    **rangs: Any,
) -> Tableau:
    """Return a table of one source, « s », whose columns bear their publisher's names."""
    count = len(next(iter(colonnes.values())))
    asked = {name.replace("p22", "pNN").replace("p16", "pAA") for name in colonnes}
    asked |= {name.replace("p22", "pNN") for name in colonnes}
    return Tableau(
        rangs=Rangs(
            codes=tuple(f"c{rank}" for rank in range(count)),
            populations=tuple(populations or [100.0] * count),
            **{"racines": tuple(range(count))} | rangs,
        ),
        editions={"s": noms_par_annee(sorted(asked), colonnes, millesime)},
        colonnes={f"s.{name}": column for name, column in colonnes.items()},
        manques={f"s.{name}": why for name, why in (manques or {}).items()},
    )
