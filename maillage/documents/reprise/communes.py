"""A list of communes from a spreadsheet: codes, names, postal codes, whatever the columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from maillage.core.facts import CommuneRetenue
from maillage.core.territoire.communes import departement_of
from maillage.documents.reprise.communes_lues import lire_commune
from maillage.documents.reprise.entetes import COMMUNES, Colonnes, colonnes, est_entete
from maillage.documents.reprise.etiquettes import normal
from maillage.documents.reprise.feuilles import Rangee, lire_rangees
from maillage.documents.reprise.rapport import LigneRapport, SortLigne
from maillage.documents.reprise.refus import FichierRefuse
from maillage.documents.reprise.valeurs import lire_entier
from maillage.reference.cog import table as cog

_CODE = re.compile(r"(?:2[ABab]|\d{1,2})\d{3}(?:\.0)?")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NOTES = ("total", "source", "note", "nombre", "population", "liste", "maj", "mise")


@dataclass(frozen=True, slots=True)
class _Ligne:
    row: Rangee
    commune: CommuneRetenue | None
    doute: str = ""
    raison: str = ""
    nom: str = ""


def lire_communes(
    data: bytes, name: str
) -> tuple[tuple[CommuneRetenue, ...], tuple[LigneRapport, ...]]:
    """Return the communes of a list, and what became of each line; raise `FichierRefuse`."""
    lines = [
        _Ligne(row, None, raison=cells) if isinstance(cells, str) else _line(row, cells)
        for row, cells in cellules_utiles(lire_rangees(data, name), name)
    ]
    return _result(_same_departement(lines))


def cellules_utiles(
    rangees: Sequence[Rangee], name: str
) -> Iterator[tuple[Rangee, dict[str, str] | str]]:
    """Return what each row says of a commune, or why it says nothing; raise `FichierRefuse`."""
    found = colonnes(rangees, COMMUNES, au_moins=2) or colonnes(rangees, _ALONE, au_moins=1)
    place, columns = found or (-1, _by_shape(rangees, name))
    for number, row in enumerate(rangees):
        head = number <= place or est_entete(row, COMMUNES, columns)
        yield row, "titre du tableau" if head else _cells(row, columns)


_ALONE: Mapping[str, tuple[str, ...]] = {
    "code": COMMUNES["code"],
    "nom": COMMUNES["nom"],
    "code_postal": COMMUNES["code_postal"],
}


def _cells(row: Rangee, columns: Colonnes) -> dict[str, str] | str:
    cells = {
        name: row.cellules[column]
        for name, column in columns.items()
        if column < len(row.cellules) and row.cellules[column]
    }
    first = next((cell for cell in row.cellules if cell), "")
    if normal(first).split(" ")[:1] and normal(first).split(" ")[0] in _NOTES:
        return "note ou total, ce n’est pas une commune"
    code = cells.get("code")
    if code and not _CODE.fullmatch(re.sub(r"\s", "", code)):
        cells["nom"] = cells.get("nom") or cells.pop("code")
        cells.pop("code", None)
    if not any(cells.get(name) for name in _ALONE):
        return "aucune commune sur cette ligne"
    return cells


def _line(row: Rangee, cells: Mapping[str, str]) -> _Ligne:
    code, name, postal = cells.get("code"), cells.get("nom"), cells.get("code_postal")
    read = lire_commune(code=code, nom=name, postal=postal)
    if isinstance(read, str):
        return _Ligne(row, None, raison=read, nom=name or "")
    commune, sure = read
    part = cells.get("partie")
    if part:
        commune = replace(commune, partie=part, population=lire_entier(cells.get("population", "")))
    return _Ligne(row, commune, doute="" if sure else _doubt(commune, code or postal or name or ""))


def _doubt(commune: CommuneRetenue, written: str) -> str:
    known = cog().commune(commune.code)
    if known is None:
        return f"le code « {written} » n’est dans aucune table de communes"
    return f"« {written} » compris comme {known.nom} ({commune.code}) : vérifiez"


def _same_departement(lines: Sequence[_Ligne]) -> list[_Ligne]:
    """A name that several communes bear is that of the départements already in the list."""
    seen = {departement_of(line.commune.code) for line in lines if line.commune}
    return [_placed(line, seen) if line.nom and line.commune is None else line for line in lines]


def _placed(line: _Ligne, seen: set[str]) -> _Ligne:
    near = [one for one in cog().chercher(line.nom, limite=60) if one.departement in seen]
    exact = [one for one in near if normal(one.nom) == normal(line.nom)]
    if len(exact) != 1:
        return line
    commune = CommuneRetenue(code=exact[0].code)
    return replace(line, commune=commune, doute=_doubt(commune, line.nom))


def _result(
    lines: Sequence[_Ligne],
) -> tuple[tuple[CommuneRetenue, ...], tuple[LigneRapport, ...]]:
    kept: list[CommuneRetenue] = []
    seen: dict[tuple[str, str], int] = {}
    report = []
    for line in lines:
        sort, why = SortLigne.ECARTEE, line.raison
        if line.commune is not None:
            key = (line.commune.code, normal(line.commune.partie or ""))
            if key in seen:
                why = f"même commune que la ligne {seen[key]}"
            else:
                seen[key] = line.row.numero
                kept.append(line.commune)
                sort, why = (SortLigne.DOUTE if line.doute else SortLigne.PRISE), line.doute
        report.append(
            LigneRapport(numero=line.row.numero, sort=sort, texte=line.row.texte, raison=why)
        )
    return tuple(kept), tuple(report)


def _by_shape(rangees: Sequence[Rangee], name: str) -> Colonnes:
    """Without titles: the column of codes that communes bear, and that of their names."""
    width = max(len(row.cellules) for row in rangees)
    codes: dict[int, tuple[int, int]] = {}
    words: dict[int, int] = {}
    for column in range(width):
        cells = [row.cellules[column] for row in rangees[:300] if column < len(row.cellules)]
        cells = [re.sub(r"\.0$", "", cell.strip()) for cell in cells if cell.strip()]
        shaped = [cell.upper().zfill(5) for cell in cells if _CODE.fullmatch(cell)]
        if shaped and len(shaped) * 2 >= len(cells):
            today = sum(cog().commune(code) is not None for code in shaped)
            postal = sum(bool(cog().par_code_postal(code)) for code in shaped)
            codes[column] = (today, postal)
        elif cells:
            words[column] = sum(bool(_LETTERS.search(cell)) for cell in cells)
    found: dict[str, int] = {}
    if words:
        found["nom"] = max(words, key=lambda column: (words[column], -column))
    for column in sorted(codes, key=lambda one: codes[one][1] - codes[one][0]):
        kind = "code" if codes[column][0] >= codes[column][1] else "code_postal"
        found.setdefault(kind, column)
    if not found:
        raise FichierRefuse(
            f"« {name} » : aucune colonne de communes ne s’y reconnaît. Nommez-la « Code Insee » ou "
            "« Commune »."
        )
    return found
