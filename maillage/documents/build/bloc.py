"""One item of a form: its question, then what answers it."""

from maillage.documents.build import budget, calendrier, grille, reponses, tableau
from maillage.documents.build.cases import boxes
from maillage.documents.build.contexte import Attendu, Construit, Contexte, plain
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
from maillage.reference.trames import Bloc, Note, Signataire


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
    if bloc.grille:
        return grille.build(contexte, bloc.grille)
    if bloc.tableau:
        return tableau.build(contexte, bloc.tableau)
    if bloc.cases:
        return boxes(contexte, bloc.cases)
    if bloc.reponses is not None:
        return reponses.build(contexte, bloc.reponses, level)
    if bloc.calendrier:
        return calendrier.build(contexte, bloc.calendrier)
    if bloc.budget:
        return budget.build(contexte, bloc.budget)
    return _other(contexte, bloc)


def _other(contexte: Contexte, bloc: Bloc) -> Construit:
    if bloc.note:
        return _note(bloc.note)
    if bloc.carte:
        figure = Figure(french(bloc.carte.description), french(bloc.carte.attente))
        joined = bool(contexte.dossier.territoire.carte_jointe)
        return Construit((figure,), (Attendu("territoire", joined),))
    if bloc.signature:
        return _signature(contexte, bloc.signature)
    return Construit(())


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
