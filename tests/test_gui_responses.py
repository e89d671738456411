"""The card, the bar and the stage in the response layers: what they tell, and what turns it."""

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QAbstractButton, QApplication, QLabel

from atlas_app.brain.library import Library
from atlas_app.brain.palette import STATES
from atlas_app.gui import findings as told
from atlas_app.gui.class_bar import CLASS_WORDS
from atlas_app.gui.controls import Choice
from atlas_app.gui.figures_card import STATUS
from atlas_app.gui.findings import Place, papers_within
from atlas_app.gui.lookup import Lookup
from atlas_app.gui.simulation_card import SWITCHED
from atlas_app.gui.skin import SKINS
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from regions.catalogue import ORDER, region
from regions.literature import literature, percents
from regions.responses.classes import BOTH, CLASSES
from regions.responses.ladder import RUNGS
from tests.windows import (
    ARRIVES_MS,
    arrive,
    card,
    coloured,
    grabbed,
    library,
    of_image,
    open_window,
    picture,
    play_out,
    press,
    settle,
)

__all__ = ["library", "open_window"]

SIMULATED = edits.set_condition(Scene(), "mirror")
READ = edits.set_layer(Scene(), "literature")


def bar(window):
    return window.dock.region_card.head.bar


def compared(qtbot, window):
    """Wait until the card compares, which comes last."""
    arrive(qtbot, window, "Simulation beside literature")
    qtbot.waitUntil(lambda: not window.dock.region_card.lookup.busy)


def colours(text):
    """Return the colours of a card's words, as "#RRGGBB"."""
    found, block = set(), text.document().begin()
    while block.isValid():
        found |= {piece.format.foreground().color().name().upper() for piece in block.textFormats()}
        block = block.next()
    return found


def percent_of(window, name):
    """Return a class's per cent as the bar says it aloud."""
    said = dict(one.rsplit(": ", 1) for one in bar(window).accessibleDescription().split("; "))
    return float(said[CLASS_WORDS[name]].removesuffix(" %"))


def test_the_card_tells_classes_and_ladder_as_the_model_has_them(open_window, qtbot):
    window = open_window(SIMULATED)
    for one in ORDER:
        window.dock.choose(one)
        arrive(qtbot, window, RUNGS[0])
        found = told.findings(window.session.store.state, "left", window._library)[one]
        said = card(window)
        for rung in found.ladder.rungs:
            row = said[said.index(rung.name) :].splitlines()
            assert row[1] == f"{rung.found:.1f} %"
            assert row[2] == f"{rung.low:.1f}\u2013{rung.high:.1f}"
            assert row[3] == f"{rung.independent:.1f} %"
        assert {name: percent_of(window, name) for name in CLASSES} == pytest.approx(
            dict(zip(CLASSES, found.percent, strict=True)), abs=0.051
        )
        assert region(one).short in window.dock.region_card.head.title.text()
        for share in found.shares:
            assert all(STATUS[word] in said for word in share.status.split(" + "))
            assert share.note[1:] in said


def test_the_switch_changes_bar_and_ladder_and_not_one_pixel_of_the_map(open_window, qtbot, pictures):
    window = open_window(SIMULATED, (1280, 800))
    arrive(qtbot, window, RUNGS[0])
    before, brain = of_image(bar(window).grab().toImage()), picture(window)
    both = sum(percent_of(window, name) for name in BOTH)
    compared(qtbot, window)
    said = card(window)
    press(qtbot, window, "T")
    arrive(qtbot, window, SWITCHED)
    pictures.save("window-switch", grabbed(window))
    assert window.dock.region_card.head.switch.isChecked()
    assert sum(percent_of(window, name) for name in BOTH) < 5 < 20 < both
    yellow = coloured(before, STATES["both"]), coloured(of_image(bar(window).grab().toImage()), STATES["both"])
    assert yellow[1] < yellow[0] / 4
    words = 150  # px below which stand caption and legend
    assert np.array_equal(picture(window)[100:-words], brain[100:-words])
    QTest.mouseClick(window.dock.region_card.head.switch, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    compared(qtbot, window)
    assert card(window) == said


def test_every_part_of_the_bar_says_its_class(open_window, qtbot):
    window = open_window(SIMULATED)
    arrive(qtbot, window, RUNGS[0])
    seen = [bar(window).class_at(x + 0.5) for x in range(bar(window).width())]
    assert list(dict.fromkeys(seen)) == list(CLASS_WORDS)
    for name in CLASSES:
        assert 100 * seen.count(name) / len(seen) == pytest.approx(percent_of(window, name), abs=0.5)


def test_the_last_numbers_stay_pale_until_the_new_units_answer(open_window, qtbot, monkeypatch):
    hold = []
    window = open_window(SIMULATED)
    compared(qtbot, window)
    card_of, text = window.dock.region_card, window.dock.card
    said, ink, was = card(window), colours(text), of_image(bar(window).grab().toImage())
    monkeypatch.setattr(card_of.lookup._workers, "run", lambda work, done, failed: hold.append((work, done, failed)))
    window.session.edit(lambda scene: edits.set_response(scene, seed=77))
    settle(qtbot, window)
    assert card(window) == said
    assert SKINS["dark"].ink in ink
    assert SKINS["dark"].ink not in colours(text)
    assert "Simulating" in bar(window).accessibleName()
    assert of_image(bar(window).grab().toImage()).max() < was.max()
    hold[-1][2](RuntimeError("the electrode broke"))
    assert "the electrode broke" in card(window)
    assert RUNGS[0] not in card(window)
    assert "cannot be simulated" in bar(window).accessibleName()


def test_what_has_failed_is_not_asked_again_and_again(qtbot):
    lookup, tried = Lookup(Library()), []

    def fail(key):
        tried.append(key)
        raise ValueError(f"{key} broke")

    def ask():
        for key in ("one", "two"):
            lookup.ask(key, lambda key=key: fail(key))

    lookup.arrived.connect(ask)
    ask()
    qtbot.waitUntil(lambda: lookup.fault("one") == "one broke" and lookup.fault("two") == "two broke")
    qtbot.wait(50)
    assert sorted(tried) == ["one", "two"]


def test_what_is_asked_in_a_row_is_worked_out_for_the_last(qtbot):
    lookup, made = Lookup(Library()), []
    for key in range(6):
        assert lookup.ask(key, lambda key=key: made.append(key) or f"answer {key}") is None
    qtbot.waitUntil(lambda: 5 in made, timeout=ARRIVES_MS)
    qtbot.waitUntil(lambda: lookup.ask(5, lambda: "again") == "answer 5", timeout=ARRIVES_MS)
    assert made == [0, 5]


def test_the_literature_card_tells_the_map_s_per_cents_and_the_papers_near_the_place(open_window, qtbot, pictures):
    window = open_window(READ, (1280, 800))
    arrive(qtbot, window, "Click a place")
    for wide in (False, True):
        for one in ("premotor", "mtl", "mt"):
            window.dock.choose(one)
            said = card(window)
            for side in ("left", "right"):
                code = window._library.anatomy("hcp-mmp", side).code
                found = percents(literature("fs-lr-32k", side, wide), code)[one]
                for share in (found.execution, found.observation, found.both):
                    assert (f"{share:.1f} %" if share else "no convergence") in said
            assert "silent" not in said
        if not wide:
            QTest.mouseClick(window.dock.region_card.head.wide, Qt.MouseButton.LeftButton)
            settle(qtbot, window)
            arrive(qtbot, window, "Wide set")
    press(qtbot, window, "Ctrl+Z")
    QTest.mouseClick(window.viewport, Qt.MouseButton.LeftButton, pos=QPoint(210, 190))
    place = window.dock.region_card.place
    papers = papers_within(window.session.store.state, place.mni152_mm)
    arrive(qtbot, window, f"{len(papers)} papers report a peak within 10 mm")
    pictures.save("window-literature-card", grabbed(window))
    for paper in papers:
        assert f"PMID {paper.pmid}" in card(window)
        assert " ".join(paper.title.split()) in " ".join(card(window).split())
    assert window.dock.card.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_only_papers_of_the_map_are_counted_and_each_once():
    place = (-52, 8, 30)
    strict, wide = (papers_within(edits.set_wide_literature(READ, one), place) for one in (False, True))
    assert {paper.set for paper in strict} <= {"execution", "observation"}
    assert all(paper.strict for paper in strict)
    assert {paper.pmid for paper in strict} < {paper.pmid for paper in wide}
    assert len({paper.pmid for paper in wide}) == len(wide)
    assert [paper.distance_mm for paper in wide] == sorted(paper.distance_mm for paper in wide)


def test_the_pointer_reads_the_number_of_papers_in_the_literature_alone(open_window, qtbot):
    window = open_window(READ)
    arrive(qtbot, window, "Click a place")
    window.viewport.pointed.emit(210.0, 190.0)
    found = window.hover.at(210.0, 190.0)
    papers = papers_within(window.session.store.state, found.mni152_mm)
    qtbot.waitUntil(lambda: window.status.pointed.whole.endswith(f"{len(papers)} papers within 10 mm"))
    press(qtbot, window, "L")
    window.viewport.pointed.emit(210.0, 190.0)
    qtbot.waitUntil(lambda: window.status.pointed.whole.endswith(" mm") and "papers" not in window.status.pointed.whole)


def test_a_region_that_the_atlas_lacks_is_said_to_have_no_vertex(open_window, qtbot):
    window = open_window(edits.set_layer(edits.set_atlas(Scene(), "desikan-killiany"), "literature"))
    window.dock.choose("mt")
    arrive(qtbot, window, "has no vertex")
    assert "Desikan" in card(window)
    window.dock.choose("sma")
    assert "Approximate" in card(window)


def test_a_literature_has_no_time(open_window, qtbot):
    window = open_window(SIMULATED)
    stage = window.stage
    timed = (stage.scrubber, stage.play, *stage.deeds)
    assert all(widget.isEnabled() for widget in timed)
    press(qtbot, window, "L")
    assert not any(widget.isEnabled() for widget in timed)
    lit = {layer: half.isChecked() for layer, half in stage.layers.halves.items()}
    assert lit == {"simulation": False, "literature": True}
    press(qtbot, window, "R")
    assert not any(half.isChecked() for half in stage.layers.halves.values())
    assert "regions" in stage.layers.halves["literature"].accessibleDescription()


def test_the_halves_go_to_their_layer_and_stay_there(open_window, qtbot):
    window = open_window()
    for layer in ("simulation", "literature", "literature", "simulation", "simulation"):
        half = window.stage.layers.halves[layer]
        half.setFocus()
        QTest.keyClick(half, Qt.Key.Key_Space)
        settle(qtbot, window)
        assert window.session.store.state.layer == layer
        assert half.isChecked()


def test_what_is_done_and_watched_is_chosen_on_the_stage(open_window, qtbot):
    window = open_window(SIMULATED)
    arrive(qtbot, window, RUNGS[0])
    same = card(window)
    done, watched = window.stage.deeds
    assert done.currentText() == "Do: grasp a cup"
    watched.setFocus()
    for _ in range(4):
        QTest.keyClick(watched, Qt.Key.Key_Down)
        settle(qtbot, window)
    assert window.session.store.state.observed == "kick"
    assert watched.currentText() == "Watch: kick a ball"
    qtbot.waitUntil(lambda: RUNGS[0] in card(window) and card(window) != same, timeout=ARRIVES_MS)
    press(qtbot, window, *["Ctrl+Z"] * 4)
    assert watched.currentText() == "Watch: the same action"


def test_the_card_follows_the_side_that_was_clicked(open_window, qtbot):
    window = open_window(edits.set_hemisphere(SIMULATED, "both"))
    window.dock.region_card.show_place(Place("right", "6r", (50, 8, 30)))
    arrive(qtbot, window, RUNGS[0])
    assert "right" in window.dock.region_card.head.title.text()
    window.session.edit(lambda scene: edits.set_hemisphere(scene, "left"))
    settle(qtbot, window)
    assert "left" in window.dock.region_card.head.title.text()


@pytest.mark.parametrize("scene", [SIMULATED, READ], ids=["simulation", "literature"])
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_nothing_is_cut_off_in_a_response_layer(open_window, qtbot, pictures, scene, theme, size):
    window = open_window(edits.set_theme(scene, theme), size)
    for one in ORDER:
        window.dock.choose(one)
        qtbot.waitUntil(lambda: len(card(window)) > 100, timeout=ARRIVES_MS)
        assert (window.width(), window.height()) == size
        for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
            if widget.isVisible() and widget.accessibleName() not in (
                "Under the pointer",
                "What to press, and what was done",
            ):
                assert window.rect().contains(widget.rect().translated(widget.mapTo(window, QPoint())))
                assert widget.width() >= widget.minimumSizeHint().width(), widget.accessibleName() or widget.text()
        across = window.dock.card.document().idealWidth()
        assert across <= window.dock.card.viewport().width() + 1, one
    for choice in window.stage.findChildren(Choice):
        words = [choice.itemText(k) for k in range(choice.count())]
        assert choice.width() >= max(choice.fontMetrics().horizontalAdvance(word) for word in words) + 35
    pictures.save(f"window-card-{scene.layer}-{size[0]}x{size[1]}-{theme}", grabbed(window))


def test_the_controls_of_the_response_can_be_reached_by_the_keyboard(open_window, qtbot):
    window = open_window(SIMULATED)
    window.viewport.setFocus()
    reached = set()
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    head, stage = window.dock.region_card.head, window.stage
    assert {head.switch, *stage.deeds, *stage.layers.halves.values()} <= reached
    press(qtbot, window, "E")
    play_out(qtbot, window)
    assert bar(window).accessibleName()
