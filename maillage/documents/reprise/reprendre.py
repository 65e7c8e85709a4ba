"""A filled form, in Word, back to the facts that it holds: which form it is, and what it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from maillage.documents.build.document import CPTS_SANS_NOM
from maillage.documents.reprise import (
    budget,
    budget_projet,
    calendrier,
    cases,
    fiches,
    grille,
    prs,
    referents,
    reponses,
    signature,
    tableau,
)
from maillage.documents.reprise.alignement import Reperage, aligner, decouper
from maillage.documents.reprise.ancres import Ancre, Role, ancres
from maillage.documents.reprise.etiquettes import normal, recouvre, semblables
from maillage.documents.reprise.modele import Reprise
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.refus import FichierRefuse
from maillage.documents.reprise.tables import textes
from maillage.documents.reprise.textes import markdown, utile
from maillage.documents.reprise.word import (
    EMPTY,
    TICKED,
    Lecture,
    Ligne,
    TableLue,
    Trait,
    Unite,
    lire,
)
from maillage.documents.typographie import french
from maillage.reference.trames import Bloc, Trame, toutes

_DATED = re.compile(r"\s+–\s+\d{1,2}(?:er)? \w+ \d{4}$")
_OURS = ("aucune action prevue a ce jour", "synthese des exercices")
ENOUGH = 15  # per cent of the labels of a form, below which a file is not this form
AT_LEAST = 3  # labels


@dataclass(frozen=True, slots=True)
class _Passage:
    """What follows a label, until the next one."""

    ancre: Ancre
    unites: tuple[Unite, ...]


@dataclass(frozen=True, slots=True)
class _Essai:
    """A form laid along the file."""

    score: int
    count: int
    trame: Trame
    labels: tuple[Ancre, ...]
    found: tuple[Reperage, ...]
    lecture: Lecture


def reprendre(data: bytes, name: str) -> Reprise:
    """Return what a filled form says; raise `FichierRefuse` with the reason when it cannot."""
    lecture = lire(data, name)
    best = _formulaire(lecture, name)
    trame, labels, found, lecture = best.trame, best.labels, best.found, best.lecture
    recueil = Recueil(de_maillage=lecture.de_maillage)
    _preamble(recueil, trame, lecture, found)
    for passage in _passages(lecture, labels, found):
        _read(recueil, trame, passage)
    _subtitle(recueil, lecture)
    _map(recueil, trame, lecture)
    pieces, left = recueil.finir()
    return Reprise(
        document=trame.id,
        titre=french(trame.titre),
        part_reconnue=_share(labels, found),
        pieces=tuple(replace(p, libelle=french(p.libelle), ou=french(p.ou)) for p in pieces),
        non_reconnus=tuple(replace(n, ou=french(n.ou), raison=french(n.raison)) for n in left),
    )


def _formulaire(lecture: Lecture, name: str) -> _Essai:
    """Return the form whose labels are best found in the file."""
    tried = []
    for trame in toutes().values():
        labels = ancres(trame)
        sheets = [one.bloc.fiches for one in labels if one.bloc and one.bloc.fiches]
        unites = lecture.unites if lecture.de_maillage else decouper(lecture.unites, labels)
        unites = fiches.titrees(unites, sheets)
        found = aligner(unites, labels, de_maillage=lecture.de_maillage)
        titled = any(
            isinstance(one, Ligne) and semblables(one.texte, trame.titre_imprime)
            for one in lecture.unites[:12]
        )
        count = len({one.ancre for one in found})
        score = count * (_share(labels, found) + 50 * titled)
        tried.append(_Essai(score, count, trame, labels, found, replace(lecture, unites=unites)))
    best = max(tried, key=lambda one: one.score)
    share = _share(best.labels, best.found)
    if share < ENOUGH or (best.count < AT_LEAST and share < 2 * ENOUGH):
        raise FichierRefuse(
            f"« {name} » ne ressemble à aucun formulaire connu : trop peu de ses titres y sont. "
            "Copiez son texte dans le dossier, rubrique par rubrique."
        )
    return best


def _share(labels: Sequence[Ancre], found: Sequence[Reperage]) -> int:
    counted = [n for n, one in enumerate(labels) if one.role not in (Role.RAPPEL, Role.LIGNE)]
    met = {one.ancre for one in found}
    items = {bloc.cle for n in met if (bloc := labels[n].bloc)}
    reached = sum(n in met or _line_by_line(labels[n], items) for n in counted)
    return 100 * reached // len(counted) if counted else 0


def _line_by_line(label: Ancre, items: set[str]) -> bool:
    """A grid typed as « label : value » lines is met, though its table is not."""
    return label.role is Role.TABLE and label.bloc is not None and label.bloc.cle in items


def _preamble(recueil: Recueil, trame: Trame, lecture: Lecture, found: Sequence[Reperage]) -> None:
    first = found[0].unite if found else len(lecture.unites)
    for unit in lecture.unites[:first]:
        if isinstance(unit, Ligne) and utile(unit, de_maillage=lecture.de_maillage):
            if not recouvre(unit.texte, trame.titre_imprime):
                recueil.a_placer(unit.texte, "avant le formulaire", "rien n’est demandé ici")
        elif isinstance(unit, TableLue):
            _lost_table(recueil, unit, "avant le formulaire")


def _subtitle(recueil: Recueil, lecture: Lecture) -> None:
    """Our documents bear the name of the CPTS below their title, even when the form asks none."""
    if any(piece.cible == "cpts.nom" for piece in recueil.pieces) or not lecture.de_maillage:
        return
    for unit in lecture.unites[:6]:
        if isinstance(unit, Ligne) and unit.style == "Subtitle":
            name = _DATED.sub("", unit.texte).strip()
            if name and name != french(CPTS_SANS_NOM):
                recueil.valeur(
                    "cpts.nom", name, libelle="Nom de la CPTS", en_clair=name, ou="sous le titre"
                )


def _map(recueil: Recueil, trame: Trame, lecture: Lecture) -> None:
    """In the place of a map, our documents say when the team joins its own."""
    said = {normal(bloc.carte.jointe) for bloc in trame.blocs() if bloc.carte}
    lines = [one for one in lecture.unites if isinstance(one, Ligne) and one.style == "Carte"]
    if lecture.de_maillage and any(normal(line.texte) in said for line in lines):
        recueil.valeur(
            "territoire.carte_jointe",
            True,
            libelle="Carte du territoire",
            en_clair="jointe au dossier",
            ou="à la place de la carte",
        )


def _passages(
    lecture: Lecture, labels: Sequence[Ancre], found: Sequence[Reperage]
) -> list[_Passage]:
    passages = []
    for number, one in enumerate(found):
        end = found[number + 1].unite if number + 1 < len(found) else len(lecture.unites)
        anchor = labels[one.ancre]
        head: tuple[Unite, ...] = ()
        unit = lecture.unites[one.unite]
        if anchor.role is Role.TABLE:
            head = (unit,)
        elif one.reste and not _wording(one.reste, anchor):
            marks = unit.marques if isinstance(unit, Ligne) else ()
            head = (Ligne((Trait(one.reste),), marques=marks),)
        passages.append(_Passage(anchor, (*head, *lecture.unites[one.unite + 1 : end])))
    return passages


def _wording(rest: str, anchor: Ancre) -> bool:
    """What follows a question on its line may be the form's own words, often in brackets."""
    if anchor.precision and recouvre(rest, anchor.precision):
        return True
    return (
        rest.startswith("(") and rest.rstrip(" .:").endswith(")") and anchor.role is not Role.LIGNE
    )


def _read(recueil: Recueil, trame: Trame, passage: _Passage) -> None:
    ancre = passage.ancre
    tables = [unit for unit in passage.unites if isinstance(unit, TableLue)]
    lines = [unit for unit in passage.unites if isinstance(unit, Ligne)]
    if ancre.role is Role.TABLE and ancre.bloc:
        _table(recueil, ancre.bloc, tables[0], ancre.ou)
        tables = tables[1:]
    for table in tables:
        if not signature.lire(recueil, trame, table, ancre.ou):
            lines += _as_lines(recueil, table, ancre)
    said = [one for one in lines if utile(one, de_maillage=recueil.de_maillage)]
    if ancre.role is Role.LIGNE and ancre.bloc and ancre.bloc.grille:
        grille.lire_ligne(recueil, ancre.bloc.grille.lignes[ancre.rang], lines, ancre.ou)
    elif said:
        _lines(recueil, trame, ancre, said)


def _as_lines(recueil: Recueil, table: TableLue, ancre: Ancre) -> list[Ligne]:
    """A form often draws a box around an answer: a table of one cell is a text."""
    cells = [cell for row in table.rangees for cell in row]
    if len(cells) == 1:
        return list(cells[0].lignes)
    _lost_table(recueil, table, ancre.ou)
    return []


def _lost_table(recueil: Recueil, table: TableLue, ou: str) -> None:
    if recueil.de_maillage and textes(table, 0)[:2] == ["Exercice", "Total des charges"]:
        return  # totals that we compute
    rows = (" | ".join(cell.texte for cell in row) for row in table.rangees)
    text = "\n".join(row for row in rows if row.strip(" |"))
    recueil.a_placer(text, ou, "ce tableau n’est pas dans le formulaire")


def _table(recueil: Recueil, bloc: Bloc, table: TableLue, ou: str) -> None:
    if bloc.tableau:
        tableau.lire(recueil, bloc.tableau, table, ou)
    elif bloc.grille:
        grille.lire_table(recueil, bloc.grille, table, ou)
    elif bloc.calendrier:
        calendrier.lire(recueil, bloc.calendrier, table, ou)
    elif bloc.budget:
        budget.lire(recueil, bloc.budget, table, ou)
    elif bloc.fiches:
        fiches.lire(recueil, bloc.fiches, table, ou)
    elif bloc.prs:
        prs.lire(recueil, bloc.prs, table, ou)
    elif bloc.referents:
        referents.lire(recueil, bloc.referents, table, ou)
    elif bloc.budget_projet:
        budget_projet.lire(recueil, bloc.budget_projet, table, ou)


def _lines(recueil: Recueil, trame: Trame, ancre: Ancre, lines: list[Ligne]) -> None:
    """Give the lines to the items that no label separates from this one."""
    for bloc in _items(ancre):
        if bloc.cases:
            boxes = [one for one in lines if _box(one) or not bloc_has_text(ancre)]
            if boxes:
                cases.lire(recueil, bloc.cases, boxes, bloc.question or ancre.texte, ancre.ou)
            lines = [one for one in lines if one not in boxes]
        elif bloc.note:
            texts = (bloc.note.texte, *bloc.note.puces)
            lines = [one for one in lines if not any(semblables(one.texte, t) for t in texts)]
        elif bloc.reponses is not None:
            _answer(recueil, ancre, bloc, lines)
            return
    if recueil.de_maillage:
        lines = [one for one in lines if normal(one.texte) not in _OURS]
    text = markdown(lines)
    recueil.a_placer(text, ancre.ou, "rien n’est demandé en texte à cet endroit")


def bloc_has_text(ancre: Ancre) -> bool:
    """Does a text answer one of the items that follow this label?"""
    return any(bloc.reponses is not None for bloc in _items(ancre))


def _box(ligne: Ligne) -> bool:
    return any(sign in ligne.texte for sign in TICKED + EMPTY)


def _items(ancre: Ancre) -> list[Bloc]:
    """Return the item of a label, and those after it that print no label of their own."""
    blocs = list(ancre.suite or ancre.partie.blocs)
    if ancre.bloc is None:
        return []
    start = blocs.index(ancre.bloc)
    following = []
    for bloc in blocs[start + 1 :]:
        if bloc.question or bloc.precision or bloc.grille or bloc.note:
            break
        following.append(bloc)
    answered = [b for b in following if b.cases]  # boxes are told by their looks
    return [*answered, ancre.bloc, *(b for b in following if b not in answered)]


def _answer(recueil: Recueil, ancre: Ancre, bloc: Bloc, lines: list[Ligne]) -> None:
    every = bloc.reponses or ()
    if ancre.role is Role.INTERTITRE:
        mine = [every[ancre.rang]]
        for reponse in every[ancre.rang + 1 :]:
            if reponse.intertitre:
                break
            mine.append(reponse)
        reponses.lire(recueil, mine, lines, f"{ancre.ou}, « {ancre.texte} »")
        return
    before = []
    for reponse in every:
        if reponse.intertitre:
            break
        before.append(reponse)
    reponses.lire(recueil, before or every, lines, ancre.ou)
