"""The queue of those who write on SQLite."""

import threading
from contextlib import suppress

import pytest
from django.db import connections, transaction

from maillage.config.sqlite.base import Queue


def test_the_turn_comes_in_order() -> None:
    queue, order, started = Queue(), [], []

    def write(rank: int) -> None:
        started[rank].set()
        assert queue.take(20)
        order.append(rank)
        queue.give()

    assert queue.take(0)
    threads = [threading.Thread(target=write, args=(rank,)) for rank in range(6)]
    for rank, thread in enumerate(threads):
        started.append(threading.Event())
        thread.start()
        started[rank].wait()
        while len(queue._waiting) <= rank:
            threading.Event().wait(0.001)
    queue.give()
    for thread in threads:
        thread.join()
    assert order == list(range(6))
    assert queue.take(0)


def test_a_turn_that_does_not_come_is_given_up() -> None:
    queue = Queue()
    assert queue.take(0)
    assert not queue.take(0.01)
    queue.give()
    assert queue.take(0)


@pytest.mark.django_db(transaction=True)
def test_two_threads_when_one_fails_both_have_their_turn() -> None:
    done: list[str] = []

    def write(fails: bool) -> None:
        with suppress(ZeroDivisionError), transaction.atomic():
            done.append("in")
            done.append("through" if 1 / (not fails) else "")
        connections.close_all()

    threads = [threading.Thread(target=write, args=(rank % 2 == 0,)) for rank in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(done) == ["in"] * 6 + ["through"] * 3
