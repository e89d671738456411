"""Colours keep their distance: for every eye, in a bright room, and from each other."""

import colorsys

import numpy as np
import pytest

from atlas_app.brain.palette import ASIDE, PALETTES, STATES
from atlas_app.model.scene import THEMES
from regions.catalogue import FIVE, region
from tests.colour_science import DEFICIENCIES, ciede2000, hue, lab, pairs, parse, seen_by, washed_out

THREE = {state: parse(colour) for state, colour in STATES.items()}
FILLS = {one: parse(region(one).colour) for one in FIVE}


def nearest(distances):
    which = min(distances, key=distances.get)
    return distances[which], which


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [  # Sharma, Wu & Dalal 2005, pairs 1, 7, 9, 13, 17, 20, 25, 28, 34
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_itself(one, other, apart):
    assert float(ciede2000(one, other)) == pytest.approx(apart, abs=1e-4)
    assert float(ciede2000(other, one)) == pytest.approx(apart, abs=1e-4)


def test_the_measure_of_hue():
    for colour in (*STATES.values(), *(region(one).colour for one in FIVE)):
        assert float(hue(parse(colour))) == pytest.approx(colorsys.rgb_to_hsv(*parse(colour))[0])


def test_grey_stays_grey_to_every_eye():
    for deficiency in DEFICIENCIES:
        assert seen_by([0.5, 0.5, 0.5], deficiency) == pytest.approx([0.5] * 3, abs=1e-4)


def test_the_states_have_their_colours():
    assert STATES == {"execute": "#D95F02", "observe": "#2F86D6", "both": "#FFF06A"}


def test_the_three_states_are_25_apart_by_pairs_for_every_eye():
    assert nearest(pairs(THREE))[0] >= 25
    for deficiency in DEFICIENCIES:
        distance, which = nearest(pairs({one: seen_by(colour, deficiency) for one, colour in THREE.items()}))
        assert distance >= 25, (deficiency, which)


@pytest.mark.parametrize("theme", THEMES)
def test_states_and_cortex_are_15_apart_when_washed_out(theme):
    """On cortex as it is seen: gyri, and what is left of them in the sulci."""
    palette = PALETTES[theme]
    for share in (1.0, palette.sulcus):
        every = {**THREE, "cortex": parse(palette.cortex) * share}
        distance, which = nearest(pairs({one: washed_out(colour) for one, colour in every.items()}))
        assert distance >= 15, which


def test_region_fills_are_15_from_every_state_and_from_each_other():
    distance, which = nearest({k: v for k, v in pairs({**FILLS, **THREE}).items() if not set(k) <= THREE.keys()})
    assert distance >= 15, which


@pytest.mark.parametrize("theme", THEMES)
def test_region_fills_stand_out_from_the_cortex(theme):
    palette = PALETTES[theme]
    for name, fill in FILLS.items():
        for share in (1.0, palette.sulcus):
            assert float(ciede2000(lab(fill), lab(parse(palette.cortex) * share))) >= 15, (name, share)


def test_dark_cortex_is_quiet():
    assert float(lab(parse(PALETTES["dark"].cortex))[0]) == pytest.approx(35, abs=6)


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_their_ground(theme):
    """WCAG 2: 4.5 to 1 for text."""
    palette = PALETTES[theme]

    def light(colour):
        rgb = parse(colour)
        return float(np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722])

    for ink in (palette.ink, palette.quiet_ink, palette.outline):
        low, high = sorted((light(ink), light(palette.background)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, ink


def test_what_stands_apart_from_the_three_is_25_from_each_for_every_eye():
    every = {**THREE, "apart": parse(ASIDE)}
    for eye in (parse, *DEFICIENCIES):
        seen = every if eye is parse else {one: seen_by(colour, eye) for one, colour in every.items()}
        distance, which = nearest({names: away for names, away in pairs(seen).items() if "apart" in names})
        assert distance >= 25, (eye, which)


@pytest.mark.parametrize("theme", THEMES)
def test_what_stands_apart_is_seen_on_cortex_in_a_bright_room(theme):
    for share in (1.0, PALETTES[theme].sulcus):
        both = [washed_out(parse(ASIDE)), washed_out(parse(PALETTES[theme].cortex) * share)]
        assert float(ciede2000(lab(both[0]), lab(both[1]))) >= 15
