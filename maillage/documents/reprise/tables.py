"""Which table of the form a table of the file is, and where its head and its rows are."""

from dataclasses import dataclass

from maillage.documents.reprise.etiquettes import CLOSE, normal, proches, semblables
from maillage.documents.reprise.word import TableLue
from maillage.reference.plan_comptable import formulaires_budget
from maillage.reference.prs import tables_prs
from maillage.reference.trames import Bloc, Budget, Calendrier, Fiches, Grille

HEAD_ROWS = 4  # titles may be typed above the head
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Tete:
    """The row of titles of a table, and the column of the file for each column of the form."""

    rangee: int
    colonnes: tuple[tuple[int | None, ...], ...]  # one tuple per copy of the columns side by side
    part: float


def textes(table: TableLue, rank: int) -> list[str]:
    """Return the texts of a row, one per column of the grid."""
    row: list[str] = []
    for cell in table.rangees[rank]:
        row.append("" if cell.suite else cell.texte)
        row += [""] * (cell.largeur - 1)
    return row


def ressemblance(table: TableLue, bloc: Bloc) -> float:
    """Return how much a table of the file looks like that of the form, from 0 to 1."""
    score = 0.0
    if bloc.tableau:
        head = tete(table, [colonne.titre for colonne in bloc.tableau.colonnes])
        score = head.part if head else 0.0
    elif bloc.grille:
        score = _grille(table, bloc.grille)
    elif bloc.calendrier:
        score = _calendrier(table, bloc.calendrier)
    elif bloc.budget:
        score = _budget(table, bloc.budget)
    else:
        score = _of_project(table, bloc)
    return score if score >= ENOUGH else 0.0


def part_de_fiche(table: TableLue, fiches: Fiches) -> float:
    """Return the share of the lines of a sheet that a table bears."""
    return _share([ligne.libelle for ligne in fiches.lignes], _first_column(table))


def _of_project(table: TableLue, bloc: Bloc) -> float:
    if bloc.fiches:
        return part_de_fiche(table, bloc.fiches)
    head = textes(table, 0) if table.rangees else []
    if bloc.prs:
        wanted = {one.libelle for one in tables_prs(bloc.prs.region)[bloc.prs.table].priorites}
        cells = [line for row in table.rangees for cell in row for line in cell.texte.split("\n")]
        said = _share(list(bloc.prs.entetes), head)
        return said * (0.5 + 0.5 * bool({normal(c) for c in cells} & {normal(w) for w in wanted}))
    if bloc.referents:
        return _share(list(bloc.referents.entetes), head)
    if bloc.budget_projet and not bloc.budget_projet.synthese:
        form = formulaires_budget()[bloc.budget_projet.formulaire]
        return _share(list(dict.fromkeys(form.entetes)), head)
    return 0.0


def tete(table: TableLue, titres: list[str]) -> Tete | None:
    """Find the row of titles; the columns may be in another order, or repeated side by side."""
    best: Tete | None = None
    for rank in range(min(HEAD_ROWS, len(table.rangees))):
        found = _tete(textes(table, rank), titres, rank)
        if found and (best is None or found.part > best.part):
            best = found
    return best


def _tete(row: list[str], titres: list[str], rank: int) -> Tete | None:
    copies: list[list[int | None]] = [[None] * len(titres)]
    for column, text in enumerate(row):
        number = _nearest(text, titres)
        if number is None:
            continue
        if copies[-1][number] is not None:
            copies.append([None] * len(titres))
        copies[-1][number] = column
    part = sum(column is not None for column in copies[0]) / len(titres)
    if not part:
        return None
    return Tete(rank, tuple(tuple(copy) for copy in copies), part)


def _nearest(text: str, titres: list[str]) -> int | None:
    wanted = normal(text)
    if not wanted:
        return None
    scores = [max(proches(wanted, normal(one)), _without_brackets(wanted, one)) for one in titres]
    best = max(scores)
    return scores.index(best) if best >= CLOSE else None


def _without_brackets(wanted: str, titre: str) -> float:
    return proches(wanted, normal(titre.split("(", 1)[0])) * 0.95


def _share(labels: list[str], cells: list[str]) -> float:
    known = {normal(cell) for cell in cells}
    found = sum(
        any(proches(normal(label), cell) >= CLOSE for cell in known if cell) for label in labels
    )
    return found / len(labels) if labels else 0.0


def _first_column(table: TableLue) -> list[str]:
    return [row[0].texte for row in table.rangees if row]


def _grille(table: TableLue, grille: Grille) -> float:
    labels = [ligne.libelle for ligne in grille.lignes]
    cells = [cell.texte.split("\n", 1)[0] for row in table.rangees for cell in row]
    whole = [cell.texte for row in table.rangees for cell in row]
    heads = [text.split(":", 1)[0] for text in whole]
    return _share(labels, cells + whole + heads)


def _calendrier(table: TableLue, calendrier: Calendrier) -> float:
    actions = [ligne.action for ligne in calendrier.lignes if ligne.toujours]
    cells = [cell.texte for row in table.rangees for cell in row]
    first_lines = [text.split("\n", 1)[0] for text in cells]
    heads = [text for rank in range(min(2, len(table.rangees))) for text in textes(table, rank)]
    share = _share(actions, cells + first_lines)
    return max(share, _share(list(calendrier.entetes), heads) if share else 0.0)


def _budget(table: TableLue, budget: Budget) -> float:
    labels = [ligne.libelle for ligne in (*budget.charges, *budget.produits)]
    cells = [line for row in table.rangees for cell in row for line in cell.texte.split("\n")]
    heads = [cell for rank in range(min(2, len(table.rangees))) for cell in textes(table, rank)]
    titled = any(semblables(cell, budget.charges_titre) for cell in heads) and any(
        semblables(cell, budget.produits_titre) for cell in heads
    )
    return max(_share(labels, cells), 0.6 if titled else 0.0)
