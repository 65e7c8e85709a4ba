"""From what the team wrote to one line per commune or part, each counted at most once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from maillage.core.facts import CommuneRetenue
from maillage.core.territoire.annuaire import Annuaire
from maillage.core.territoire.communes import Commune, NatureCode, Situation
from maillage.core.territoire.remarques import (
    NatureRemarque,
    Remarque,
    Suite,
    either,
    habitants,
    named,
    of_situation,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneTerritoire:
    """A commune of today, an arrondissement municipal or a part, and its inhabitants."""

    commune: Commune
    code_saisi: str  # as the team wrote it
    partie: str | None = None
    comptee: bool = True  # False: already inside a larger line
    population: int | None  # what is counted for this line; None: not known
    millesime: int | None = None  # year of `population`
    declaree: bool = False  # `population` is the team's figure
    source: str | None = None  # of a declared figure
    population_declaree: int | None = None  # what the team wrote, counted or not

    @property
    def population_reference(self) -> int | None:
        """Inhabitants of the whole commune in the table."""
        return self.commune.population

    @property
    def entiere(self) -> bool:
        """Is the whole commune or arrondissement taken?"""
        return self.partie is None


def lines_of(
    retenues: Iterable[CommuneRetenue], annuaire: Annuaire
) -> tuple[tuple[LigneTerritoire, ...], tuple[Remarque, ...]]:
    """Return the lines in the order written, and everything to be said about their codes."""
    written = tuple(retenues)
    situations = {one.code: annuaire.situation(one.code) for one in written}
    lines: dict[tuple[str, str], LigneTerritoire] = {}
    remarks: list[Remarque] = []
    for raw in written:
        situation = situations[raw.code]
        retenue = _as_part(raw, situation)
        remark = of_situation(situation, as_part=retenue.partie is not None)
        if remark is not None and remark not in remarks:
            remarks.append(remark)
        if len(situation.communes) != 1 or situation.nature is NatureCode.CODE_POSTAL:
            continue
        line = _line(retenue, situation.communes[0])
        key = (line.commune.code, (line.partie or "").casefold())
        if key in lines:
            remarks.append(_twice(line, lines[key]))
        else:
            lines[key] = line
    counted, overlaps = _without_overlap(tuple(lines.values()))
    return counted, (*remarks, *overlaps, *_of_populations(counted), *_post_codes(situations))


def _as_part(retenue: CommuneRetenue, situation: Situation) -> CommuneRetenue:
    """A commune déléguée that comes with its inhabitants is a named part of today's commune."""
    if situation.nom and not retenue.partie and retenue.population is not None:
        return replace(retenue, partie=situation.nom)
    return retenue


def _line(retenue: CommuneRetenue, commune: Commune) -> LigneTerritoire:
    partie = (retenue.partie or "").strip() or None
    declared = partie is not None or (commune.population is None and retenue.population is not None)
    return LigneTerritoire(
        commune=commune,
        code_saisi=retenue.code,
        partie=partie,
        population=retenue.population if declared else commune.population,
        millesime=retenue.millesime if declared else commune.population_millesime,
        declaree=declared,
        source=retenue.source_population,
        population_declaree=retenue.population,
    )


def _twice(line: LigneTerritoire, first: LigneTerritoire) -> Remarque:
    what = f"« {line.partie} » de {named(line.commune)}" if line.partie else named(line.commune)
    if line.code_saisi == first.code_saisi:
        sentence = f"{what} est écrite deux fois : comptée une seule fois."
    else:
        sentence = (
            f"« {first.code_saisi} » et « {line.code_saisi} » mènent à la même commune, {what} : "
            "comptée une seule fois."
        )
    return Remarque(
        nature=NatureRemarque.EN_DOUBLE,
        code=line.code_saisi,
        suite=Suite.COMPTEE_UNE_FOIS,
        communes=(line.commune,),
        phrase=sentence,
    )


def _without_overlap(
    lines: tuple[LigneTerritoire, ...],
) -> tuple[tuple[LigneTerritoire, ...], list[Remarque]]:
    whole = {line.commune.code: line.commune for line in lines if line.entiere}
    kept, remarks = [], []
    for line in lines:
        container = _container(line, whole)
        if container is None:
            kept.append(line)
            continue
        kept.append(replace(line, comptee=False))
        remarks.append(_overlap(line, container))
    return tuple(kept), remarks


def _container(line: LigneTerritoire, whole: Mapping[str, Commune]) -> Commune | None:
    if line.partie is not None and line.commune.code in whole:
        return whole[line.commune.code]
    return whole.get(line.commune.parent or "")


def _overlap(line: LigneTerritoire, container: Commune) -> Remarque:
    what = f"« {line.partie} » de {named(line.commune)}" if line.partie else named(line.commune)
    return Remarque(
        nature=NatureRemarque.CHEVAUCHEMENT,
        code=line.code_saisi,
        suite=Suite.COMPTEE_UNE_FOIS,
        communes=(line.commune, container),
        phrase=(
            f"{what} est déjà dans {named(container)}, prise en entier : ses habitants ne sont "
            "comptés qu’une fois. Retirez l’une des deux."
        ),
    )


def _of_populations(lines: Iterable[LigneTerritoire]) -> Iterable[Remarque]:
    parts: dict[str, list[LigneTerritoire]] = {}
    for line in (one for one in lines if one.comptee):
        if line.population is None:
            yield _missing(line)
        elif line.declaree:
            yield _declared(line)
        if line.partie is not None:
            parts.setdefault(line.commune.code, []).append(line)
    for group in parts.values():
        commune, total = group[0].commune, sum(line.population or 0 for line in group)
        if commune.population is not None and total > commune.population:
            yield Remarque(
                nature=NatureRemarque.PARTIES_TROP_PEUPLEES,
                code=group[0].code_saisi,
                communes=(commune,),
                phrase=(
                    f"Les parties retenues de {named(commune)} totalisent {habitants(total)}, plus "
                    f"que la commune entière ({habitants(commune.population)}) : corrigez-les."
                ),
            )


def _missing(line: LigneTerritoire) -> Remarque:
    if line.partie is not None:
        nature = NatureRemarque.PARTIE_SANS_POPULATION
        sentence = (
            f"« {line.partie} » de {named(line.commune)} : donnez sa population et sa source."
        )
    else:
        nature = NatureRemarque.POPULATION_INCONNUE
        sentence = (
            f"{named(line.commune)} n’a pas de population dans la table : le total est partiel. "
            "Saisissez-en une, avec sa source."
        )
    return Remarque(nature=nature, code=line.code_saisi, communes=(line.commune,), phrase=sentence)


def _declared(line: LigneTerritoire) -> Remarque:
    what = f"« {line.partie} » de {named(line.commune)}" if line.partie else named(line.commune)
    said = line.millesime is None or str(line.millesime) in (line.source or "")
    year = "" if said else f", {line.millesime}"
    source = f"source : {line.source}{year}" if line.source else f"source non dite{year}"
    return Remarque(
        nature=NatureRemarque.POPULATION_DECLAREE,
        code=line.code_saisi,
        communes=(line.commune,),
        phrase=f"{what} : {habitants(line.population or 0)}, nombre déclaré par l’équipe ({source}).",
    )


def _post_codes(situations: Mapping[str, Situation]) -> Iterable[Remarque]:
    """When a list holds post codes, a commune whose code is one too deserves a second look."""
    if all(one.nature is not NatureCode.CODE_POSTAL for one in situations.values()):
        return
    for code, situation in situations.items():
        others = tuple(c for c in situation.code_postal_de if c not in situation.communes)
        if situation.nature is NatureCode.ACTUELLE and others:
            yield Remarque(
                nature=NatureRemarque.AUSSI_CODE_POSTAL,
                code=code,
                communes=others,
                phrase=(
                    f"{named(situation.communes[0])} est comptée, mais « {code} » est aussi un "
                    f"code postal ({either(others)}) et votre liste en contient : vérifiez."
                ),
            )
