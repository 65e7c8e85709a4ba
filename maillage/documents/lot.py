"""A set of documents produced together, each file with its fingerprint."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import Any

from maillage.core.facts import DossierFacts
from maillage.documents.editions import Editions, editions, fingerprint
from maillage.documents.produire import arbre, ecrivains


@dataclass(frozen=True, slots=True, kw_only=True)
class Fichier:
    """A produced file."""

    nom: str
    document: str
    format: str
    contenu: bytes
    empreinte: str  # SHA-256 of its bytes
    empreinte_contenu: str  # SHA-256 of what it says, whatever wrote it


@dataclass(frozen=True, kw_only=True)
class Lot:
    """Everything that was produced from a dossier on a day."""

    dossier: DossierFacts
    on: date
    fichiers: tuple[Fichier, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the documents, each once, in the order asked."""
        return tuple(dict.fromkeys(fichier.document for fichier in self.fichiers))

    @cached_property
    def editions(self) -> Editions:
        """Return the editions of the tables and of the forms that these files came from."""
        return editions(self.dossier, self.documents, on=self.on)


def produire_lot(
    dossier: DossierFacts, documents: Mapping[str, Collection[str]], *, on: date
) -> Lot:
    """Produce several documents, each in its formats; all or none.

    Raise `TrameInconnue`, `FormatInconnu` or `FormatInapplicable`.
    """
    asked = {document: ecrivains(document, formats) for document, formats in documents.items()}
    fichiers: list[Fichier] = []
    for document, writers in asked.items():
        tree = arbre(dossier, document, on=on)
        said = fingerprint(json.dumps(_plain(tree), ensure_ascii=True).encode())
        for name, writer in writers.items():
            contenu = writer(tree)
            fichiers.append(
                Fichier(
                    nom=f"{document}.{name}",
                    document=document,
                    format=name,
                    contenu=contenu,
                    empreinte=fingerprint(contenu),
                    empreinte_contenu=said,
                )
            )
    return Lot(dossier=dossier, on=on, fichiers=tuple(fichiers))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        inside = {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
        return {type(value).__name__: inside}
    return str(value)  # a day, an amount
