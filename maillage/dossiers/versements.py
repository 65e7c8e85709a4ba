"""What a payment must say to be kept: an amount, and parts that make it to the cent."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from maillage.core.facts import PartRecue, VersementRecu
from maillage.core.financement import CENTIMES
from maillage.reference.aci import postes_du_contrat

ZERO = Decimal(0)


def check(part: VersementRecu) -> None:
    """Raise ValidationError, by field."""
    wrong: dict[str, list[str]] = {}
    for field, sentence in problemes(part):
        wrong.setdefault(field, []).append(sentence)
    if wrong:
        raise ValidationError(wrong)


def problemes(part: VersementRecu) -> Iterator[tuple[str, str]]:
    """Yield what keeps a payment from being one, with the field that says it."""
    if not part.montant:
        yield "montant", "Un versement a un montant : celui de la ligne du relevé."
    yield from (("parts", sentence) for sentence in _of_parts(part.montant, part.parts or ()))


def _of_parts(montant: Decimal | None, parts: Sequence[PartRecue]) -> Iterator[str]:
    known, seen = postes_du_contrat(), set()
    for one in parts:
        if one.poste not in known:
            yield f"« {one.poste[:60]} » n’est pas payé par l’accord."
        if one.annee < 1:
            yield "Les années du contrat partent de 1."
        if not one.montant:
            yield "Chaque part a un montant."
        if one.ligne in seen:
            yield "Une ligne du contrat est payée deux fois ici : réunissez les deux parts."
        seen.add(one.ligne)
    total = sum((one.montant or ZERO for one in parts), ZERO)
    if parts and montant and total != montant:
        gap = abs(total - montant)
        more = "de trop" if (total - montant) * montant > 0 else "à répartir"
        yield f"Les parts ne font pas le versement : {_euros(gap)} {more}."


def _euros(montant: Decimal) -> str:
    whole, cents = divmod(int(montant * CENTIMES), CENTIMES)
    return f"{whole},{cents:02d} €"


def said(row: Any, valeurs: Any) -> VersementRecu:
    """Return a payment as it will be: what is given, and the rest of the row."""
    names = VersementRecu.__dataclass_fields__
    return VersementRecu(**{name: valeurs.get(name, getattr(row, name, None)) for name in names})
