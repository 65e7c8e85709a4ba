"""Professionals in private practice by age (Assurance maladie): heads, and how many are sixty or more.

The free extract of the RPPS holds no age: by département, this is where it is known.
"""

import re
from collections.abc import Mapping
from typing import Final

from maillage.opendata import ameli
from maillage.opendata.ameli import ANNEE, DEPARTEMENT, MAX_OCTETS, PROFESSIONS, REGION, Lues
from maillage.opendata.annees import conduire_annees
from maillage.opendata.contrat import Colonne, Contrat
from maillage.opendata.demande import Demande, Rapport
from maillage.opendata.importation import Lecture
from maillage.opendata.releve import Releve
from maillage.opendata.tableau import Ligne, Table
from maillage.territoires.mesures import Statut

SOURCE: Final = "ameli_demographie"
CONTRAT: Final = Contrat(
    colonnes=(
        ANNEE,
        Colonne(nom="profession", intitules=("profession_sante",)),
        REGION,
        DEPARTEMENT,
        Colonne(nom="age", intitules=("libelle_classe_age",)),
        Colonne(nom="sexe", intitules=("libelle_sexe",)),
        Colonne(nom="effectif", intitules=("effectif",)),
    ),
    max_octets=MAX_OCTETS,
)
_SIXTY: Final = 60
_BOTH: Final = ("tout_sexe", "tous_sexes", "ensemble")
_EVERY: Final = ("tout_age", "tous_ages", "ensemble")


def importer(demande: Demande) -> Rapport:
    """Import the years of the file, both sexes together."""
    return conduire_annees(SOURCE, demande, _lire)


def _lire(demande: Demande) -> dict[int, Lecture]:
    read = ameli.lire(demande, CONTRAT, _keep)
    for one in read.values():
        one.releve = _sixty(one.releve)
    return read


def _keep(read: Lues, table: Table, line: Ligne) -> None:
    if ameli.cellule(table, line, "sexe") not in _BOTH:
        return
    profession = PROFESSIONS.get(ameli.cellule(table, line, "profession"))
    if profession is None:
        return
    words = ameli.cellule(table, line, "age")
    age = "tout" if words in _EVERY else _oldest(words)
    if age is None:
        raise table.refus(line.numero, "age", f"« {words[:30]} » n’est pas une classe d’âge")
    read.garder(table, line, f"{profession}_{age}", ameli.chiffre(table, line, "effectif"))


def _oldest(words: str) -> str | None:
    """Return the age from which a class starts: « 60 à 64 ans » gives 60, « moins de 25 » 0."""
    found = re.search(r"[0-9]{2}", words)
    if found is None:
        return None
    return "0" if words.startswith("moins") else found.group()


def _sixty(ages: Releve) -> Releve:
    """Turn classes of age into what indicators ask: everyone, and those of sixty or more."""
    classes: dict[str, dict[int, int]] = {}
    for name, rank in ages.rangs.items():
        profession, _, age = name.rpartition("_")
        classes.setdefault(profession, {})[-1 if age == "tout" else int(age)] = rank
    names = [
        name
        for profession in classes
        for name in (f"{profession}_effectif", f"{profession}_60plus", f"{profession}_ages")
    ]
    found = Releve(sorted(names), ())
    for place in ages.lieux:
        found.ouvrir(place)
        for profession, ranks in classes.items():
            for name, value in _counted(ages, place, ranks).items():
                found.poser(place, found.rangs[name.format(profession)], value)
    return found


def _counted(ages: Releve, place: str, ranks: Mapping[int, int]) -> Mapping[str, float | Statut]:
    old = [rank for age, rank in ranks.items() if age >= _SIXTY]
    by_age = [rank for age, rank in ranks.items() if age >= 0]
    whole = ages.somme([place], ranks[-1]) if -1 in ranks else _sum(ages, place, by_age)
    return {
        "{}_effectif": whole,
        "{}_60plus": _sum(ages, place, old),
        "{}_ages": whole if old else Statut.ABSENTE,
    }


def _sum(ages: Releve, place: str, ranks: list[int]) -> float | Statut:
    """Add classes; one that is not significant makes the sum not significant."""
    if not ranks:
        return Statut.ABSENTE
    values = [ages.somme([place], rank) for rank in ranks]
    reasons = [value for value in values if isinstance(value, Statut)]
    return reasons[0] if reasons else sum(value for value in values if isinstance(value, float))
