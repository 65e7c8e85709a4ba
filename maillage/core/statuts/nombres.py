"""Numbers in French words, with the noun they count."""

from typing import Final

_TO_SIXTEEN: Final = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_TENS: Final = {
    20: "vingt",
    30: "trente",
    40: "quarante",
    50: "cinquante",
    60: "soixante",
    80: "quatre-vingt",
}
_DIX, _VINGT, _SOIXANTE, _QUATRE_VINGTS, _CENT = 10, 20, 60, 80, 100

# A noun: its singular, its plural, and whether it is feminine.
NOMS: Final[dict[str, tuple[str, str, bool]]] = {
    "jour": ("jour", "jours", False),
    "mois": ("mois", "mois", False),
    "an": ("an", "ans", False),
    "fois": ("fois", "fois", True),
    "college": ("collège", "collèges", False),
    "mandat": ("mandat", "mandats", False),
    "pouvoir": ("pouvoir", "pouvoirs", False),
    "reunion": ("réunion", "réunions", True),
    "profession": ("profession", "professions", True),
    "siege": ("siège", "sièges", False),
    "membre": ("membre", "membres", False),
    "vice_president": ("vice-président", "vice-présidents", False),
    "copresident": ("coprésident", "coprésidents", False),
}

MOIS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def en_lettres(value: int, *, feminin: bool = False) -> str:
    """Write a number below one hundred in words; a larger one stays in figures."""
    if not 0 <= value < _CENT:
        return str(value)
    words = _words(value)
    ends_with_one = words.endswith("un")
    return f"{words}e" if feminin and ends_with_one else words


def _words(value: int) -> str:
    if value < len(_TO_SIXTEEN):
        return _TO_SIXTEEN[value]
    if value < _VINGT:
        return f"dix-{_TO_SIXTEEN[value - _DIX]}"
    # Seventy and ninety count on from sixty and eighty.
    base = value // _VINGT * _VINGT if value >= _SOIXANTE else value // _DIX * _DIX
    rest = value - base
    if rest == 0:
        return _TENS[base] + ("s" if base == _QUATRE_VINGTS else "")
    last_is_one = _words(rest).startswith(("un", "onze")) and base != _QUATRE_VINGTS
    return f"{_TENS[base]}{' et ' if last_is_one else '-'}{_words(rest)}"


def compte(value: int, nom: str, *, chiffres: bool = False) -> str:
    """Write « trente jours », or « trente (30) jours »."""
    singular, plural, feminine = NOMS[nom]
    words = en_lettres(value, feminin=feminine)
    figures = f" ({value})" if chiffres and words != str(value) else ""
    return f"{words}{figures} {singular if value < 2 else plural}"  # noqa: PLR2004 -- grammar


def de_mois(value: int) -> str:
    """Write « d’avril » or « de juin »; the number is one of the twelve."""
    name = MOIS[value - 1]
    return f"d’{name}" if name[0] in "ao" else f"de {name}"
