"""The form of FINESS that Atlasanté gives: one line for each establishment or legal body, past or present.

It alone says who has an emergency department and how many places are installed; its points are degrees.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from maillage.opendata.contrat import Colonne, Contrat, reduire
from maillage.opendata.demande import Demande
from maillage.opendata.finess.brute import Brute
from maillage.opendata.tableau import Ligne, Table, ouvrir
from maillage.opendata.valeurs import code_commune, nombre
from maillage.territoires.mesures import Statut

CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom="finess", intitules=("finess",)),
        Colonne(nom="etat", intitules=("etat",)),
        Colonne(nom="genre", intitules=("type",)),
        Colonne(nom="nom", intitules=("rs",)),
        Colonne(nom="commune", intitules=("com_code",)),
        Colonne(nom="categorie", intitules=("categ_code",)),
        Colonne(nom="libelle", intitules=("categ_lib",)),
        Colonne(nom="longitude", intitules=("geoloc_4326_long",)),
        Colonne(nom="latitude", intitules=("geoloc_4326_lat",)),
        Colonne(nom="urgences", intitules=("san_urg",)),
        Colonne(nom="juridique", intitules=("ej_finess",), facultative=True),
        Colonne(nom="siret", intitules=("siret",), facultative=True),
        Colonne(nom="precision", intitules=("geoloc_precision",), facultative=True),
        Colonne(nom="places", intitules=("esms_capaTot_inst",), facultative=True),
        Colonne(nom="extrait_le", intitules=("date_extract_finess",), facultative=True),
    ),
    delimiteurs=",;",
    membre="finess",
)
ICI: Final = "EPSG:4326"  # how our reading names degrees
_SHORTENED: Final = re.compile(r"[0-9]{8}")  # a spreadsheet took the first zero off
_OVERSEAS: Final = re.compile(r"9[A-Z][0-9]{3}")
_YEAR: Final = re.compile(r"20[0-9]{2}")
# « . » stands where the register says nothing; an export through a table of booleans says « true ».
_YES: Final = frozenset(("oui", "o", "true", "1"))
_NO: Final = frozenset(("", ".", "non", "n", "false", "0"))
_AT_COMMUNE: Final = ("commune", "mairie")


@dataclass(slots=True)
class Lues:
    """The establishments open today, and what was left aside."""

    rangees: list[Brute] = field(default_factory=list)
    ecartees: Counter[str] = field(default_factory=Counter)  # by state or kind
    annee: int | None = None


def est_atlasante(entete: str) -> bool:
    """Is this line of headings of that form?"""
    heads = {reduire(cell) for cell in re.split("[,;]", entete.replace('"', ""))}
    return "nofinesset" not in heads and bool(heads & {"com_code", "categ_code", "san_urg"})


def lire(demande: Demande) -> Lues:
    """Return every establishment (« ET ») whose state is « ACTUEL »."""
    read = Lues()
    with ouvrir(demande.chemin, CONTRAT, demande.suivi) as tables:
        at = tables[0].entete.rangs
        for line in tables[0].lignes:
            state, kind = (line.cellules[at[name]].upper() for name in ("etat", "genre"))
            if state != "ACTUEL":
                read.ecartees[f"état « {state[:20]} »"] += 1
            elif kind != "ET":
                read.ecartees[f"type « {kind[:20]} »"] += 1
            else:
                read.rangees.append(_brute(tables[0], line))
                if "extrait_le" in at and (year := _YEAR.match(line.cellules[at["extrait_le"]])):
                    read.annee = max(read.annee or 0, int(year[0]))
    return read


def _brute(table: Table, line: Ligne) -> Brute:
    said = {name: line.cellules[rank] for name, rank in table.entete.rangs.items()}
    finess = said["finess"]
    precise = said.get("precision", "").casefold()
    apart = precise.startswith("4") or any(word in precise for word in _AT_COMMUNE)
    return Brute(
        line.numero,
        {
            "finess": f"0{finess}" if _SHORTENED.fullmatch(finess) else finess,
            "juridique": said.get("juridique", ""),
            "nom": said["nom"],
            "nom_long": "",
            "departement": "",
            "commune": _commune(said["commune"]),
            "categorie": said["categorie"],
            "libelle": said["libelle"],
            "siret": said.get("siret", ""),
            "x": said["longitude"],
            "y": said["latitude"],
            "origine": f"{'4' if apart else '1'},{ICI}",
        },
        urgences=_urgences(table, line, said["urgences"]),
        places=_places(table, line, said["places"]) if "places" in said else None,
    )


def _commune(written: str) -> str:
    """Return the code of the commune, perhaps of FINESS overseas (« 9A127 »); what is none stays."""
    return written if _OVERSEAS.fullmatch(written) else code_commune(written) or written


def _urgences(table: Table, line: Ligne, written: str) -> bool:
    word = written.casefold()
    if word not in _YES and word not in _NO:
        raise table.refus(line.numero, "urgences", f"« {written[:20]} » n’est ni OUI ni NON")
    return word in _YES


def _places(table: Table, line: Ligne, written: str) -> float | Statut:
    """Return the places installed; 0 is what the register writes where none were declared."""
    value = nombre(written)
    if value is None or (isinstance(value, float) and value < 0):
        raise table.refus(
            line.numero, "places", f"« {written[:20]} » n’est pas un nombre de places"
        )
    return value or Statut.ABSENTE
