"""One item of a form: its question, then what answers it."""

from maillage.documents.build import budget, calendrier, fiches, grille, reponses, tableau
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
    match content:
        case Calendrier():
            return calendrier.build(contexte, content)
        case Budget():
            return budget.build(contexte, content)
        case Note():
            return _note(content)
        case Carte():
            return _carte(contexte, content)
        case Signataire():
            return _signature(contexte, content)
        case _:
            return Construit(())


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
