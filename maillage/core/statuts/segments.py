"""The stretches of text that sentences are made of: ours, typed by the team, or still missing."""

from datetime import date
from decimal import Decimal
from typing import Final

from maillage.core.statuts import nombres
from maillage.core.statuts.modele import NatureSegment, Segment

A_DECIDER: Final = "à décider"


def fixe(texte: str) -> Segment:
    """Return words of ours."""
    return Segment(texte)


def saisi(texte: str) -> Segment:
    """Return what the team typed, on one line; it is never read as a sentence with holes."""
    return Segment(" ".join(texte.split()), NatureSegment.SAISI)


def manque(libelle: str, cle: str) -> Segment:
    """Return a blank that says what is expected."""
    return Segment(f"à compléter : {libelle[0].lower()}{libelle[1:]}", NatureSegment.MANQUE, cle)


def a_decider(clause: str, cle: str) -> Segment:
    """Return a clause that the team has neither taken nor left, as a blank."""
    return Segment(f"{A_DECIDER} : {clause}", NatureSegment.MANQUE, cle)


def euros(amount: Decimal) -> str:
    """Write « 3 000 € » with plain spaces; documents make them hard."""
    whole = amount == amount.to_integral_value()
    return f"{amount:,.{0 if whole else 2}f}".replace(",", " ").replace(".", ",") + " €"


def jour(day: date) -> str:
    """Write « 1er juin 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {nombres.MOIS[day.month - 1]} {day.year}"


def nombre(value: int, forme: str) -> str:
    """Write a number in the shape that a hole asks."""
    if forme == "pourcent":
        return f"{value} %"
    if forme == "de_mois":
        return nombres.de_mois(value)
    if forme == "Jour":
        words = nombres.compte(value, "jour")
        return words[0].upper() + words[1:]
    return nombres.compte(value, forme.removesuffix("+"), chiffres=forme.endswith("+"))


FORMES = frozenset({"euros", "pourcent", "de_mois", "Jour"}).union(
    nombres.NOMS, (f"{nom}+" for nom in nombres.NOMS)
)
