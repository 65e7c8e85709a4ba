"""The territory that a visitor tries, kept in the address of the page and nowhere else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from maillage.reference import cog

PLUS_DE_COMMUNES: Final = 500  # 3 000 characters: every browser and every proxy takes that
_REFUSED_SHOWN: Final = 20  # odd codes that the page still explains
_NAME: Final = 200
_SEPARATORS: Final = re.compile(r"[^0-9A-Za-z]+")
_CODE: Final = 12  # characters read of a word that is no code


@dataclass(frozen=True, slots=True, kw_only=True)
class Essai:
    """The communes tried, in the order they came, and the name already given to the CPTS."""

    codes: tuple[str, ...] = ()  # of communes of today
    refuses: tuple[str, ...] = ()  # words that are no such code: explained once, then dropped
    de_trop: int = 0  # communes left out because they are too many
    nom: str = ""

    @property
    def communes(self) -> str:
        """Return the codes as the address writes them."""
        return ",".join(self.codes)

    @property
    def requete(self) -> str:
        """Return what follows « ? » in the address of this territory; « » when there is none."""
        asked = {"communes": self.communes, "nom": self.nom}
        return urlencode({name: value for name, value in asked.items() if value}, safe=",")

    def vers(self, page: str) -> str:
        """Return the address of a page, with this territory."""
        return f"{page}?{self.requete}" if self.requete else page


def lire(data: QueryDict) -> Essai:
    """Read the territory of an address, whatever it holds."""
    name = " ".join(data.get("nom", "").split())[:_NAME]
    return choisir(_SEPARATORS.split(data.get("communes", "")), nom=name)


def choisir(words: Iterable[str], *, nom: str = "") -> Essai:
    """Return a territory of these codes, each once, and no more than the address can hold."""
    table = cog.table()
    asked = dict.fromkeys(word[:_CODE].upper() for word in words if word)
    known = [code for code in asked if table.commune(code)]
    odd = [code for code in asked if not table.commune(code)]
    return Essai(
        codes=tuple(known[:PLUS_DE_COMMUNES]),
        refuses=tuple(odd[:_REFUSED_SHOWN]),
        de_trop=max(0, len(known) - PLUS_DE_COMMUNES),
        nom=nom,
    )


def avec(essai: Essai, codes: Iterable[str]) -> Essai:
    """Return the territory with more communes."""
    return choisir((*essai.codes, *codes), nom=essai.nom)


def moins(essai: Essai, codes: Iterable[str]) -> Essai:
    """Return the territory without some communes."""
    out = set(codes)
    return choisir((code for code in essai.codes if code not in out), nom=essai.nom)
