"""The dock "Lab": every knob of the response model, with what it rests on; built when it is first looked at."""

from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QShowEvent
from PyQt6.QtWidgets import QDockWidget, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from atlas_app.commands.command import Registry
from atlas_app.commands.session import Session
from atlas_app.gui.docks import PanelHead
from atlas_app.gui.lab_rows import Row, Value
from atlas_app.gui.skin import palette
from atlas_app.gui.timing import later
from atlas_app.gui.tongue import translated as _
from atlas_app.model import edits

__all__ = ["GROUPS", "Lab"]

GROUPS: Final = (
    ("What the units do", ("preset", "mirror_share", "familiarity", "split_both", "hand", "seed")),
    (
        "What is measured",
        ("trials", "noise_hz", "kernel_mm", "threshold_z", "bold", "measurement_seed"),
    ),
    ("What an experimenter counts", ("alpha", "voxel_mm")),
)
ELSEWHERE: Final = "Shown in the simulation (E, O or M)."
SPLIT: Final = "split_both"


class Lab(QDockWidget):
    """The knobs; what is asked for is shown at once, even while it is still being computed."""

    def __init__(self, session: Session, registry: Registry, window: QWidget) -> None:
        super().__init__(_("Lab"), window)
        self.setObjectName("lab")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self._session, self._registry = session, registry
        self._head = PanelHead(_("Lab"), self)
        self.setTitleBarWidget(self._head)
        self.rows: dict[str, Row] = {}
        self.elsewhere = QLabel(_(ELSEWHERE))
        self.elsewhere.setProperty("quiet", "true")
        self.elsewhere.setWordWrap(True)
        self.reset = QPushButton(_("All as recorded"))
        self.reset.setProperty("chip", "true")
        self.reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reset.setToolTip(_("Turn every knob of the Lab back to where it stood at first"))
        self.reset.clicked.connect(self._turn_back)
        self._inside = QWidget()
        self._inside.setMinimumWidth(356)
        self.setWidget(self._inside)
        self._soon = later(self, 0, self.refresh)

    def showEvent(self, event: QShowEvent | None) -> None:
        """Build what is in it, if that was not done, and show how the knobs stand."""
        if not self.rows:
            self._build()
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show how the knobs stand, with what is still being computed for."""
        self._head.refresh()
        if not self.rows or not self.isVisible():
            return
        scene = self._session.wished
        for name, row in self.rows.items():
            row.show_value(getattr(scene.response, name))
            row.colour()
        self.reset.setEnabled(any(row.turned for row in self.rows.values()))
        self.elsewhere.setVisible(scene.layer != "simulation")

    def refresh_soon(self) -> None:
        """Refresh once whoever is at work has ended."""
        self._soon.start()

    # Building

    def _build(self) -> None:
        from regions.responses.constants import knob_table  # the model is not needed before the Lab is opened

        knobs = knob_table()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(12, 2, 4, 8)
        column.setSpacing(6)
        column.addWidget(self.elsewhere)
        listed = QWidget()
        listed.setObjectName("listed")
        rows = QVBoxLayout(listed)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(2)
        for title, names in GROUPS:
            head = QLabel(_(title))
            head.setProperty("heading", "true")
            head.setContentsMargins(4, 8, 0, 2)
            rows.addWidget(head)
            for name in names:
                self.rows[name] = Row(name, knobs[name], self._turn, self._session.face.say)
                rows.addWidget(self.rows[name])
        rows.addStretch(1)
        column.addWidget(_scrolled(listed), 1)
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        colours = palette(self._session.store.state.theme)
        for part in (self._inside, *self._inside.findChildren(QWidget)):
            part.setPalette(colours)

    # Turning

    def _turn(self, name: str, value: Value, merge: str | None) -> None:
        if getattr(self._session.wished.response, name) == value:
            pass
        elif name == SPLIT:
            self._registry.run("action.split", self._session)
        else:
            self._session.edit(lambda scene: edits.set_response(scene, **{name: value}), merge)
        self.refresh()

    def _turn_back(self) -> None:
        first = {name: row.knob.default for name, row in self.rows.items()}
        self._session.edit(lambda scene: edits.set_response(scene, **first))
        self.refresh()


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    if (viewport := area.viewport()) is not None:
        viewport.setAutoFillBackground(False)
    return area
