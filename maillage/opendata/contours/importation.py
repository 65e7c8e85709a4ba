"""Read a published file, compare it with the communes of today, and put it in place."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from maillage.opendata import fichier
from maillage.opendata.contours import lecture, paires_csv
from maillage.opendata.contours.geometrie import bord, colonnes, paires, starts
from maillage.opendata.fichier import Source
from maillage.opendata.refus import SourceRefusee
from maillage.reference import cog
from maillage.territoires import adjacence, contours
from maillage.territoires.adjacence import INCONNU
from maillage.territoires.codes import ranges
from maillage.territoires.fiche import Fiche
from maillage.territoires.installation import installer

CONTOURS: Final = "contours"
ADJACENCE: Final = "adjacence"
SOURCE: Final = "Insee et IGN, contours des communes"
LICENCE: Final = "Licence Ouverte 2.0"
_FOREIGN: Final = 0.05  # share of codes that today's table may not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Origine:
    """What the person who imports says of the file; nothing in it says so."""

    source: str = SOURCE
    licence: str = LICENCE
    millesime: int | None = None  # None: the year of the table of communes


@dataclass(frozen=True, slots=True, kw_only=True)
class RapportContours:
    """What an import found, and what it did."""

    sorte: str  # « contours » or « adjacence »
    fiche: Fiche
    sans: tuple[str, ...]  # communes of today that the file does not hold
    inconnues: tuple[str, ...]  # codes of the file that are no commune of today
    deja: bool  # the same file is already in place
    ecrit: bool
    adjacence: "RapportContours | None" = None  # the pairs found in the outlines


def importer_contours(
    path: Path, *, on: date, origine: Origine | None = None, ecrire: bool = True
) -> RapportContours:
    """Import outlines; with shared lines, find the pairs too unless a file of pairs is there."""
    source = fichier.lire(path)
    origin = origine or Origine()
    geometrie = lecture.lire(source)
    fiche = _fiche(source, origin, list(geometrie.communes), len(geometrie.communes), on=on)
    here = contours()
    report = _rapport(CONTOURS, fiche, set(geometrie.communes), here.fiche if here else None)
    edge = bord(geometrie) if geometrie.partagee else set[str]()
    pairs = paires(geometrie) if geometrie.partagee else {}
    if ecrire and not report.deja:
        installer(CONTOURS, fiche, colonnes(geometrie, edge))
        report = replace(report, ecrit=True)
    given = adjacence()
    if pairs and (given is None or given.fiche.calculee):
        drawn = replace(fiche, elements=len(pairs), calculee=True)
        found = _adjacence(drawn, pairs, edge, given.fiche if given else None, ecrire=ecrire)
        report = replace(report, adjacence=found)
    return report


def importer_adjacence(
    path: Path, *, on: date, origine: Origine | None = None, ecrire: bool = True
) -> RapportContours:
    """Import the pairs of communes that touch."""
    source = fichier.lire(path)
    pairs = paires_csv.lire(source)
    codes = sorted({code for pair in pairs for code in pair})
    fiche = _fiche(source, origine or Origine(), codes, len(pairs), on=on)
    given = adjacence()
    return _adjacence(fiche, pairs, None, given.fiche if given else None, ecrire=ecrire)


def _adjacence(
    fiche: Fiche,
    pairs: Mapping[tuple[str, str], int],
    edge: set[str] | None,
    here: Fiche | None,
    *,
    ecrire: bool,
) -> RapportContours:
    near: dict[str, list[str]] = {}
    for a, b in pairs:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    report = _rapport(ADJACENCE, fiche, set(near), here)
    if not ecrire or report.deja:
        return report
    codes = sorted(near)
    ranks = {code: rank for rank, code in enumerate(codes)}
    flat = array("I", [ranks[one] for code in codes for one in sorted(near[code])])
    said = bytes(INCONNU if edge is None else code in edge for code in codes)
    installer(
        ADJACENCE,
        fiche,
        {
            "codes": ("B", ranges(codes)),
            "debuts": ("I", starts(len(near[code]) for code in codes)),
            "voisines": ("I", flat.tobytes()),
            "bord": ("B", said),
        },
    )
    return replace(report, ecrit=True)


def _fiche(source: Source, origine: Origine, codes: list[str], elements: int, *, on: date) -> Fiche:
    table = cog.table()
    foreign = [code for code in codes if table.commune(code) is None]
    if len(foreign) > _FOREIGN * len(codes):
        raise SourceRefusee(
            source.nom,
            "",
            f"{len(foreign)} codes sur {len(codes)} ne sont pas des communes de "
            f"{table.millesimes.communes}, dont {', '.join(foreign[:3])} : prenez un fichier de cette année",
        )
    return Fiche(
        fichier=source.nom,
        empreinte=source.empreinte,
        source=origine.source,
        millesime=origine.millesime or table.millesimes.communes,
        licence=origine.licence,
        importe_le=on,
        communes=len(codes),
        elements=elements,
    )


def _rapport(sorte: str, fiche: Fiche, held: set[str], here: Fiche | None) -> RapportContours:
    table = cog.table()
    today = set(table.codes())
    return RapportContours(
        sorte=sorte,
        fiche=fiche,
        sans=tuple(sorted(today - held)),
        inconnues=tuple(sorted(code for code in held if table.commune(code) is None)),
        deja=here is not None and (here.edition, here.calculee) == (fiche.edition, fiche.calculee),
        ecrit=False,
    )
