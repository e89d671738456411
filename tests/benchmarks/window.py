"""The window under measurement.

`--first` opens it as at any start and tells when the first frame is painted. `--frames` answers requests: `orbit`,
`condition`, `time` and `knob` with ms from the event to the return of `paintEvent`, `memory` with the peak in MB after
all conditions and atlases were shown.
"""

import itertools
import os
import sys
import time
from functools import partial

from PyQt6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPointF, Qt, QTimer
from PyQt6.QtGui import QMouseEvent
from PyQt6.QtWidgets import QApplication
from serving import peak_mb, serve

from atlas_app.brain.library import Library
from atlas_app.gui.app import application
from atlas_app.gui.viewport import Viewport
from atlas_app.gui.window import Window
from atlas_app.model import edits
from atlas_app.model.scene import ATLASES, CONDITIONS, Scene

SIZE = (1920, 1080)
HOME = edits.set_view(edits.set_surface(Scene(), "pial"), "left-lateral", "both")
STRIDE_PX = -26
"""How far the pointer goes from one frame to the next: 5 degrees, as the floor turns."""
TICK_S = 0.033 * 0.25
"""How far time goes in one tick of playing."""
PATIENCE_MS = 30_000


class Desk:
    """One window with a viewport of the measured size; knows when it last painted, and which scene."""

    def __init__(self, painted=lambda: None):
        self.painted_at, self.scene = 0.0, None
        self._told = painted
        self._watch()
        self.app = application("dark", sys.argv[:1])
        self.window = Window(Scene(), Library())
        self.view, self.session = self.window.viewport, self.window.session
        self.view.setFixedSize(*SIZE)
        self.window.show()
        self.window.start()
        self._heart = QTimer(interval=1000)
        self._heart.start()

    def _watch(self):
        paint = Viewport.paintEvent

        def painting(view, event):
            paint(view, event)
            if view.ready:
                self.painted_at, self.scene = time.perf_counter(), view.picture.scene
                self._told()

        Viewport.paintEvent = painting

    def wait(self, until):
        """Let Qt work until it is so; `SystemExit` if that takes too long."""
        patience = QDeadlineTimer(PATIENCE_MS)
        while not until():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if patience.hasExpired():
                raise SystemExit(
                    f"The window does not show what it was asked for; its scene is {self.session.store.state}."
                )

    def rest(self, scene):
        """Show a scene and wait until its picture stands still and is fine."""
        self.session.show(scene)
        self.wait(lambda: self.session.store.state == scene and self.view.at_rest)

    def shown(self, act):
        """Do something that changes the scene; return the ms until the scene that came of it is painted."""
        self.scene = None
        began = time.perf_counter()
        act()
        self.wait(lambda: not self.session.loading and self.scene == self.session.store.state)
        return 1e3 * (self.painted_at - began)


def works(desk):
    """What can be asked for: so many frames in a row of one kind, from rest."""
    session, store = desk.session, desk.session.store
    conditions, seeds = itertools.cycle(("execute", "observe", "mirror")), itertools.count(2)
    times = itertools.cycle([-0.2 + TICK_S * k for k in range(70)])

    def rest(condition):
        desk.rest(edits.set_orbit(edits.set_condition(HOME, condition), store.state.orbit))

    def orbit(count):
        rest("rest")
        places = itertools.count(SIZE[0] / 2, STRIDE_PX)
        mouse(desk.view, QEvent.Type.MouseButtonPress, next(places))
        taken = [desk.shown(lambda: mouse(desk.view, QEvent.Type.MouseMove, next(places))) for _ in range(count)]
        mouse(desk.view, QEvent.Type.MouseButtonRelease, next(places))
        return taken

    def condition(count):
        rest("mirror")
        return [
            desk.shown(partial(session.edit, partial(edits.set_condition, condition=next(conditions))))
            for _ in range(count)
        ]

    def moment(count):
        rest("mirror")
        return [
            desk.shown(lambda: store.set(edits.set_time(store.state, next(times)), remember=False))
            for _ in range(count)
        ]

    def knob(count):
        rest("mirror")
        return [desk.shown(partial(session.edit, partial(edits.set_response, seed=next(seeds)))) for _ in range(count)]

    return {"orbit": orbit, "condition": condition, "time": moment, "knob": knob, "memory": lambda _: memory(desk)}


def mouse(view, kind, x):
    """Send the viewport what the left button or the pointer does at `x`."""
    place, left, none = QPointF(x, SIZE[1] / 2), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    by = none if kind == QEvent.Type.MouseMove else left
    event = QMouseEvent(kind, place, view.mapToGlobal(place), by, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


def memory(desk):
    """Show every condition in every atlas, finely; return the peak in MB."""
    for atlas in ATLASES:
        for condition in CONDITIONS:
            desk.rest(edits.set_condition(edits.set_atlas(HOME, atlas), condition))
    return [peak_mb()]


def leave():
    """Say that the first frame is painted, and leave."""
    print("painted", flush=True)
    os._exit(0)


def main():
    """Open the window and be measured."""
    if sys.argv[1] == "--first":
        desk = Desk(leave)
        desk.app.exec()
        return
    desk = Desk()
    desk.wait(lambda: desk.view.at_rest)
    serve(works(desk))
    os._exit(0)


if __name__ == "__main__":
    main()
