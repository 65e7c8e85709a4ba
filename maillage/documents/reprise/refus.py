"""The one refusal of this package: a file that we do not read, and why, in French."""

from maillage.documents.typographie import french


class FichierRefuse(ValueError):
    """A file from outside cannot be read; the sentence says why, and what to do."""

    def __init__(self, phrase: str) -> None:
        super().__init__(french(phrase))
