"""The way back from words to values, by the type of the field that they would fill."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from maillage.core.facts import (
    Choix,
    Cpts,
    DossierFacts,
    Partenariats,
    PartialDate,
    Personne,
    Roles,
    Signature,
    Structure,
    Territoire,
)
from maillage.documents.build.valeurs import LIBELLES
from maillage.documents.reprise.etiquettes import CLOSE, normal, proches
from maillage.documents.reprise.periodes import lire_date, lire_jour
from maillage.documents.typographie import day, euros, integer, partial

OBJETS: Mapping[str, type] = MappingProxyType(
    {
        "cpts": Cpts,
        "structure": Structure,
        "roles": Roles,
        "territoire": Territoire,
        "partenariats": Partenariats,
        "choix": Choix,
        "signature": Signature,
    }
)
PERSONNES = {"contact", "redacteur", "representant_legal", "signataire"}

_YES = {"oui", "o", "x", "vrai", "yes"}
_NO = {"non", "n", "faux", "no", "aucun", "aucune"}
# Other words for the codes of the closed lists.
_SYNONYMES = {
    "engagee": "engage",
    "oui": "engage",
    "contactee": "contacte",
    "en attente": "contacte",
    "en attente de retour": "contacte",
    "incertaine": "incertain",
    "a confirmer": "incertain",
    "loi 1901": "association_1901",
    "association": "association_1901",
    "association de loi 1901": "association_1901",
    "medicosocial": "medico_social",
    "medico social": "medico_social",
    "sante": "sanitaire",
    "liberal": "ambulatoire",
    "ville": "ambulatoire",
    "hopital": "hospitalier",
    "information": "information",
    "travail": "travail",
    "concertation": "concertation",
    "terminee": "achevee",
    "realisee": "achevee",
    "1er": "premier",
    "2nd": "second",
    "2e": "second",
    "en cours de creation": "en_cours",
}
ABSENT = object()  # the text says nothing that the field could hold


@cache
def types(kind: type) -> Mapping[str, Any]:
    """Return the type of each field of a part of the dossier, without its « | None »."""
    hints = get_type_hints(kind)
    return MappingProxyType(
        {part.name: _without_none(hints[part.name]) for part in dataclasses.fields(kind)}
    )


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        kept = [one for one in get_args(hint) if one is not type(None)]
        return kept[0] if len(kept) == 1 else hint
    return hint


def type_du_chemin(path: str) -> Any:
    """Return the type that the value of a path has, or None when nobody types it."""
    root, _, name = path.partition(".")
    if root in PERSONNES:
        return types(Personne).get(name, str if name == "nom_prenom" else None)
    return types(OBJETS[root]).get(name) if root in OBJETS else None


def convertir(texte: str, kind: Any, name: str = "") -> Any:
    """Return the value that a text gives to a field of this type, or `ABSENT`."""
    text = texte.strip()
    if not text:
        return ABSENT
    if kind is str:
        return _digits(text, name)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _code(text, kind)
    if get_origin(kind) is tuple:
        parts = tuple(part.strip() for part in re.split(r"[,;\n]", text) if part.strip())
        return parts or ABSENT
    reader = _READERS.get(kind)
    found = reader(text) if reader else None
    return ABSENT if found is None else found


def _digits(text: str, name: str) -> str:
    """Numbers are printed with spaces that nobody typed."""
    digits = re.sub(r"\s", "", text)
    if name == "siret" and re.fullmatch(r"\d{14}", digits):
        return digits
    if name == "iban":
        return digits.upper()
    if name in ("telephone", "telecopie"):
        plain = re.sub(r"[\s.\-]", "", text)
        return plain if re.fullmatch(r"0\d{9}", plain) else text
    return text


def _code(text: str, kind: type[StrEnum]) -> Any:
    wanted = normal(text)
    words = {normal(LIBELLES.get(str(code), str(code))): code for code in kind}
    words |= {normal(str(code).replace("_", " ")): code for code in kind}
    words |= {
        other: kind(code) for other, code in _SYNONYMES.items() if code in list(map(str, kind))
    }
    if wanted in words:
        return words[wanted]
    near = max(words, key=lambda one: proches(one, wanted))
    return words[near] if proches(near, wanted) >= CLOSE else ABSENT


def lire_oui_non(texte: str) -> bool | None:
    """Read a yes or a no."""
    first = normal(texte).split(" ")[0]
    if first in _YES:
        return True
    return False if first in _NO else None


def lire_entier(texte: str) -> int | None:
    """Read « 61 367 » or « 61 367 habitants »."""
    found = re.match(r"\s*(\d{1,3}(?:[\s\u00a0\u202f.]\d{3})+|\d{1,9})(?![\d,])", texte)
    return int(re.sub(r"\D", "", found[1])) if found else None


def lire_montant(texte: str) -> Decimal | None:
    """Read « 15 000 € », « 12 500,50 », « 2.500,00 € »."""
    text = re.sub(r"[\s\u00a0\u202f€]|euros?", "", texte.casefold())
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"-?\d{1,12}(?:\.\d{1,2})?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


_READERS: Mapping[Any, Any] = MappingProxyType(
    {
        bool: lire_oui_non,
        int: lire_entier,
        Decimal: lire_montant,
        PartialDate: lire_date,
        date: lire_jour,
    }
)


def en_clair(valeur: object) -> str:
    """Put a value into the words that a page shows beside it."""
    for kind, writer in _WORDS:
        if isinstance(valeur, kind):
            return str(writer(valeur))
    if dataclasses.is_dataclass(valeur):
        parts = (getattr(valeur, part.name) for part in dataclasses.fields(valeur))
        shown = [en_clair(part) for part in parts if part not in (None, (), False)]
        return ", ".join(part for part in shown if part)
    return "" if valeur is None else str(valeur)


_WORDS: tuple[tuple[type, Any], ...] = (
    (bool, lambda value: "oui" if value else "non"),
    (StrEnum, lambda value: LIBELLES.get(str(value), str(value))),
    (PartialDate, partial),
    (date, day),
    (int, integer),
    (Decimal, euros),
    (tuple, lambda value: ", ".join(map(en_clair, value)) or "aucun"),
)


def meme(un: object, autre: object) -> bool:
    """Say whether two values are printed alike: « 0471000000 » is « 04 71 00 00 00 »."""
    if un == autre:
        return True
    if isinstance(un, StrEnum) and type(un) is type(autre):
        return en_clair(un) == en_clair(autre)
    if isinstance(un, tuple) and isinstance(autre, tuple) and len(un) == len(autre):
        return all(meme(left, right) for left, right in zip(un, autre, strict=True))
    if dataclasses.is_dataclass(un) and type(un) is type(autre):
        return meme(en_clair(un), en_clair(autre))
    if isinstance(un, str) and isinstance(autre, str):
        left, right = (re.sub(r"[\s.\u00a0\u202f]+", " ", one).strip() for one in (un, autre))
        return left == right or re.sub(r"\W", "", left) == re.sub(r"\W", "", right) != ""
    return False


DOSSIER_LISTES = frozenset(
    part.name for part in dataclasses.fields(DossierFacts) if part.name not in (*OBJETS, "textes")
)
