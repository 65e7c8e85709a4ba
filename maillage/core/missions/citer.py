"""A figure of the territory, put into words for a fiche action: it will not move any more."""

from maillage.core.diagnostic.figures import origine
from maillage.core.facts import ChiffreCite
from maillage.core.indicateurs import LigneIndicateur
from maillage.core.indicateurs.phrases import avec_unite


def citer(ligne: LigneIndicateur) -> ChiffreCite | None:
    """Return what a fiche keeps of an indicator, as it reads today; None: it has no value."""
    found = ligne.resultat
    if found.valeur is None:
        return None
    known = origine(found)
    year = f" en {known.millesime}" if known.millesime else ""
    return ChiffreCite(
        libelle=ligne.indicateur.libelle,
        valeur=f"{avec_unite(found.valeur, ligne.indicateur)}{year}",
        source=", ".join(dict.fromkeys(known.source.split(", "))) or None,  # « CPAM, CPAM »
        indicateur=ligne.indicateur.code,
    )
