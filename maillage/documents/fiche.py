"""One action on paper, to bring to a meeting: its sheet as the region prints it, then its means."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from maillage.core.facts import DossierFacts
from maillage.documents.build import moyens
from maillage.documents.build.document import context, drawn
from maillage.documents.characters import one_line
from maillage.documents.produire import du_dossier, ecrivains
from maillage.documents.tree import Block, Document, Heading
from maillage.documents.typographie import french
from maillage.reference.trames import Trame, charger

FORMATS: Final = ("pdf", "docx")
SANS_REGION: Final = "bretagne_fiche_action"  # the fullest sheet: for whoever has none of their own


class ActionInconnue(LookupError):
    """The dossier has no such action."""


def produire_fiche(
    dossier: DossierFacts, action: str, formats: Collection[str], *, on: date
) -> dict[str, bytes]:
    """Return the sheet of one action in each format asked; raise `ActionInconnue`."""
    tree = arbre(dossier, action, on=on)
    return {name: write(tree) for name, write in ecrivains(SANS_REGION, formats).items()}


def arbre(dossier: DossierFacts, action: str, *, on: date) -> Document:
    """Return the tree: the sheet, then its indicators and its lines of the budget."""
    found = next((one for one in dossier.actions or () if one.id == action), None)
    if found is None:
        raise ActionInconnue(action)
    sheet = drawn(trame_de_fiche(dossier, on=on), replace(context(dossier, on=on), action=action))
    more = (*moyens.suivi(dossier, action, 1), *moyens.budget(dossier, action, 1))
    name = one_line(found.titre)
    return replace(
        sheet,
        title=french("Fiche action"),
        subject=name,
        blocks=(*_named(sheet.blocks, name), *more),
    )


def _named(blocks: tuple[Block, ...], name: str) -> Iterator[Block]:
    """The title of the document says what it is: that of the sheet is the action itself."""
    titled = False
    for block in blocks:
        first = isinstance(block, Heading) and not titled
        titled = titled or first
        yield replace(block, text=name) if first and isinstance(block, Heading) else block


def trame_de_fiche(dossier: DossierFacts, *, on: date) -> Trame:
    """Return the sheet of the only region that has one here, else the general one."""
    every = du_dossier(dossier, on=on, tableaux=True, every_stage=True)
    own = [trame for trame in (charger(info.id) for info in every) if _is_sheet(trame)]
    return own[0] if len(own) == 1 else charger(SANS_REGION)


def _is_sheet(trame: Trame) -> bool:
    return trame.tableau_joint and any(bloc.fiches for bloc in trame.blocs())
