"""What the signs of the rules do to values, and the refusal to compare what cannot be compared."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

Nombre = int | Decimal


class Inapplicable(Exception):
    """An operation that these values do not allow: the verdict is then unknown."""


def genre(value: object) -> str:
    """Name the kind of a value, in French, for a message."""
    if value is None:
        return "aucune réponse"
    if isinstance(value, bool):
        return "oui ou non"
    if isinstance(value, int | Decimal):
        return "un nombre"
    if isinstance(value, str):
        return "un texte"
    if isinstance(value, date):
        return "une date"
    return "une fiche" if isinstance(value, Mapping) else "une liste"


def nombre(value: object) -> Nombre:
    """Return the value if it is a number; refuse anything else, yes and no included."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Inapplicable(f"un nombre était attendu, la donnée contient {genre(value)}")
    return value


def elements(value: object) -> Iterable[object]:
    """Return what a list holds; a text is not a list of letters."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise Inapplicable(f"une liste était attendue, la donnée contient {genre(value)}")
    return value


def vrai(value: object) -> bool:
    """Read a yes or a no; no answer counts as no, a filled list as yes."""
    if value is None or isinstance(value, bool):
        return bool(value)
    if isinstance(value, list | tuple):
        return bool(value)
    raise Inapplicable(f"oui ou non était attendu, la donnée contient {genre(value)}")


def non(value: object) -> bool:
    """Deny a yes or a no; the denial of no answer is no answer."""
    if value is None:
        raise Inapplicable("oui ou non était attendu, la donnée est sans réponse")
    return not vrai(value)


def egal(left: object, right: object) -> bool:
    """Compare two values of one kind; no answer equals nothing."""
    if left is None or right is None:
        return left is right
    if genre(left) != genre(right):
        raise Inapplicable(f"{genre(left)} ne se compare pas à {genre(right)}")
    return left == right


def different(left: object, right: object) -> bool:
    """Deny `egal`."""
    return not egal(left, right)


def _order(left: object, right: object) -> tuple[Nombre, Nombre]:
    if isinstance(left, date) and isinstance(right, date):
        return left.toordinal(), right.toordinal()
    return nombre(left), nombre(right)


def plus_petit(left: object, right: object) -> bool:
    """Say if the first number or day comes before the second."""
    first, second = _order(left, right)
    return first < second


def plus_petit_ou_egal(left: object, right: object) -> bool:
    """Say if the first number or day does not come after the second."""
    first, second = _order(left, right)
    return first <= second


def plus_grand(left: object, right: object) -> bool:
    """Say if the first number or day comes after the second."""
    return plus_petit(right, left)


def plus_grand_ou_egal(left: object, right: object) -> bool:
    """Say if the first number or day does not come before the second."""
    return plus_petit_ou_egal(right, left)


def dans(value: object, liste: object) -> bool:
    """Look for a value in a list."""
    if isinstance(liste, str) or not isinstance(liste, Collection):
        raise Inapplicable(f"une liste était attendue, la donnée contient {genre(liste)}")
    return value in liste


def hors_de(value: object, liste: object) -> bool:
    """Deny `dans`."""
    return not dans(value, liste)


def est(left: object, right: object) -> bool:
    """Recognise no answer, yes or no."""
    return left is right


def n_est_pas(left: object, right: object) -> bool:
    """Deny `est`."""
    return left is not right


def plus(left: object, right: object) -> object:
    """Add two numbers, or put two texts end to end."""
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    return nombre(left) + nombre(right)


def moins(left: object, right: object) -> object:
    """Subtract a number from another."""
    return nombre(left) - nombre(right)


def fois(left: object, right: object) -> object:
    """Multiply two numbers."""
    return nombre(left) * nombre(right)


def champ(record: object, field: str) -> object:
    """Read a field of a record; a missing field has no answer."""
    if not isinstance(record, Mapping):
        raise Inapplicable(f"une fiche était attendue, la donnée contient {genre(record)}")
    return record.get(field)


def lu(table: object, key: object) -> object:
    """Read an entry of a table written in the rule."""
    return table.get(key) if isinstance(table, Mapping) else None
