"""The file of a coverage: a line for each commune, as a spreadsheet opens it."""

import csv
import io
from collections.abc import Collection, Iterator
from typing import Final

from django.http import StreamingHttpResponse

from maillage.core.territoire import Etat
from maillage.dossiers import couverture
from maillage.reference import cog
from maillage.territoires.cpts import CptsConnues

_COLONNES: Final = ("code_insee", "commune", "departement", "habitants", "etat", "cpts", "source")
_MOTS: Final = {
    Etat.COUVERTE: "couverte",
    Etat.EN_PARTIE: "en partie",
    Etat.DISPUTEE: "plusieurs CPTS",
    Etat.BLANCHE: "sans CPTS",
    Etat.INCONNUE: "non décrit",
}
_FORMULES: Final = ("=", "+", "-", "@", "\t", "\r")


def repondre(
    known: CptsConnues, departements: Collection[str] | None, name: str
) -> StreamingHttpResponse:
    """Send the file as it is written."""
    response = StreamingHttpResponse(_lines(known, departements), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(known: CptsConnues, departements: Collection[str] | None) -> Iterator[bytes]:
    found, table = couverture.couverture(known), cog.table()
    yield b"\xef\xbb\xbf" + _row(_COLONNES)
    for place in table.lieux:
        if departements is not None and place.departement not in departements:
            continue
        commune, takers = table.commune(place.code), found.de(place.code)
        yield _row(
            (
                place.code,
                commune.nom if commune else "",
                place.departement,
                "" if place.population is None else str(place.population),
                _MOTS[found.etats[place.code]],
                " ; ".join(one.nom for one in takers),
                " ; ".join(dict.fromkeys(one.source for one in takers)),
            )
        )


def _row(cells: tuple[str, ...]) -> bytes:
    """Write a line; a cell that a spreadsheet would compute is made a text."""
    out = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(_FORMULES) else cell for cell in cells]
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(safe)
    return out.getvalue().encode()
