"""Read the margin: the threads of a place, what is open in a dossier, what is asked of whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, RowNumber

from maillage.accounts.models import User
from maillage.dossiers.mentions import COMMENTER
from maillage.dossiers.models import Acces, Attribution, Commentaire, Dossier, Invitation, Mention
from maillage.reference.permissions import roles_with

# No page grows with what was said: so many threads, and so many answers below each.
FILS: Final = 10
REPONSES: Final = 5
REPONSES_LUES: Final = 20  # of one thread, read by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Echange:
    """A comment and its answers, in the order they were written."""

    premier: Any  # a Commentaire
    reponses: tuple[Commentaire, ...]  # the last ones
    avant: int  # answers before these

    @property
    def regle(self) -> bool:
        return self.premier.resolu_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lus:
    """Some threads of a place, and how many there are."""

    echanges: tuple[Echange, ...]
    total: int
    reste: int  # on the pages that follow
    page: int


def echanges(
    dossier: Dossier, cible: str, *, page: int = 1, regles: int = 1, garder: Iterable[int] = ()
) -> tuple[Lus, Lus]:
    """Return a page of the open threads of a place, and one of those settled, in one reading.

    Those that moved last come first, and are told in the order they were opened. A page that is
    not there any more is the first. The comments to keep are there whatever their age: somebody is
    typing below them.
    """
    kept, pages = set(garder), (max(page, 1), max(regles, 1))
    rows = list(_roots(dossier, cible).filter(_asked(pages, kept)))
    threads = _with_answers(sorted(rows, key=lambda row: row.pk), kept)
    read = []
    for settled, number in enumerate(pages):
        mine = tuple(one for one in threads if one.regle == bool(settled))
        total = mine[0].premier.total if mine else 0
        read.append(
            Lus(
                echanges=mine,
                total=total,
                reste=max(total - number * FILS, 0),
                page=number,
            )
        )
    gone = [not one.echanges and one.page > 1 for one in read]
    if any(gone):
        page, regles = (1 if over else number for over, number in zip(gone, pages, strict=True))
        return echanges(dossier, cible, page=page, regles=regles, garder=kept)
    return read[0], read[1]


def _asked(pages: tuple[int, int], kept: set[int]) -> Q:
    """Return which threads are read: by their rank among the open, or the settled; or kept."""
    theirs = Commentaire.objects.filter(pk__in=kept).values("parent")
    asked = Q(pk__in=kept) | Q(pk__in=theirs) if kept else Q()
    for settled, page in zip((False, True), pages, strict=True):
        rank = {"rang__gt": (page - 1) * FILS, "rang__lte": page * FILS}
        asked |= Q(resolu_at__isnull=not settled, **rank)
    return asked


def echange(dossier: Dossier, cible: str, pk: int, *, page: int = 1) -> Lus:
    """Return one thread, with one page of its answers, the oldest first."""
    first = (page - 1) * REPONSES_LUES
    root = _told(dossier, cible).filter(pk=pk).first()
    if root is None:
        return Lus(echanges=(), total=0, reste=0, page=1)
    every = _answers([root.pk])
    rows, count = list(every.order_by("pk")[first : first + REPONSES_LUES]), every.count()
    if not rows and page > 1:
        return echange(dossier, cible, pk)
    prefetch_related_objects([root, *rows], "mentions__user")
    thread = Echange(premier=root, reponses=tuple(rows), avant=0)
    return Lus(
        echanges=(thread,), total=count, reste=max(count - first - REPONSES_LUES, 0), page=page
    )


def _told(dossier: Dossier, cible: str) -> QuerySet[Commentaire]:
    """The first comments of the threads; one where every word was taken back is not told."""
    answers = Commentaire.objects.filter(parent=OuterRef("pk"), retire_at=None).order_by("-pk")
    rows = Commentaire.objects.filter(dossier=dossier, cible=cible, parent=None)
    rows = rows.annotate(derniere=Coalesce(Subquery(answers.values("pk")[:1]), F("pk")))
    return rows.filter(Q(retire_at=None) | Exists(answers)).select_related("auteur", "resolu_par")


def _roots(dossier: Dossier, cible: str) -> "QuerySet[Any]":
    """Number the threads, the open and the settled apart, and count each."""
    apart = [ExpressionWrapper(Q(resolu_at__isnull=True), output_field=BooleanField())]
    return _told(dossier, cible).annotate(
        rang=Window(RowNumber(), partition_by=apart, order_by=F("derniere").desc()),
        total=Window(Count("pk"), partition_by=apart),
    )


def _answers(roots: Iterable[int]) -> QuerySet[Commentaire]:
    rows = Commentaire.objects.filter(parent__in=roots, retire_at=None)
    return rows.select_related("auteur", "resolu_par")


def _with_answers(roots: list[Commentaire], kept: set[int]) -> tuple[Echange, ...]:
    """Put the last answers of each thread after its first comment."""
    if not roots:
        return ()
    parent = [F("parent")]
    ranked = _answers([row.pk for row in roots]).annotate(
        rang=Window(RowNumber(), partition_by=parent, order_by=F("pk").desc()),
        nombre=Window(Count("pk"), partition_by=parent),
    )
    rows = list(ranked.filter(Q(rang__lte=REPONSES) | Q(pk__in=kept)).order_by("pk"))
    prefetch_related_objects([*roots, *rows], "mentions__user")
    answers: dict[int | None, list[Any]] = {}
    for row in rows:
        answers.setdefault(row.parent_id, []).append(row)
    return tuple(
        Echange(
            premier=root,
            reponses=tuple(mine),
            avant=mine[0].nombre - len(mine) if mine else 0,
        )
        for root, mine in ((root, answers.get(root.pk, [])) for root in roots)
    )


def ouverts(dossier: Dossier) -> dict[str, int]:
    """Return how many threads are open, by place."""
    rows = Commentaire.objects.filter(
        dossier=dossier, parent=None, resolu_at=None, retire_at=None
    ).values("cible")
    return {row["cible"]: row["nombre"] for row in rows.annotate(nombre=Count("pk"))}


def attributions(dossier: Dossier, cible: str) -> list[Attribution]:
    """Return what is asked of someone for a place, and not done yet; the nearest day first."""
    rows = _open().filter(dossier=dossier, cible=cible).select_related("personne", "par")
    return sorted(rows, key=_by_day)


def demandees(user: User, dossiers: QuerySet[Dossier]) -> list[Attribution]:
    """Return what is asked of the person, the nearest day first, what has no day last."""
    rows = _open().filter(personne=user, dossier__in=dossiers).select_related("dossier", "par")
    return sorted(rows, key=_by_day)


def non_lues(user: User, dossiers: QuerySet[Dossier]) -> list[Commentaire]:
    """Return the comments that call the person and wait to be read, the oldest first."""
    rows = Commentaire.objects.filter(pk__in=_unread(user, dossiers).values("commentaire"))
    return list(rows.select_related("auteur", "dossier").order_by("pk"))


def questions(user: User, dossiers: QuerySet[Dossier]) -> list[Commentaire]:
    """Return the open threads of others on the texts that the person wrote."""
    rows = Commentaire.objects.filter(
        dossier__in=dossiers, parent=None, resolu_at=None, retire_at=None
    ).exclude(auteur=user)
    wrote = set(
        Dossier.objects.filter(pk__in=dossiers, textes__versions__auteur=user).values_list(
            "pk", "textes__rubrique"
        )
    )
    found = rows.filter(cible__startswith="textes/").select_related("auteur", "dossier")
    return [
        row
        for row in found.order_by("pk")
        if (row.dossier_id, row.cible.removeprefix("textes/")) in wrote
    ]


def invitations(user: User, dossiers: QuerySet[Dossier]) -> list[Invitation]:
    """Return the invitations that the person sent and that nobody answered, the oldest first."""
    rows = Invitation.objects.filter(created_by=user, accepted_at=None, revoked_at=None)
    return list(rows.filter(dossier__in=dossiers).select_related("dossier").order_by("sent_at"))


def nombre_a_faire(user: User, dossiers: QuerySet[Dossier]) -> int:
    """Count what waits for the person, in one query."""
    asked = _open().filter(personne=user, dossier__in=dossiers).values("pk")
    return asked.union(_unread(user, dossiers).values("pk"), all=True).count()


def dossiers_commentes(user: User) -> QuerySet[Dossier]:
    """Return the dossiers where the person reads the margin."""
    held = Acces.objects.filter(user=user, role__in=roles_with(COMMENTER))
    return Dossier.objects.filter(pk__in=held.values("dossier"))


def codes(*rows: Iterable[Attribution | Commentaire]) -> list[str]:
    """Return the places that these rows speak of."""
    return list(dict.fromkeys(row.cible for some in rows for row in some))


def _open() -> QuerySet[Attribution]:
    return Attribution.objects.filter(fait_at=None, retiree_at=None)


def _unread(user: User, dossiers: QuerySet[Dossier]) -> QuerySet[Mention]:
    return Mention.objects.filter(user=user, lu_at=None, commentaire__dossier__in=dossiers)


def _by_day(row: Attribution) -> tuple[bool, str, int]:
    return row.echeance is None, str(row.echeance or ""), row.pk
