"""Names on a map: the most important first, none over another, none cut by the edge."""

from collections.abc import Iterable
from typing import Final

from maillage.documents.carte.carte import Etiquette

AT_MOST: Final = 9
CORPS: Final = 17  # height of a letter, in units of the map
LARGER: Final = 1.5  # on a phone, letters are larger: a name without that room is left out
_WIDTH: Final = 10.5  # of a letter on average, bold
_AIR: Final = 4

Box = tuple[float, float, float, float]


def placer(
    wished: Iterable[tuple[str, float, float]],
    largeur: int,
    hauteur: int,
    *,
    au_plus: int = AT_MOST,
) -> tuple[Etiquette, ...]:
    """Place names around their points, in the order of importance."""
    taken: list[Box] = []
    wide: list[Box] = []
    placed: list[Etiquette] = []
    for texte, middle, y in wished:
        if len(placed) == au_plus:
            break
        half = len(texte) * _WIDTH / 2 + _AIR
        x = min(max(middle, half), largeur - half)
        box = _box(x, y, half, 1)
        inside = half * 2 <= largeur and box[1] >= 0 and box[3] <= hauteur
        if not inside or any(_over(box, other) for other in taken):
            continue
        taken.append(box)
        larger = _box(x, y, half, LARGER)
        fits = larger[0] >= 0 and larger[2] <= largeur
        fits = fits and not any(_over(larger, other) for other in wide)
        if fits:
            wide.append(larger)
        placed.append(Etiquette(round(x), round(y), texte, narrow=not fits))
    return tuple(placed)


def _box(x: float, y: float, half: float, scale: float) -> Box:
    """Return the room that a name takes, its letters that much larger."""
    return x - half * scale, y - CORPS * scale, x + half * scale, y + _AIR + 2


def _over(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
