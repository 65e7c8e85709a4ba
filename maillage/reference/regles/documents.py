"""The kinds of documents that rules name, and the forms that are of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


class DocumentInconnu(ValueError):
    """A document identifier that no table knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """A kind of document."""

    libelle: str
    pieces: str | None = None  # its name in the table of attachments
    trame: str | None = None  # its name in the table of calendars


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulaire:
    """A form of a région, or of the whole country."""

    nature: str
    region: str | None = None
    pieces: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What judging a dossier for a document needs to know of it."""

    nature: str
    libelle: str
    region: str | None
    pieces: str | None
    trame: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Everything of `documents.yaml`."""

    verifie_le: date
    natures: Mapping[str, Nature]
    formulaires: Mapping[str, Formulaire]

    def document(self, identifiant: str) -> Document:
        """Return a form, or a kind of document, by its identifier; raise `DocumentInconnu`."""
        formulaire = self.formulaires.get(identifiant) or Formulaire(nature=identifiant)
        nature = self.natures.get(formulaire.nature)
        if nature is None:
            raise DocumentInconnu(
                f"« {identifiant} » n’est pas un document ; choisissez parmi "
                f"{', '.join(self.formulaires)}."
            )
        return Document(
            nature=formulaire.nature,
            libelle=nature.libelle,
            region=formulaire.region,
            pieces=formulaire.pieces or nature.pieces,
            trame=nature.trame,
        )
