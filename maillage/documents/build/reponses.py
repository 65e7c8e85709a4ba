"""Answers in sentences: the team's texts, data put into words, the actions planned."""

from dataclasses import replace

from maillage.core.facts import ActionPrevue
from maillage.documents import markdown
from maillage.documents.build import donnees, figures
from maillage.documents.build.contexte import (
    Attendu,
    Construit,
    Contexte,
    blank,
    plain,
    together,
)
from maillage.documents.build.grille import SANS_OBJET
from maillage.documents.build.valeurs import LIBELLES, place, raw, words
from maillage.documents.characters import one_line
from maillage.documents.tree import Block, Heading, Item, Listing, Paragraph, Run, Tone
from maillage.documents.typographie import french, period
from maillage.reference.nomenclatures import rubriques
from maillage.reference.trames import Reponse


def build(contexte: Contexte, reponses: tuple[Reponse, ...], level: int) -> Construit:
    """Draw each part of an answer; `level` is that of the heading above."""
    alone = sum(len(r.textes) + len(r.donnees) for r in reponses) == 1
    return together(_part(contexte, reponse, level, alone=alone) for reponse in reponses)


def _part(contexte: Contexte, reponse: Reponse, level: int, *, alone: bool) -> Construit:
    parts = []
    if reponse.intertitre:
        level += 1
        parts.append(Construit((Heading(french(reponse.intertitre), level),)))
    texts = [_text(contexte, rubrique, level) for rubrique in reponse.textes]
    actions = _actions(contexte, reponse)
    several = len(reponse.textes) > 1 or not (alone or reponse.intertitre)
    parts += _with_blanks(contexte, reponse, texts, several=several)
    parts += _values(contexte, reponse)
    for name in reponse.donnees:
        built = donnees.build(contexte, name)
        parts.append(Construit(_marked(built.blocks, "donnees"), built.attendus))
    return together([*parts, actions])


def _text(contexte: Contexte, rubrique: str, level: int) -> Construit:
    text = contexte.dossier.textes.get(rubrique)
    content = _marked(markdown.blocks(text, level=level), rubrique) if text else ()
    # An empty text prints nothing: for the reader it is a question without an answer.
    return Construit(content, (Attendu(f"textes/{rubrique}", bool(content)),))


def _marked(content: tuple[Block, ...], name: str) -> tuple[Block, ...]:
    """Say where a text begins: a question may hold several, that a file must tell apart."""
    if content and isinstance(content[0], Heading | Listing | Paragraph):
        return (replace(content[0], mark=name), *content[1:])
    return content


def _with_blanks(
    contexte: Contexte, reponse: Reponse, texts: list[Construit], *, several: bool
) -> list[Construit]:
    """Say which texts are missing; only once when all of them are."""
    if texts and len(texts) > 1 and not any(text.blocks for text in texts):
        attendus = tuple(attendu for text in texts for attendu in text.attendus)
        every = (figures.build(contexte, rubrique) for rubrique in reponse.textes)
        kept = tuple(block for blocks in every for block in blocks)
        return [Construit((blank(), *kept), attendus)]
    shown = []
    for rubrique, text in zip(reponse.textes, texts, strict=True):
        what = _name(rubrique) if several else ""
        kept = figures.build(contexte, rubrique)
        shown.append(Construit((*(text.blocks or (blank(what),)), *kept), text.attendus))
    return shown


def _values(contexte: Contexte, reponse: Reponse) -> list[Construit]:
    """Draw short answers that are no rubrique of text; after « non » nothing more is asked."""
    asked = not (reponse.si and raw(contexte, reponse.si) is False)
    parts = []
    for path in reponse.valeurs:
        value = words(raw(contexte, path), path.partition(".")[2])
        if value is None and not asked:
            value = SANS_OBJET
        shown = blank() if value is None else Paragraph(plain(value or "–"))
        parts.append(Construit((shown,), (Attendu(place(path), value is not None),)))
    return parts


def _name(rubrique: str) -> str:
    label = rubriques()[rubrique].libelle
    return label[0].lower() + label[1:]


def _actions(contexte: Contexte, reponse: Reponse) -> Construit:
    planned = [a for a in contexte.dossier.actions or () if a.mission in reponse.actions]
    if not planned:
        return Construit(())
    title = Paragraph(plain(french("Actions prévues :"), bold=True), leads=True, mark="actions")
    return Construit((title, Listing(tuple(Item(_action(action)) for action in planned))))


def _action(action: ActionPrevue) -> tuple[Block, ...]:
    runs = [Run(one_line(action.titre))]
    known = [LIBELLES[action.maturite]] if action.maturite else []
    when = period(action.debut, action.fin)
    known += [when] if when else []
    if known:
        runs.append(Run(french(f" ({', '.join(known)})"), tone=Tone.DISCREET))
    aim = action.objectif_operationnel or action.finalite
    if not aim:
        return (Paragraph(tuple(runs)),)
    return (Paragraph((*runs, Run("\n" + one_line(aim)))),)
