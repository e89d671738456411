import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_app.model import edits
from atlas_app.model.scene import Scene
from atlas_app.model.store import MOST_STEPS, Store

TIMES = [edits.set_time(Scene(), step / 10) for step in range(6)]
A, B, C = TIMES[:3]

actions = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from(TIMES), st.sampled_from([None, "x", "y"])),
        st.tuples(st.just("play"), st.sampled_from(TIMES)),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    max_size=60,
)


class History:
    """The promise in the plainest words: a list of steps, each with the key it was made with, and a place in it."""

    def __init__(self, start):
        self.steps, self.place, self.key = [start], 0, None

    @property
    def now(self):
        return self.steps[self.place]

    def set(self, new, key):
        if new == self.now:
            return
        if key is None or key != self.key:
            self.place += 1
        self.steps[self.place :] = [new]
        self.key = key
        if self.place and self.steps[self.place - 1] == new:  # ended where it began: nothing to undo
            self.steps.pop()
            self.place, self.key = self.place - 1, None

    def play(self, new):
        self.steps[self.place] = new

    def undo(self):
        if self.place:
            self.place, self.key = self.place - 1, None

    def redo(self):
        if self.place + 1 < len(self.steps):
            self.place, self.key = self.place + 1, None


@given(actions)
def test_store_is_a_list_with_a_place_in_it(actions):
    store, model, heard = Store(A), History(A), []
    store.changed.connect(lambda old, new: heard.append((old, new)))
    for name, *arguments in actions:
        before, told = store.state, len(heard)
        if name == "play":
            store.set(arguments[0], remember=False)
        else:
            getattr(store, name)(*arguments)
        getattr(model, name)(*arguments)
        assert store.state == model.now
        assert store.can_undo == (model.place > 0)
        assert store.can_redo == (model.place + 1 < len(model.steps))
        assert store.previous == (model.steps[model.place - 1] if store.can_undo else None)
        assert store.following == (model.steps[model.place + 1] if store.can_redo else None)
        assert heard[told:] == ([(before, store.state)] if before != store.state else [])


def test_two_hundred_steps_and_no_more():
    store = Store(Scene())
    scenes = [edits.set_response(Scene(), seed=seed) for seed in range(2, MOST_STEPS + 12)]
    for scene in scenes:
        store.set(scene)
    while store.can_undo:
        store.undo()
    assert store.state == scenes[len(scenes) - MOST_STEPS - 1]
    steps = 0
    while store.can_redo:
        store.redo()
        steps += 1
    assert (steps, store.state) == (MOST_STEPS, scenes[-1])


def test_a_gesture_is_one_step_even_while_playing():
    store = Store(A)
    turned = edits.set_orbit(A, edits.Orbit(azimuth=10))
    store.set(turned, merge="orbit-1")
    store.set(edits.set_time(turned, 0.2), remember=False)
    store.set(edits.set_orbit(store.state, edits.Orbit(azimuth=20)), merge="orbit-1")
    store.undo()
    assert store.state == A
    assert not store.can_undo


def test_a_listener_that_edits_does_not_confuse_the_others():
    store, heard = Store(A), []

    def editing(old, new):
        if new == B:
            store.set(C)

    store.changed.connect(editing)
    store.changed.connect(lambda old, new: heard.append((old, new)))
    store.set(B)
    assert heard == [(A, B), (B, C)]


def test_a_listener_that_raises_stops_nobody():
    faults, heard = [], []
    store = Store(A, on_error=faults.append)

    def failing(old, new):
        raise RuntimeError("no paper in the printer")

    store.changed.connect(failing)
    store.changed.connect(lambda old, new: heard.append(new))
    store.set(B)
    store.undo()
    assert heard == [B, A]
    assert [str(fault) for fault in faults] == ["no paper in the printer"] * 2
    store.changed.disconnect(failing)
    store.set(C)
    assert (heard[-1], len(faults)) == (C, 2)


def test_without_a_place_for_errors_they_are_raised_after_everybody_heard():
    store, heard = Store(A), []

    def failing(old, new):
        if new == B:
            store.set(C)
        raise RuntimeError(f"at {new.time_s}")

    store.changed.connect(failing)
    store.changed.connect(lambda old, new: heard.append(new))
    with pytest.raises(ExceptionGroup) as caught:
        store.set(B)
    assert heard == [B, C]
    assert [str(fault) for fault in caught.value.exceptions] == ["at 0.1", "at 0.2"]
    assert store.state == C
    store.changed.disconnect(failing)
    store.set(A)
    assert heard[-1] == A


def test_a_panel_that_is_gone_is_not_told():
    heard = []

    class Panel:
        def apply(self, old, new):
            heard.append(new)

    store, panel = Store(A), Panel()
    store.changed.connect(panel.apply)
    store.set(B)
    del panel
    gc.collect()
    store.set(C)
    assert heard == [B]
