"""Read the margin: the threads of a place, what is open in a dossier, what is asked of whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from maillage.accounts.models import User
from maillage.dossiers.mentions import COMMENTER
from maillage.dossiers.models import Acces, Attribution, Commentaire, Dossier, Invitation, Mention
from maillage.reference.permissions import roles_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Echange:
    """A comment and its answers, in the order they were written."""

    premier: Commentaire
    reponses: tuple[Commentaire, ...]

    @property
    def regle(self) -> bool:
        return self.premier.resolu_at is not None


def echanges(dossier: Dossier, cible: str) -> list[Echange]:
    """Return the threads of a place; one where every word was taken back is not told."""
    rows = list(
        Commentaire.objects.filter(dossier=dossier, cible=cible)
        .select_related("auteur", "resolu_par")
        .prefetch_related("mentions__user")
        .order_by("pk")
    )
    answers: dict[int, list[Commentaire]] = {}
    for row in rows:
        if row.parent_id and row.retire_at is None:
            answers.setdefault(row.parent_id, []).append(row)
    return [
        Echange(premier=row, reponses=tuple(answers.get(row.pk, ())))
        for row in rows
        if row.parent_id is None and (row.retire_at is None or row.pk in answers)
    ]


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
