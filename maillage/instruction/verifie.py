"""A Word model that was read and tried: only `documents/modeles` makes one."""

from dataclasses import dataclass

DOCUMENT = "modele_"  # begins the name of its document, so that no official form bears the same


@dataclass(frozen=True, slots=True, kw_only=True)
class BaliseInconnue:
    """A tag that means nothing, and the nearest that does."""

    nom: str
    proche: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeleVerifie:
    """The file and what was found in it; a hostile or a broken file never becomes one."""

    contenu: bytes
    utilisees: tuple[str, ...]
    inconnues: tuple[BaliseInconnue, ...]
    inutilisees: tuple[str, ...]
