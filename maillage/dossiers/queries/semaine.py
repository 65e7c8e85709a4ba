"""The week of a person: what changed in their dossiers, what awaits them, the next dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from maillage.accounts.models import User
from maillage.core.facts import PartialDate
from maillage.dossiers import cibles, histoire
from maillage.dossiers.cibles import Cible
from maillage.dossiers.models import Acces, Dossier, EntreeJournal, Etape, Reunion
from maillage.dossiers.queries import marge
from maillage.dossiers.queries.echeances import prochaines
from maillage.reference import nomenclatures
from maillage.reference.permissions import roles_with

SEMAINE: Final = timedelta(days=7)
_AVANCE: Final = timedelta(days=21)  # how far the next dates are told
_LIGNES: Final = 12  # sentences told for a dossier
_MOTS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Semaine:
    """What is told of one dossier."""

    nom: str
    change: tuple[str, ...]
    attend: tuple[str, ...]
    dates: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.change or self.attend or self.dates)


def lire(user: User, *, on: date) -> list[Semaine]:
    """Return the dossiers of the person that have something to tell."""
    told = _changes(user, on)
    waiting, ahead = _waiting(user), _ahead(user, on)
    weeks = (
        Semaine(
            nom=_one_line(str(dossier)),
            change=tuple(told.get(dossier.pk, ())),
            attend=tuple(waiting.get(dossier.pk, ())),
            dates=tuple(words for _, words in sorted(ahead.get(dossier.pk, ()))),
        )
        for dossier in Dossier.objects.visible_to(user).order_by("nom", "pk")
    )
    return [week for week in weeks if week]


def _changes(user: User, on: date) -> dict[int, list[str]]:
    """Tell what others did in the seven days before, to those who may read the journal."""
    held = Acces.objects.filter(user=user, role__in=roles_with("dossier.journal"))
    lines = EntreeJournal.objects.filter(dossier__in=held.values("dossier"))
    rows = (
        lines.filter(jour__gte=on - SEMAINE, jour__lt=on)
        .exclude(auteur=user)
        .select_related("auteur")
        .order_by("-at", "-numero")
    )
    gestures: dict[int, dict[tuple[object, ...], list[EntreeJournal]]] = {}
    for row in rows:
        if row.dossier_id is not None:
            of_dossier = gestures.setdefault(row.dossier_id, {})
            of_dossier.setdefault(histoire.geste(row), []).append(row)
    return {pk: _shortened(found.values()) for pk, found in gestures.items()}


def _shortened(gestures: Iterable[list[EntreeJournal]]) -> list[str]:
    told = [_one_line(histoire.phrase(rows)) for rows in gestures]
    told = list(dict.fromkeys(told))
    left = len(told) - _LIGNES
    return told if left <= 0 else [*told[:_LIGNES], f"et encore autre chose, {left} fois"]


def _waiting(user: User) -> dict[int, list[str]]:
    """Tell what the person is asked, and who calls them."""
    dossiers = marge.dossiers_commentes(user)
    asked, calls = marge.demandees(user, dossiers), marge.non_lues(user, dossiers)
    questions = marge.questions(user, dossiers)
    places = cibles.read_in(dossiers, marge.codes(asked, calls, questions))
    found: dict[int, list[str]] = {}
    for row in asked:
        day = f", pour le {_day(row.echeance)}" if row.echeance else ""
        found.setdefault(row.dossier_id, []).append(
            f"écrire « {_name(places, row.cible)} »{day} (demandé par {row.par})"
        )
    told = {call.pk for call in calls}
    for comment in (*calls, *(row for row in questions if row.pk not in told)):
        verb = "vous appelle" if comment.pk in told else "demande"
        found.setdefault(comment.dossier_id, []).append(
            f"{comment.auteur} {verb} dans « {_name(places, comment.cible)} » : "
            f"{comment.texte[:_MOTS]}"
        )
    return {pk: [_one_line(line) for line in lines] for pk, lines in found.items()}


def _ahead(user: User, on: date) -> dict[int, list[tuple[date, str]]]:
    """Return the steps of the calendar and the meetings of the weeks to come."""
    dossiers = Dossier.objects.visible_to(user)
    names = nomenclatures.etapes()
    dates: list[tuple[int, PartialDate | None, str]] = []
    for step in Etape.objects.filter(dossier__in=dossiers):
        known = names.get(step.code)
        name = step.libelle or (known.libelle if known else step.code)
        dates += [
            (step.dossier_id, step.debut, name),
            (step.dossier_id, step.fin, f"{name} (fin)"),
        ]
    for meeting in Reunion.objects.filter(dossier__in=dossiers):
        dates.append((meeting.dossier_id, meeting.date, f"réunion « {meeting.intitule} »"))
    found: dict[int, list[tuple[date, str]]] = {}
    for dossier, due in prochaines(user, dossiers, on=on, avance=_AVANCE):
        line = _one_line(f"{_day(due.le)} : {due.titre}")
        found.setdefault(dossier.pk, []).append((due.le, line))
    for pk, day, words in dates:
        if day is not None and day.day and on <= day.first_day() <= on + _AVANCE:
            line = _one_line(f"{_day(day.first_day())} : {words}")
            found.setdefault(pk, []).append((day.first_day(), line))
    return found


def _name(places: dict[str, Cible], code: str) -> str:
    return places[code].titre if code in places else "une page retirée"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
