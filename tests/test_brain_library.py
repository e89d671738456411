"""The library under many hands: made once, answered at once, a failure is nobody else's."""

import random
import threading
import time

import numpy as np
import pytest

from atlas_app.brain.library import LEAST_STAGES, Library


def at_once(count, work):
    """Run `work` in threads that start together; return what each returned."""
    gate, results = threading.Barrier(count), [None] * count

    def run(k):
        gate.wait()
        results[k] = work(k)

    threads = [threading.Thread(target=run, args=(k,)) for k in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return results


class Slow:
    """A lock after which another thread always has its turn."""

    def __init__(self):
        self.lock = threading.Lock()

    def __enter__(self):
        return self.lock.__enter__()

    def __exit__(self, *fault):
        self.lock.__exit__(*fault)
        time.sleep(random.random() * 2e-3)


def test_many_who_ask_at_once_get_one_and_the_same_thing():
    random.seed(0)
    for _ in range(40):
        library, made = Library(), []
        library._lock = Slow()

        def make(made=made):
            made.append(object())
            return made[-1]

        def ask(k, library=library, make=make):
            time.sleep(k * 1e-3)
            return library.keep("thing", make)

        found = at_once(6, ask)
        assert len(made) == 1
        assert set(map(id, found)) == {id(made[0])}


def test_what_is_kept_is_answered_while_something_else_is_made():
    library, done = Library(), threading.Event()
    library.keep("here", lambda: "at once")
    slow = threading.Thread(target=lambda: library.keep("slow", lambda: done.wait(10)))
    slow.start()
    started = time.monotonic()
    assert library.keep("here", lambda: "never made again") == "at once"
    assert not library.has("slow")
    assert time.monotonic() - started < 5
    done.set()
    slow.join(timeout=10)
    assert library.has("slow")


def test_a_failure_is_told_and_the_next_one_may_try_again():
    library = Library()
    with pytest.raises(OSError, match="no file"):
        library.keep("thing", lambda: (_ for _ in ()).throw(OSError("no file")))
    assert not library.has("thing")
    assert library.keep("thing", lambda: 3) == 3


def test_what_was_not_asked_for_longest_is_forgotten_first():
    library = Library(capacity=2)
    for key in "ab":
        library.keep(key, lambda key=key: key)
    library.keep("a", lambda: "kept")
    library.keep("c", lambda: "c")
    assert [library.has(key) for key in "abc"] == [True, False, True]


def test_making_one_thing_may_need_another():
    library = Library(capacity=1)
    assert library.keep("whole", lambda: 1 + library.keep("part", lambda: 2)) == 3


def test_stages_stay_as_long_as_there_is_room_for_their_bytes_and_push_nothing_else_out():
    library = Library(capacity=2, stages_mb=1.0)
    library.keep("scene", lambda: "wanted")
    for k in range(LEAST_STAGES + 5):
        library.keep(k, lambda: (np.zeros(25_000), [np.zeros(25_000)]), stage=True)  # 0.4 MB each
    assert [k for k in range(LEAST_STAGES + 5) if library.has(k)] == list(range(5, LEAST_STAGES + 5))
    assert library.has("scene")
    small = Library(stages_mb=1.0)
    for k in range(50):
        small.keep(k, lambda: np.zeros(10), stage=True)
    assert all(small.has(k) for k in range(50))
