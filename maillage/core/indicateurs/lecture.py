"""All the indicators of a territory together, and what is missing with where to ask for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillage.core.indicateurs.comparer import ecart, evolution
from maillage.core.indicateurs.modele import (
    Catalogue,
    Guichet,
    IndicateurTerritoire,
    PointGuide,
    Prudence,
    Theme,
)
from maillage.core.indicateurs.resultat import (
    Absence,
    Comparateur,
    Ecart,
    LigneIndicateur,
    NatureZone,
    Provenance,
    Resultat,
)
from maillage.core.indicateurs.zones import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailleurs:
    """The same indicator somewhere else, before it is compared."""

    nature: NatureZone
    code: str
    nom: str
    resultat: Resultat
    incomparable: str | None = None  # why its value is shown and not compared


def ligne(
    indicateur: IndicateurTerritoire,
    ici: Resultat,
    ailleurs: Iterable[Ailleurs],
    prudence: Prudence,
    *,
    sans_evolution: str | None = None,
) -> LigneIndicateur:
    """Put a value beside its comparators and its former years."""
    return LigneIndicateur(
        indicateur=indicateur,
        resultat=ici,
        comparateurs=tuple(_compared(indicateur, ici, one, prudence) for one in ailleurs),
        evolution=evolution(indicateur, ici.serie, prudence) if ici.serie else None,
        sans_evolution=sans_evolution,
    )


def _compared(
    indicateur: IndicateurTerritoire, ici: Resultat, autre: Ailleurs, prudence: Prudence
) -> Comparateur:
    gap = autre.incomparable or ecart(indicateur, ici, autre.resultat, prudence)
    return Comparateur(
        nature=autre.nature,
        code=autre.code,
        nom=autre.nom,
        resultat=autre.resultat,
        ecart=gap if isinstance(gap, Ecart) else None,
        sans_ecart=gap if isinstance(gap, str) else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceManquante:
    """A source to install on the instance, and the indicators that wait for it."""

    code: str
    libelle: str
    commande: str
    indicateurs: tuple[IndicateurTerritoire, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lecture:
    """The indicators of a territory, theme after theme."""

    zone: Zone
    catalogue: Catalogue
    lignes: Mapping[str, LigneIndicateur]
    provenances: tuple[Provenance, ...]  # the editions in place

    def par_theme(self, theme: Theme) -> tuple[LigneIndicateur, ...]:
        """Return the lines of a part of the diagnosis."""
        return tuple(one for one in self.lignes.values() if one.indicateur.theme is theme)

    def par_point(self, point: PointGuide) -> tuple[LigneIndicateur, ...]:
        """Return the lines that answer one of the six points of the guide."""
        return tuple(one for one in self.lignes.values() if point in one.indicateur.points)

    def a_installer(self) -> tuple[SourceManquante, ...]:
        """Return the sources that this instance lacks, those that give the most first."""
        held = {one.source: one.importe_le is not None for one in self.provenances}
        waiting: dict[str, list[IndicateurTerritoire]] = {}
        for line in self.lignes.values():
            if line.resultat.absence is Absence.SOURCE_A_INSTALLER:
                for source in _lacking(line.indicateur, held):
                    waiting.setdefault(source, []).append(line.indicateur)
        found = [
            SourceManquante(
                code=code,
                libelle=self.catalogue.sources[code].libelle,
                commande=f"maillage importer {code} FICHIER",
                indicateurs=tuple(lines),
            )
            for code, lines in waiting.items()
        ]
        return tuple(sorted(found, key=lambda one: (-len(one.indicateurs), one.code)))

    def a_demander(self) -> tuple[tuple[IndicateurTerritoire, tuple[Guichet, ...]], ...]:
        """Return the indicators that only an import would give, or give better, and who has them."""
        return tuple(
            (line.indicateur, tuple(map(self.catalogue.guichets.__getitem__, asked)))
            for line in self.lignes.values()
            if (asked := _asked(line))
        )


def _lacking(indicateur: IndicateurTerritoire, held: Mapping[str, bool]) -> Sequence[str]:
    """Return the sources to install for the way that is preferred.

    `held`: False for what comes with Maillage, which an import completes.
    """
    ways = [*indicateur.communes, *([indicateur.departement] if indicateur.departement else [])]
    wanted = ways[0].sources
    return [one for one in wanted if one not in held] or [one for one in wanted if not held[one]]


def _asked(line: LigneIndicateur) -> tuple[str, ...]:
    found = line.resultat
    only_departement = bool(found.departements)
    wanted = found.valeur is None or only_departement
    if found.absence is Absence.SOURCE_A_INSTALLER and line.indicateur.communes:
        return ()
    return line.indicateur.ou_demander if wanted and line.indicateur.importable else ()
