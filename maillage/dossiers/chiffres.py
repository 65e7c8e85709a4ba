"""What makes a figure that the team brings worth keeping: a name, a figure, a source, a date."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError

from maillage.core.facts import Chiffre
from maillage.core.facts.chiffre import LARGEST
from maillage.core.indicateurs import IndicateurTerritoire
from maillage.reference.indicateurs import catalogue

NOMBRES: Final = ("numerateur", "denominateur", "valeur", "departement", "region", "france")
PLACES: Final = 6
PART: Final = "%"
_WHOLE: Final = 100
_APART: Final = Decimal(1)  # points between a share as written and as counted: more is a slip


def importables() -> Mapping[str, IndicateurTerritoire]:
    """Return the indicators of the table that a team may bring, by their codes."""
    return {one.code: one for one in catalogue().importables()}


def problemes(chiffre: Chiffre) -> Iterator[tuple[str, str]]:
    """Return what is wrong, each with the field that it is about."""
    if not (chiffre.indicateur or chiffre.libelle or "").strip():
        yield "indicateur", "Dites de quel indicateur il s’agit : un code de la table, ou un nom."
    if not chiffre.source.strip():
        yield "source", "Dites d’où vient ce chiffre : sans source, il ne peut pas être montré."
    values = {name: getattr(chiffre, name) for name in NOMBRES}
    wrong = {name: why for name, one in values.items() if one is not None and (why := _number(one))}
    yield from wrong.items()
    yield from _figure(chiffre)
    if unite(chiffre) == PART and not wrong:
        yield from _share(chiffre)


def phrases(lignes: Iterable[Chiffre]) -> Iterator[str]:
    """Tell what is wrong in figures, each by its name."""
    for one in lignes:
        yield from (f"{nom(one)} : {message}" for _, message in problemes(one))


def nom(chiffre: Any) -> str:
    """Return how the figure is called: by the table, or by the team."""
    known = catalogue().indicateurs.get(chiffre.indicateur or "")
    return chiffre.libelle or (known.libelle if known else chiffre.indicateur or "")


def unite(chiffre: Any) -> str:
    """Return its unit: that of the table, or the one that the team gave."""
    known = catalogue().indicateurs.get(chiffre.indicateur or "")
    return known.unite if known else chiffre.unite or ""


def _share(chiffre: Chiffre) -> Iterator[tuple[str, str]]:
    for name in NOMBRES[2:]:
        value = getattr(chiffre, name)
        if value is not None and value.is_finite() and not 0 <= value <= _WHOLE:
            yield name, "Une part va de 0 à 100 %."
    above, below, said = chiffre.numerateur, chiffre.denominateur, chiffre.valeur
    if above is None or not below or said is None or not (above.is_finite() and below.is_finite()):
        return
    if said.is_finite() and abs(above / below * _WHOLE - said) > _APART:
        counted = f"{above / below * _WHOLE:.1f}".replace(".", ",")
        yield (
            "valeur",
            f"Le numérateur et le dénominateur donnent {counted} % : corrigez l’un des trois.",
        )


def _figure(chiffre: Chiffre) -> Iterator[tuple[str, str]]:
    above, below = chiffre.numerateur, chiffre.denominateur
    if below is not None and below <= 0:
        yield "denominateur", "Un dénominateur est plus grand que zéro."
    if chiffre.valeur is None and (above is None or below is None):
        yield "valeur", "Donnez la valeur, ou le numérateur et le dénominateur."


def _number(value: Decimal) -> str:
    if not value.is_finite() or value.copy_abs() >= LARGEST:  # `abs` overflows on 1e999999999
        return "Ce nombre est trop grand."
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PLACES:
        return f"Écrivez au plus {PLACES} chiffres après la virgule."
    return ""


def complet(valeurs: Mapping[str, Any], depuis: object | None = None) -> Chiffre:
    """Return the figure that a row will hold with these answers; refuse one that is not whole."""
    names = {one.name for one in fields(Chiffre)}
    held = {name: getattr(depuis, name) for name in names} if depuis is not None else {}
    given = {**held, **{name: value for name, value in valeurs.items() if name in names}}
    if given.get("indicateur") and given["indicateur"] not in importables():
        raise ValidationError({"indicateur": "Cet indicateur n’est pas dans la table."})
    if given.get("date") is None:
        raise ValidationError({"date": "Dites de quand date ce chiffre : une année suffit."})
    chiffre = Chiffre(**{**given, "source": given.get("source") or ""})
    found: dict[str, list[str]] = {}
    for field, message in problemes(chiffre):
        found.setdefault(field, []).append(message)
    if found:
        raise ValidationError(found)
    return chiffre
