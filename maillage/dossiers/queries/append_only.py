"""Rows that are added, and never changed or removed."""

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from django.db import models

if TYPE_CHECKING:
    from maillage.dossiers.models import (  # noqa: F401 -- named in strings
        EntreeJournal,
        VersionEcartee,
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


class JournalQuerySet(AppendOnlyQuerySet["EntreeJournal"]):
    """The lines of the journal."""
