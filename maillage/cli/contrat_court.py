"""A contract typed on the command line: `--taille 2 --signature … --mission acces=2022-11-01`."""

import argparse
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from maillage.cli import messages
from maillage.cli.lecture import day
from maillage.core.financement import (
    DEFAUT,
    DIX_MILLIEMES,
    Anomalie,
    ContratAci,
    MissionContrat,
    anomalies,
)

POURCENT = 100

T = TypeVar("T")


def mission(text: str) -> tuple[str, MissionContrat]:
    """Read « acces=2022-11-01 », « acces=2022-11-01/2024-06-01 » (with its stop), « acces= »."""
    code, equal, days = text.partition("=")
    if not code or not equal:
        raise argparse.ArgumentTypeError(
            f"« {text} » : écrivez MISSION=AAAA-MM-JJ, par exemple acces=2022-11-01"
        )
    start, slash, stop = days.partition("/")
    return code, MissionContrat(
        demarrage=day(start) if start else None, arret=day(stop) if slash else None
    )


def resultat(text: str) -> tuple[str, int]:
    """Read « 60 » (of every mission) or « acces=62,5 », in percent, to ten-thousandths."""
    code, equal, percent = text.rpartition("=")
    try:
        rate = Decimal(percent.removesuffix("%").strip().replace(",", ".")) * POURCENT
    except InvalidOperation:
        rate = Decimal(-1)
    if not rate.is_finite() or not 0 <= rate <= DIX_MILLIEMES or rate != int(rate):
        raise argparse.ArgumentTypeError(
            f"« {text} » : écrivez un pourcentage de 0 à 100, à deux décimales au plus"
        )
    return (code if equal else DEFAUT), int(rate)


def once(pairs: Iterable[tuple[str, T]], option: str) -> dict[str, T]:
    """Return the pairs by code; refuse one that is written twice."""
    found: dict[str, T] = {}
    for code, value in pairs:
        if code in found:
            name = "pour toutes les missions" if code == DEFAUT else f"« {code} »"
            raise messages.BadCall(f"{option} : {name} est écrit deux fois.")
        found[code] = value
    return found


def checked(contrat: ContratAci) -> ContratAci:
    """Return a contract that can exist; raise BadCall with what is wrong, by option."""
    from maillage.reference.aci import tables_aci  # noqa: PLC0415 -- reads YAML

    found = anomalies(contrat, tables_aci())
    if found:
        lines = "\n".join(f"  {_option(one)} : {one.message}" for one in found)
        raise messages.BadCall(f"ce contrat est impossible.\n{lines}")
    return contrat


def _option(anomalie: Anomalie) -> str:
    name, *rest = anomalie.champ.split(".")
    option = "--mission" if name == "missions" else f"--{name}"
    return f"{option} {rest[0]}" if rest else option


def grille_du(signature: date) -> str:
    """Return the code of the version that holds on the day of the signature."""
    from maillage.reference.aci import grille_le, grilles  # noqa: PLC0415 -- reads YAML

    found = grille_le(signature)
    if found is None:
        first = next(iter(grilles().values()))
        raise messages.BadCall(
            f"--signature : aucun accord avant le {first.depuis:%d/%m/%Y}, début de {first.code}."
        )
    return found.code
