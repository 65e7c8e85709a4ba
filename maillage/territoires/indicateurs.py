"""The indicators of a territory and of all that it is compared with, from the editions in place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from maillage.core.indicateurs import (
    Absence,
    Ailleurs,
    Calcul,
    Catalogue,
    ChiffreImporte,
    Editions,
    IndicateurTerritoire,
    Lecture,
    LigneIndicateur,
    NatureZone,
    Niveau,
    PartDepartement,
    Point,
    Rangs,
    Resultat,
    Tableau,
    Zone,
    incomparables,
    ligne,
)
from maillage.core.indicateurs.agregat import ENTIERE
from maillage.core.indicateurs.calcul import (
    calcul_choisi,
    par_communes,
    par_departements,
    resultat,
)
from maillage.core.indicateurs.importes import ailleurs, du_territoire, par_indicateur
from maillage.reference.cog import table
from maillage.reference.indicateurs import catalogue
from maillage.territoires import comparateurs, departements, lieux
from maillage.territoires.tableaux import (
    PLM,
    POPULATIONS,
    SourceLue,
    sources_anciennes,
    sources_lues,
    tableau,
)

FRANCE = "France"


def lire(
    zone: Zone,
    *,
    chiffres: Iterable[ChiffreImporte] = (),
    perimetre: Mapping[str, Resultat] | None = None,
    autres: Sequence[Zone] = (),
    editions: Mapping[str, str] | None = None,
) -> Lecture:
    """Return every indicator of a territory, with its comparators.

    `chiffres`: what the team imported. `perimetre`: what `core.indicateurs.du_perimetre` gives.
    `autres`: other territories to compare with. `editions`: those of a frozen file, by source.
    """
    known = catalogue()
    read = _Reading(known, sources_lues(known, editions), zone, autres)
    imported = par_indicateur(chiffres)
    lines = {
        code: read.ligne(one, imported.get(code, ()), (perimetre or {}).get(code))
        for code, one in known.indicateurs.items()
    }
    return Lecture(
        zone=zone,
        catalogue=known,
        lignes=lines,
        provenances=tuple(one.provenance for one in read.lues.values()),
    )


def preparer(source: str) -> None:
    """Compute the sums that need a source just put in place: the next reader does not wait for them."""
    known = catalogue()
    ways = [way for way in _ways(known) if source in way.sources]
    comparateurs.nationales(ways, sources_lues(known), known)


def _ways(known: Catalogue) -> list[Calcul]:
    return [way for one in known.indicateurs.values() for way in one.communes]


@dataclass(frozen=True)
class _Reading:
    """What is read once for all the indicators of a territory."""

    catalogue: Catalogue
    lues: Mapping[str, SourceLue]
    zone: Zone
    autres: Sequence[Zone]

    @cached_property
    def editions(self) -> Editions:
        held = {code: one.provenance for code, one in self.lues.items()}
        return Editions(provenances=held, sources=self.catalogue.sources)

    @cached_property
    def tableaux(self) -> tuple[Tableau, ...]:
        """The figures of the territory, then of each other one."""
        ways = _ways(self.catalogue)
        return tuple(
            tableau(rangs(zone), ways, self.lues, self.catalogue)
            for zone in (self.zone, *self.autres)
        )

    @cached_property
    def nationales(self) -> Mapping[str, comparateurs.Nationales]:
        return comparateurs.nationales(_ways(self.catalogue), self.lues, self.catalogue)

    @cached_property
    def par_departement(self) -> Mapping[str, departements.Valeurs]:
        return departements.par_departement(self.catalogue, self.lues, self.editions)

    def ligne(
        self,
        one: IndicateurTerritoire,
        imported: tuple[ChiffreImporte, ...],
        shape: Resultat | None,
    ) -> LigneIndicateur:
        here, elsewhere = self._values(one, imported, shape)
        here, why_none = self._with_former(one, here)
        return ligne(one, here, elsewhere, self.catalogue.prudence, sans_evolution=why_none)

    # --- former editions of the same source -------------------------------------------------------

    @cached_property
    def anciennes(self) -> Mapping[str, tuple[tuple[int, "_Reading"], ...]]:
        """The former years of each source, each with a reading of its own."""
        found = {}
        for source, current in self.lues.items():
            year = current.provenance.millesime
            base = {code: one for code, one in self.lues.items() if code == POPULATIONS}
            found[source] = tuple(
                (former, _Reading(self.catalogue, base | {source: read}, self.zone, ()))
                for former, read in sources_anciennes(self.catalogue.sources[source], year)
            )
        return found

    def _with_former(
        self, one: IndicateurTerritoire, here: Resultat
    ) -> tuple[Resultat, str | None]:
        """Add the years of the former editions that compare; else say why they do not."""
        source = here.provenances[0].source if here.provenances else ""
        former = self.anciennes.get(source, ())
        if here.valeur is None or here.millesime is None or len(here.serie) != 1 or not former:
            return here, None
        points, reasons = [*here.serie], []
        for year, read in former:
            reason = incomparables(self.catalogue.sources[source], year, here.millesime)
            value = read.valeur(one, here.niveau) if reason is None else None
            if reason:
                reasons.append(reason)
            elif value is not None and value.valeur is not None:
                covered = value.couverture.pourcent if value.couverture else None
                points.append(Point(millesime=year, valeur=value.valeur, couverture=covered))
        told = reasons[0] if reasons and len(points) == 1 else None
        return replace(here, serie=tuple(points)), told

    def valeur(self, one: IndicateurTerritoire, niveau: Niveau | None) -> Resultat | None:
        """Return the value of the territory at one level, compared with nothing."""
        if niveau is Niveau.DEPARTEMENT:
            held = self.par_departement[one.code].departements
            return par_departements(one, self.zone.departements, held)
        way = calcul_choisi(one, self.tableaux[0])
        return par_communes(one, way, self.tableaux[0], self.editions) if way else None

    def _values(
        self,
        one: IndicateurTerritoire,
        imported: tuple[ChiffreImporte, ...],
        shape: Resultat | None,
    ) -> tuple[Resultat, tuple[Ailleurs, ...]]:
        """Return the value of the closest level, and the same elsewhere."""
        found = du_territoire(one, imported)
        if found is not None:
            return found, self._as_imported(one, ailleurs(imported[0]))
        if one.perimetre:
            return shape or _SANS_PERIMETRE, ()
        by_communes = self._by_communes(one)
        if by_communes is not None and by_communes[0].valeur is not None:
            return by_communes
        if one.departement is not None:
            by_departement = self._by_departement(one)
            if by_departement[0].valeur is not None or by_communes is None:
                return by_departement
        return by_communes or (_A_IMPORTER, ())

    def _by_communes(
        self, one: IndicateurTerritoire
    ) -> tuple[Resultat, tuple[Ailleurs, ...]] | None:
        way = calcul_choisi(one, self.tableaux[0])
        if way is None:
            return None
        here, *others = (par_communes(one, way, read, self.editions) for read in self.tableaux)
        held = self.nationales.get(comparateurs.cle(way))
        places = [*(self._places(one, way, held) if held else ()), *self._others(others)]
        return here, tuple(places)

    def _places(
        self, one: IndicateurTerritoire, way: Calcul, held: comparateurs.Nationales
    ) -> Iterable[Ailleurs]:
        for nature, code, nom, place in self._around:
            key = one.code, place
            found = held.resultats.get(key)
            if found is None:
                sums = held.sommes[comparateurs.cle(way)].get(place, ())
                found = held.resultats[key] = resultat(one, way, sums, self.editions)
            yield Ailleurs(nature=nature, code=code, nom=nom, resultat=found)

    @cached_property
    def _around(self) -> list[tuple[NatureZone, str, str, str]]:
        """What the territory is compared with: kind, code, name, place."""
        of = self.zone
        deps = [
            (NatureZone.DEPARTEMENT, one.code, one.nom, lieux.departement(one.code))
            for one in of.departements
        ]
        regs = [
            (NatureZone.REGION, one.code, one.nom, lieux.region(one.code)) for one in of.regions
        ]
        return [*deps, *regs, (NatureZone.FRANCE, "", FRANCE, lieux.FRANCE)]

    def _others(self, found: Iterable[Resultat]) -> Iterable[Ailleurs]:
        for zone, value in zip(self.autres, found, strict=True):
            yield Ailleurs(nature=zone.nature, code=zone.code, nom=zone.nom, resultat=value)

    def _by_departement(self, one: IndicateurTerritoire) -> tuple[Resultat, tuple[Ailleurs, ...]]:
        values = self.par_departement[one.code]
        here = par_departements(one, self.zone.departements, values.departements)
        others = (
            par_departements(one, zone.departements, values.departements) for zone in self.autres
        )
        return here, (*self._published(values), *self._others(others))

    def _published(self, values: departements.Valeurs) -> Iterable[Ailleurs]:
        for dep in self.zone.departements:
            if (found := values.departements.get(dep.code)) is not None:
                own = PartDepartement(code=dep.code, nom=dep.nom, part=1.0, valeur=found.valeur)
                yield Ailleurs(
                    nature=NatureZone.DEPARTEMENT,
                    code=dep.code,
                    nom=dep.nom,
                    resultat=replace(found, departements=(own,)),
                )
        for reg in self.zone.regions:
            if (found := values.regions.get(reg.code)) is not None:
                yield Ailleurs(nature=NatureZone.REGION, code=reg.code, nom=reg.nom, resultat=found)
        yield Ailleurs(nature=NatureZone.FRANCE, code="", nom=FRANCE, resultat=values.france)

    def _as_imported(
        self, one: IndicateurTerritoire, given: Mapping[NatureZone, Resultat]
    ) -> tuple[Ailleurs, ...]:
        """Return what the import itself says of elsewhere; open figures are shown, not compared."""
        names = {
            NatureZone.DEPARTEMENT: [(dep.code, dep.nom) for dep in self.zone.departements],
            NatureZone.REGION: [(reg.code, reg.nom) for reg in self.zone.regions],
            NatureZone.FRANCE: [("", FRANCE)],
        }
        if given:
            return tuple(
                Ailleurs(nature=nature, code=code, nom=nom, resultat=value)
                for nature, value in given.items()
                for code, nom in names[nature][:1]
            )
        if one.departement is None:
            return ()
        values = self.par_departement[one.code]
        return tuple(
            replace(found, incomparable="l’import et cette source ne comptent pas forcément pareil")
            for found in self._published(values)
            if found.resultat.valeur is not None
        )


_SANS_PERIMETRE = Resultat(
    valeur=None,
    absence=Absence.PERIMETRE_INCONNU,
    pourquoi="La forme du territoire n’a pas été lue.",
)
_A_IMPORTER = Resultat(
    valeur=None,
    absence=Absence.A_IMPORTER,
    pourquoi="Aucune source ouverte ne donne ce chiffre : il se demande, puis s’importe.",
)


def rangs(zone: Zone) -> Rangs:
    """Return the places of a zone; a commune that has arrondissements brings them along."""
    cog = table()
    codes = [place.code for place in zone.lieux]
    children = {rank: cog.arrondissements(code) for rank, code in enumerate(codes) if code in PLM}
    every = [*codes, *(code for held in children.values() for code in held)]
    rank_of = {code: rank for rank, code in enumerate(every)}
    people = [float(place.population or 0) for place in zone.lieux]
    people += [float(_inhabitants(code)) for code in every[len(codes) :]]
    parts = tuple(place.part for place in zone.lieux)
    some_part = any(part != ENTIERE for part in parts)
    return Rangs(
        codes=tuple(every),
        populations=tuple(people),
        parts=(*parts, *(ENTIERE for _ in every[len(codes) :])) if some_part else (),
        enfants={rank: tuple(rank_of[code] for code in held) for rank, held in children.items()},
        racines=tuple(range(len(codes))),
    )


def _inhabitants(code: str) -> int:
    commune = table().commune(code)
    return (commune.population if commune else None) or 0
