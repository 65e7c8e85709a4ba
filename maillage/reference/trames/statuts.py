"""The block that prints a part of the statutes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PartieStatuts:
    """An article (0: the preamble, 19: the signatures), or the list of the communes."""

    article: int | None = None
    annexe: bool = False

    def __post_init__(self) -> None:
        if (self.article is None) != self.annexe:
            raise ValueError("un bloc de statuts porte soit « article », soit « annexe »")
        if self.article is not None and self.article not in range(20):
            raise ValueError("les articles vont de 0 à 19")
