"""The natures of a budget with their accounts in three charts, and the printed budgets."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from maillage.core.budget import Cote, Formulaire, Nature, Rang, Sorte
from maillage.core.fiabilite import Fiabilite
from maillage.reference.strict import Problem, Problems, read, structure

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Natures:
    verifie_le: date
    source: str
    fiabilite: Fiabilite
    natures: tuple[Nature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprime(Formulaire):
    """A printed budget, and how we know it."""

    source: str
    fiabilite: Fiabilite
    verifie_le: date


@cache
def natures() -> Mapping[str, Nature]:
    """Return the natures by code, in the order of the charts."""
    name = "natures.yaml"
    return lire_natures((_FOLDER / name).read_bytes(), name)


def lire_natures(data: bytes, name: str) -> Mapping[str, Nature]:
    """Read a table of natures; raise `Problems` when one is written twice."""
    every = structure(read(data, name), _Natures, name).natures
    if repeated := _repeated(nature.code for nature in every):
        raise Problems(name, [Problem(f"code écrit deux fois : {repeated}")])
    return MappingProxyType({nature.code: nature for nature in every})


@cache
def formulaires_budget() -> Mapping[str, Imprime]:
    """Return the printed budgets by identifier."""
    paths = sorted((_FOLDER / "formulaires").glob("*.yaml"))
    every = (lire_formulaire(path.read_bytes(), path.name) for path in paths)
    return MappingProxyType({formulaire.id: formulaire for formulaire in every})


def lire_formulaire(data: bytes, name: str) -> Imprime:
    """Read a printed budget; raise `Problems` when a nature or a row would be printed nowhere."""
    formulaire = structure(read(data, name), Imprime, name)
    problems = [*_rows(formulaire), *_places(formulaire)]
    if problems:
        raise Problems(name, problems)
    return formulaire


def _repeated(keys: Iterator[str]) -> str:
    return ", ".join(sorted(key for key, count in Counter(keys).items() if count > 1))


def _rows(formulaire: Imprime) -> Iterator[Problem]:
    rangs = formulaire.rangs()
    if repeated := _repeated(rang.cle for rang in rangs):
        yield Problem(f"rang écrit deux fois : {repeated}")
    known = {rang.cle for rang in rangs}
    for rang in rangs:
        for named in (rang.de, rang.detaille):
            if named is not None and named not in known:
                yield Problem(f"le rang « {named} » n’existe pas", field=rang.cle)
        for code in rang.natures:
            if code not in natures():
                yield Problem(f"la nature « {code} » n’existe pas", field=rang.cle)
        if rang.appel is not None and not 1 <= rang.appel <= len(formulaire.notes):
            yield Problem(f"la note {rang.appel} n’existe pas", field=rang.cle)
    for side in ("charge", "produit"):
        totals = sum(_is_total(getattr(rangee, side)) for rangee in formulaire.rangees)
        if totals != 2:
            yield Problem("deux totaux attendus : le budget, puis le bénévolat", field=side)


def _is_total(rang: Rang | None) -> bool:
    return rang is not None and rang.sorte is Sorte.TOTAL


def _places(formulaire: Imprime) -> Iterator[Problem]:
    bearing = {rang.cle for rang in formulaire.rangs() if rang.sorte in (Sorte.CLASSE, Sorte.LIGNE)}
    for nature in natures().values():
        rows = {formulaire.ligne(nature)}
        if nature.cote is Cote.CHARGE:
            rows.add(formulaire.indirecte(nature))
        for row in sorted(rows - bearing):
            yield Problem(f"la nature « {nature.code} » n’a pas de rang « {row} »")
    for row in sorted(set(formulaire.negatifs.values()) - bearing):
        yield Problem(f"le rang « {row} » n’existe pas", field="negatifs")
