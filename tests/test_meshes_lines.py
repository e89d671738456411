"""Lines on a cut surface: dashes of the right length, contours where values vanish, levels that close."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meshes.lines import Lines, contour, dashed, level, outline
from meshes.outlines import split
from tests.shapes import sphere

VERTICES, FACES = sphere(4)
CAP = split(VERTICES, FACES, (VERTICES[:, 2] > 20).astype(np.int8))
POINTS = CAP.carry(VERTICES)
(LOOP,) = outline(CAP, 1)


def lengths(lines: Lines, points):
    """Length in mm of each line."""
    places = lines.carry(points)
    step = np.linalg.norm(np.diff(places, axis=0), axis=1)
    return np.array([step[a : b - 1].sum() for a, b in zip(lines.start[:-1], lines.start[1:], strict=True)])


def around():
    return float(np.linalg.norm(np.diff(POINTS[LOOP], axis=0), axis=1).sum())


@settings(max_examples=40, deadline=None)
@given(st.floats(0.3, 30), st.floats(0.3, 30))
def test_dashes_and_gaps_have_their_lengths(on, off):
    dashes = Lines.of(dashed(LOOP, POINTS, on, off))
    found = lengths(dashes, POINTS)
    assert found.sum() == pytest.approx(around() * on / (on + off), rel=1e-3)
    assert found == pytest.approx(np.full(len(found), found.mean()), rel=1e-3)
    assert len(found) == max(round(around() / (on + off)), 1)  # the last gap is no shorter than the others


def test_without_a_gap_a_line_stays_whole():
    (line,) = dashed(LOOP, POINTS, 1.0, 0.0)
    assert [p for p, _, _ in line] == LOOP
    assert lengths(Lines.of([line]), POINTS).sum() == pytest.approx(around(), rel=1e-4)


def test_a_line_shorter_than_a_dash_gets_one():
    short = LOOP[:3]
    assert len(dashed(short, POINTS, 50.0, 30.0)) == 1


@settings(max_examples=30, deadline=None)
@given(st.floats(-45, 45))
def test_a_contour_runs_where_the_values_vanish(height):
    height += 0.0123  # no vertex lies exactly there
    values = VERTICES[:, 2] - np.float32(height)
    line = contour(FACES, values)
    places = line.carry(VERTICES)
    assert np.abs(places[:, 2] - height).max() < 1e-3
    assert lengths(line, VERTICES).sum() == pytest.approx(2 * np.pi * np.sqrt(2500 - height**2), rel=0.03)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000))
def test_a_contour_of_noise_has_two_ends_in_every_triangle_it_crosses(seed):
    values = np.random.default_rng(seed).normal(size=len(VERTICES))
    line = contour(FACES, values)
    mixed = (values[FACES] > 0).any(axis=1) & ~(values[FACES] > 0).all(axis=1)
    assert len(line.start) - 1 == mixed.sum()
    assert ((line.s >= 0) & (line.s <= 1)).all()
    assert np.abs(line.carry(values.astype(np.float32))).max() < 1e-5


@pytest.mark.parametrize("values", [np.ones(len(VERTICES)), -np.ones(len(VERTICES)), np.zeros(len(VERTICES))])
def test_where_nothing_changes_there_is_no_contour(values):
    line = contour(FACES, values)
    assert len(line.p) == 0
    assert line.start.tolist() == [0]


def test_a_level_stays_inside_its_part_and_ends_at_its_rim():
    values = POINTS[:, 1] - np.float32(0.0123)
    (chain,) = level(CAP, 1, values)
    line = Lines.of([chain])
    places = line.carry(POINTS)
    assert np.abs(places[:, 1] - 0.0123).max() < 1e-3
    assert (CAP.part[line.p] == 1).all()
    assert (CAP.part[line.q] == 1).all()
    rim = np.sqrt(50**2 - 20**2)
    assert np.abs(places[[0, -1], 0]) == pytest.approx([rim, rim], abs=1.5)


def test_a_level_inside_its_part_closes():
    (chain,) = level(CAP, 1, np.hypot(POINTS[:, 0], POINTS[:, 1]) - np.float32(10.0123))
    assert chain[0] == chain[-1]


def test_lines_of_one_point_are_left_out():
    lines = Lines.of([[(0, 0, 0.0)], [(0, 1, 0.5), (1, 1, 0.0)], []])
    assert lines.start.tolist() == [0, 2]
    assert lines.p.tolist() == [0, 1]
    assert Lines.of([]).start.tolist() == [0]
