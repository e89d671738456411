"""A teacher's own actions on the window: read, chosen, forgotten; the phases of an action on the scrubber."""

from itertools import pairwise
from pathlib import Path

import pytest
from PyQt6.QtGui import QFontMetricsF
from PyQt6.QtWidgets import QFileDialog

from atlas_app.gui.own_menu import OwnActions
from atlas_app.gui.scrubber import Scrubber, _small
from atlas_app.model import edits
from atlas_app.model.clock import ACTION, BLOOD
from atlas_app.model.scene import Scene
from regions.responses.action_file import actions
from regions.responses.bundled import bundled_names
from tests.windows import library, open_window, press, settle

__all__ = ["library", "open_window"]

OWN = Path(__file__).parents[1] / "docs" / "own_actions.toml"
SHOWN = edits.set_condition(Scene(), "execute")


@pytest.fixture
def hand_over(monkeypatch):
    """Answer the system's dialog with a file."""

    def answer(path):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    return answer


def offered(choice):
    return [choice.itemText(k) for k in range(choice.count())]


def choose(window, choice, text):
    """Choose a line of a drop-down by the keyboard's way: it becomes the current one and is activated."""
    index = choice.findText(text)
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


def test_a_file_s_actions_are_offered_done_and_forgotten(open_window, qtbot, hand_over):
    window = open_window(SHOWN)
    done, watched = window.stage.deeds
    bundled = offered(done), offered(watched)
    assert not window.actions_by_id["action.bundled"].isEnabled()
    hand_over(OWN)
    window.actions_by_id.run("action.add")
    settle(qtbot, window)
    assert "own_actions.toml" in window.status.said.whole
    assert "Point at a cup" in window.status.said.whole
    assert offered(done) == [*bundled[0], "Do: point at a cup"]
    assert offered(watched) == [*bundled[1], "Watch: point at a cup"]
    assert done.currentText() == "Do: grasp a cup"
    choose(window, done, "Do: point at a cup")
    settle(qtbot, window)
    assert window.session.store.state.action == "point-at-cup"
    assert window.viewport.picture.words.title == "Execute: point at a cup"
    assert [name for _at, _x, name in window.stage.scrubber.phases()] == ["raise", "hold", "lower"]
    assert not watched.model().item(watched.count() - 1).isEnabled()  # it is what is done already
    window.actions_by_id.run("action.bundled")
    settle(qtbot, window)
    assert (offered(done), offered(watched)) == bundled
    assert window.session.store.state.action == "grasp"
    press(qtbot, window, "Ctrl+Z")
    assert done.currentText() == "Do: point at a cup"
    assert "Point at a cup" not in str(offered(done))


def test_another_file_takes_the_place_of_the_first(open_window, qtbot, hand_over, tmp_path):
    window = open_window(edits.set_own_actions(SHOWN, OWN.read_text(encoding="utf-8")))
    done = window.stage.deeds[0]
    assert offered(done)[-1] == "Do: point at a cup"
    other = tmp_path / "wave.toml"
    text = OWN.read_text(encoding="utf-8").replace("point-at-cup", "wave").replace("Point at a cup", "Wave & smile")
    other.write_text(text, encoding="utf-8")
    hand_over(other)
    window.actions_by_id.run("action.add")
    settle(qtbot, window)
    assert offered(done)[len(bundled_names()) :] == ["Do: wave & smile"]


def test_the_menu_lists_them_too(open_window, qtbot):
    window = open_window(SHOWN)
    menu = next(each for each in window.menuBar().findChildren(OwnActions))
    assert not menu.isEnabled()
    own = OWN.read_text(encoding="utf-8").replace("Point at a cup", "Rock & roll")
    window.session.edit(lambda scene: edits.set_own_actions(scene, own))
    settle(qtbot, window)
    menu.parentWidget().aboutToShow.emit()
    assert menu.isEnabled()
    menu.aboutToShow.emit()
    do, watch = (action for action in menu.actions() if not action.isSeparator())
    assert (do.text(), watch.text()) == ("Do: rock && roll", "Watch: rock && roll")
    watch.trigger()
    settle(qtbot, window)
    assert window.session.store.state.observed == "point-at-cup"
    menu.aboutToShow.emit()
    assert [action.isChecked() for action in menu.actions() if not action.isSeparator()] == [False, True]


@pytest.mark.parametrize(
    ("content", "part"), [(None, "No such file"), (b"id = grasp", "expected TOML"), (b"\xff", "no UTF-8")]
)
def test_a_broken_file_is_told_and_the_scene_stays(open_window, hand_over, tmp_path, content, part):
    window = open_window()
    before = window.session.store.state
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    hand_over(path)
    window.actions_by_id.run("action.add")
    assert window.status.said.whole.startswith("mine.toml")
    assert part in window.status.said.whole
    assert window.session.store.state is before


def test_thinking_better_of_it_changes_nothing(open_window, hand_over):
    window = open_window()
    before = window.session.store.state
    hand_over("")
    window.actions_by_id.run("action.add")
    assert window.session.store.state is before


# The scrubber.


@pytest.fixture
def scrubber(qtbot):
    widget = Scrubber()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.mark.parametrize("width", [200, 320, 520, 900])
@pytest.mark.parametrize("action", list(bundled_names()))
def test_names_of_phases_neither_overlap_nor_leave_the_scrubber(scrubber, width, action):
    scrubber.resize(width, scrubber.sizeHint().height())
    scrubber.show_phases(tuple((phase.at_s, phase.name) for phase in actions().actions[action].phases))
    metrics = QFontMetricsF(_small(scrubber.font()))
    spans = [(x, x + metrics.horizontalAdvance(words)) for _at, x, words in scrubber.phases() if words]
    assert spans
    assert spans[0][0] >= 0
    assert spans[-1][1] <= width
    for (_, end), (start, _) in pairwise(spans):
        assert end + 4 <= start


def test_a_wide_scrubber_names_the_phases_in_full(scrubber):
    scrubber.resize(900, scrubber.sizeHint().height())
    scrubber.show_phases(((0.0, "lift"), (0.3, "carry"), (0.9, "at the mouth")))
    assert [words for _at, _x, words in scrubber.phases()] == ["lift", "carry", "at the mouth"]
    assert "at the mouth +900 ms" in scrubber.accessibleDescription()
    assert "at the mouth" in scrubber.toolTip()


def test_phases_beyond_the_scrubber_or_on_the_slow_clock_are_not_marked(scrubber):
    scrubber.resize(600, scrubber.sizeHint().height())
    scrubber.show_phases(((-0.9, "early"), (0.0, "now"), (2.5, "late")))
    assert [words for _at, _x, words in scrubber.phases()] == ["now"]
    scrubber.show_time(5.8, BLOOD)
    assert scrubber.phases() == []
    assert scrubber.accessibleDescription() == ""
    scrubber.show_time(0.39, ACTION)
    assert len(scrubber.phases()) == 1


def test_watching_another_action_alone_shows_its_phases(open_window, qtbot):
    window = open_window(edits.set_observed(SHOWN, "kick"))
    assert "reach" in window.stage.scrubber.accessibleDescription()
    press(qtbot, window, "O")
    assert "swing" in window.stage.scrubber.accessibleDescription()
