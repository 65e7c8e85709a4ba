"""Numbers, amounts, dates and plurals in French, for the templates."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template

from maillage.core.facts import PartialDate
from maillage.web import clock, typographie

register = template.Library()


@register.filter
def nombre(value: int | Decimal | None, decimals: int = 0) -> str:
    return typographie.nombre(value, decimals)


@register.filter
def euros(value: Decimal | int | None) -> str:
    return typographie.euros(value)


@register.filter
def pourcent(value: Decimal | int | None, decimals: int = 0) -> str:
    return typographie.pourcent(value, decimals)


@register.filter
def jour(value: date | PartialDate | None) -> str:
    return typographie.jour(value)


@register.filter
def quand(value: datetime | None) -> str:
    return typographie.quand(value, clock.today())


@register.filter
def pluriel(count: int, words: str) -> str:
    """Write « 45 communes » from `{{ 45|pluriel:"commune" }}`, or "cheval,chevaux"."""
    one, _, many = words.partition(",")
    return typographie.pluriel(count, one, many)


@register.filter
def accord(count: int, words: str) -> str:
    """Choose between two words, without the number: `{{ n|accord:"bloque,bloquent" }}`."""
    one, _, many = words.partition(",")
    return one if abs(count) < 2 else many


@register.filter
def fr(text: Any) -> str:
    return typographie.fr(str(text))
