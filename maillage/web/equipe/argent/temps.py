"""The same payments by contract year, by civil year and by month, cut by the way they are paid."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from maillage.core.financement import Echeancier, Ligne, Volet, tresorerie
from maillage.web.montants import Somme, somme
from maillage.web.typographie import jour

COLONNES: Final = (
    (Volet.DOTATION, "Fonctionnement"),
    (Volet.FIXE, "Parts fixes"),
    (Volet.VARIABLE, "Selon les résultats"),
    (Volet.FORFAIT, "Après un fait"),
)
_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rangee:
    """A year or a month, each sum under its column, and the total."""

    nom: str
    detail: str
    sommes: tuple[tuple[str, Somme], ...]  # column → sum
    total: Somme
    cumul: Somme


@dataclass(frozen=True, slots=True, kw_only=True)
class Vue:
    """A view of time: its columns, its rows, the row of totals."""

    colonnes: tuple[str, ...]
    rangees: tuple[Rangee, ...]
    total: Rangee


def par_contrat(plan: Echeancier) -> Vue:
    """Return the view by contract year: every year of the contract has its row."""
    rows = [
        (
            f"Année {state.annee.numero}",
            f"du {jour(state.annee.debut)} au {jour(state.annee.fin)}, exclu",
            [ligne for ligne in plan.lignes if ligne.annee == state.annee.numero],
        )
        for state in plan.situations
    ]
    return _view(plan, rows)


def par_civile(plan: Echeancier) -> Vue:
    """Return the view by civil year, at the earliest."""
    return _view(plan, _by(plan, lambda ligne: str(ligne.le.year)))


def par_mois(plan: Echeancier) -> Vue:
    """Return the view by month, at the earliest."""
    return _view(plan, _by(plan, lambda ligne: f"{_MONTHS[ligne.le.month - 1]} {ligne.le.year}"))


def _by(plan: Echeancier, key: Callable[[Ligne], str]) -> list[tuple[str, str, list[Ligne]]]:
    groups: dict[str, list[Ligne]] = {}
    for ligne in plan.lignes:  # in the order of time
        groups.setdefault(key(ligne), []).append(ligne)
    return [(name, "", rows) for name, rows in groups.items()]


def _view(plan: Echeancier, groups: list[tuple[str, str, list[Ligne]]]) -> Vue:
    used = {ligne.calcul.base.volet for ligne in plan.lignes}
    columns = tuple((volet, name) for volet, name in COLONNES if volet in used)
    rows: list[Rangee] = []
    seen: list[Ligne] = []
    for name, detail, lines in groups:
        seen += lines
        rows.append(_row(name, detail, lines, seen, columns))
    return Vue(
        colonnes=tuple(name for _, name in columns),
        rangees=tuple(rows),
        total=_row("En tout", "", plan.lignes, seen, columns),
    )


def _row(
    name: str,
    detail: str,
    lines: Iterable[Ligne],
    seen: Iterable[Ligne],
    columns: Iterable[tuple[Volet, str]],
) -> Rangee:
    rows = tuple(lines)
    return Rangee(
        nom=name,
        detail=detail,
        sommes=tuple(
            (head, somme(line for line in rows if line.calcul.base.volet is volet))
            for volet, head in columns
        ),
        total=somme(rows),
        cumul=somme(seen),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivee:
    """A day on which money comes, and all that came so far."""

    jour: str
    montant: Somme
    cumul: Somme


def arrivees(plan: Echeancier, *, delai_mois: int | None = None) -> tuple[Arrivee, ...]:
    """Return the money of the account day by day, at the earliest or at the latest."""
    doubt = somme(plan.lignes).doute
    return tuple(
        Arrivee(
            jour=jour(move.le),
            montant=Somme(move.centimes, doubt),
            cumul=Somme(move.cumul, doubt),
        )
        for move in tresorerie(plan.lignes, delai_mois=delai_mois)
    )
