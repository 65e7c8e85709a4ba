"""The establishments of a file, in any of its three forms.

The re-exposed one has headings and 35 columns. The ministry's own has none: a section « structureet »
then a section « geolocalisation », each line starting with the name of its section. Atlasanté's has
its own headings, and says more.
"""

from collections.abc import Iterator
from typing import Final

from maillage.opendata import parties, texte
from maillage.opendata.contrat import UTF8, WINDOWS, Colonne, Contrat
from maillage.opendata.demande import Demande
from maillage.opendata.finess import atlasante
from maillage.opendata.finess.atlasante import Lues
from maillage.opendata.finess.brute import Brute
from maillage.opendata.refus import SourceRefusee
from maillage.opendata.tableau import ouvrir

CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom="finess", intitules=("nofinesset",)),
        Colonne(nom="juridique", intitules=("nofinessej",)),
        Colonne(nom="nom", intitules=("rs",)),
        Colonne(nom="nom_long", intitules=("rslongue",)),
        Colonne(nom="commune", intitules=("commune",)),
        Colonne(nom="departement", intitules=("departement",)),
        Colonne(nom="categorie", intitules=("categetab",)),
        Colonne(nom="libelle", intitules=("libcategetab",)),
        Colonne(nom="siret", intitules=("siret",)),
        Colonne(nom="x", intitules=("coordxet",)),
        Colonne(nom="y", intitules=("coordyet",)),
        Colonne(nom="origine", intitules=("sourcecoordet",)),
    ),
    delimiteurs=";",
    membre="finess|etalab|cs1100507",
)
_STRUCTURES, _PLACES = "structureet", "geolocalisation"
# Where the ministry's form has our columns, the name of the section being the first.
_RANKS: Final = {
    "finess": 1,
    "juridique": 2,
    "nom": 3,
    "nom_long": 4,
    "commune": 12,
    "departement": 13,
    "categorie": 18,
    "libelle": 19,
    "siret": 22,
}


def lire(demande: Demande) -> Lues:
    """Return every establishment of the file."""
    first = _first_line(demande)
    if atlasante.est_atlasante(first):
        return atlasante.lire(demande)
    return Lues(list(_sections(demande) if _has_sections(first) else _table(demande)))


def _table(demande: Demande) -> Iterator[Brute]:
    with ouvrir(demande.chemin, CONTRAT, demande.suivi) as tables:
        ranks = tables[0].entete.rangs
        for number, cells in tables[0].lignes:
            yield Brute(number, {name: cells[rank] for name, rank in ranks.items()})


def _first_line(demande: Demande) -> str:
    with parties.ouvrir(demande.chemin, membre=CONTRAT.membre) as part, part.ouvrir() as stream:
        first = stream.readline(texte.MAX_LINE).removeprefix(b"\xef\xbb\xbf")
    return first.decode("utf-8", errors="replace").lower()


def _has_sections(first: str) -> bool:
    return first.startswith(("finess;etalab", f"{_STRUCTURES};"))


def _sections(demande: Demande) -> Iterator[Brute]:
    """Read both sections; the second completes the first."""
    structures: dict[str, Brute] = {}
    places: dict[str, tuple[str, str, str]] = {}
    with parties.ouvrir(demande.chemin, membre=CONTRAT.membre) as part, part.ouvrir() as stream:
        for number, line in enumerate(texte.lignes(stream, part.nom, (UTF8, WINDOWS)), start=1):
            cells = [cell.strip() for cell in line.rstrip("\r\n").split(";")]
            if cells[0] == _STRUCTURES:
                if len(cells) <= max(_RANKS.values()):
                    why = (
                        f"{len(cells)} cellules, {max(_RANKS.values()) + 1} au moins sont attendues"
                    )
                    raise SourceRefusee(part.nom, f"ligne {number}", why)
                one = Brute(number, {name: cells[rank] for name, rank in _RANKS.items()})
                if structures.setdefault(one.cellules["finess"], one) is not one:
                    why = f"le numéro {one.cellules['finess']} est écrit deux fois"
                    raise SourceRefusee(part.nom, f"ligne {number}", why)
            elif cells[0] == _PLACES and len(cells) > 4:
                places[cells[1]] = (cells[2], cells[3], cells[4])
    for finess, one in structures.items():
        x, y, origin = places.get(finess, ("", "", ""))
        yield Brute(one.numero, one.cellules | {"x": x, "y": y, "origine": origin})
