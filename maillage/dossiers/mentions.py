"""Who reads the margin of a dossier, and whom a comment calls by « @Prénom Nom »."""

import unicodedata
from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Now

from maillage.accounts.models import User
from maillage.dossiers.models import Acces, Commentaire, Dossier, Mention
from maillage.reference.permissions import roles_with

COMMENTER = "dossier.commenter_interne"


class NotInTeam(Exception):
    """The person has no accès to the margin: calling would tell a stranger of the dossier."""

    def __init__(self) -> None:
        super().__init__(
            "Cette personne n’a pas d’accès à ce dossier qui lui permette de lire la marge : "
            "invitez-la d’abord, puis recommencez."
        )


def readers(dossier: Dossier) -> list[User]:
    """Return those who read and write the margin, by name."""
    allowed = Acces.objects.filter(dossier=dossier, role__in=roles_with(COMMENTER))
    people = User.objects.filter(is_active=True, pk__in=allowed.values("user"))
    return list(people.order_by("nom", "prenom", "pk"))


def called(texte: str, people: Iterable[User]) -> list[User]:
    """Return those whose « @Prénom Nom » stands in the text; the longest name wins."""
    rest, found = _plain(texte), []
    for person in sorted(people, key=lambda one: -len(str(one))):
        name = _plain(f"@{person}")
        if name in rest:
            found.append(person)
            rest = rest.replace(name, " ")
    return found


def chosen(dossier: Dossier, pks: Iterable[int]) -> list[User]:
    """Return the people ticked in the list; raise `NotInTeam` for anyone else."""
    people = {person.pk: person for person in readers(dossier)}
    asked = list(dict.fromkeys(pks))
    if not people.keys() >= set(asked):
        raise NotInTeam
    return [people[pk] for pk in asked]


def call(commentaire: Commentaire, people: Iterable[User]) -> list[User]:
    """Record the mentions that are new, the author's own apart; return the people called anew."""
    known = set(Mention.objects.filter(commentaire=commentaire).values_list("user", flat=True))
    known.add(commentaire.auteur_id)
    new = [person for person in dict.fromkeys(people) if person.pk not in known]
    Mention.objects.bulk_create(Mention(commentaire=commentaire, user=person) for person in new)
    return new


def authors(first: Commentaire, readers: Iterable[User]) -> list[User]:
    """Return those who wrote in a thread and still read the margin."""
    thread = Commentaire.objects.filter(Q(pk=first.pk) | Q(parent=first), retire_at=None)
    wrote = set(thread.values_list("auteur", flat=True))
    return [person for person in readers if person.pk in wrote]


def read_thread(first: Commentaire, user: User) -> None:
    """Whoever answers or settles a thread has read it."""
    thread = Commentaire.objects.filter(Q(pk=first.pk) | Q(parent=first))
    Mention.objects.filter(commentaire__in=thread.values("pk"), user=user, lu_at=None).update(
        lu_at=Now()
    )


def _plain(text: str) -> str:
    """Reduce a text to what is compared: no capital, no hard space, one apostrophe."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("'", "’").split())
