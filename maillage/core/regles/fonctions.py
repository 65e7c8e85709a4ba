"""The functions that the expressions of the rules may call, by name."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Protocol

from stdnum import iban as stdnum_iban
from stdnum import luhn as stdnum_luhn
from stdnum.fr import siret as stdnum_siret

from maillage.core.regles.dates import croissant, jours, mois_apres
from maillage.core.regles.operations import Inapplicable, Nombre, elements, genre, nombre, vrai

_ANY: Final = 99  # as many values as wanted


def _nothing(_constants: tuple[object, ...]) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Fonction:
    """A function, how many values it takes, and what its constants must be at load."""

    appel: Callable[..., object]
    arity_min: int = 1
    arity_max: int = 1
    datee: bool = False  # receives the day of judgement before its own values
    verifie: Callable[[tuple[object, ...]], None] = _nothing


class Tables(Protocol):
    """The dated tables that some functions read."""

    def taille(self, on: date, population: int, bareme: str) -> int:
        """Return the size class, 1 to 4."""

    def bornes(self, on: date, bareme: str) -> tuple[int, ...]:
        """Return the thresholds between the size classes."""

    def plafond(self, version: str, taille: int, ligne: str) -> Nombre | None:
        """Return the yearly maximum of a line, None when no source gives it."""

    def pass_annuel(self, annee: int) -> int | None:
        """Return the social security ceiling of a civil year, None when not published."""

    def liste(self, on: date, table: str, cle: str) -> tuple[str, ...]:
        """Return the codes a form or a document asks for."""


def connu(value: object) -> bool:
    """Say if the question has an answer."""
    return value is not None


def absent(*values: object) -> bool:
    """Say if one at least has no answer."""
    return any(value is None for value in values)


def vide(value: object) -> bool:
    """Say if the answer is an empty text (blanks included) or an empty list."""
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, Sequence | Mapping | frozenset) and not value


def rempli(value: object) -> bool:
    """Say if there is an answer and it is not empty; no and zero are full answers."""
    return value is not None and not vide(value)


def nb(liste: object) -> int:
    """Count."""
    return len(tuple(elements(liste)))


def somme(liste: object) -> Nombre:
    """Add up."""
    total: Nombre = 0
    for value in elements(liste):
        total += nombre(value)
    return total


def distincts(liste: object) -> tuple[object, ...]:
    """Keep each value once, in the order met."""
    kept: list[object] = []
    for value in elements(liste):
        if value not in kept:
            kept.append(value)
    return tuple(kept)


def ensemble(liste: object) -> frozenset[object]:
    """Forget the order and the repetitions."""
    return frozenset(elements(liste))


def entier(value: object) -> int:
    """Cut the decimals off."""
    return int(nombre(value))


def absolu(value: object) -> Nombre:
    """Forget the sign."""
    number = nombre(value)
    return number if number >= 0 else -number


def tous(liste: object) -> bool:
    """Say if every answer is yes."""
    return all(vrai(value) for value in elements(liste))


def au_moins_un(liste: object) -> bool:
    """Say if one answer at least is yes."""
    return any(vrai(value) for value in elements(liste))


def manquants(attendus: object, presents: object) -> tuple[object, ...]:
    """List what is expected and not there."""
    there = tuple(elements(presents))
    return tuple(value for value in elements(attendus) if value not in there)


def _fields(record: object, champs: object) -> list[object]:
    if not isinstance(record, Mapping):
        raise Inapplicable(f"une fiche était attendue, la donnée contient {genre(record)}")
    return [record.get(champ) for champ in elements(champs)]


def complet(record: object, champs: object) -> bool:
    """Say if all these fields are filled."""
    return all(rempli(value) for value in _fields(record, champs))


def champs_manquants(record: object, champs: object) -> tuple[object, ...]:
    """List the fields that are not filled."""
    values = zip(elements(champs), _fields(record, champs), strict=True)
    return tuple(champ for champ, value in values if not rempli(value))


def champ_inconnu(record: object, champs: object) -> bool:
    """Say if a field has no answer while none was left empty on purpose."""
    values = _fields(record, champs)
    return absent(*values) and not any(vide(value) for value in values)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _text(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # a number written without quotes is still read digit by digit
    if not isinstance(value, str):
        raise Inapplicable(f"un texte était attendu, la donnée contient {genre(value)}")
    return value


def motif(texte: object, expression: object) -> bool:
    """Say if the whole text has this form."""
    return _compiled(_text(expression)).fullmatch(_text(texte)) is not None


def _pattern_at_load(constants: tuple[object, ...]) -> None:
    expression = constants[1]
    if not isinstance(expression, str):
        raise ValueError(  # noqa: TRY004 -- a rule badly written, not a wrong argument
            "« motif » attend une forme écrite dans la règle"
        )
    try:
        _compiled(expression)
    except re.error as error:
        raise ValueError(f"« motif » : forme illisible « {expression} »") from error


def luhn(texte: object) -> bool:
    """Check the Luhn key."""
    return stdnum_luhn.is_valid(_text(texte))


def siret_valide(texte: object) -> bool:
    """Check the fourteen digits and the key of a SIRET, La Poste included."""
    compact = _text(texte).replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    return compact.isascii() and compact.isdigit() and stdnum_siret.is_valid(compact)


def iban_valide(texte: object) -> bool:
    """Check the form and the key of an IBAN; blanks do not count."""
    return stdnum_iban.is_valid("".join(_text(texte).split()))


def _plain(texte: object) -> str:
    decomposed = unicodedata.normalize("NFD", _text(texte).strip().casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def identique(left: object, right: object) -> bool:
    """Compare two texts without their case and accents."""
    return _plain(left) == _plain(right)


_HOUR: Final = re.compile(r"([0-9]{1,2})[:h]([0-9]{2})")
_MINUTES: Final = 60


def _minutes(value: object) -> Nombre:
    """Read an hour: 18, 18.5, « 18:30 » or « 18h30 »."""
    found = _HOUR.fullmatch(value) if isinstance(value, str) else None
    if found is not None:
        return int(found[1]) * _MINUTES + int(found[2])
    return nombre(value) * _MINUTES


def chevauchement(creneaux: object) -> bool:
    """Say if the same person is twice at the same hour of the same day."""
    seen: list[tuple[object, Nombre, Nombre]] = []
    for creneau in elements(creneaux):
        who, day, start, end = _fields(creneau, ("personne", "jour", "debut", "fin"))
        if who is None or day is None:
            raise Inapplicable("la personne ou le jour d’un créneau manque")
        first, last = _minutes(start), _minutes(end)
        if any(key == (who, day) and first < b and a < last for key, a, b in seen):
            return True
        seen.append(((who, day), first, last))
    return False


def _whole(value: object) -> int:
    number = nombre(value)
    if number != int(number):
        raise Inapplicable("un nombre entier était attendu")
    return int(number)


SIMPLES: Final[Mapping[str, Fonction]] = {
    "absent": Fonction(absent, 1, _ANY),
    "abs": Fonction(absolu),
    "connu": Fonction(connu),
    "rempli": Fonction(rempli),
    "vide": Fonction(vide),
    "nb": Fonction(nb),
    "somme": Fonction(somme),
    "distincts": Fonction(distincts),
    "ensemble": Fonction(ensemble),
    "entier": Fonction(entier),
    "tous": Fonction(tous),
    "au_moins_un": Fonction(au_moins_un),
    "manquants": Fonction(manquants, 2, 2),
    "complet": Fonction(complet, 2, 2),
    "champ_inconnu": Fonction(champ_inconnu, 2, 2),
    "champs_manquants": Fonction(champs_manquants, 2, 2),
    "motif": Fonction(motif, 2, 2, verifie=_pattern_at_load),
    "luhn": Fonction(luhn),
    "siret_valide": Fonction(siret_valide),
    "iban_valide": Fonction(iban_valide),
    "mois_apres": Fonction(mois_apres, 2, 2),
    "jours": Fonction(jours, 2, 2),
    "croissant": Fonction(croissant),
    "chevauchement": Fonction(chevauchement),
    "identique": Fonction(identique, 2, 2),
}

LISTES: Final[Mapping[str, str]] = {  # function of the rules: table it reads
    "colonnes_trame": "colonnes_trame",
    "rubriques_fiche": "rubriques_fiche",
    "etapes_trame": "etapes_trame",
    "pieces_attendues": "pieces",
}


def _reading(tables: Tables, table: str) -> Fonction:
    return Fonction(lambda on, cle: tables.liste(on, table, _text(cle)), datee=True)


def fonctions_de(tables: Tables) -> dict[str, Fonction]:
    """Return every function of the rules, those that read tables bound to these."""
    return {
        **SIMPLES,
        **{name: _reading(tables, table) for name, table in LISTES.items()},
        "taille": Fonction(
            lambda on, population, bareme: tables.taille(on, _whole(population), bareme),
            2,
            2,
            datee=True,
        ),
        "bornes": Fonction(tables.bornes, datee=True),
        "plafond": Fonction(
            lambda version, taille, ligne: tables.plafond(version, _whole(taille), _text(ligne)),
            3,
            3,
        ),
        "pass_annuel": Fonction(lambda annee: tables.pass_annuel(_whole(annee))),
    }
