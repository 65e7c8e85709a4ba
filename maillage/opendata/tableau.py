"""The lines of a published table under its contract, whatever holds them: text or workbook."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from maillage.opendata import classeur, parties, texte
from maillage.opendata.contrat import Contrat, Entete, reconnaitre
from maillage.opendata.parties import Partie
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.suivi import PAR, Suivi, silence

_ZIP: Final = b"PK"
_MAX_COLUMNS: Final = 2_000


class Ligne(NamedTuple):
    """A line of the table: its number in the file, its cells without their outer spaces."""

    numero: int
    cellules: Sequence[str]


@dataclass(slots=True)
class Table:
    """A table whose headings keep the contract; its lines are read as they are asked for, once."""

    fichier: str
    feuille: str | None
    entete: Entete
    lignes: Iterator[Ligne]

    def refus(self, numero: int, nom: str, pourquoi: str) -> SourceRefusee:
        """Return the refusal of a cell, by the heading of the publisher."""
        return SourceRefusee(
            self.fichier, f"ligne {numero}, colonne {self.entete.intitules[nom]}", pourquoi
        )


@contextmanager
def ouvrir(path: Path, contrat: Contrat, suivi: Suivi = silence) -> Iterator[list[Table]]:
    """Open the tables of a file: one for a text, one for each sheet that fits for a workbook."""
    with parties.ouvrir(path, membre=contrat.membre, limite=contrat.max_octets) as part:
        with part.ouvrir() as stream:
            if not _is_workbook(stream):
                lines = texte.lignes(stream, part.nom, contrat.encodages)
                yield [_of_text(part, lines, contrat, suivi)]
                return
        yield _of_workbook(part, contrat, suivi)


def _is_workbook(stream: BinaryIO) -> bool:
    peek = getattr(stream, "peek", None)
    return peek is not None and bytes(peek(2)).startswith(_ZIP)


# --- text -----------------------------------------------------------------------------------------


def _of_text(part: Partie, lines: Iterator[str], contrat: Contrat, suivi: Suivi) -> Table:
    first = [line for _, line in zip(range(contrat.entete_avant), lines, strict=False)]
    mark = _delimiter(part.nom, first, contrat)
    rows = _csv_rows(part.nom, chain(first, lines), mark, contrat)
    return _table(part.nom, None, rows, contrat, suivi)


def _delimiter(name: str, lines: Sequence[str], contrat: Contrat) -> str:
    """Return the mark that cuts the headings into the most columns."""
    if not any(line.strip() for line in lines):
        raise SourceRefusee(name, "ligne 1", f"{_first(contrat)} (le fichier est vide)")
    return max(contrat.delimiteurs, key=lambda mark: max(line.count(mark) for line in lines))


def _first(contrat: Contrat) -> str:
    return f"la colonne « {contrat.colonnes[0].intitules[0]} » manque"


def _csv_rows(name: str, lines: Iterator[str], mark: str, contrat: Contrat) -> Iterator[Ligne]:
    if contrat.guillemets:
        reader = csv.reader(lines, delimiter=mark, strict=True)
    else:
        reader = csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE)
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SourceRefusee(name, f"ligne {number}", _badly_written(error)) from error
        yield Ligne(number, row)


def _badly_written(error: csv.Error) -> str:
    if "field larger" in str(error):
        return "une cellule dépasse 131 072 caractères (un guillemet n’est sans doute pas refermé)"
    if "new-line" in str(error):
        return "un retour de ligne est au milieu d’une cellule sans guillemets"
    return "un guillemet n’est pas refermé, ou est au milieu d’une cellule"


# --- workbook -------------------------------------------------------------------------------------


def _of_workbook(part: Partie, contrat: Contrat, suivi: Suivi) -> list[Table]:
    found: list[Table] = []
    refusal: SourceRefusee | None = None
    for sheet, rows in classeur.feuilles(part, contrat.feuille):
        name = f"{part.nom}, feuille {sheet}"
        numbered = (Ligne(number, row) for number, row in enumerate(rows, start=1))
        try:
            found.append(_table(name, sheet, numbered, contrat, suivi))
        except SourceRefusee as error:
            refusal = refusal or error
    if not found:
        raise refusal or SourceRefusee(part.nom, "", "le classeur n’a aucune feuille")
    return found


# --- both -----------------------------------------------------------------------------------------


def _table(
    name: str, sheet: str | None, rows: Iterator[Ligne], contrat: Contrat, suivi: Suivi
) -> Table:
    head = _head(name, rows, contrat)
    for _ in range(contrat.sauter):
        next(rows, None)
    return Table(name, sheet, head, _checked(name, rows, head.largeur, suivi))


def _head(name: str, rows: Iterator[Ligne], contrat: Contrat) -> Entete:
    """Return the headings: the first line that keeps the contract, or the refusal of the widest."""
    nearest: tuple[int, int, str] = (0, 1, f"{_first(contrat)} (le fichier est vide)")
    for _ in range(contrat.entete_avant):
        row = next(rows, None)
        if row is None:
            break
        if len(row.cellules) > _MAX_COLUMNS:
            raise SourceRefusee(name, f"ligne {row.numero}", f"plus de {_MAX_COLUMNS} colonnes")
        found = reconnaitre(contrat, row.cellules)
        if isinstance(found, Entete):
            return found
        filled = sum(bool(cell.strip()) for cell in row.cellules)
        nearest = max(nearest, (filled, row.numero, found), key=lambda one: one[0])
    raise SourceRefusee(name, f"ligne {nearest[1]}", nearest[2])


def _checked(name: str, rows: Iterator[Ligne], width: int, suivi: Suivi) -> Iterator[Ligne]:
    """Return the lines that hold something, each as wide as the headings."""
    for count, (number, row) in enumerate(rows, start=1):
        if count % PAR == 0:
            suivi("lecture", count)
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != width:
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if len(cells) != width:
                why = f"{len(cells)} colonnes au lieu de {width}"
                raise SourceRefusee(name, f"ligne {number}", why)
        yield Ligne(number, cells)
