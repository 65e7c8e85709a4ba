"""What the margin may speak of: a text, a row of a list, a page; its French title, its page.

A cible is a short code: `textes/freins`, `equipe/12`, `choix`. It is read from the address of the
page, so that a new page can be commented as soon as it has its line here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from maillage.dossiers.models import (
    ActionPrevue,
    Chiffre,
    Collectivite,
    Dossier,
    Etablissement,
    Indicateur,
    Personne,
    Referent,
    Reunion,
)
from maillage.dossiers.models.ligne import Ligne
from maillage.reference import nomenclatures

# Pages that are commented as a whole, by the name of their address.
PAGES: Final[Mapping[str, str]] = {
    "identite": "Identité",
    "identite_cpts": "La CPTS",
    "identite_structure": "La structure qui porte la CPTS",
    "identite_roles": "Qui parle pour la CPTS",
    "territoire": "Territoire",
    "territoire_reponses": "Ce que l’équipe dit de son territoire",
    "diagnostic": "Diagnostic",
    "equipe": "Équipe",
    "etablissements": "Établissements",
    "reunions": "Réunions",
    "actions": "Actions",
    "indicateurs": "Indicateurs",
    "collectivites": "Collectivités",
    "referents": "Référents",
    "chiffres": "Chiffres apportés",
    "priorites": "Priorités régionales",
    "partenariats": "Partenariats",
    "choix": "Choix du pré-projet",
    "calendrier": "Calendrier",
    "budget": "Budget",
    "budget_projet": "Budget du projet",
    "missions": "Missions",
    "plan_crise": "Plan de crise",
    "frise": "La frise",
    "dependances": "Ce qui attend quoi",
    "echeances": "Les échéances",
    "contrat": "Contrat signé",
    "realise": "Prévu et réalisé",
    "versements": "Versements reçus",
    "resultats": "Résultats de l’année",
    "budget_lecture": "Budget par mission",
    "signature": "Signature",
    "statuts": "Statuts",
    "textes": "Textes",
}
# Rows that have a page of their own, by the page of their list.
FICHES: Final[Mapping[str, type[Ligne]]] = {
    "equipe": Personne,
    "etablissements": Etablissement,
    "reunions": Reunion,
    "actions": ActionPrevue,
    "indicateurs": Indicateur,
    "collectivites": Collectivite,
    "referents": Referent,
    "chiffres": Chiffre,
}
_TEXTES: Final = "textes"


class UnknownCible(Exception):
    """Nothing that can be commented bears this code, in this dossier."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"« {code[:60]} » n’existe pas, ou plus, dans ce dossier : rien n’est enregistré."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cible:
    """A place of the dossier; `page` and `args` name its address, empty once it is gone."""

    code: str
    titre: str
    page: str
    args: tuple[str, ...] = ()
    retiree: bool = False


def code_of_page(page: str, args: Mapping[str, Any]) -> str | None:
    """Return the cible of a page, from the name and the arguments of its address."""
    if page == "texte":
        return f"{_TEXTES}/{args['rubrique']}"
    liste, _, verb = page.rpartition("_")
    if verb == "modifier" and liste in FICHES and "ligne" in args:
        return f"{liste}/{args['ligne']}"
    return page if page in PAGES else None


def read(dossier: Dossier, codes: Iterable[str]) -> dict[str, Cible]:
    """Return the cibles of these codes that have a sense; one query for each kind of row."""
    return read_in((dossier,), codes)


def read_in(dossiers: Iterable[Dossier], codes: Iterable[str]) -> dict[str, Cible]:
    """Do the same for the places of several dossiers: a row belongs to one of them."""
    asked = dict.fromkeys(codes)
    rows = _rows(list(dossiers), asked)
    found = {code: _cible(code, rows) for code in asked}
    return {code: cible for code, cible in found.items() if cible is not None}


def check(dossier: Dossier, code: str) -> Cible:
    """Return the cible; raise `UnknownCible` when it is not there to be commented."""
    cible = read(dossier, (code,)).get(code)
    if cible is None or cible.retiree:
        raise UnknownCible(code)
    return cible


def _rows(dossiers: list[Dossier], codes: Iterable[str]) -> dict[str, str]:
    """Return the names of the rows that are still there, by their codes."""
    asked: dict[str, list[int]] = {}
    for code in codes:
        liste, _, pk = code.partition("/")
        if liste in FICHES and _is_number(pk):
            asked.setdefault(liste, []).append(int(pk))
    return {
        f"{liste}/{row.pk}": str(row)
        for liste, pks in asked.items()
        for row in FICHES[liste]._default_manager.filter(dossier__in=dossiers, pk__in=pks)
    }


def _is_number(text: str) -> bool:
    """Say that the text is a number that a database can hold."""
    return text.isascii() and text.isdigit() and len(text) < 10


def lieu(code: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the name of the page of a cible and its arguments, whether its row is there or not."""
    head, slash, tail = code.partition("/")
    if not slash:
        return (code, ()) if code in PAGES else None
    if head == _TEXTES:
        return ("texte", (tail,)) if tail in nomenclatures.rubriques_texte() else None
    return (f"{head}_modifier", (tail,)) if head in FICHES and _is_number(tail) else None


def _cible(code: str, rows: Mapping[str, str]) -> Cible | None:
    place = lieu(code)
    if place is None:
        return None
    page, args = place
    head, _, tail = code.partition("/")
    if page == "texte":
        titre = nomenclatures.rubriques_texte()[tail].libelle
    elif not tail:
        titre = PAGES[code]
    elif code not in rows:
        gone = f"{PAGES[head]} : fiche retirée"
        return Cible(code=code, titre=gone, page="", retiree=True)
    else:
        titre = f"{PAGES[head]} : {rows[code]}"
    return Cible(code=code, titre=titre, page=page, args=args)
