"""What a fixture wrote once, put back row by row: the same records, without the work again."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Taken:
    """How full each table was before, what was added to it, and what the fixture returned."""

    before: tuple[int, ...]
    added: Rows
    result: Any


class Instantane:
    """Make once in each process; later, from the same start, only put the rows back.

    From another start (a test that wrote before it asked), all is made the long way.
    """

    def __init__(self) -> None:
        self._taken: Taken | None = None

    def of(self, make: Callable[[], Any]) -> Any:
        before = counts()
        if self._taken is None:
            start = rows()
            result = make()
            self._taken = Taken(before, added_since(start), copy.deepcopy(result))
            return result
        if self._taken.before != before:
            return make()
        put_back(self._taken.added)
        return copy.deepcopy(self._taken.result)


def counts() -> tuple[int, ...]:
    """Return how many rows each table has, in one query."""
    quote = connection.ops.quote_name
    each = ", ".join(
        f"(SELECT count(*) FROM {quote(name)})"  # noqa: S608 -- the names of our own tables
        for name in _tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {each}")
        return tuple(cursor.fetchone())


def rows() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for name in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 -- same
            found[name] = cursor.fetchall()
    return found


def added_since(start: Rows) -> Rows:
    """Return the new rows of each table; a row that was changed or removed could not be put back."""
    now = rows()
    for name, before in start.items():
        assert set(before) <= set(now[name]), f"{name}: a row was changed, not only added"
    new = {name: [row for row in now[name] if row not in set(start[name])] for name in now}
    return {name: found for name, found in new.items() if found}


def put_back(added: Rows) -> None:
    """Insert the rows as they were, keys included; those of later records are still free.

    In one transaction, at the end of which each row finds those that it names.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for name, found in added.items():
            marks = ", ".join(["%s"] * len(found[0]))
            into = f"INSERT INTO {connection.ops.quote_name(name)} VALUES ({marks})"  # noqa: S608 -- same
            cursor.executemany(into, found)


def _tables() -> list[str]:
    return sorted(connection.introspection.django_table_names())
