"""Names on a map: the most important first, none over another, none cut by the edge."""

from collections.abc import Iterable
from typing import Final

from maillage.documents.carte.carte import Etiquette

AT_MOST: Final = 9
CORPS: Final = 17  # height of a letter, in units of the map
_WIDTH: Final = 10.5  # of a letter on average, bold
_AIR: Final = 4


def placer(
    wished: Iterable[tuple[str, float, float]], largeur: int, hauteur: int
) -> tuple[Etiquette, ...]:
    """Place names around their points, in the order of importance."""
    taken: list[tuple[float, float, float, float]] = []
    placed: list[Etiquette] = []
    for texte, middle, y in wished:
        if len(placed) == AT_MOST:
            break
        half = len(texte) * _WIDTH / 2 + _AIR
        x = min(max(middle, half), largeur - half)
        box = (x - half, y - CORPS, x + half, y + _AIR + 2)
        inside = half * 2 <= largeur and box[1] >= 0 and box[3] <= hauteur
        if inside and not any(_over(box, other) for other in taken):
            taken.append(box)
            placed.append(Etiquette(round(x), round(y), texte))
    return tuple(placed)


def _over(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
