"""Who signs the documents, where and when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The signature of the document to file; without a person, the legal representative signs."""

    signataire: str | None = None  # id of a person of the team
    qualite: str | None = None
    date_signature: date | None = None
    lieu: str | None = None
