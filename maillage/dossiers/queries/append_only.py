"""Rows that are added, and never changed or removed."""

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from django.db import models

if TYPE_CHECKING:
    from maillage.dossiers.models import (  # noqa: F401 -- named in strings
        EntreeJournal,
        VersionEcartee,
        VersionFiche,
        VersionTexte,
    )

Row = TypeVar("Row", bound=models.Model)


class AppendOnly(Exception):
    """Someone tried to rewrite history."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """A queryset that knows no update and no delete; the database refuses them for the journal."""

    def update(self, **_: Any) -> NoReturn:
        raise AppendOnly("Ces lignes ne se modifient pas.")

    def delete(self) -> NoReturn:
        raise AppendOnly("Ces lignes ne se suppriment pas.")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendOnly("Ces lignes ne se modifient pas.")


class VersionTexteQuerySet(AppendOnlyQuerySet["VersionTexte"]):
    """The versions of texts."""


class VersionEcarteeQuerySet(AppendOnlyQuerySet["VersionEcartee"]):
    """The texts kept aside."""

    def settle(self) -> int:
        """Note that their author is done with them: the one thing that changes."""
        return models.QuerySet.update(self, reglee=True)


class VersionFicheQuerySet(AppendOnlyQuerySet["VersionFiche"]):
    """The versions of rows, sections and lists.

    They hold what is said of people, who may ask to be forgotten: `erase` is for that action only.
    """

    def erase(self) -> int:
        """Empty these versions for good; that there was one stays."""
        return models.QuerySet.update(self, contenu=None, effacee=True)


class JournalQuerySet(AppendOnlyQuerySet["EntreeJournal"]):
    """The lines of the journal."""
