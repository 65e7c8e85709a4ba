"""Tables with one row per record of the dossier."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from maillage.core.facts import Etablissement, PartialDate, Personne
from maillage.documents.build.actions import LigneAction
from maillage.documents.build.contexte import (
    A_COMPLETER,
    Attendu,
    Construit,
    Contexte,
    missing_in_cell,
    plain,
)
from maillage.documents.build.lignes import records
from maillage.documents.build.territoire import LigneCommune
from maillage.documents.build.valeurs import PLACES, code, field, participation, raw, words
from maillage.documents.tree import (
    Block,
    Cell,
    Column,
    Item,
    Listing,
    Paragraph,
    Period,
    Remark,
    Row,
    Run,
    Table,
    Tone,
)
from maillage.documents.typographie import french
from maillage.reference.trames import Colonne, Tableau
from maillage.reference.trames.vocabulaire import INCONNU

_LISTED = (("etapes",), ("acteurs",))  # a line may be cut: bullets tell where each begins


def build(contexte: Contexte, tableau: Tableau) -> Construit:
    """Draw the records that the form asks for; empty rows when there is none."""
    found = records(contexte, tableau.source)
    kept = [record for record in found or () if _kept(record, tableau)]
    rows = _rows(kept, tableau, answered=found is not None)
    place, computed = PLACES[tableau.source], tableau.source == "acteurs_a_contacter"
    attendus = [Attendu(place, found is not None, computed)]
    attendus += [Attendu(place, False) for row in rows if _has_missing(row)]
    if tableau.colonnes_de_listes > 1:
        columns, rows = _side_by_side(tableau, rows)
    else:
        columns = _columns(tableau.colonnes)
    if tableau.total:
        rows.append(_total(contexte, tableau))
    blocks: list[Block] = [Table(french(tableau.resume), columns, tuple(rows))]
    blocks += _remarks(found, kept, tableau)
    return Construit(tuple(blocks), tuple(attendus))


def _kept(record: object, tableau: Tableau) -> bool:
    def value(name: str) -> str:
        return code(getattr(record, name)) or INCONNU

    wanted = all(value(name) in codes for name, codes in tableau.filtre.items())
    return wanted and not any(value(name) in codes for name, codes in tableau.sauf.items())


def _columns(colonnes: Sequence[Colonne]) -> tuple[Column, ...]:
    return tuple(Column(french(c.titre), c.largeur, c.droite) for c in colonnes)


def _rows(kept: list[object], tableau: Tableau, *, answered: bool) -> list[Row]:
    rows: list[Row] = []
    rest = list(kept)
    elsewhere = tableau.imprimees_colonne > 0
    for printed in tableau.imprimees:
        mine = [r for r in rest if getattr(r, tableau.imprimees_selon or "") in printed.codes]
        rest = [record for record in rest if record not in mine]
        head = Cell((Paragraph(plain(french(printed.libelle))),), header=True)
        rows += [_row(record, tableau, None if elsewhere else head) for record in mine]
        if not mine:
            rows.append(_empty(tableau, printed.libelle))
    rows += [_row(record, tableau) for record in rest]
    if not rest and (tableau.imprimees or not kept):
        empty = _empty(tableau)
        rows += [empty] * (1 if answered else tableau.lignes_vides)
    return rows


def _empty(tableau: Tableau, printed: str = "") -> Row:
    """Return a row to fill, with what the form prints in it."""
    cells = [Cell(_intitules(colonne)) for colonne in tableau.colonnes]
    if printed:
        place = tableau.imprimees_colonne
        cells[place] = Cell((Paragraph(plain(french(printed))),), header=place == 0)
    return Row(tuple(cells))


def _intitules(colonne: Colonne) -> tuple[Block, ...]:
    return tuple(Paragraph(plain(french(f"{i} :"), Tone.DISCREET)) for i in colonne.intitules)


def _row(record: object, tableau: Tableau, head: Cell | None = None) -> Row:
    uncertain = _uncertain(record, tableau)
    cells = [head] if head else []
    for number, colonne in enumerate(tableau.colonnes[len(cells) :], start=len(cells)):
        drawn = _cell(record, colonne, uncertain=uncertain)
        cells.append(Cell(drawn, header=number == 0, value=_value(record, colonne)))
    return Row(tuple(cells))


def _value(record: object, colonne: Colonne) -> int | Decimal | date | Period | None:
    """Return the number or the day that a cell says, when it says one thing."""
    name = colonne.champs[0]
    if isinstance(record, LigneCommune) and name == "population":
        return record.habitants
    if isinstance(record, LigneAction) and name == "periode":
        return record.quand
    value = field(record, name) if len(colonne.champs) == 1 else None
    if isinstance(value, PartialDate):
        return value.first_day() if value.day else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        return None
    return value


def _uncertain(record: object, tableau: Tableau) -> bool:
    if not isinstance(record, Personne | Etablissement):
        return False
    return (code(record.engagement) or INCONNU) in tableau.incertains


def _cell(record: object, colonne: Colonne, *, uncertain: bool) -> tuple[Block, ...]:
    if colonne.intitules:
        return _labelled(record, colonne)
    text = _words(record, colonne)
    if text is None:
        if colonne.facultative:
            return ()
        if not (uncertain and colonne.marque):
            return missing_in_cell()
        text = A_COMPLETER
    if colonne.champs in _LISTED and "\n" in text:
        return (Listing(tuple(Item((Paragraph(plain(line)),)) for line in text.split("\n"))),)
    runs = plain(text, Tone.UNCERTAIN if uncertain else Tone.NORMAL)
    if uncertain and colonne.marque and isinstance(record, Personne | Etablissement):
        mark = participation(record.engagement)
        runs += (Run(f" ({mark})", italic=True, tone=Tone.UNCERTAIN),)
    return (Paragraph(runs),)


def _labelled(record: object, colonne: Colonne) -> tuple[Block, ...]:
    """Draw each field of a cell after its own label."""
    blocks: list[Block] = []
    for intitule, name in zip(colonne.intitules, colonne.champs, strict=True):
        value = words(field(record, name), name)
        shown = Run(A_COMPLETER, tone=Tone.MISSING) if value is None else Run(value or "–")
        blocks.append(Paragraph((Run(french(f"{intitule} : "), tone=Tone.DISCREET), shown)))
    return tuple(blocks)


def _words(record: object, colonne: Colonne) -> str | None:
    """Return the first answer that says something, an answer by nothing, or None."""
    found = [words(field(record, name), name) for name in colonne.champs]
    said = [text for text in found if text]
    if colonne.tous and said:
        return "\n".join(said)
    if said:
        return said[0]
    return "–" if "" in found else None


def _has_missing(row: Row) -> bool:
    return any(
        isinstance(block, Paragraph) and any(run.tone is Tone.MISSING for run in block.runs)
        for cell in row.cells
        for block in cell.blocks
    )


def _side_by_side(tableau: Tableau, rows: list[Row]) -> tuple[tuple[Column, ...], list[Row]]:
    """Cut a long narrow list in columns, read downwards."""
    count = tableau.colonnes_de_listes if len(rows) > tableau.lignes_vides else 1
    height = -(-len(rows) // count)
    nothing = Row(tuple(Cell() for _ in tableau.colonnes))
    padded = rows + [nothing] * (height * count - len(rows))
    cut = [padded[start : start + height] for start in range(0, len(padded), height)]
    lines = [
        Row(tuple(cell for row in line for cell in row.cells)) for line in zip(*cut, strict=True)
    ]
    return _columns(tableau.colonnes) * count, lines


def _total(contexte: Contexte, tableau: Tableau) -> Row:
    assert tableau.total is not None  # noqa: S101 -- asked for by the caller only
    total = raw(contexte, tableau.total.valeur)
    value = words(total)
    label = Cell(
        (Paragraph(plain(french(tableau.total.libelle), bold=True)),),
        colspan=len(tableau.colonnes) - 1,
        header=True,
    )
    shown = missing_in_cell() if value is None else (Paragraph(plain(value, bold=True)),)
    counted = total if isinstance(total, int | Decimal) else None
    return Row((label, Cell(shown, value=counted)), total=True)


def _remarks(found: tuple[object, ...] | None, kept: list[object], tableau: Tableau) -> list[Block]:
    if found is not None and not kept:
        return [Remark(plain(french("Aucune ligne à ce jour, d’après l’équipe.")))]
    if any(_uncertain(record, tableau) for record in kept):
        legend = "En orange : participation encore incertaine."
        return [Remark((Run(french(legend), tone=Tone.UNCERTAIN),))]
    return []
