"""The lists that an article prints from the colleges and the officers."""

from collections.abc import Callable, Mapping
from typing import Final

from maillage.core.facts import College
from maillage.core.statuts import nombres
from maillage.core.statuts.modele import Ligne, Segment, TablesStatuts
from maillage.core.statuts.resolution import Resolution
from maillage.core.statuts.segments import euros, fixe, manque, saisi

Lignes = tuple[Ligne, ...]


def _by_college(value: Callable[[College], Segment]) -> Callable[[Resolution], Lignes]:
    def lines(resolution: Resolution) -> Lignes:
        return tuple((_name(c), fixe(" : "), value(c)) for c in resolution.colleges)

    return lines


def _name(college: College) -> Segment:
    return saisi(college.nom) if college.nom.strip() else manque("le nom du collège", "colleges")


def _membres(college: College) -> Segment:
    text = (college.membres or "").strip()
    return saisi(text) if text else manque("qui entre dans ce collège", "colleges")


def _sieges(college: College) -> Segment:
    if college.sieges is None:
        return manque("le nombre de sièges", "colleges")
    return fixe(nombres.compte(college.sieges, "siege", chiffres=True))


def _poids(college: College) -> Segment:
    if college.poids is None:
        return manque("le poids du collège", "colleges")
    return fixe(f"{college.poids} %")


def _cotisation(college: College) -> Segment:
    if college.cotisation is None:
        return manque("la cotisation du collège", "colleges")
    return fixe(euros(college.cotisation))


def postes(resolution: Resolution, tables: TablesStatuts) -> Lignes:
    """Return the posts of the bureau, in words."""
    options = tables.choix["bureau_postes"].options
    counted = {
        "copresidence": _copresidents(resolution),
        "vice_president": _vice_presidents(resolution),
    }
    return tuple(
        (fixe(counted.get(post) or "".join(map(str, options[post].mots))),)
        for post in resolution.liste("postes")
    )


def _copresidents(resolution: Resolution) -> str:
    count = max(resolution.nombre("copresidents"), 2)
    return f"{nombres.compte(count, 'copresident', chiffres=True)}, qui exercent la présidence"


def _vice_presidents(resolution: Resolution) -> str:
    count = max(resolution.nombre("vice_presidents"), 1)
    if count == 1:
        return "un vice-président ou une vice-présidente"
    return nombres.compte(count, "vice_president", chiffres=True)


COLLEGES: Final[Mapping[str, Callable[[Resolution], Lignes]]] = {
    "colleges": _by_college(_membres),
    "sieges": _by_college(_sieges),
    "poids": _by_college(_poids),
    "cotisations": _by_college(_cotisation),
}
# What a list may be called: these, a choice that is a list, and those of the text itself.
AUTRES: Final = frozenset({"postes", "missions", "objets_age", "epci", "sujets_ri"})
CHOIX: Final[Mapping[str, str]] = {"missions": "objet_missions", "objets_age": "age_objets"}
