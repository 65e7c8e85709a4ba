"""Sums of money as the pages show them: to the cent, and how sure we are of them, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from maillage.core.fiabilite import plus_faible
from maillage.core.financement import DOUTES, Ligne, euros


@dataclass(frozen=True, slots=True)
class Somme:
    """An amount, and the words that go with it when it is not read in a text."""

    centimes: int
    doute: str = ""
    connue: bool = True  # else the sum exists, no source gives its amount: it counts for nothing

    @property
    def texte(self) -> str:
        return euros(self.centimes) if self.connue else "montant introuvable"

    @property
    def html(self) -> SafeString:
        """Return the amount, its doubt below it: a page shows hundreds of them."""
        if not self.doute:
            return format_html("{}", self.texte)
        return format_html('{}<br><span class="doute">{}</span>', self.texte, self.doute)


def somme(lignes: Iterable[Ligne]) -> Somme:
    """Add payments up; the sum is no surer than the least sure of those that bring something."""
    rows = [ligne for ligne in lignes if ligne.centimes]
    worst = plus_faible(ligne.calcul.base.fiabilite for ligne in rows)
    return Somme(sum(ligne.centimes for ligne in rows), DOUTES[worst])
