"""The name of a département after « de »: « de l’Ain », « du Gard », « des Landes », « de La Réunion »."""

from collections.abc import Sequence
from typing import Final

_DU: Final = (
    "Calvados, Cantal, Cher, Doubs, Finistère, Gard, Gers, Jura, Loir-et-Cher, Loiret, Lot, "
    "Lot-et-Garonne, Morbihan, Nord, Pas-de-Calais, Puy-de-Dôme, Bas-Rhin, Haut-Rhin, Rhône, Tarn, "
    "Tarn-et-Garonne, Var, Vaucluse, Territoire de Belfort, Val-de-Marne, Val-d’Oise"
)
_DE_LA: Final = (
    "Charente, Charente-Maritime, Corrèze, Côte-d’Or, Creuse, Dordogne, Drôme, Corse-du-Sud, "
    "Haute-Corse, Haute-Garonne, Gironde, Loire, Haute-Loire, Loire-Atlantique, Lozère, Manche, Marne, "
    "Haute-Marne, Mayenne, Meuse, Moselle, Nièvre, Haute-Saône, Sarthe, Savoie, Haute-Savoie, "
    "Seine-Maritime, Somme, Vendée, Vienne, Haute-Vienne, Seine-Saint-Denis, Guadeloupe, Martinique, "
    "Guyane, Polynésie française, Nouvelle-Calédonie"
)
_DES: Final = (
    "Alpes-de-Haute-Provence, Hautes-Alpes, Alpes-Maritimes, Ardennes, Bouches-du-Rhône, "
    "Côtes-d’Armor, Landes, Pyrénées-Atlantiques, Hautes-Pyrénées, Pyrénées-Orientales, Yvelines, "
    "Deux-Sèvres, Vosges, Hauts-de-Seine, Terres australes et antarctiques françaises"
)
_DE_L: Final = (
    "Ain, Aisne, Allier, Ardèche, Ariège, Aube, Aude, Aveyron, Eure, Hérault, Indre, Isère, Oise, "
    "Orne, Yonne, Essonne, Île de Clipperton"
)
_ARTICLES: Final = {
    name: article
    for article, names in (("du ", _DU), ("de la ", _DE_LA), ("des ", _DES), ("de l’", _DE_L))
    for name in names.split(", ")
}


def du_departement(nom: str) -> str:
    """Write a name after « de », with its article; a name that is not known takes none."""
    plain = nom.replace("'", "’")
    article = _ARTICLES.get(plain)
    if article is None:
        article = "d’" if plain.startswith(("A", "E", "É", "I", "Î", "O", "U")) else "de "
    return f"{article}{plain}"


def dans_les_departements(noms: Sequence[str]) -> str:
    """Say where: « dans le département du Gard », « dans les départements de l’Ain et du Rhône »."""
    named = [du_departement(nom) for nom in noms]
    if len(named) <= 1:
        return " ".join(("dans le département", *named))
    return f"dans les départements {', '.join(named[:-1])} et {named[-1]}"
