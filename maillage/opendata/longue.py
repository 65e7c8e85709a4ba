"""Tables in the long form of INSEE: a line for each figure, with its place, its measure, its year."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande
from maillage.opendata.importation import Lecture
from maillage.opendata.large import rien_a_garder
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import annee, code_commune, nombre
from maillage.reference import cog
from maillage.territoires import lieux
from maillage.territoires.mesures import Statut

COMMUNES: Final = frozenset(("COM", "ARM"))
FRANCES: Final = ("F", "FR", "FRANCE", "FM", "METRO")  # the whole country first
_METROPOLE: Final = frozenset(("FM", "METRO"))
_LONGEST: Final = 60  # characters of a code of measure
_MOST: Final = 500  # measures in a file

COLONNES: Final = (
    Colonne(nom="geo", intitules=("GEO", "codgeo")),
    Colonne(nom="objet", intitules=("GEO_OBJECT",)),
    Colonne(nom="periode", intitules=("TIME_PERIOD",)),
    Colonne(nom="valeur", intitules=("OBS_VALUE", "OBS_VALUE_NIVEAU")),
    Colonne(nom="confidentiel", intitules=("CONF_STATUS",), facultative=True),
    Colonne(nom="observation", intitules=("OBS_STATUS",), facultative=True),
)

Cellules = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Longue:
    """How to read such a table."""

    contrat: Contrat
    mesure: str  # the column that names the measure
    filtres: dict[str, str] = field(default_factory=dict)  # columns that must say this
    additive: Callable[[str], bool]
    zero: bool = False  # what a national file does not say of a commune is 0


@dataclass(slots=True)
class _Lues:
    """The figures read, by year, by place, by measure."""

    annees: dict[int, dict[str, dict[str, float | Statut]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    frances: dict[str, int] = field(default_factory=dict)  # code → its rank
    ecartees: Counter[str] = field(default_factory=Counter)  # levels that we do not keep
    inconnus: set[str] = field(default_factory=set)
    mesures: set[str] = field(default_factory=set)
    vues: set[str] = field(default_factory=set)  # communes with any line, kept or not
    lues: int = 0
    gardees: int = 0


def lire(longue: Longue, demande: Demande) -> Lecture:
    """Read the figures of the latest year, or of the year asked."""
    read = _Lues()
    with ouvrir(demande.chemin, longue.contrat, demande.suivi) as tables:
        for line in tables[0].lignes:
            read.lues += 1
            _line(longue, tables[0], line, read)
    if not read.annees:
        raise rien_a_garder(demande)
    year = demande.millesime or max(read.annees)
    if year not in read.annees:
        given = ", ".join(map(str, sorted(read.annees)))
        raise SourceRefusee(demande.chemin.name, "", f"l’année {year} n’y est pas ({given})")
    places = read.annees[year]
    names = sorted({name for figures in places.values() for name in figures})
    releve = Releve(names, filter(longue.additive, names))
    remarks = _remarques(read, year, places)
    if longue.zero:
        remarks += _zeros(releve, read)
    for place, figures in places.items():
        releve.ouvrir(place)
        for name, value in figures.items():
            releve.poser(place, releve.rangs[name], value)
    return Lecture(
        releve=releve,
        millesime=year,
        lues=read.lues,
        gardees=read.gardees,
        remarques=remarks,
    )


def _line(longue: Longue, table: Table, line: Ligne, read: _Lues) -> None:
    at, cells = table.entete.rangs, line.cellules
    geo = cells[at["geo"]].rsplit("-", 1)[-1]  # « 2025-COM-43157 » in what the service exports
    place = _place(table, line, geo, read)
    if place is None:
        return
    if any(cells[at[column]] != wanted for column, wanted in longue.filtres.items()):
        return
    name = cells[at[longue.mesure]].lower()
    if name == "_t":
        return
    if not name.isidentifier() or len(name) > _LONGEST or not name.isascii():
        raise table.refus(line.numero, longue.mesure, f"« {name[:20]} » n’est pas un code")
    year = annee(cells[at["periode"]])
    if year is None:
        shown = cells[at["periode"]][:20]
        raise table.refus(line.numero, "periode", f"« {shown} » n’est pas une année")
    figures = read.annees[year][place]
    value = _value(table, line)
    if figures.setdefault(name, value) != value:
        raise table.refus(
            line.numero, longue.mesure, f"{name.upper()} de {geo} est déjà plus haut, autrement"
        )
    read.mesures.add(name)
    if len(read.mesures) > _MOST:
        raise table.refus(line.numero, longue.mesure, f"plus de {_MOST} mesures")
    read.gardees += 1


def _place(table: Table, line: Ligne, geo: str, read: _Lues) -> str | None:
    """Return the place of a line by our name; None: a level or a place that we do not keep."""
    level = line.cellules[table.entete.rangs["objet"]]
    if level in COMMUNES:
        code = code_commune(geo)
        if code is None:
            raise table.refus(line.numero, "geo", f"« {geo[:20]} » n’est pas un code de commune")
        read.vues.add(code)
        return code
    known = cog.table()
    if level == "DEP" and geo in known.departements:
        return lieux.departement(geo)
    if level == "REG" and geo in known.regions:
        return lieux.region(geo)
    if level == "FRANCE" and geo in FRANCES:
        best = min((geo, *read.frances), key=FRANCES.index)
        if best != geo:
            return None
        if geo not in read.frances:
            read.frances = {geo: FRANCES.index(geo)}
            for places in read.annees.values():
                places.pop(lieux.FRANCE, None)
        return lieux.FRANCE
    read.ecartees[level[:20]] += 1
    return None


def _value(table: Table, line: Ligne) -> float | Statut:
    """Return the figure; the statuses of the line decide why there is none."""
    at, cells = table.entete.rangs, line.cellules
    if "confidentiel" in at and cells[at["confidentiel"]] == "C":
        return Statut.SECRETE
    value = nombre(cells[at["valeur"]])
    if value is None:
        shown = cells[at["valeur"]][:20]
        raise table.refus(line.numero, "valeur", f"« {shown} » n’est pas un nombre")
    if value is Statut.ABSENTE and "observation" in at and cells[at["observation"]] == "O":
        return (
            Statut.NON_SIGNIFICATIVE
        )  # below the threshold under which the publisher says nothing
    return value


def _remarques(read: _Lues, year: int, places: dict[str, dict[str, float | Statut]]) -> list[str]:
    found = []
    others = sorted(set(read.annees) - {year})
    if others:
        shown = ", ".join(map(str, others))
        found.append(f"Le fichier porte aussi {shown} : seule l’année {year} est gardée.")
    if lieux.FRANCE in places and _METROPOLE & set(read.frances):
        found.append("La ligne « France » de l’éditeur est ici la métropole.")
    if read.ecartees:
        shown = ", ".join(f"{level} ({count})" for level, count in sorted(read.ecartees.items()))
        found.append(f"Lignes laissées de côté, d’autres découpages : {shown}.")
    return found


def _zeros(releve: Releve, read: _Lues) -> list[str]:
    """Write 0 where a national file says nothing: it lists what exists, and only that.

    A file of a few communes proves nothing of the others: nothing is written then.
    """
    table = cog.table()
    expected = [one for code in table.codes() for one in (table.arrondissements(code) or (code,))]
    seen = [code for code in expected if code in read.vues]
    if len(seen) * 2 < len(expected):
        return ["Fichier partiel : l’absence d’une ligne n’y vaut pas zéro."]
    places = {code[:3] if code[:2] == "97" else code[:2] for code in seen}
    for code in expected:
        if (code[:3] if code[:2] == "97" else code[:2]) in places:
            releve.ouvrir(code, 0.0)
    return []
