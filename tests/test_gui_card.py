"""What the card tells beside the numbers found: simulation beside literature, voxels, published figures."""

import re

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QUrl
from PyQt6.QtGui import QDesktopServices, QTextCharFormat
from PyQt6.QtWidgets import QApplication

from atlas_app.brain.compare import at_peak, comparison
from atlas_app.brain.figures import figures
from atlas_app.brain.responses import cortex, units
from atlas_app.gui.class_bar import CLASS_WORDS
from atlas_app.gui.figures_card import BEHIND, MOST, behind, figures_html, telling
from atlas_app.gui.findings import Place
from atlas_app.gui.skin import SKINS
from atlas_app.gui.voxel_card import look_into, voxel_html
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from regions.catalogue import ORDER
from regions.responses.ladder import RUNGS
from regions.responses.voxel import by_class, in_voxel
from tests.windows import arrive, card, coloured, grabbed, library, of_image, open_window, settle

__all__ = ["library", "open_window"]

SIMULATED = edits.set_condition(Scene(), "mirror")
HERE = Place("left", "6v", (-58, 6, 24))


def pieces(window):
    """Return the card's words with their formats."""
    found, block = [], window.dock.card.document().begin()
    while block.isValid():
        text = block.text()
        found += [(text[piece.start : piece.start + piece.length], piece.format) for piece in block.textFormats()]
        block = block.next()
    return found


def told(window, words):
    """Return what the pointer is told on the first of some words."""
    return next(form.toolTip() for text, form in pieces(window) if words in text and form.toolTip())


@pytest.mark.parametrize("layer", ["simulation", "literature"])
def test_the_card_compares_both_sides_as_the_table_does(open_window, qtbot, library, layer):
    scene = edits.set_layer(SIMULATED, layer)
    window = open_window(scene)
    arrive(qtbot, window, "Simulation beside literature")
    every = comparison(at_peak(scene), library)
    for one in ORDER:
        window.dock.choose(one)
        rows = [row for row in every if row.region == one]
        said = card(window).split("Simulation beside literature")[1].splitlines()
        numbers = [line for line in said if re.fullmatch(r"\d+\.\d", line)][:12]
        expected = [
            f"{getattr(answers, state):.1f}"
            for state in ("execute", "observe", "both")
            for row in rows
            for answers in (row.simulation, row.literature)
        ]
        assert numbers == expected
        for row in rows:
            assert row.disagreement in card(window)


def test_a_comparison_is_at_the_peak_whatever_is_shown(library):
    rows = comparison(at_peak(SIMULATED), library, ("premotor",))
    for other in (edits.set_time(SIMULATED, -0.8), edits.set_condition(SIMULATED, "object")):
        assert comparison(at_peak(other), library, ("premotor",)) == rows
    standing_apart = edits.set_time(edits.set_condition(SIMULATED, "object"), SIMULATED.time_s)
    assert comparison(standing_apart, library, ("premotor",)) == rows


def test_a_click_tells_what_the_voxel_there_holds(open_window, qtbot, library, pictures):
    window = open_window(edits.set_response(SIMULATED, voxel_mm=8.0), (1280, 720))
    arrive(qtbot, window, "Click a place")
    window.dock.region_card.show_place(HERE)
    arrive(qtbot, window, "A voxel of 8 mm here holds")
    scene = window.session.store.state
    some = units(scene, "left", library)
    which = in_voxel(some, cortex(6.0, "left", library), HERE.mni152_mm, 8.0)
    assert f"holds {len(which)} units" in card(window)
    kinds = by_class(some, which)
    assert f"excited {kinds['E+O+']}" in card(window)
    assert f"{some.mm2[which].mean():.1f} mm²" in card(window)
    bar = told(window, "\ufffc")
    for name, words in CLASS_WORDS.items():
        assert (f"{words}: {kinds[name]}" in bar) == bool(kinds[name])
    assert "neuron" in card(window)
    pictures.save("window-voxel", grabbed(window))
    assert coloured(of_image(window.dock.card.grab().toImage()), "#FFF06A") > 100


def test_a_voxel_without_units_names_the_least_that_has_some(library):
    for place in ((-58, 6, 24), (-40, -20, 60), (-24, -8, -32)):
        scene = edits.set_response(SIMULATED, voxel_mm=0.5)
        empty = look_into(scene, Place("left", "", place), library)
        if empty.units:
            continue
        assert f"One of {empty.nearest_mm:g} mm would." in voxel_html(empty, SKINS["dark"])
        wider = look_into(edits.set_response(scene, voxel_mm=empty.nearest_mm), empty.place, library)
        assert wider.units
        if empty.nearest_mm > 0.7:
            closer = edits.set_response(scene, voxel_mm=empty.nearest_mm - 0.2)
            assert not look_into(closer, empty.place, library).units
    far = look_into(SIMULATED, Place("left", "V1", (-8, -96, 0)), library)
    assert far.mm2 is None
    assert "no units near" in voxel_html(far, SKINS["dark"])


def test_a_voxel_over_the_midline_holds_units_of_both_sides(library):
    scene = edits.set_response(SIMULATED, voxel_mm=16.0)
    place = (-2, -10, 60)
    both = look_into(scene, Place("left", "6mp", place), library).units
    sides = [
        len(in_voxel(units(scene, side, library), cortex(6.0, side, library), place, 16.0))
        for side in ("left", "right")
    ]
    assert min(sides) > 0
    assert both == sum(sides)


def test_numbers_tell_the_pointer_whence_they_are(open_window, qtbot):
    window = open_window(SIMULATED)
    arrive(qtbot, window, RUNGS[0])
    assert "macaque" in told(window, "Both\u00a0") or "Macaque" in told(window, "Both\u00a0")
    assert "computed from recordings" in told(window, "Both\u00a0")
    for rung in RUNGS:
        assert "in truth" in told(window, rung)
    assert "Gallese" in told(window, RUNGS[3])
    assert "not checked against the paper" in told(window, RUNGS[3])
    assert "Murata" in told(window, RUNGS[4])
    text = window.dock.card
    text.verticalScrollBar().setValue(0)
    for rung in RUNGS[:2]:
        found = text.document().find(rung)
        place = text.cursorRect(found).center()
        assert text.told_at(place) == told(window, rung)
        assert text.told_at(place - QPoint(0, 200)) == ""
    hints = window.dock.region_card.head.bar._hints
    assert all("Jerjian, Sahani &amp; Kraskov 2020" in hints[name] for name in CLASS_WORDS)
    assert "21.7 % of unit x grip pairs" in hints["E+O+"]


def test_every_quantity_behind_a_class_is_published():
    for name in BEHIND:
        assert behind("premotor", name) or behind("sma", name), name


@pytest.mark.parametrize("layer", ["regions", "simulation", "literature"])
def test_published_figures_stand_on_every_card_with_their_caveats(open_window, qtbot, layer):
    window = open_window(edits.set_layer(Scene(), layer))
    for one in ("premotor", "sma", "s1", "ipl", "mtl", "m1"):
        window.dock.choose(one)
        arrive(qtbot, window, "Published figures")
        said = " ".join(card(window).split("Published figures")[1].split())
        found = telling(one)
        assert 3 <= len(found) <= MOST
        for each in found:
            assert str(each.value) in said
            assert each.quantity[1:].split(" both")[0] in said
            assert each.species in said.lower()
        assert said.count("not checked against the paper") >= sum(1 for each in found if each.caveat)
        if any(each.species == "human" for each in figures((one,))):
            assert any(each.species == "human" for each in found)
    window.dock.choose("mt")
    settle(qtbot, window)
    assert "Published figures" not in card(window)
    assert figures_html("mt", SKINS["dark"]) == ""


def test_a_paper_opens_in_the_browser_and_its_citation_copies(open_window, qtbot, monkeypatch):
    window = open_window()
    text, opened = window.dock.card, []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    links = {form.anchorHref(): form for _text, form in pieces(window) if form.anchorHref()}
    assert all(address.startswith("https://doi.org/10.") for address in links)
    text.anchorClicked.emit(QUrl("https://doi.org/10.7554/eLife.54139"))
    text.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert opened == ["https://doi.org/10.7554/eLife.54139"]
    for figure in telling("premotor"):
        cited = text.citation_at(links[f"https://doi.org/{figure.doi}"])
        assert cited.endswith(figure.doi)
        assert figure.citation in cited or "et al." in figure.citation
    menu = text.createStandardContextMenu()
    text._offer(menu, "Jerjian & others 2020", "https://doi.org/x")
    menu.actions()[0].trigger()
    assert QApplication.clipboard().text() == "Jerjian & others 2020"
    menu.actions()[1].trigger()
    assert opened[-1] == "https://doi.org/x"
    menu.deleteLater()
    assert text.citation_at(QTextCharFormat()) == ""


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_ladder_begins_without_scrolling_on_a_small_screen(open_window, qtbot, theme):
    window = open_window(edits.set_theme(SIMULATED, theme), (1280, 720))
    arrive(qtbot, window, RUNGS[0])
    text = window.dock.card
    seen = text.cursorForPosition(QPoint(40, text.viewport().height() - 4)).position()
    assert RUNGS[2] in text.toPlainText()[:seen]
    assert np.isclose(text.verticalScrollBar().value(), 0)
