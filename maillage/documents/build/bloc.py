"""One item of a form: its question, then what answers it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from maillage.documents.build import (
    budget,
    budget_projet,
    calendrier,
    fiches,
    grille,
    prs,
    referents,
    reponses,
    statuts,
    tableau,
)
from maillage.documents.build.cases import boxes
from maillage.documents.build.contexte import (
    A_COMPLETER,
    Attendu,
    Construit,
    Contexte,
    plain,
    together,
)
from maillage.documents.build.valeurs import place, raw, words
from maillage.documents.carte import dessiner, pour_document
from maillage.documents.characters import one_line
from maillage.documents.tree import (
    Block,
    Figure,
    Heading,
    Item,
    Listing,
    Paragraph,
    Signature,
    Tone,
    Wording,
)
from maillage.documents.typographie import french
from maillage.reference.trames import (
    Bloc,
    Budget,
    BudgetProjet,
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
from maillage.reference.trames.statuts import PartieStatuts


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
        case tuple():
            return reponses.build(contexte, bloc.reponses or (), level)
        case Fiches() as content:
            return fiches.build(contexte, content, level + 1, bloc.cle)
        case BudgetProjet() as content:
            return budget_projet.build(contexte, content, level)
        case str() as identifiant:
            return _included(contexte, bloc, identifiant, level)
        case content:
            builder = _BUILDERS.get(type(content))
            return builder(contexte, content) if builder else Construit(())


def _included(contexte: Contexte, bloc: Bloc, identifiant: str, level: int) -> Construit:
    """Draw the items of another document, without its title: the block has a question."""
    parts = []
    for inner in charger(identifiant).blocs():
        kept = _sheets_kept(inner, bloc)
        below = kept.niveau if kept.question else level
        content = _content(contexte, kept, below)
        parts.append(Construit((*_question(kept), *content.blocks), content.attendus))
    return together(parts)


def _sheets_kept(inner: Bloc, bloc: Bloc) -> Bloc:
    """Return an item of an included document, with the sheets that its place is for."""
    pour = bloc.pour
    if pour is None or inner.fiches is None:
        return inner
    kept = replace(
        inner.fiches,
        missions=pour.missions,
        sans_mission=pour.sans_mission,
        titre=pour.titre,
        nouvelle_page=False,
        numerotees=True,
        facultatives=pour.facultatif,
    )
    return replace(inner, cle=bloc.cle, fiches=kept)


def _carte(contexte: Contexte, carte: Carte) -> Construit:
    """Draw the map, unless the team joins its own or nothing lets one be drawn."""
    joined = bool(contexte.dossier.territoire.carte_jointe)
    drawn = None if joined else dessiner(contexte.territoire.analyse, contexte.fond)
    if drawn is None:
        said = carte.jointe if joined else carte.attente
        figure = Figure(french(carte.description), french(said))
        return Construit((figure,), (Attendu("territoire", joined),))
    picture, wide, high = pour_document(drawn)
    figure = Figure(
        alt=french(f"{drawn.titre}. {drawn.description}"),
        placeholder=french(carte.attente),
        svg=picture,
        caption=french(drawn.source),
        wide=wide,
        high=high,
    )
    return Construit((figure,), (Attendu("territoire", connu=True, calcule=True),))


def _note(note: Note) -> Construit:
    blocks: list[Block] = [Wording(french(note.texte))]
    if note.puces:
        items = (Item((Paragraph(plain(french(puce), Tone.DISCREET)),)) for puce in note.puces)
        blocks.append(Listing(tuple(items)))
    return Construit(tuple(blocks))


def _signature(contexte: Contexte, signataire: Signataire) -> Construit:
    name = words(raw(contexte, signataire.nom))
    capacity = words(raw(contexte, signataire.qualite))
    made = _made(contexte, signataire)
    label = french(signataire.libelle)
    block = Signature(label, one_line(name or A_COMPLETER), one_line(capacity or ""), made)
    return Construit((block,), (Attendu(place(signataire.nom), name is not None),))


def _made(contexte: Contexte, signataire: Signataire) -> str:
    """Write where and when it is signed; dots where the pen will say it."""
    if signataire.date is None:
        return ""
    dots = "…" * 8
    where = words(raw(contexte, signataire.lieu)) if signataire.lieu else None
    when = words(raw(contexte, signataire.date))
    return f"Fait à {one_line(where or dots)}, le {when or dots}"


_BUILDERS: dict[type, Callable[[Contexte, Any], Construit]] = {
    Grille: grille.build,
    Tableau: tableau.build,
    Cases: boxes,
    Calendrier: calendrier.build,
    Budget: budget.build,
    Note: lambda _, note: _note(note),
    Carte: _carte,
    Signataire: _signature,
    TableauPrs: prs.build,
    TableauReferents: referents.build,
    PartieStatuts: statuts.build,
}
