"""A set of documents produced together, each file with its fingerprint."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from maillage.core.facts import DossierFacts
from maillage.documents.carte import Fond
from maillage.documents.editions import Editions, editions, fingerprint
from maillage.documents.produire import arbre, ecrivains

if TYPE_CHECKING:
    from maillage.documents.modeles.region import ModeleRegion


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
    modeles: tuple["ModeleRegion", ...] = ()  # the Word models among them
    manques: tuple[tuple["ModeleRegion", str], ...] = ()  # models that could not be filled, and why
    fond: Fond  # what the maps are drawn on

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the official documents, each once, in the order asked."""
        models = {modele.document for modele in self.modeles}
        names = dict.fromkeys(fichier.document for fichier in self.fichiers)
        return tuple(name for name in names if name not in models)

    def de(self, document: str) -> tuple[Fichier, ...]:
        """Return the files of a document."""
        return tuple(fichier for fichier in self.fichiers if fichier.document == document)

    @cached_property
    def editions(self) -> Editions:
        """Return the editions of the tables and of the forms that these files came from."""
        return editions(self.dossier, self.documents, on=self.on, fond=self.fond)


def produire_lot(
    dossier: DossierFacts,
    documents: Mapping[str, Collection[str]],
    *,
    on: date,
    modeles: Iterable["ModeleRegion"] = (),
    fond: Fond | None = None,
) -> Lot:
    """Produce several documents, each in its formats, all or none; then the models of the région.

    Raise `TrameInconnue`, `FormatInconnu` or `FormatInapplicable`. A model that can no longer be
    filled is no reason to keep the others back: it is named among the `manques`.
    """
    asked = {document: ecrivains(document, formats) for document, formats in documents.items()}
    fichiers: list[Fichier] = []
    drawn_on = fond or Fond.actuel()
    for document, writers in asked.items():
        tree = arbre(dossier, document, on=on, fond=drawn_on)
        said = fingerprint(json.dumps(_plain(tree), ensure_ascii=True).encode())
        for name, writer in writers.items():
            fichiers.append(_fichier(document, name, writer(tree), said))
    models = tuple(modeles)
    filled, left = _modeles(dossier, models, on=on) if models else ({}, ())
    return Lot(
        dossier=dossier,
        on=on,
        fichiers=(*fichiers, *filled.values()),
        modeles=tuple(modele for modele in models if modele.document in filled),
        manques=left,
        fond=drawn_on,
    )


def _modeles(
    dossier: DossierFacts, models: "tuple[ModeleRegion, ...]", *, on: date
) -> "tuple[dict[str, Fichier], tuple[tuple[ModeleRegion, str], ...]]":
    """Fill the models; what one says is bound by its file and by the words put in it."""
    from maillage.documents.modeles.contenu import contenu  # noqa: PLC0415 -- slow: only for models
    from maillage.documents.modeles.refus import ModeleRefuse  # noqa: PLC0415 -- same

    filled: dict[str, Fichier] = {}
    left: list[tuple[ModeleRegion, str]] = []
    for modele in models:
        try:
            made = modele.remplir(dossier, on=on)
        except ModeleRefuse as refusal:
            left.append((modele, str(refusal)))
            continue
        words = contenu(dossier, frozenset(modele.utilisees), on=on)
        said = json.dumps([modele.empreinte, words], ensure_ascii=True, sort_keys=True)
        filled[modele.document] = _fichier(
            modele.document, "docx", made, fingerprint(said.encode())
        )
    return filled, tuple(left)


def _fichier(document: str, extension: str, contenu: bytes, said: str) -> Fichier:
    return Fichier(
        nom=f"{document}.{extension}",
        document=document,
        format=extension,
        contenu=contenu,
        empreinte=fingerprint(contenu),
        empreinte_contenu=said,
    )


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        inside = {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
        return {type(value).__name__: inside}
    return str(value)  # a day, an amount
