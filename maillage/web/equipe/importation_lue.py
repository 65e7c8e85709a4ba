"""A list on its way into the dossier: its rows travel with the page, and so does what is chosen."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from django.http import QueryDict

from maillage.core.facts import Personne
from maillage.documents.reprise import (
    FichierRefuse,
    LigneLue,
    ListeLue,
    Rangee,
    Reglage,
    lire_collage,
    lire_rangees,
)
from maillage.dossiers import listes
from maillage.dossiers.models import Dossier
from maillage.web.equipe import importations, reprise_lue
from maillage.web.equipe.importations import Sorte

LE_PLUS_LONG: Final = 1_500  # lines of one list: each may send one answer with the page
COLLAGE: Final = "Tableau collé"
_COLUMN = re.compile(r"colonne_(\d{1,3})")
_LINE = re.compile(r"ligne_(\d{1,6})")


class Sort(StrEnum):
    """What a line becomes."""

    AJOUTER = "ajouter"
    COMPLETER = "completer"
    PASSER = "passer"
    RETIRER = "retirer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choix:
    """What a person chose on the page of preview."""

    reglage: Reglage = field(default_factory=Reglage)
    deja: Sort = Sort.PASSER  # for those that the dossier holds already
    lignes: Mapping[int, Sort] = field(default_factory=dict)  # line by line
    retirees: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line, what the dossier holds of it, and what becomes of it."""

    ligne: LigneLue[Any]
    sort: Sort
    connu: Any = None  # the row of the dossier that the line is about
    complements: Mapping[str, Any] = field(default_factory=dict)


class Apercu:
    """A list read with the choices of a person, beside what the dossier holds now."""

    def __init__(
        self, sorte: Sorte, dossier: Dossier, nom: str, rangees: tuple[Rangee, ...], choix: Choix
    ) -> None:
        self.sorte, self.nom, self.rangees, self.choix = sorte, nom, rangees, choix
        self._dossier = dossier
        self.refus = ""
        try:
            self.lue: ListeLue[Any] = sorte.lire(rangees, nom, choix.reglage)
        except FichierRefuse as refusal:
            self.refus = str(refusal)
            columns = choix.reglage.colonnes or {}
            self.lue = ListeLue(rangees=rangees, titres=0, colonnes=columns, lus=(), ecartees=())

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        known = self.sorte.connus(self._dossier)
        return tuple(self._decided(line, known.trouver(line.fiche)) for line in self.lue.lus)

    def _decided(self, line: LigneLue[Any], row: Any) -> Decision:
        more = listes.missing(row, importations.valeurs(line.fiche)) if row else {}
        said = self.choix.lignes.get(line.numero)
        if line.numero in self.choix.retirees:
            sort = Sort.RETIRER
        elif line.double:
            sort = said if said is Sort.AJOUTER else Sort.PASSER
        elif row is not None:
            sort = said or self.choix.deja
        else:
            sort = Sort.AJOUTER
        if sort is Sort.COMPLETER and not more:
            sort = Sort.PASSER
        return Decision(ligne=line, sort=sort, connu=row, complements=more)

    @property
    def codes(self) -> dict[str, str]:
        """Return what each of the words that deserve a look was taken for."""
        return {line.mots: _code(line.fiche) for line in self.lue.lus if line.mots}

    @property
    def empreinte(self) -> str:
        """Tell two ways of reading the list apart, so that none is written before it is shown."""
        said = (self.lue.titres, dict(self.lue.colonnes), self.codes)
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:20]

    @property
    def a_ajouter(self) -> list[dict[str, Any]]:
        kept = (one for one in self.decisions if one.sort is Sort.AJOUTER)
        return [importations.valeurs(one.ligne.fiche) for one in kept]

    @property
    def a_completer(self) -> dict[str, Mapping[str, Any]]:
        kept = (one for one in self.decisions if one.sort is Sort.COMPLETER)
        return {one.connu.code: one.complements for one in kept}


def _code(fiche: Any) -> str:
    found = fiche.profession if isinstance(fiche, Personne) else fiche.type
    return str(found or "")


def lire_choix(data: QueryDict, sorte: Sorte) -> Choix:
    """Return what was chosen; what makes no sense is as if it had not been said."""
    columns: dict[str, int] = {}
    for name, value in data.items():
        place = _COLUMN.fullmatch(name)
        if place and value in sorte.champs:
            columns.setdefault(str(value), int(place[1]))
    chosen = any(_COLUMN.fullmatch(name) for name in data)
    titles = data.get("titres", "")
    lines = {
        int(place[1]): Sort(str(value))
        for name, value in data.items()
        if (place := _LINE.fullmatch(name)) and value in set(Sort)
    }
    kept = data.get("deja", "")
    return Choix(
        reglage=Reglage(
            titres=int(titles) if titles.isascii() and titles.isdigit() else None,
            colonnes=columns if chosen else None,
            mots=_words(data, sorte),
        ),
        deja=Sort(kept) if kept in set(Sort) else Sort.PASSER,
        lignes=lines,
        retirees=frozenset(int(n) for n in data.getlist("retirer") if n.isascii() and n.isdigit()),
    )


def _words(data: QueryDict, sorte: Sorte) -> dict[str, str]:
    codes = {code for _, rows in sorte.codes() for code, _ in rows}
    pairs = zip(data.getlist("mot"), data.getlist("code"), strict=False)
    return {word: code for word, code in pairs if code in codes}


# --- the rows in the page ------------------------------------------------------------------------


def lire_envoi(nom: str, contenu: bytes | None, colle: str) -> tuple[Rangee, ...]:
    """Return the rows of a file, or of a block that was pasted; raise `FichierRefuse`."""
    rows = lire_collage(colle, nom) if contenu is None else lire_rangees(contenu, nom)
    if len(rows) > LE_PLUS_LONG:
        raise FichierRefuse(
            f"« {nom} » a {len(rows)} lignes : {LE_PLUS_LONG} au plus à la fois, coupez-le en deux."
        )
    return rows


def emballer(rangees: tuple[Rangee, ...]) -> str:
    rows = [[row.numero, row.cellules, row.remarques] for row in rangees]
    return reprise_lue.emballer(json.dumps(rows, ensure_ascii=False).encode())


def deballer(text: str) -> tuple[Rangee, ...]:
    """Return the rows that a page carried; raise `FichierRefuse` when they were damaged."""
    try:
        rows = json.loads(reprise_lue.deballer(text))
        found = tuple(
            Rangee(int(number), tuple(map(_line, cells)), tuple(map(_line, remarks)))
            for number, cells, remarks in rows[:LE_PLUS_LONG]
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise FichierRefuse("Le fichier s’est perdu en route : choisissez-le à nouveau.") from error
    if not found:
        raise FichierRefuse("Le fichier s’est perdu en route : choisissez-le à nouveau.")
    return found


def _line(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError
    return text
