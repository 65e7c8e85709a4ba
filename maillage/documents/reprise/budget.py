"""The two sides of the small budget: labels and amounts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.core.facts import LigneBudget, SensBudget
from maillage.documents.reprise.etiquettes import CLOSE, normal, proches, sans_numero
from maillage.documents.reprise.modele import Confiance
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.tables import textes
from maillage.documents.reprise.valeurs import lire_montant
from maillage.documents.reprise.word import TableLue
from maillage.reference.nomenclatures import postes_budget
from maillage.reference.trames import Budget, LigneBudgetImprimee

_INLINE = re.compile(r"^(.*?)[\s:=–-]+(\d[\d\s\u00a0\u202f.]*(?:,\d{1,2})?)\s*(?:€|euros?)\s*$")
_WORDS = {"montant", "charges", "produits", "ou", "total"}
A_COMPLETER = "à compléter"


@dataclass
class _Side:
    sens: SensBudget
    printed: tuple[LigneBudgetImprimee, ...]
    above: str | None = None  # poste of the last printed line met
    met: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    ligne: LigneBudget
    libelle: str
    en_clair: str
    ou: str
    sur: bool


def lire(recueil: Recueil, budget: Budget, table: TableLue, ou: str) -> None:
    """Read each side, row by row."""
    sides = (
        _Side(SensBudget.CHARGE, budget.charges),
        _Side(SensBudget.PRODUIT, budget.produits),
    )
    found: list[_Found] = []
    for number in range(len(table.rangees)):
        row = textes(table, number)
        middle = len(row) // 2
        for side, cells in zip(sides, (row[:middle], row[middle:]), strict=True):
            for label, amount in _pairs(cells):
                found += _line(recueil, side, label, amount, f"{ou}, ligne {number}")
    _keep(recueil, budget, found)


def _keep(recueil: Recueil, budget: Budget, found: Sequence[_Found]) -> None:
    """An amount that the form prints by itself is an answer only beside others."""
    given = {one.poste: one.montant for one in (*budget.charges, *budget.produits)}
    if all(given.get(one.ligne.poste) == one.ligne.montant for one in found):
        return
    for one in found:
        recueil.valeur(
            "budget_pre_projet",
            one.ligne,
            libelle=one.libelle,
            en_clair=one.en_clair,
            ou=one.ou,
            confiance=Confiance.SUR if one.sur else Confiance.PROBABLE,
        )


def _pairs(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Cut the cells of one side into labels and amounts, several to a cell when typed so."""
    label, amount = cells[0] if cells else "", "\n".join(cells[1:]).strip()
    labels = [line for line in label.split("\n") if line.strip()]
    amounts = [line for line in amount.split("\n") if line.strip()]
    inline = [found for line in labels if (found := _INLINE.match(line))]
    if inline and not amounts:
        for found in inline:
            yield found[1].strip(), found[2]
    elif len(amounts) > 1 and len(labels) == len(amounts):
        yield from zip(labels, amounts, strict=True)
    else:
        yield label.strip(), amount


def _line(recueil: Recueil, side: _Side, label: str, amount: str, ou: str) -> Iterator[_Found]:
    words = normal(label)
    poste, own, sure = _poste(side, label)
    if poste and sure:
        side.above = poste
    if not amount or words in _WORDS or words.startswith("total"):
        return
    montant = lire_montant(amount)
    missing = amount.strip().casefold() == A_COMPLETER
    if normal(amount) in _WORDS or (missing and not recueil.de_maillage):
        return
    if montant is None and not missing:
        recueil.a_placer(f"{label} : {amount}", ou, "ce montant ne se lit pas")
        return
    line = LigneBudget(poste=poste, libelle=own, sens=side.sens, montant=montant)
    yield _Found(line, label.split("\n", maxsplit=1)[0], f"{label} : {amount}", ou, sure)


def _poste(side: _Side, label: str) -> tuple[str, str | None, bool]:
    """Return the code of a line, its own words, and whether the code is sure."""
    head, _, own = label.partition("\n")
    head = sans_numero(head)
    printed = {one.poste: one.libelle for one in side.printed}
    usual = {c: one.libelle for c, one in postes_budget().items() if one.sens is side.sens}
    for known in (printed, usual):
        for code, text in known.items():
            if proches(normal(text), normal(head)) >= CLOSE:
                return code, own.strip() or None, True
    rest = "autre_charge" if side.sens is SensBudget.CHARGE else "autre_produit"
    last = side.printed[-1].poste if side.printed else None
    if side.above and side.above != last and side.above in printed:
        return side.above, label.strip(), False  # a second line below a printed one
    return rest, label.strip() or None, False
