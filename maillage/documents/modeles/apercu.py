"""Show a filled model on a page: its words, its titles, its lists, its tables, nothing it could run.

What the page cannot show (letterhead, pictures, fonts, breaks of pages) is in the Word file only.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from maillage.documents.reprise.word import Cellule, Ligne, TableLue, Trait, lire

_DEEPEST = 6  # of the headings of HTML
_TITLES = {"Title": 1, "Subtitle": 2}


def apercu(data: bytes, name: str, *, level: int = 2) -> str:
    """Return an `<article>`; `level` is that of its highest title in the page around it."""
    units = lire(data, name).unites
    ranks = _ranks(units, level)
    parts: list[str] = []
    for kind, group in groupby(units, key=_kind):
        if kind == "table":
            parts += [_table(unit) for unit in group if isinstance(unit, TableLue)]
        elif kind == "list":
            parts.append(_listing([unit for unit in group if isinstance(unit, Ligne)]))
        else:
            parts += [_line(unit, ranks) for unit in group if isinstance(unit, Ligne)]
    return f'<article class="doc" lang="fr">{"".join(parts)}</article>'


def _kind(unit: Ligne | TableLue) -> str:
    if isinstance(unit, TableLue):
        return "table"
    return "list" if unit.liste and not unit.vide else "line"


def _level(line: Ligne) -> int:
    return line.titre or _TITLES.get(line.style, 0)


def _ranks(units: Iterable[Ligne | TableLue], level: int) -> Iterator[int]:
    """Yield the level of each heading in turn: that of Word, without a step missing."""
    lines = (unit for unit in units if isinstance(unit, Ligne) and not unit.vide)
    levels = [found for line in lines if not line.liste and (found := _level(line))]
    order = {found: rank for rank, found in enumerate(sorted(set(levels)))}
    before = level - 1
    for found in levels:
        before = min(level + order[found], before + 1, _DEEPEST)
        yield before


def _line(line: Ligne, ranks: Iterator[int]) -> str:
    if line.vide:
        return ""
    if _level(line):
        rank = next(ranks)
        return f'<h{rank} class="doc-n{min(rank, 4)}">{escape(line.texte.strip())}</h{rank}>'
    return f'<p dir="auto">{_runs(line.traits)}</p>'


def _listing(lines: Sequence[Ligne]) -> str:
    """Nest the items by their depth."""
    if not lines:
        return ""
    depths = [line.liste[1] for line in lines if line.liste]
    top = min(depths)
    tag = "ol" if lines[0].liste and lines[0].liste[2] else "ul"
    items: list[str] = []
    inside: list[Ligne] = []
    for line, depth in zip(lines, depths, strict=True):
        if depth > top and items:
            inside.append(line)
            continue
        if inside:
            items[-1] += _listing(inside)
            inside = []
        items.append(_runs(line.traits))
    if inside:
        items[-1] += _listing(inside)
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _table(table: TableLue) -> str:
    rows = "".join(f"<tr>{_cells(table, number)}</tr>" for number in range(len(table.rangees)))
    wide = max((sum(cell.largeur for cell in row) for row in table.rangees), default=0) >= 3
    css = "doc-large" if wide else "doc-grille"
    return (
        '<div class="doc-tableau" role="group" aria-label="Tableau du document" tabindex="0">'
        f'<table class="{css}"><tbody>{rows}</tbody></table></div>'
    )


def _cells(table: TableLue, number: int) -> str:
    drawn = []
    column = 0
    for cell in table.rangees[number]:
        if not cell.suite:
            spans = f' colspan="{cell.largeur}"' if cell.largeur > 1 else ""
            height = _height(table, number, column)
            spans += f' rowspan="{height}"' if height > 1 else ""
            drawn.append(f"<td{spans}>{_inside(cell)}</td>")
        column += cell.largeur
    return "".join(drawn)


def _height(table: TableLue, number: int, column: int) -> int:
    """Count the rows below that continue the cell which begins in this column."""
    height = 1
    for row in table.rangees[number + 1 :]:
        below = _at(row, column)
        if below is None or not below.suite:
            break
        height += 1
    return height


def _at(row: tuple[Cellule, ...], column: int) -> Cellule | None:
    start = 0
    for cell in row:
        if start == column:
            return cell
        start += cell.largeur
    return None


def _inside(cell: Cellule) -> str:
    return "".join(
        f'<p dir="auto">{_runs(line.traits)}</p>' for line in cell.lignes if not line.vide
    )


def _runs(runs: Iterable[Trait]) -> str:
    return "".join(map(_run, runs)).strip()


def _run(run: Trait) -> str:
    text = escape(run.texte).replace("\n", "<br>")
    if run.italique:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.gras else text
