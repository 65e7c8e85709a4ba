"""The labels of a form in its order: what a file is compared with to find where it answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from maillage.reference.trames import Bloc, LigneGrille, Partie, Trame, charger


class Role(StrEnum):
    """What a label does in a form."""

    TITRE = "titre"
    QUESTION = "question"
    INTERTITRE = "intertitre"
    LIGNE = "ligne"  # of a grid, typed as a paragraph
    TABLE = "table"
    RAPPEL = "rappel"  # printed by the form, answers nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Ancre:
    """A label, and what of the form it opens."""

    role: Role
    texte: str
    partie: Partie
    bloc: Bloc | None = None
    rang: int = 0  # of the answer or of the grid line that it opens
    precision: str = ""  # words of the form that may follow on the line
    suite: tuple[Bloc, ...] = ()  # the items of the form, this one among them

    @property
    def repetee(self) -> bool:
        """May several tables of a file answer this one?"""
        return self.bloc is not None and (self.bloc.fiches or self.bloc.budget_projet) is not None

    @property
    def ou(self) -> str:
        """Say where this is, in the words of the form."""
        title = (self.partie.titre or "").rstrip(" :")
        place = f"« {title} »" if title else "en tête du formulaire"
        question = self.bloc.question if self.bloc else None
        if question:
            place += f", « {question.rstrip(' :')} »"
        return place


def ancres(trame: Trame) -> tuple[Ancre, ...]:
    """Return every label of a form, in order."""
    return tuple(ancre for partie in trame.parties for ancre in _partie(partie))


def _partie(partie: Partie) -> Iterator[Ancre]:
    if partie.titre:
        yield Ancre(
            role=Role.TITRE,
            texte=partie.titre,
            partie=partie,
            precision=partie.precision or "",
            bloc=_first_without_question(partie),
        )
    if partie.precision:
        first = _first_without_question(partie)
        yield Ancre(role=Role.RAPPEL, texte=partie.precision, partie=partie, bloc=first)
    for bloc in partie.blocs:
        yield from _bloc(partie, bloc)
        if bloc.inclus:
            yield from _included(partie, bloc, bloc.inclus)


def _first_without_question(partie: Partie) -> Bloc | None:
    """What follows a title answers the first item, when this item asks nothing more."""
    first = partie.blocs[0] if partie.blocs else None
    return first if first and not first.question else None


def _included(partie: Partie, bloc: Bloc, identifiant: str) -> Iterator[Ancre]:
    """The items of another form, printed whole at this place, or its sheets of some missions."""
    inner = tuple(_for(bloc, one) for one in charger(identifiant).blocs())
    for one in inner:
        for ancre in _bloc(partie, one):
            yield replace(ancre, suite=inner)


def _for(bloc: Bloc, inner: Bloc) -> Bloc:
    if bloc.pour is None or inner.fiches is None:
        return inner
    sheets = replace(inner.fiches, missions=bloc.pour.missions, titre=bloc.pour.titre)
    return replace(inner, fiches=sheets)


def _bloc(partie: Partie, bloc: Bloc) -> Iterator[Ancre]:
    if bloc.question:
        yield Ancre(
            role=Role.QUESTION,
            texte=bloc.question,
            partie=partie,
            bloc=bloc,
            precision=bloc.precision or "",
        )
    if bloc.precision:
        yield Ancre(role=Role.RAPPEL, texte=bloc.precision, partie=partie, bloc=bloc)
    if bloc.note:
        for text in (bloc.note.texte, *bloc.note.puces):
            yield Ancre(role=Role.RAPPEL, texte=text, partie=partie, bloc=bloc)
    if any((bloc.grille, bloc.tableau, bloc.calendrier, bloc.budget, bloc.fiches, bloc.prs)) or any(
        (bloc.referents, bloc.budget_projet)
    ):
        yield Ancre(role=Role.TABLE, texte="", partie=partie, bloc=bloc)
    for rang, ligne in enumerate(bloc.grille.lignes if bloc.grille else ()):
        yield from _ligne(partie, bloc, rang, ligne)
    for rang, reponse in enumerate(bloc.reponses or ()):
        if reponse.intertitre:
            yield Ancre(
                role=Role.INTERTITRE,
                texte=reponse.intertitre,
                partie=partie,
                bloc=bloc,
                rang=rang,
            )


def _ligne(partie: Partie, bloc: Bloc, rang: int, ligne: LigneGrille) -> Iterator[Ancre]:
    yield Ancre(role=Role.LIGNE, texte=ligne.libelle, partie=partie, bloc=bloc, rang=rang)
