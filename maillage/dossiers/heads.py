"""A dossier always keeps someone who can open it to others."""

from collections.abc import Iterable

from maillage.dossiers.models import Acces, Dossier
from maillage.reference.permissions import HEADS


class LastHead(Exception):
    """The accès that would go is the last one that can open the dossier to others."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self.dossiers = tuple(dossiers)
        names = ", ".join(f"« {dossier} »" for dossier in self.dossiers)
        super().__init__(
            f"Dans {names}, c’est le dernier accès qui permet d’inviter quelqu’un. Donnez d’abord "
            "le rôle de porteur, de coordinateur ou de président à une autre personne, sur la page "
            "« Qui a accès » ; recommencez ensuite."
        )


def remain(dossier: Dossier, *, without: Iterable[int]) -> bool:
    """Would somebody still lead the dossier without these accès? The caller holds its lock."""
    others = Acces.objects.filter(dossier=dossier, role__in=HEADS, user__is_active=True)
    return others.exclude(pk__in=list(without)).exists()


def keep_one(dossier: Dossier, *, without: Iterable[int]) -> None:
    """Raise `LastHead` when nobody would lead the dossier without these accès."""
    if not remain(dossier, without=without):
        raise LastHead([dossier])
