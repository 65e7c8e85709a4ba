"""The communes by code, by postal code, by EPCI; a line is parsed when it is asked for.

Reading 35 000 lines and cutting none keeps the start of a command short: the file is split into
lines, each filed under its first word, and an index is built on its first use.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from maillage.core.territoire.communes import (
    Commune,
    Departement,
    Epci,
    Millesimes,
    NatureCode,
    RegionInsee,
    Situation,
    TypeCommune,
    departement_of,
)
from maillage.core.territoire.couverture import Lieu
from maillage.reference.cog.noms import IndexNoms, plain

FOLDER = Path(__file__).parent

_NATURES = {"D": NatureCode.DELEGUEE, "A": NatureCode.ASSOCIEE}
_CODE = re.compile(r"(2[AB]|[0-9]{2})[0-9]{3}")
_PLACE = re.compile(r"2[AB][0-9]{0,3}|[0-9]{2,3}|[0-9]{5}")
_ZERO_LOST = re.compile(r"[1-9][0-9]{3}")


class Cog:
    """The communes of one year; satisfies `core.territoire.Annuaire`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        header, *lines = self._lines("communes.tsv")
        years = dict(word.split("=") for word in header.lstrip("#").split("\t"))
        self.millesimes = Millesimes(
            communes=int(years["cog"]),
            population=int(years["population"]),
            epci=int(years["epci"]),
        )
        self._communes = {line[:5]: line for line in lines}
        self._arrondissements = {line[:5]: line for line in self._lines("arrondissements.tsv")}
        self._parsed: dict[str, Commune] = {}

    def _lines(self, name: str) -> list[str]:
        return (self._folder / name).read_text(encoding="utf-8").splitlines()

    # --- one code ---------------------------------------------------------------------------

    def commune(self, code: str) -> Commune | None:
        """Return the commune or arrondissement that bears this exact code today, or None."""
        found = self._parsed.get(code)
        if found is None:
            if code in self._communes:
                found = self._commune_of(self._communes[code])
            elif code in self._arrondissements:
                found = self._arrondissement_of(self._arrondissements[code])
            else:
                return None
            self._parsed[code] = found
        return found

    def codes(self) -> tuple[str, ...]:
        """Return the code of every commune of today."""
        return tuple(self._communes)

    def populations(self) -> dict[str, int | None]:
        """Return the inhabitants of every commune and arrondissement, without parsing their lines."""
        lines = (*self._communes.values(), *self._arrondissements.values())
        rows = ([*line.split("\t", 5), ""] for line in lines)
        return {row[0]: int(row[4]) if row[4] else None for row in rows}

    def _commune_of(self, line: str) -> Commune:
        code, nom, epci, postaux, population, annee = (line.split("\t") + [""] * 4)[:6]
        departement = departement_of(code)
        return Commune(
            code=code,
            nom=nom,
            departement=departement,
            region=self.departements[departement].region,
            epci=epci or None,
            epci_nom=self._epci_lines[epci][1] if epci else None,
            codes_postaux=tuple(postaux.split()),
            population=int(population) if population else None,
            population_millesime=self._year(population, annee),
        )

    def _arrondissement_of(self, line: str) -> Commune:
        code, nom, parent, postaux, population = line.split("\t")
        whole = self._commune_of(self._communes[parent])
        return Commune(
            code=code,
            nom=nom,
            type=TypeCommune.ARRONDISSEMENT_MUNICIPAL,
            departement=whole.departement,
            region=whole.region,
            epci=whole.epci,
            epci_nom=whole.epci_nom,
            codes_postaux=tuple(postaux.split()),
            population=int(population),
            population_millesime=self.millesimes.population,
            parent=parent,
        )

    def _year(self, population: str, annee: str) -> int | None:
        if not population or annee == "?":
            return None
        return int(annee) if annee else self.millesimes.population

    def situation(self, code: str) -> Situation:
        """Say what a code written by a person is, and which communes of today it may lead to."""
        clean = re.sub(r"\s", "", code).upper()
        postal = self.par_code_postal(clean)
        if commune := self.commune(clean):
            return Situation(
                code=code,
                nature=NatureCode.ACTUELLE,
                communes=(commune,),
                code_postal_de=tuple(other for other in postal if other != commune),
            )
        if _ZERO_LOST.fullmatch(clean) and (commune := self.commune(f"0{clean}")):
            return Situation(code=code, nature=NatureCode.ZERO_RESTITUE, communes=(commune,))
        if clean in self._anciennes:
            former = self._ancienne(code, self._anciennes[clean], postal)
            if not (postal and self._moved(clean, former)):
                return former
        if postal:
            return Situation(code=code, nature=NatureCode.CODE_POSTAL, communes=postal)
        known = _CODE.fullmatch(clean)
        return Situation(code=code, nature=NatureCode.INCONNUE if known else NatureCode.MALFORMEE)

    def _moved(self, code: str, former: Situation) -> bool:
        """Tell a code of before 1968: « 75013 » today is the post's, not Seine's Bourg-la-Reine."""
        return all(departement_of(code) != commune.departement for commune in former.communes)

    def _ancienne(self, code: str, line: str, postal: tuple[Commune, ...] = ()) -> Situation:
        _, letter, successors, nom = [*line.split("\t"), ""][:4]
        communes = tuple(filter(None, map(self.commune, successors.split())))
        several = NatureCode.SCISSION if len(communes) > 1 else NatureCode.ANCIENNE
        return Situation(
            code=code,
            nature=_NATURES.get(letter, several),
            communes=communes,
            nom=nom or None,
            code_postal_de=postal,
        )

    @cached_property
    def _anciennes(self) -> dict[str, str]:
        return {line[:5]: line for line in self._lines("anciennes.tsv")}

    def deleguees(self, code: str) -> tuple[str, ...]:
        """Return the names of the communes déléguées and associées of a commune of today."""
        return self._inside.get(code, ())

    @cached_property
    def _inside(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for line in self._anciennes_nommees:  # only these natures carry a name, in one commune
            _, _, inside, nom = line.split("\t")
            found[inside].append(nom)
        return {code: tuple(names) for code, names in found.items()}

    def arrondissements(self, code: str) -> tuple[str, ...]:
        """Return the codes of the arrondissements municipaux of a commune; () for most."""
        return self._districts.get(code, ())

    @cached_property
    def _districts(self) -> dict[str, tuple[str, ...]]:
        """The arrondissements of each commune that has some."""
        found: dict[str, list[str]] = defaultdict(list)
        for line in self._arrondissements.values():
            found[line.split("\t", 3)[2]].append(line[:5])
        return {parent: tuple(codes) for parent, codes in found.items()}

    @cached_property
    def lieux(self) -> tuple[Lieu, ...]:
        """Every commune of today, and the arrondissements in the place of their communes."""
        found = []
        for line in self._communes.values():
            if (code := line[:5]) not in self._districts:
                people = line.split("\t", 5)[4]
                found.append(Lieu(code, departement_of(code), int(people) if people else None))
        for line in self._arrondissements.values():
            code, _, parent, _, people = line.split("\t")
            found.append(Lieu(code, departement_of(code), int(people), parent))
        return tuple(found)

    # --- larger divisions -------------------------------------------------------------------

    @cached_property
    def departements(self) -> dict[str, Departement]:
        """Départements and overseas collectivities by code."""
        rows = (line.split("\t") for line in self._lines("departements.tsv"))
        return {code: Departement(code=code, nom=nom, region=region) for code, region, nom in rows}

    @cached_property
    def regions(self) -> dict[str, RegionInsee]:
        """Régions, and overseas collectivities, by code INSEE."""
        rows = (line.split("\t") for line in self._lines("regions.tsv"))
        return {code: RegionInsee(code=code, nom=nom) for code, nom in rows}

    def departement(self, code: str) -> Departement | None:
        """Return a département by its code."""
        return self.departements.get(code)

    def region(self, code: str) -> RegionInsee | None:
        """Return a région by its code INSEE."""
        return self.regions.get(code)

    @cached_property
    def _epci_lines(self) -> dict[str, tuple[str, str]]:
        rows = (line.split("\t") for line in self._lines("epci.tsv"))
        return {code: (nature, nom) for code, nature, nom in rows}

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        members: dict[str, list[str]] = defaultdict(list)
        for line in self._communes.values():
            members[line.split("\t", 3)[2]].append(line[:5])
        return {code: tuple(communes) for code, communes in members.items() if code}

    @cached_property
    def _epci_by_name(self) -> dict[str, str | None]:
        by_name: dict[str, str | None] = {}
        for code, (_, nom) in self._epci_lines.items():
            key = plain(nom)
            by_name[key] = None if key in by_name else code  # homonyms: the name does not decide
        return by_name

    def epci(self, cle: str) -> Epci | None:
        """Return an EPCI by its SIREN or by its whole name, when only one bears it."""
        code: str | None = re.sub(r"\s", "", cle)
        if code not in self._epci_lines:
            code = self._epci_by_name.get(plain(cle))
        if code is None:
            return None
        nature, nom = self._epci_lines[code]
        return Epci(code=code, nom=nom, nature=nature, communes=self._members[code])

    def chercher_epci(self, texte: str) -> tuple[Epci, ...]:
        """Return every EPCI whose name holds all the words written, in the order of names."""
        words = plain(texte).split()
        if not words:
            return ()
        keys = ((plain(nom), code) for code, (_, nom) in self._epci_lines.items())
        found = [
            code for key, code in sorted(keys) if all(f" {word}" in f" {key}" for word in words)
        ]
        if not found and (one := self.epci(texte)):
            return (one,)
        return tuple(filter(None, map(self.epci, found)))

    # --- searching --------------------------------------------------------------------------

    @cached_property
    def _postal(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for line in (*self._communes.values(), *self._arrondissements.values()):
            for postal in line.split("\t", 4)[3].split():
                index[postal].append(line[:5])
        return dict(index)

    def par_code_postal(self, code: str) -> tuple[Commune, ...]:
        """Return every commune, and every arrondissement municipal, that a postal code serves."""
        return tuple(filter(None, map(self.commune, self._postal.get(code, ()))))

    @cached_property
    def _noms(self) -> IndexNoms:
        lines = (*self._communes.values(), *self._arrondissements.values())
        return IndexNoms([line.split("\t", 2)[:2] for line in lines])

    @cached_property
    def _noms_anciens(self) -> IndexNoms:
        rows = (line.split("\t") for line in self._anciennes_nommees)
        return IndexNoms([[str(number), row[3]] for number, row in enumerate(rows)])

    @cached_property
    def _anciennes_nommees(self) -> list[str]:
        return [line for line in self._lines("anciennes.tsv") if line.count("\t") == 3]

    def des_departements(self, codes: Collection[str]) -> tuple[Commune, ...]:
        """Return every commune of some départements."""
        found = (code for code in self._communes if departement_of(code) in codes)
        return tuple(filter(None, map(self.commune, found)))

    def chercher(self, texte: str, *, limite: int | None = None) -> tuple[Commune, ...]:
        """Return the communes that a name, a postal code or a code may mean: all of them, no guess.

        Whole names come first, then names that start so, then names that hold every word.
        """
        clean = re.sub(r"\s", "", texte).upper()
        by_code = self.commune(clean)
        found = (by_code,) if by_code else ()
        by_postal = tuple(c for c in self.par_code_postal(clean) if c != by_code)
        if found or by_postal:
            return (found + by_postal)[:limite]
        codes = self._noms.chercher(texte, limite) or self._named_and_placed(texte)
        return tuple(filter(None, map(self.commune, codes[:limite])))

    def _named_and_placed(self, texte: str) -> list[str]:
        """Understand « Saint-Denis (93) », « Valence 26 » and the « 43200 Yssingeaux » of a letter."""
        words = re.sub(r"[()]", " ", texte).upper().split()
        for place, rest in ((words[-1:], words[:-1]), (words[:1], words[1:])):
            if not rest or not _PLACE.fullmatch(place[0]):
                continue
            kept = [one.code for one in self.par_code_postal(place[0])]
            named = self._noms.chercher(" ".join(rest))
            return [c for c in named if c in kept or departement_of(c) == place[0] or c == place[0]]
        return []

    def chercher_anciennes(self, texte: str) -> tuple[Situation, ...]:
        """Return communes déléguées and associées by name, each with today's commune."""
        lines = (self._anciennes_nommees[int(key)] for key in self._noms_anciens.chercher(texte))
        return tuple(self._ancienne(line[:5], line) for line in lines)
