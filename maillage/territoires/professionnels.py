"""The professionals of the RPPS that an instance imported: by commune, or by their number.

An edition keeps one sheet of text for each commune, a line for each activity, and the numbers in
order with the commune of each. No telephone, no e-mail, no street is kept.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from maillage.territoires.fiche_mesures import FicheMesures
from maillage.territoires.mesures import MesuresInstallees, mesures

SOURCE: Final = "rpps"
_WIDTH: Final = 17  # eleven signs of a number, five of a commune, the end of the line
_NUMBER: Final = 11
# Practices in town: health centres, alone, in a group, as a company, pharmacies, maisons de santé.
# The other sectors are hospitals, administrations, duty services, telemedicine.
SECTEURS_VILLE: Final = frozenset(("SA05", "SA07", "SA08", "SA09", "SA33", "SA52"))


@dataclass(frozen=True, slots=True)
class Activite:
    """What somebody does somewhere: a line of the extract."""

    commune: str
    numero: str  # RPPS
    nom: str
    prenom: str
    profession: str  # code of the file: « 10 »
    savoir_faire: str  # code of the file: « SM54 », or nothing
    savoir_faire_libelle: str
    mode: str  # L (libéral), S (salarié), B (bénévole), or nothing
    finess: str
    secteur: str  # code of the file: « SA07 »

    @property
    def en_ville(self) -> bool:
        """Is it in town, neither in a hospital nor in an administration?"""
        return self.secteur in SECTEURS_VILLE


class Professionnels:
    """The professionals of one edition."""

    def __init__(self, held: MesuresInstallees) -> None:
        self._held = held

    @property
    def fiche(self) -> FicheMesures:
        """Return where the edition comes from."""
        return self._held.fiche

    def dans(self, codes: Iterable[str]) -> tuple[Activite, ...]:
        """Return the activities in some communes, in their order, then as the edition has them."""
        return tuple(one for code in dict.fromkeys(codes) for one in self._sheet(code))

    def par_rpps(self, numeros: Iterable[str]) -> Mapping[str, tuple[Activite, ...]]:
        """Return what each number does, wherever it is; a number that is not there is left out."""
        places = {number: self._places(number) for number in dict.fromkeys(numeros)}
        leaves = {code: self._sheet(code) for codes in places.values() for code in codes}
        found: dict[str, tuple[Activite, ...]] = {}
        for number, codes in places.items():
            lines = tuple(one for code in codes for one in leaves[code] if one.numero == number)
            if lines:
                found[number] = lines
        return found

    def _sheet(self, code: str) -> tuple[Activite, ...]:
        row = (
            self._held.connexion()
            .execute("SELECT contenu FROM feuillets WHERE lieu = ?", (code,))
            .fetchone()
        )
        return tuple(_lines(code, row[0])) if row else ()

    def _places(self, number: str) -> tuple[str, ...]:
        """Return the communes where a number practises."""
        if len(number) != _NUMBER or not number.isascii() or not number.isdigit():
            return ()
        pages = self._held.connexion().execute(
            "SELECT contenu FROM numeros WHERE premier <= ? ORDER BY premier DESC LIMIT 2",
            (number,),
        )
        return tuple(sorted({place for (page,) in pages for place in _in_page(page, number)}))


def professionnels(edition: str | None = None) -> Professionnels | None:
    """Return the professionals of the current edition, or of the one named; None: not installed."""
    held = mesures(SOURCE, edition)
    return None if held is None else Professionnels(held)


def _lines(code: str, sheet: str) -> Iterator[Activite]:
    for line in sheet.split("\n")[:-1]:
        yield Activite(code, *line.split("|"))


def _in_page(page: bytes, number: str) -> Iterator[str]:
    """Return the communes that stand after a number in a page of lines of one width."""
    wanted = number.encode()
    rows = range(len(page) // _WIDTH)
    rank = bisect_left(rows, wanted, key=lambda row: page[row * _WIDTH : row * _WIDTH + _NUMBER])
    while rank < len(rows) and page.startswith(wanted, rank * _WIDTH):
        start = rank * _WIDTH + _NUMBER
        yield page[start : start + _WIDTH - _NUMBER - 1].decode()
        rank += 1
