"""Where pages turn, which way they lie, and what the first one says."""

from collections.abc import Iterable

from maillage.documents.build.contexte import A_COMPLETER, Contexte
from maillage.documents.characters import one_line
from maillage.documents.tree import Block, Cover, Page
from maillage.documents.typographie import day, french
from maillage.reference.regions import regions
from maillage.reference.trames import Trame


class Pages:
    """Collects blocks; notes a new page only where the form asks for one, or lies otherwise."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.landscape_first = False
        self._landscape = False

    def turn(self, *, landscape: bool, new: bool) -> None:
        """Begin a new page when it is asked, or when the page lies the other way."""
        if not self.blocks:
            self.landscape_first = self._landscape = landscape
        elif landscape != self._landscape or (new and not isinstance(self.blocks[-1], Page)):
            self.blocks.append(Page(landscape))
            self._landscape = landscape

    def add(self, blocks: Iterable[Block]) -> None:
        """Add blocks to the page."""
        self.blocks.extend(blocks)


def cover(trame: Trame, contexte: Contexte) -> Cover:
    """Return the first page of a long document."""
    dossier = contexte.dossier
    region = regions().get(trame.portee)
    lines = [("Structure porteuse", dossier.structure.nom)]
    lines += [("Région", region.nom)] if region else []
    lines.append(("Date du document", day(contexte.on)))
    return Cover(tuple((french(label), one_line(value or A_COMPLETER)) for label, value in lines))
