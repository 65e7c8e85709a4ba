"""The communes of a dossier as documents print them, and what is computed from them."""

from dataclasses import dataclass
from functools import cached_property

from maillage.core.facts import DossierFacts
from maillage.core.territoire.analyse import TerritoireAnalyse
from maillage.core.territoire.lignes import LigneTerritoire
from maillage.core.territoire.remarques import Remarque, Suite
from maillage.documents.typographie import NO_BREAK, french, integer

PLUS_DE_CENT_ADHERENTS = 100  # the fifth box of the AURA form


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneCommune:
    """A commune, a part of one, or a code that no table knows."""

    code: str
    nom: str
    code_postal: str | None = None
    population: str | None = None  # in words: a declared figure is said so
    habitants: int | None = None  # what is counted
    epci: str | None = None
    departement: str | None = None


@dataclass(frozen=True, kw_only=True)
class Territoire:
    """The analysis of a territory, seen by a form."""

    analyse: TerritoireAnalyse
    repondu: bool  # the team gave a list of communes, even an empty one

    @cached_property
    def communes(self) -> tuple[LigneCommune, ...] | None:
        """Return the lines to print, in the order of the team, refused codes at the end."""
        if not self.repondu:
            return None
        refused = tuple(
            LigneCommune(code=remark.code, nom=french("Code non reconnu : à vérifier"))
            for remark in self.refuses
        )
        return (*map(_line, self.analyse.lignes), *refused)

    @property
    def refuses(self) -> tuple[Remarque, ...]:
        """Return the remarks on the codes that count for nothing."""
        left_out = (Suite.ECARTEE, Suite.A_CHOISIR)
        return tuple(r for r in self.analyse.codes_refuses if r.suite in left_out)

    @property
    def population(self) -> int | None:
        """Return the inhabitants; None as long as no commune counts or a figure is missing."""
        counted = any(line.comptee for line in self.analyse.lignes)
        return self.analyse.population if counted else None

    def calcul(self, name: str, dossier: DossierFacts) -> object:
        """Return a computed value that a trame may name."""
        if name == "population":
            return self.population
        size = self.analyse.taille.taille if self.analyse.taille else None
        if name == "taille_projet_2019":
            return self.analyse.taille_projet.taille if self.analyse.taille_projet else None
        if name == "taille_si_autre":
            return self._otherwise(size)
        if name == "taille" or size is None:
            return size
        return "4b" if size == 4 and _more_than_a_hundred(dossier) else size

    def _otherwise(self, size: int | None) -> str | None:
        """Say the size of the accord when the thresholds of an older form give another."""
        drafted = self.analyse.taille_projet
        if size is None or drafted is None or drafted.taille == size:
            return None
        return french(
            f"La case cochée suit les seuils imprimés sur ce formulaire (projet d’accord d’avril "
            f"2019). Selon l’accord conventionnel en vigueur, la CPTS est de taille {size}."
        )


def _more_than_a_hundred(dossier: DossierFacts) -> bool:
    members = dossier.territoire.ps_adherents
    if members is not None:
        return members > PLUS_DE_CENT_ADHERENTS
    return bool(dossier.territoire.taille_plus_de_cent_adherents)


def _line(line: LigneTerritoire) -> LigneCommune:
    name = line.commune.nom
    if line.partie:
        name = french(f"{name} – partie : {line.partie}")
    population = None if line.population is None else integer(line.population)
    if population and line.declaree:
        population += french(" (déclarée)").replace(" ", NO_BREAK)
    if not line.comptee:
        population = french("déjà comptée")
    return LigneCommune(
        code=line.commune.code,
        nom=name,
        code_postal=", ".join(line.commune.codes_postaux) or None,
        population=population,
        habitants=line.population if line.comptee else None,
        epci=line.commune.epci_nom,
        departement=line.commune.departement,
    )
