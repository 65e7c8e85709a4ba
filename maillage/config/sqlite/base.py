"""SQLite, where those who write wait in the order in which they came.

SQLite has no queue: who waits asks again now and then, and may for long miss the right moment. One
process serves an instance, so the queue is in its memory; the lock of the file still keeps out the
other processes (a command). Django looks for a class of this name in a module of this name.
"""

from collections import deque
from threading import Lock
from typing import Any, Final

from django.db.backends.sqlite3 import base

PATIENCE: Final = 10.0  # seconds; beyond, one asks SQLite itself


class Queue:
    """A turn that is handed on, first come first served."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._taken = False

    def take(self, patience: float) -> bool:
        """Wait for the turn; False when it did not come."""
        mine = Lock()
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=patience):
            return True
        with self._guard:
            if mine not in self._waiting:  # it came at the last moment
                return True
            self._waiting.remove(mine)
            return False

    def give(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


_QUEUE: Final = Queue()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn before a transaction and gives it back after."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._turn = self._turn or _QUEUE.take(PATIENCE)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._give()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # not in the stubs
        self._give()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give()

    def _give(self) -> None:
        if self._turn:
            self._turn = False
            _QUEUE.give()
