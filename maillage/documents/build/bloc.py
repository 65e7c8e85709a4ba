"""One item of a form: its question, then what answers it."""

from collections.abc import Callable
from typing import Any

from maillage.documents.build import (
    budget,
    calendrier,
    fiches,
    grille,
    prs,
    referents,
    reponses,
    tableau,
)
from maillage.documents.build.cases import boxes
from maillage.documents.build.contexte import Attendu, Construit, Contexte, plain, together
from maillage.documents.build.valeurs import place, raw, words
from maillage.documents.tree import (
    Block,
    Figure,
    Heading,
    Item,
    Listing,
    Paragraph,
    Signature,
    Wording,
)
from maillage.documents.typographie import french
from maillage.reference.trames import (
    Bloc,
    Budget,
    Calendrier,
    Carte,
    Cases,
    Fiches,
    Grille,
    Note,
    Signataire,
    Tableau,
    TableauPrs,
    TableauReferents,
    charger,
)


def build(contexte: Contexte, bloc: Bloc) -> Construit:
    """Draw an item of the form."""
    level = bloc.niveau if bloc.question else 1
    content = _content(contexte, bloc, level)
    return Construit((*_question(bloc), *content.blocks), content.attendus)


def _question(bloc: Bloc) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if bloc.question:
        number = bloc.numero or ""
        blocks.append(Heading(_capital(french(bloc.question)), bloc.niveau, number, bloc.cle))
    if bloc.precision:
        blocks.append(Wording(french(bloc.precision)))
    return tuple(blocks)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _content(contexte: Contexte, bloc: Bloc, level: int) -> Construit:
    match next(iter(bloc.contenus()), None):
        case Grille() as content:
            return grille.build(contexte, content)
        case Tableau() as content:
            return tableau.build(contexte, content)
        case Cases() as content:
            return boxes(contexte, content)
        case tuple():
            return reponses.build(contexte, bloc.reponses or (), level)
        case Fiches() as content:
            return fiches.build(contexte, content, level + 1, bloc.cle)
        case content:
            return _other(contexte, content)


def _other(contexte: Contexte, content: object) -> Construit:
    builder = _BUILDERS.get(type(content))
    return builder(contexte, content) if builder else Construit(())


def _included(contexte: Contexte, identifiant: str) -> Construit:
    """Draw the items of another document, without its title: the block has a question."""
    return together(build(contexte, bloc) for bloc in charger(identifiant).blocs())


def _carte(contexte: Contexte, carte: Carte) -> Construit:
    figure = Figure(french(carte.description), french(carte.attente))
    joined = bool(contexte.dossier.territoire.carte_jointe)
    return Construit((figure,), (Attendu("territoire", joined),))


def _note(note: Note) -> Construit:
    blocks: list[Block] = [Wording(french(note.texte))]
    if note.puces:
        items = (Item((Paragraph(plain(french(puce))),)) for puce in note.puces)
        blocks.append(Listing(tuple(items)))
    return Construit(tuple(blocks))


def _signature(contexte: Contexte, signataire: Signataire) -> Construit:
    name = words(raw(contexte, signataire.nom))
    capacity = words(raw(contexte, signataire.qualite))
    block = Signature(french(signataire.libelle), name or "", capacity or "")
    return Construit((block,), (Attendu(place(signataire.nom), name is not None),))


_BUILDERS: dict[type, Callable[[Contexte, Any], Construit]] = {
    Calendrier: calendrier.build,
    Budget: budget.build,
    Note: lambda _, note: _note(note),
    Carte: _carte,
    Signataire: _signature,
    TableauPrs: prs.build,
    TableauReferents: referents.build,
    str: _included,
}
