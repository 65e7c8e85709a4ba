"""The whole document: a trame and a dossier give a tree, and the state of each block."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from maillage.core.facts import DossierFacts
from maillage.documents.build import pagination
from maillage.documents.build.bloc import build as build_bloc
from maillage.documents.build.contexte import Construit, Contexte
from maillage.documents.build.territoire import Territoire
from maillage.documents.carte import Fond
from maillage.documents.characters import one_line
from maillage.documents.tree import Block, Document, Heading, Wording
from maillage.documents.typographie import day, french
from maillage.dossiers import territoire
from maillage.reference.trames import Bloc, Trame

CPTS_SANS_NOM = "CPTS (nom à compléter)"


def context(dossier: DossierFacts, *, on: date, fond: Fond | None = None) -> Contexte:
    """Compute once what every block may need; `fond` is what is installed today, unless given."""
    lu = Territoire(
        analyse=territoire.analyse(dossier.territoire, on=on),
        repondu=dossier.territoire.communes is not None,
    )
    return Contexte(dossier=dossier, territoire=lu, on=on, fond=fond or Fond.actuel())


def built_blocs(trame: Trame, contexte: Contexte) -> tuple[tuple[Bloc, Construit], ...]:
    """Build every item of the form, in its order."""
    return tuple((bloc, build_bloc(contexte, bloc)) for bloc in trame.blocs())


def build(trame: Trame, dossier: DossierFacts, *, on: date, fond: Fond | None = None) -> Document:
    """Return the tree of a document."""
    return drawn(trame, context(dossier, on=on, fond=fond))


def drawn(trame: Trame, contexte: Contexte) -> Document:
    """Return the tree of a document, of what is already computed."""
    dossier, on = contexte.dossier, contexte.on
    pages = pagination.Pages()
    for partie in trame.parties:
        pages.turn(landscape=partie.paysage, new=partie.nouvelle_page)
        if partie.titre:
            title = french(partie.titre)
            pages.add((Heading(title, 1, partie.numero or "", partie.cle),))
        if partie.precision:
            pages.add((Wording(french(partie.precision)),))
        for bloc in partie.blocs:
            pages.turn(landscape=partie.paysage or bloc.paysage, new=bloc.nouvelle_page)
            pages.add(build_bloc(contexte, bloc).blocks)
    name = one_line(dossier.cpts.nom or "")
    return Document(
        identifier=trame.id,
        title=french(trame.titre_imprime),
        subject=french(trame.titre),
        author=one_line(dossier.structure.nom or "") or name or french(CPTS_SANS_NOM),
        header=name or french(CPTS_SANS_NOM),
        footer=french(trame.pied),
        on=on,
        on_text=day(on),
        blocks=tuple(_without_gaps(pages.blocks)),
        cover=pagination.cover(trame, contexte) if trame.couverture else None,
        contents=trame.sommaire,
        landscape=pages.landscape_first,
    )


def _without_gaps(blocks: Iterable[Block]) -> Iterable[Block]:
    """A heading may go down by one level at most: readers by ear follow the levels."""
    above = 0
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, above + 1)
            yield replace(block, level=above)
        else:
            yield block
