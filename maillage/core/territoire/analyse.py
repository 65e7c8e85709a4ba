"""A territory, analysed: its lines, its inhabitants, its size, its shares, and what to mend."""

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.core.facts import Territoire
from maillage.core.territoire.annuaire import Annuaire
from maillage.core.territoire.communes import Millesimes
from maillage.core.territoire.lignes import LigneTerritoire, lines_of
from maillage.core.territoire.parts import Part, parts_departement, parts_epci, parts_region
from maillage.core.territoire.remarques import NatureRemarque, Remarque, listed
from maillage.core.territoire.taille import BaremeTailles, Situe, situer


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoireAnalyse:
    """Everything that the communes of a dossier give."""

    lignes: tuple[LigneTerritoire, ...]
    remarques: tuple[Remarque, ...]
    millesimes: Millesimes  # of the table that was asked
    population: int | None  # municipal, or declared for a part; None: a figure is missing
    population_connue: int  # what can be added up
    population_declaree: int  # of which, figures of the team
    population_millesimes: tuple[int | None, ...]  # years added together; None: a year not said
    bareme: BaremeTailles | None  # in force on the day; None: no text yet
    taille: Situe | None  # None: no scale, no commune, or a total that a missing figure may change
    bareme_projet: BaremeTailles | None
    taille_projet: Situe | None  # by the draft that one form still prints
    epci: tuple[Part, ...]
    departements: tuple[Part, ...]
    regions: tuple[Part, ...]

    @property
    def population_millesime(self) -> int | None:
        """Return the year of the population, when there is one only."""
        return self.population_millesimes[0] if len(self.population_millesimes) == 1 else None

    @property
    def chef_de_file_a_nommer(self) -> bool:
        """Do two départements or two régions call for a lead ARS and a lead caisse?"""
        return len(self.departements) > 1 or len(self.regions) > 1

    @property
    def communes_touchees(self) -> frozenset[str]:
        """Return the whole communes that the territory takes or enters: what a map can show."""
        return frozenset(line.commune.parent or line.commune.code for line in self.lignes)

    @property
    def codes_refuses(self) -> tuple[Remarque, ...]:
        """Return the remarks on codes that are none of a commune of today."""
        return tuple(remark for remark in self.remarques if remark.est_code_refuse)

    @property
    def problemes(self) -> tuple[Remarque, ...]:
        """Return the remarks that someone has to look at."""
        return tuple(remark for remark in self.remarques if remark.est_probleme)


def analyser(
    territoire: Territoire,
    annuaire: Annuaire,
    bareme: BaremeTailles | None,
    bareme_projet: BaremeTailles | None = None,
) -> TerritoireAnalyse:
    """Analyse the communes of a dossier against a table of communes and a dated scale."""
    lines, remarks = lines_of(territoire.communes or (), annuaire)
    counted = tuple(line for line in lines if line.comptee)
    known = sum(line.population or 0 for line in counted)
    complete = territoire.communes is not None and all(
        line.population is not None for line in counted
    )
    years = _years(counted)
    size = _size(counted, known, bareme, complete=complete)
    return TerritoireAnalyse(
        lignes=lines,
        remarques=(*remarks, *_of_years(counted, annuaire), *_of_size(size)),
        millesimes=annuaire.millesimes,
        population=known if complete else None,
        population_connue=known,
        population_declaree=sum(line.population or 0 for line in counted if line.declaree),
        population_millesimes=years,
        bareme=bareme,
        taille=size,
        bareme_projet=bareme_projet,
        taille_projet=_size(counted, known, bareme_projet, complete=complete),
        epci=parts_epci(lines, annuaire),
        departements=parts_departement(lines, annuaire),
        regions=parts_region(lines, annuaire),
    )


def _size(
    counted: tuple[LigneTerritoire, ...],
    known: int,
    bareme: BaremeTailles | None,
    *,
    complete: bool,
) -> Situe | None:
    if bareme is None or not counted:
        return None
    found = situer(known, bareme)
    if complete or found.avant_suivante is None:  # the last size: more inhabitants change nothing
        return found
    return None


def _years(counted: tuple[LigneTerritoire, ...]) -> tuple[int | None, ...]:
    """Return the years of the table's figures; those of the team only when there are no others."""
    known = [line for line in counted if line.population is not None]
    reference = [line for line in known if not line.declaree]
    years = {line.millesime for line in reference or known}
    return tuple(sorted(years, key=lambda year: (year is None, year or 0)))


def _of_years(counted: Iterable[LigneTerritoire], annuaire: Annuaire) -> Iterable[Remarque]:
    usual = annuaire.millesimes.population
    others: dict[int | None, list[LigneTerritoire]] = {}
    for line in counted:
        if not line.declaree and line.population is not None and line.millesime != usual:
            others.setdefault(line.millesime, []).append(line)
    for year, lines in others.items():
        communes = tuple(line.commune for line in lines)
        which = f"de {year}" if year else "d’une année que la source ne dit pas"
        yield Remarque(
            nature=NatureRemarque.AUTRE_MILLESIME,
            code=lines[0].code_saisi if len(lines) == 1 else "",
            communes=communes,
            phrase=f"{listed(communes)} : population {which}, et non de {usual}.",
        )


def _of_size(size: Situe | None) -> Iterable[Remarque]:
    if size is not None and size.a_confirmer:
        yield Remarque(
            nature=NatureRemarque.TAILLE_A_CONFIRMER,
            phrase=(
                f"La population tombe exactement sur une borne : la taille {size.taille} est "
                "retenue, aucun texte ne le dit. Faites-la confirmer par l’ARS et la CPAM."
            ),
        )
