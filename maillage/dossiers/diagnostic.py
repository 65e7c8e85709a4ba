"""The diagnosis of a dossier: its indicators read today, and the figures that each text may take."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

from maillage.core.diagnostic import Mouvement, figure_des_ages, figures, mouvement, par_communes
from maillage.core.facts import DossierFacts, FigureRetenue, FormeFigure
from maillage.core.indicateurs import (
    Alentours,
    Lecture,
    LigneIndicateur,
    PointGuide,
    du_perimetre,
    phrases,
    zone_du_territoire,
)
from maillage.dossiers import territoire
from maillage.reference import cog
from maillage.reference.diagnostic import AGES, textes, textes_de
from maillage.reference.regles import catalogue as regles
from maillage.territoires import indicateurs, par_commune


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """What can be said of the territory of a dossier on a day."""

    lecture: Lecture
    ages: FigureRetenue | None

    def ligne(self, code: str) -> LigneIndicateur | None:
        return self.lecture.lignes.get(code)

    def constats(self, code: str) -> tuple[str, ...]:
        """Return the sentences that an indicator gives."""
        line = self.ligne(code)
        if line is None:
            return ()
        if code not in self._dits:
            self._dits[code] = phrases(line, self.lecture.catalogue.prudence)
        return self._dits[code]

    @cached_property
    def _dits(self) -> dict[str, tuple[str, ...]]:
        """The sentences already made: a card says them, and each of its figures again."""
        return {}

    def figures(self, code: str, rubrique: str) -> tuple[FigureRetenue, ...]:
        """Return the figures that an indicator gives for a text, but the map."""
        if code == AGES:
            return (replace(self.ages, rubrique=rubrique),) if self.ages else ()
        line = self.ligne(code)
        return figures(line, rubrique, " ".join(self.constats(code))) if line else ()

    def figure(self, code: str, rubrique: str, forme: FormeFigure) -> FigureRetenue | None:
        """Return one figure as it is today; None: the data do not give it, or not for this text."""
        if rubrique not in textes_de(code):
            return None
        if forme in (FormeFigure.CARTE, FormeFigure.CERCLES):
            drawn = self.carte(code, rubrique)
            return drawn if drawn and drawn.forme is forme else None
        return next((one for one in self.figures(code, rubrique) if one.forme is forme), None)

    def carte(self, code: str, rubrique: str) -> FigureRetenue | None:
        """Return the values of an indicator by commune; None: it is not known so."""
        line = self.ligne(code)
        if line is None or not line.indicateur.communes:
            return None
        found = par_commune.valeurs(self.lecture.zone, line.indicateur)
        if not any(value is not None for value in found.values()):
            return None
        known = (cog.table().commune(one) for one in found)
        names = [one.nom if one else code for one, code in zip(known, found, strict=True)]
        return par_communes(line, rubrique, found, names)

    def propositions(self, rubrique: str) -> Iterator[LigneIndicateur]:
        """Return the indicators that have something to say to a text."""
        for code in textes().get(rubrique, ()):
            line = self.ligne(code)
            if line is not None and line.resultat.valeur is not None:
                yield line

    def mouvement(self, gardee: FigureRetenue) -> Mouvement | None:
        """Return what moved since a figure was kept; None: nothing, or it can no longer be made."""
        now = self.figure(gardee.indicateur, gardee.rubrique, gardee.forme)
        return mouvement(gardee, now) if now else None


def lire(
    dossier: DossierFacts, *, on: date, ailleurs: territoire.Ailleurs | None = None
) -> Diagnostic:
    """Read the indicators of the communes of a dossier with what is installed today.

    `ailleurs`: the other CPTS that are known; None: those of the installed lists.
    """
    analysed = territoire.analyse(dossier.territoire, on=on)
    zone = zone_du_territoire(analysed, cog.table(), nom=dossier.cpts.nom or "")
    held = territoire.forme(analysed)
    around = Alentours(forme=held, cpts=territoire.autour(dossier, analysed, held, ailleurs))
    shape = du_perimetre(analysed, cog.table(), around)
    reading = indicateurs.lire(zone, chiffres=dossier.chiffres or (), perimetre=shape)
    by_age = par_commune.ages(zone) if zone.lieux else None
    return Diagnostic(
        lecture=reading,
        ages=figure_des_ages(by_age, AGES, textes_de(AGES)[0]) if by_age else None,
    )


@cache
def textes_des_points() -> dict[PointGuide, tuple[str, ...]]:
    """Return the texts that answer each of the six points of the guide, as rule DIAG-01 reads them."""
    read = regles().lectures.textes["elements_diagnostic"]
    return {point: tuple(read[point.value]) for point in PointGuide}
