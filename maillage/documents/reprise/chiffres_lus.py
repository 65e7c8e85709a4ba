"""Figures of a territory, in the table that a team made from Rézone or got from its caisse.

One line for each figure, with the département, the région and France in columns of their own; or a
line for each place, named in a column. A line that is not whole is a fault: nothing is kept then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

from maillage.core.facts import Chiffre, PartialDate
from maillage.documents.reprise.etiquettes import normal
from maillage.documents.reprise.feuilles import Rangee
from maillage.documents.reprise.periodes import lire_date
from maillage.documents.reprise.refus import FichierRefuse
from maillage.reference import cog
from maillage.reference.indicateurs import catalogue

HEAD_ROWS: Final = 10
_MOST: Final = 1_000
COLONNES: Final[Mapping[str, tuple[str, ...]]] = {
    "indicateur": ("indicateur", "code", "code indicateur", "code de l indicateur"),
    "libelle": ("libelle", "intitule", "libelle de l indicateur", "nom de l indicateur"),
    "territoire": ("territoire", "maille", "zone", "perimetre"),
    "numerateur": ("numerateur", "effectif", "nombre"),
    "denominateur": ("denominateur", "population", "population de reference", "sur"),
    "valeur": ("valeur", "taux", "part", "resultat", "valeur cpts", "cpts"),
    "unite": ("unite",),
    "source": ("source", "origine", "provenance"),
    "date": ("date", "annee", "periode", "millesime"),
    "departement": ("departement", "valeur departement", "valeur du departement"),
    "region": ("region", "valeur region", "valeur de la region"),
    "france": ("france", "valeur france", "national"),
}
_NUMBERS: Final = ("numerateur", "denominateur", "valeur", "departement", "region", "france")
_REQUIRED: Final = ("source", "date")
_NOT_SAID: Final = ("", "ns", "nd", "n d", "s", "secret")
_PLACES: Final[Mapping[str, str]] = {
    "cpts": "",
    "": "",
    "territoire": "",
    "departement": "departement",
    "region": "region",
    "france": "france",
    "france entiere": "france",
    "national": "france",
}


@dataclass(slots=True)
class ChiffresLus:
    """The figures of a table; or its faults, each with its line and its column."""

    chiffres: list[Chiffre] = field(default_factory=list)
    fautes: list[str] = field(default_factory=list)
    remarques: list[str] = field(default_factory=list)  # what is left out, and why


def lire_chiffres(rows: Sequence[Rangee], name: str) -> ChiffresLus:
    """Read a table; raise `FichierRefuse` when it has not the columns that are waited for."""
    head, columns = _head(rows, name)
    titles = {key: rows[head].cellules[at] for key, at in columns.items()}
    read, parts = ChiffresLus(), dict[tuple[Any, ...], dict[str, Any]]()
    body = rows[head + 1 :]
    if len(body) > _MOST:
        raise FichierRefuse(
            f"« {name} » a plus de {_MOST} lignes : coupez-le en plusieurs fichiers."
        )
    for row in body:
        cells = {
            key: row.cellules[at].strip() if at < len(row.cellules) else ""
            for key, at in columns.items()
        }
        if not any(cells.values()):
            continue
        line = _Line(row.numero, cells, titles, read)
        line.keep(parts)
    for values in parts.values():
        number = values.pop("ligne")
        if "valeur" in values or {"numerateur", "denominateur"} <= values.keys():
            read.chiffres.append(Chiffre(**values))
        else:
            read.fautes.append(f"ligne {number} : la valeur pour la CPTS manque.")
    return read


def _head(rows: Sequence[Rangee], name: str) -> tuple[int, dict[str, int]]:
    best: tuple[int, int, dict[str, int]] = (0, 0, {})
    for rank, row in enumerate(rows[:HEAD_ROWS]):
        found = dict(_columns(row))
        best = max(best, (len(found), -rank, found), key=lambda one: one[:2])
    rank, columns = -best[1], best[2]
    missing = [key for key in _REQUIRED if key not in columns]
    if "indicateur" not in columns and "libelle" not in columns:
        missing.insert(0, "indicateur")
    if not {"valeur", "numerateur"} & columns.keys():
        missing.append("valeur")
    if missing:
        seen = rows[rank].texte[:120] if rows else "rien"
        raise FichierRefuse(
            f"« {name} », ligne {rows[rank].numero} : la colonne « {missing[0]} » manque (trouvé : {seen})."
        )
    return rank, columns


def _columns(row: Rangee) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for at, cell in enumerate(row.cellules):
        words = normal(cell)
        for key, titles in COLONNES.items():
            if words in titles and key not in seen:
                seen.add(key)
                yield key, at


@cache
def _codes() -> Mapping[str, str]:
    """Return the codes of indicators by what people write: the code, or the name."""
    found: dict[str, str] = {}
    for one in catalogue().importables():
        found[normal(one.code.replace("_", " "))] = one.code
        found[normal(one.libelle)] = one.code
    return found


@cache
def _names() -> Mapping[str, str]:
    """Return the field that a département or a région fills, by its name, or its number."""
    table = cog.table()
    return {
        **{normal(one.nom): "region" for one in table.regions.values()},
        **{normal(one.nom): "departement" for one in table.departements.values()},
        **{code.casefold(): "departement" for code in table.departements},
    }


@dataclass(slots=True)
class _Line:
    """A line of the table, and where its faults go."""

    numero: int
    cells: Mapping[str, str]
    titles: Mapping[str, str]
    read: ChiffresLus

    def keep(self, parts: dict[tuple[Any, ...], dict[str, Any]]) -> None:
        """Put the figures of the line beside those of the same indicator, source and date."""
        named, place = self._named(), self._place()
        moment, source = self._date(), self.cells["source"]
        if not source:
            self._refuse("source", "dites d’où vient ce chiffre")
        numbers = {key: self._number(key) for key in _NUMBERS if self.cells.get(key)}
        if named is None or place is None or moment is None or not source:
            return
        given = {key: value for key, value in numbers.items() if value is not None}
        if not given and not self._wrong(numbers):
            self.read.remarques.append(f"ligne {self.numero} : pas de valeur, laissée de côté.")
            return
        key = (*named.values(), source, moment)
        one = parts.setdefault(
            key, {"ligne": self.numero, **named, "source": source, "date": moment}
        )
        if self.cells.get("unite") and not named["indicateur"]:
            one["unite"] = self.cells["unite"]
        if place and "valeur" not in given:
            self._refuse("valeur", "donnez la valeur pour ce territoire")
            return
        if place:
            given = {place: given["valeur"]}
        if again := one.keys() & given.keys():
            self._refuse(min(again), f"ce chiffre est déjà ligne {one['ligne']}")
            return
        one.update(given)

    def _wrong(self, numbers: Mapping[str, Decimal | None]) -> bool:
        return any(
            value is None and normal(self.cells[key]) not in _NOT_SAID
            for key, value in numbers.items()
        )

    def _named(self) -> dict[str, str | None] | None:
        written = self.cells.get("indicateur") or self.cells.get("libelle") or ""
        if not written:
            self._refuse("indicateur" if "indicateur" in self.titles else "libelle", "à remplir")
            return None
        code = _codes().get(normal(written.replace("_", " ")))
        label = self.cells.get("libelle") or written
        return {"indicateur": code, "libelle": None if code else label[:500]}

    def _place(self) -> str | None:
        """Return the field that the line fills: "" for the CPTS itself."""
        written = self.cells.get("territoire", "")
        words = normal(written)
        if words in _PLACES:
            return _PLACES[words]
        first = words.split(" ")[0]
        if first in ("cpts", "departement", "region"):
            return _PLACES[first]
        known = _names().get(words)
        if known is None:
            why = "n’est ni la CPTS, ni un département, ni une région, ni la France"
            self._refuse("territoire", f"« {written[:40]} » {why}")
        return known

    def _date(self) -> PartialDate | None:
        written = self.cells["date"]
        if not written:
            self._refuse("date", "dites de quand date ce chiffre")
            return None
        found = lire_date(written)
        if found is None:
            why = f"« {written[:20]} » n’est pas une date : 2025, 12/2025 ou 31/12/2025"
            self._refuse("date", why)
        return found

    def _number(self, key: str) -> Decimal | None:
        written = self.cells[key]
        if normal(written) in _NOT_SAID:
            return None
        tight = written.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
        try:
            value = Decimal(tight.removesuffix("%").replace(",", "."))
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            self._refuse(key, f"« {written[:20]} » n’est pas un nombre")
            return None
        return value

    def _refuse(self, key: str, why: str) -> None:
        title = self.titles.get(key, key)
        self.read.fautes.append(f"ligne {self.numero}, colonne « {title} » : {why}.")


def fusionner(held: Sequence[Chiffre], new: Sequence[Chiffre]) -> tuple[Chiffre, ...]:
    """Add figures to those of a dossier; one of the same indicator, date and source is replaced."""
    found = {(one.indicateur, one.libelle, one.date, one.source): one for one in held}
    for one in new:
        found[one.indicateur, one.libelle, one.date, one.source] = replace(one)
    return tuple(found.values())
