"""The contract of the ANS: the columns that we read, out of 56, and how a row of the file is cut.

Sectors and savoir-faire are named by the codes of the file. No telephone, no e-mail and no street
is read: what is not kept cannot leak.
"""

import io
from dataclasses import dataclass
from typing import Final

from maillage.opendata.contrat import Colonne, Contrat, reconnaitre
from maillage.opendata.refus import SourceRefusee

_LONGEST: Final = 65_536  # bytes of the line of headings

CONTRAT: Final = Contrat(
    colonnes=(
        Colonne(nom="sorte", intitules=("Type d'identifiant PP",)),
        Colonne(nom="numero", intitules=("Identifiant PP",)),
        Colonne(nom="nom", intitules=("Nom d'exercice",)),
        Colonne(nom="prenom", intitules=("Prénom d'exercice",)),
        Colonne(nom="profession", intitules=("Code profession",)),
        Colonne(nom="categorie", intitules=("Code catégorie professionnelle",)),
        Colonne(nom="savoir_faire", intitules=("Code savoir-faire",)),
        Colonne(nom="libelle", intitules=("Libellé savoir-faire",)),
        Colonne(nom="mode", intitules=("Code mode exercice",)),
        Colonne(nom="finess", intitules=("Numéro FINESS site",)),
        Colonne(nom="bureau", intitules=("Bureau cedex (coord. structure)",)),
        Colonne(nom="postal", intitules=("Code postal (coord. structure)",)),
        Colonne(nom="commune", intitules=("Code commune (coord. structure)",)),
        Colonne(nom="pays", intitules=("Code pays (coord. structure)",)),
        Colonne(nom="secteur", intitules=("Code secteur d'activité",)),
    ),
    membre="personne.?activite",
    max_octets=4_000_000_000,
)


@dataclass(frozen=True, slots=True)
class Gabarit:
    """Where our columns stand among those of the file."""

    rangs: dict[str, int]
    largeur: int

    def colonne(self, nom: str) -> str:
        """Return the name that the reading gives to a column."""
        return f"c{self.rangs[nom]}"


def lire_entete(stream: io.BufferedReader, fichier: str) -> Gabarit:
    """Read the first line, or say which column is missing."""
    line = stream.readline(_LONGEST)
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceRefusee(fichier, "ligne 1", "l’en-tête n’est pas en UTF-8") from error
    cells = text.rstrip("\r\n").split("|")
    if len(cells) == 1:
        raise SourceRefusee(fichier, "ligne 1", "les colonnes ne sont pas séparées par « | »")
    found = reconnaitre(CONTRAT, cells)
    if isinstance(found, str):
        raise SourceRefusee(fichier, "ligne 1", found)
    return Gabarit(dict(found.rangs), len(cells))
