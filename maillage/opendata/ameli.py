"""Tables of data.ameli.fr: a line for each year, place and class; « 999 » is every département.

The place is a département, a région (« 999 » beside its code) or France (« 99 »). A figure under
five people, or eleven patients, is written « NS »: it is not significant, and never zero.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from maillage.opendata.contrat import Colonne, Contrat, reduire
from maillage.opendata.demande import Demande
from maillage.opendata.importation import Lecture
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import annee, nombre
from maillage.reference import cog
from maillage.territoires import lieux
from maillage.territoires.mesures import Statut

TOUS: Final = "999"  # every département
_FRANCES: Final = ("99", "999", "00")
_MOST: Final = 200  # measures in a file
MAX_OCTETS: Final = 2_000_000_000  # the cartography of diseases has six million lines

ANNEE: Final = Colonne(nom="annee", intitules=("annee", "année"))
REGION: Final = Colonne(nom="region", intitules=("region", "code_region"), facultative=True)
DEPARTEMENT: Final = Colonne(
    nom="departement", intitules=("departement", "dept", "code_departement", "dep")
)

# The professions that indicators speak of, by the words of the publisher, reduced.
PROFESSIONS: Final[Mapping[str, str]] = {
    "ensemble_des_medecins": "medecin",
    "ensemble_des_medecins_generalistes": "mg",
    "infirmiers": "infirmier",
    "masseurs_kinesitherapeutes": "kine",
    "ensemble_des_chirurgiens_dentistes": "dentiste",
    "sages_femmes": "sage_femme",
    "orthophonistes": "orthophoniste",
    "orthoptistes": "orthoptiste",
    "pedicures_podologues": "pedicure",
    "cardiologues": "cardiologue",
    "psychiatres": "psychiatre",
    "ophtalmologues": "ophtalmologue",
    "pediatres": "pediatre",
    "gynecologues_medicaux_et_obstetriciens": "gynecologue",
}

Figures = dict[str, float | Statut]
Lire = Callable[["Lues", Table, Ligne], None]  # keeps what it wants of a line


@dataclass(slots=True)
class Lues:
    """The figures read, by year and place."""

    annees: dict[int, dict[str, Figures]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    ecartees: Counter[str] = field(default_factory=Counter)  # places that we do not know
    autres: set[str] = field(default_factory=set)  # words of the file that we do not follow
    mesures: set[str] = field(default_factory=set)
    gardees: int = 0

    def garder(self, table: Table, line: Ligne, name: str, value: float | Statut) -> None:
        """Keep a figure of the line's year and place; refuse another one already there."""
        place = _place(table, line)
        if place is None:
            self.ecartees[_cell(table, line, "departement")[:20]] += 1
            return
        figures = self.annees[_year(table, line)][place]
        if name in figures and figures[name] != value:
            why = f"{name} y est déjà plus haut, autrement"
            raise table.refus(line.numero, "departement", why)
        figures[name] = value
        self.mesures.add(name)
        if len(self.mesures) > _MOST:
            raise table.refus(line.numero, "annee", f"plus de {_MOST} mesures")
        self.gardees += 1


def lire(demande: Demande, contrat: Contrat, keep: Lire) -> dict[int, Lecture]:
    """Read a table whole; return what each of its years gives."""
    read, count = Lues(), 0
    with ouvrir(demande.chemin, contrat, demande.suivi) as tables:
        for line in tables[0].lignes:
            count += 1
            keep(read, tables[0], line)
    if not read.annees:
        raise SourceRefusee(demande.chemin.name, "", "aucune ligne à garder n’y est")
    return {
        year: _lecture(year, places, read, count) for year, places in sorted(read.annees.items())
    }


def _lecture(year: int, places: Mapping[str, Figures], read: Lues, count: int) -> Lecture:
    names = sorted({name for figures in places.values() for name in figures})
    releve = Releve(names, ())
    for place, figures in places.items():
        releve.ouvrir(place)
        for name, value in figures.items():
            releve.poser(place, releve.rangs[name], value)
    return Lecture(
        releve=releve,
        millesime=year,
        lues=count,
        gardees=sum(map(len, places.values())),
        remarques=_remarques(read),
        recoder=False,
        completer=False,
    )


def _remarques(read: Lues) -> list[str]:
    found = []
    if read.ecartees:
        shown = ", ".join(f"« {code} » ({count})" for code, count in sorted(read.ecartees.items()))
        found.append(f"Lignes de départements inconnus, laissées de côté : {shown[:300]}.")
    if read.autres:
        shown = ", ".join(sorted(read.autres))
        found.append(f"Lignes qui ne servent pas ici : {shown[:300]}.")
    return found


def cellule(table: Table, line: Ligne, name: str) -> str:
    """Return a cell reduced to its words; empty when the column is not there."""
    return reduire(_cell(table, line, name))


def chiffre(table: Table, line: Ligne, name: str) -> float | Statut:
    """Read a count of people; refuse what is none."""
    written = _cell(table, line, name)
    value = nombre(written)
    if value is None or (not isinstance(value, Statut) and value < 0):
        raise table.refus(line.numero, name, f"« {written[:20]} » n’est pas un nombre de personnes")
    return value


def _cell(table: Table, line: Ligne, name: str) -> str:
    at = table.entete.rangs.get(name)
    return "" if at is None else line.cellules[at]


def _year(table: Table, line: Ligne) -> int:
    """Read « 2024 », or the date that the service writes: « 2024-01-01 »."""
    written = _cell(table, line, "annee")
    year = annee(written[:4])
    if year is None or (len(written) > 4 and written[4] not in "-/T"):
        raise table.refus(line.numero, "annee", f"« {written[:20]} » n’est pas une année")
    return year


def _place(table: Table, line: Ligne) -> str | None:
    known = cog.table()
    region = _cell(table, line, "region").zfill(2) if "region" in table.entete.rangs else ""
    code = _cell(table, line, "departement").upper()
    if code == TOUS or not code:
        if region in _FRANCES or not region:
            return lieux.FRANCE if code == TOUS else None
        return lieux.region(region) if region in known.regions else None
    padded = code.zfill(2)
    return lieux.departement(padded) if padded in known.departements else None
