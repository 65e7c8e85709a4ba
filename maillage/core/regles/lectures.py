"""How the texts, the steps and the missions of a dossier become the codes that rules speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lectures:
    """Dated tables of `reference`, given to `faits_de`."""

    # fact → code → the text rubriques of which one at least, filled, gives that code
    textes: Mapping[str, Mapping[str, tuple[str, ...]]]
    etapes: Mapping[str, tuple[str, ...]]  # step of the dossier → steps of the rules
    jalons: tuple[str, ...]  # steps whose order is judged
    missions: Mapping[str, str]  # mission of an action → mission of the agreement
    natures_fir: tuple[str, ...]  # natures of budget that the regional fund pays
    consignes: tuple[str, ...]  # expressions that betray an instruction left in a text
    articles: Mapping[str, int]  # subject of the statutes → the article that deals with it
    zones: tuple[str, ...]  # expressions that betray a blank left to fill


def filled_codes(
    table: Mapping[str, Sequence[str]], textes: Mapping[str, str]
) -> tuple[str, ...] | None:
    """Return the codes whose text is filled; None when none of the texts was ever opened."""
    if not any(rubrique in textes for group in table.values() for rubrique in group):
        return None
    return tuple(
        code
        for code, group in table.items()
        if any(textes.get(rubrique, "").strip() for rubrique in group)
    )
