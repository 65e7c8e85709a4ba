"""Why a published file is refused: which part of it, and what was expected there."""


class SourceRefusee(Exception):
    """The file does not keep the contract of its source; nothing was imported."""

    def __init__(self, fichier: str, ou: str, pourquoi: str) -> None:
        place = f"{fichier}, {ou}" if ou else fichier
        super().__init__(f"{place} : {pourquoi}")
