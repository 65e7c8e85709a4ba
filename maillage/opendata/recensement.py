"""What the four census bases of INSEE share: a code, then columns named after their year."""

from typing import Final

from maillage.opendata.contrat import Colonne, Contrat, Famille
from maillage.opendata.large import LIEU, Large, annee_des_colonnes

AGES: Final = "[0-9]{4}|[0-9]{2}p"  # « 0014 », « 90P »


def base(
    *voulues: tuple[str, str],
    facultatives: tuple[str, ...] = (),
    indivisibles: tuple[str, ...] = (),
) -> Large:
    """Return how to read a base: the columns it must hold, with an example, and those kept if there."""
    return Large(
        contrat=Contrat(
            colonnes=(Colonne(nom=LIEU, intitules=("CODGEO", "code géographique", "COM")),),
            familles=(
                *(Famille(motif=pattern, exemple=shown) for pattern, shown in voulues),
                *(Famille(motif=one, exemple="", facultative=True) for one in facultatives),
            ),
            membre="base-cc",
            feuille="^(com|arm)([^a-z]|$)",
            entete_avant=8,  # a workbook has its title and long labels above
        ),
        millesime=annee_des_colonnes,
        indivisibles=indivisibles,
    )
