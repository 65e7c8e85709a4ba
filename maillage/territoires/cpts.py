"""The perimeters of CPTS that an instance installed: lists of agencies, one current by publisher."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from maillage.core.territoire import (
    Alentours,
    CptsConnue,
    Perimetre,
    TerritoireAnalyse,
    alentours,
    confondues,
    meme,
    prise,
)
from maillage.core.territoire.communes import departement_of
from maillage.reference import cog
from maillage.reference.cog.noms import plain
from maillage.territoires import emplacement
from maillage.territoires.adjacence import AdjacenceInstallee
from maillage.territoires.fiche_cpts import FicheCpts
from maillage.territoires.installation import courante

FORMAT: Final = "maillage-cpts"
VERSION: Final = 1
SUFFIXE: Final = ".json"
SORTE: Final = "cpts"
_WORDS: Final = re.compile(
    r"^(cpts|communaute professionnelle territoriale de sante)\b|^(du|de|des|la|le|les|d|l)\b"
)
_KEPT: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeInstallee:
    """A list, with its CPTS as it gives them."""

    fiche: FicheCpts
    cpts: tuple[CptsConnue, ...]


@dataclass(frozen=True, kw_only=True)
class Nous:
    """How a list may name the CPTS that asks: it is no other CPTS than itself."""

    nom: str = ""
    numeros: tuple[str | None, ...] = ()
    cle: str = ""  # of its own published perimeter

    def est(self, one: CptsConnue) -> bool:
        return one.cle == self.cle or meme(one, self.nom, self.numeros, nom_reduit)


@dataclass(frozen=True, kw_only=True, eq=False)
class CptsConnues:
    """All the lists together, each CPTS once; two readings of the same files are one object."""

    listes: tuple[ListeInstallee, ...]  # the newest first
    cpts: tuple[CptsConnue, ...]
    confondues: dict[str, str]  # key of a CPTS left out → the one kept
    decrits: frozenset[str]  # départements of which a list gives every CPTS

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(one.fiche.phrase for one in self.listes)

    @property
    def editions(self) -> tuple[str, ...]:
        """Return the names of the editions read."""
        return tuple(f"{slug(one.fiche.editeur)}/{one.fiche.edition}" for one in self.listes)

    @cached_property
    def blanches(self) -> frozenset[str]:
        """The communes of the described départements that no CPTS enters."""
        table = cog.table()
        taken = {code for one in self.cpts for code in one.prise.lieux}
        return frozenset(
            code
            for code in table.codes()
            if departement_of(code) in self.decrits
            and taken.isdisjoint(table.arrondissements(code) or (code,))
        )

    def avec(self, others: Iterable[CptsConnue]) -> "CptsConnues":
        """Add CPTS known otherwise; one that a list gives already is that one."""
        kept, same = confondues([*self.cpts, *others], nom_reduit)
        return replace(self, cpts=kept, confondues={**self.confondues, **same})

    def autour(
        self,
        found: TerritoireAnalyse,
        shape: Perimetre | None,
        near: AdjacenceInstallee | None,
        nous: Nous,
    ) -> Alentours | None:
        """Look around a territory; None: no CPTS is known at all."""
        if not self.cpts:
            return None
        return alentours(
            found.lignes,
            cog.table(),
            (one for one in self.cpts if not nous.est(one)),
            self.decrits,
            voisines=shape.voisines if shape else None,
            blanches=self.blanches,
            adjacence=near,
        )


def slug(editeur: str) -> str:
    """Return the folder of a publisher: « ars-bretagne »."""
    return re.sub(r"[^a-z0-9]+", "-", plain(editeur)).strip("-")[:60] or "sans-nom"


def nom_reduit(name: str) -> str:
    """Reduce the name of a CPTS: « CPTS du Gapençais » and « Gapençais » are one."""
    left, before = plain(name).replace("'", " "), ""
    while left != before:
        before, left = left, _WORDS.sub("", left).strip()
    return left or plain(name)


def connues() -> CptsConnues:
    """Return what is installed; nothing: no list, no département described."""
    return _together(_paths())


def _paths() -> tuple[Path, ...]:
    home = emplacement.dossier() / SORTE
    folders = sorted(home.iterdir()) if home.is_dir() else []
    found = (courante(f"{SORTE}/{one.name}", SUFFIXE) for one in folders if one.is_dir())
    return tuple(path for path in found if path)


@lru_cache(maxsize=_KEPT)
def _together(paths: tuple[Path, ...]) -> CptsConnues:
    lists = [one for path in paths if (one := _read(path))]
    lists.sort(key=lambda one: (one.fiche.jour, one.fiche.importe_le), reverse=True)
    kept, same = confondues([cpts for one in lists for cpts in one.cpts], nom_reduit)
    return CptsConnues(
        listes=tuple(lists),
        cpts=kept,
        confondues=same,
        decrits=frozenset(code for one in lists for code in one.fiche.departements),
    )


def _read(path: Path) -> ListeInstallee | None:
    """Read a list; None: it is damaged, and the others still answer."""
    try:
        data = json.loads(path.read_bytes())
        if (data["format"], data["version"]) != (FORMAT, VERSION):
            return None
        fiche = FicheCpts.from_data(data["fiche"])
        origin = slug(fiche.editeur)
        ones = [_one(rank, one, origin, fiche) for rank, one in enumerate(data["cpts"])]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return ListeInstallee(fiche=fiche, cpts=tuple(ones))


def _one(rank: int, data: dict[str, Any], origin: str, fiche: FicheCpts) -> CptsConnue:
    return CptsConnue(
        cle=f"{origin}/{rank}",
        nom=data["nom"],
        prise=prise(
            [*((code, None) for code in data["communes"]), *map(tuple, data["parties"])],
            cog.table(),
        ),
        origine=origin,
        source=fiche.phrase,
        identifiant=data["identifiant"],
    )
