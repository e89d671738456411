"""The clip grammar: boxes and nearness do what they say, anything else is one sentence."""

import contextlib

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regions.clip import ClipError, keep

PLACES = np.random.default_rng(0).uniform(-90, 90, (400, 3))
PLACES[0] = [15, 0, 45]  # on the edge of the clip below


def nowhere(_name):
    return np.zeros(len(PLACES), bool)


def kept(clip, labelled=nowhere):
    return keep(clip, PLACES, labelled)


numbers = st.one_of(st.integers(-90, 90), st.floats(-90, 90).map(lambda value: round(value, 2)))
axes = st.sampled_from(["x", "y", "z", "|x|", "|y|", "|z|"])
spaces = st.sampled_from(["", " ", "  "])


def plain(value):
    return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def along(axis):
    values = PLACES[:, "xyz".index(axis.strip("|"))]
    return np.abs(values) if "|" in axis else values


def test_an_empty_clip_keeps_everything():
    assert kept("").all()
    assert kept(" ; ").all()


@given(axes, st.sampled_from(["<=", ">=", "<", ">"]), numbers, spaces)
def test_one_bound(axis, sign, value, space):
    compare = {"<=": np.less_equal, ">=": np.greater_equal, "<": np.less, ">": np.greater}[sign]
    clip = f"{axis}{space}{sign}{space}{plain(value)}"
    assert np.array_equal(kept(clip), compare(along(axis), float(plain(value))))


@given(axes, numbers, numbers, st.sampled_from(["<=", "<"]), st.sampled_from(["<=", "<"]))
def test_two_bounds(axis, low, high, first, second):
    compare = {"<=": np.less_equal, "<": np.less}
    values = along(axis)
    wanted = compare[first](float(plain(low)), values) & compare[second](values, float(plain(high)))
    assert np.array_equal(kept(f"{plain(low)}{first}{axis}{second}{plain(high)}"), wanted)


@given(st.lists(st.tuples(axes, st.sampled_from(["<=", ">="]), numbers), min_size=1, max_size=5), st.randoms())
def test_joined_conditions_all_hold_in_any_order(terms, shuffled):
    said = [f"{axis}{sign}{plain(value)}" for axis, sign, value in terms]
    together = np.logical_and.reduce([kept(term) for term in said])
    shuffled.shuffle(said)
    assert np.array_equal(kept(" ; ".join(said)), together)


def test_the_edge_of_a_box_belongs_to_it():
    assert kept("|x|<=15; -20<=y<=20; z>=45")[0]
    assert not kept("|x|<15")[0]
    assert not kept("z>45")[0]


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_nearer_divides_by_distance_and_the_other_way_round_is_the_rest(seed):
    rng = np.random.default_rng(seed)
    there = {name: rng.random(len(PLACES)) < 0.05 for name in "AB"}
    assume(all(mask.any() for mask in there.values()))

    def distance(name):
        return np.linalg.norm(PLACES[:, None] - PLACES[there[name]][None], axis=2).min(axis=1)

    assert np.array_equal(kept("nearer(A, B)", there.get), distance("A") < distance("B"))
    assert not (kept("nearer(A,B)", there.get) & kept("nearer(B , A)", there.get)).any()


def test_nearer_and_a_box_join():
    there = {"A": PLACES[:, 0] > 50, "B": PLACES[:, 0] < -50}
    joined = kept("nearer(A, B); z>=10", there.get)
    assert np.array_equal(joined, kept("nearer(A, B)", there.get) & (PLACES[:, 2] >= 10))
    assert joined.any()


def test_nearer_a_label_that_is_nowhere_is_told():
    with pytest.raises(ClipError, match=r"nearer\(A, B\).*'A', which is nowhere"):
        kept("nearer(A, B)")


@pytest.mark.parametrize(
    "clip",
    [
        "x", "|x|", "<=3", "x<=", "w<=3", "x=3", "x==3", "x<=3mm", "x<=nan", "x<=inf", "x<=1e3", "|x<=3", "x|<=3",
        "||x||<=3", "3>=x", "3<=x>=4<=5", "x<=3,y<=4", "nearer(A)", "nearer(A,)", "nearer()", "nearer A, B", "x<=--3",
        "further(A, B)", "__import__('os')", "x<=3 and y<=4", "x<=0x1", "x<=.5", "ｘ<=3",
    ],
)  # fmt: skip
def test_what_is_no_clip_is_told_in_one_sentence(clip):
    with pytest.raises(ClipError) as caught:
        kept(f"z>=0; {clip}", lambda _name: np.ones(len(PLACES), bool))
    assert clip in str(caught.value)
    assert "neither a box such as '|x|<=15' nor 'nearer(A, B)'" in str(caught.value)


@given(st.text(alphabet="xyz|<>=;-.0123456789nearer(AB, )\n", max_size=24))
def test_any_words_are_a_clip_or_a_clip_error(words):
    with contextlib.suppress(ClipError):
        assert keep(words, PLACES, lambda _name: np.ones(len(PLACES), bool)).shape == (len(PLACES),)
