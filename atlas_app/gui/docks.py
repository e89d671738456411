"""Where the panels stand beside the stage, how they are called, and how they make room for one another."""

from gettext import gettext as _

from PyQt6.QtCore import QEvent, QObject, QSize, Qt
from PyQt6.QtGui import QAction, QPalette
from PyQt6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QMenu, QTabWidget, QToolButton, QWidget

from atlas_app.gui.icons import icon
from atlas_app.gui.timing import later

__all__ = ["Docks", "PanelHead"]


class PanelHead(QWidget):
    """The title of a panel, and the button that closes it."""

    def __init__(self, title: str, dock: QDockWidget) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 12, 2)
        name = QLabel(title)
        name.setProperty("title", "true")
        self._close = QToolButton()
        self._close.setIconSize(QSize(18, 18))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName(f"{_('Close the panel')}: {title}")
        self._close.setToolTip(_("Close; the menu View brings it back"))
        self._close.clicked.connect(dock.close)
        row.addWidget(name, 1)
        row.addWidget(self._close)

    def refresh(self) -> None:
        """Draw the cross in the colour of the theme."""
        self._close.setIcon(icon("close", self.palette().color(QPalette.ColorRole.PlaceholderText)))


class Docks(QObject):
    """The regions on the right, the Lab on the left; where there is no room for both, in one place with tabs."""

    def __init__(self, window: QMainWindow, regions: QDockWidget, lab: QDockWidget) -> None:
        super().__init__(window)
        self._window, self._regions, self._lab = window, regions, lab
        self._folded = False
        self._in_front = False
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, regions)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, lab)
        lab.hide()
        self._fit_soon = later(self, 0, self.fit)
        lab.visibilityChanged.connect(self._lab_seen)
        window.installEventFilter(self)

    def add_to(self, menu: QMenu, lab: QAction) -> None:
        """Put the toggle of the regions into the menu View; the mark of the command `lab` says whether that is open."""
        toggle = self._regions.toggleViewAction()
        if toggle is not None:
            toggle.setText(_("Panel: regions"))
            menu.addAction(toggle)
        opened = self._lab.toggleViewAction()
        if opened is not None:
            lab.setCheckable(True)
            opened.toggled.connect(lab.setChecked)
            lab.triggered.connect(lambda: lab.setChecked(opened.isChecked()))  # Qt has moved the mark by itself

    def toggle_lab(self) -> None:
        """Open the Lab, bring it to the front, or close it."""
        if self._in_front:
            self._lab.close()
            return
        self._lab.show()
        self.fit()
        self._lab.raise_()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Fit once the window has its new size."""
        if event is not None and event.type() == QEvent.Type.Resize:
            self._fit_soon.start()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Put the Lab over the regions where both beside the stage would squeeze it, and apart again with more room."""
        if self._lab.isFloating() or self._lab.isHidden():
            return
        tabbed = self._regions in self._window.tabifiedDockWidgets(self._lab)
        if not tabbed and not self._regions.isHidden() and not self._has_room():
            self._window.tabifyDockWidget(self._regions, self._lab)
            self._lab.raise_()
            self._folded = True
        elif tabbed and self._folded and self._has_room():
            self._window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self._lab)
            self._folded = False

    def _has_room(self) -> bool:
        stage = self._window.centralWidget()
        parts = [one for one in (stage, self._regions, self._lab) if one is not None]
        return sum(one.minimumSizeHint().width() for one in parts) + 20 <= self._window.width()

    def _lab_seen(self, seen: bool) -> None:
        self._in_front = seen
        if seen:
            self._fit_soon.start()
