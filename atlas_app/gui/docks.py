"""Where the panels stand beside the stage, how they are called, and how they make room for one another."""

from functools import partial

from PyQt6.QtCore import QEvent, QObject, QSize, Qt
from PyQt6.QtGui import QAction, QPalette
from PyQt6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QMenu, QTabWidget, QToolButton, QWidget

from atlas_app.gui.icons import icon
from atlas_app.gui.menus import Actions
from atlas_app.gui.timing import later
from atlas_app.gui.tongue import translated as _

__all__ = ["Docks", "PanelHead"]


class PanelHead(QWidget):
    """The title of a panel, what stands beside it if anything does, and the button that closes the panel."""

    def __init__(self, title: str, dock: QDockWidget, beside: QWidget | None = None) -> None:
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
        row.addWidget(name, 0 if beside else 1)
        if beside:
            row.setSpacing(14)
            row.addWidget(beside, 1)
        row.addWidget(self._close)

    def refresh(self) -> None:
        """Draw the cross in the colour of the theme."""
        self._close.setIcon(icon("close", self.palette().color(QPalette.ColorRole.PlaceholderText)))


class Docks(QObject):
    """The regions on the right, the others on the left; where there is no room for both, in one place with tabs."""

    def __init__(self, window: QMainWindow, regions: QDockWidget, *others: QDockWidget) -> None:
        super().__init__(window)
        self._window, self._regions, self._others = window, regions, others
        self._folded: set[QDockWidget] = set()
        self._in_front: set[QDockWidget] = set()
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, regions)
        self._fit_soon = later(self, 0, self.fit)
        for dock in others:
            self._put_left(dock)
            dock.hide()
            dock.visibilityChanged.connect(partial(self._seen, dock))
        window.installEventFilter(self)

    def add_to(self, menu: QMenu, actions: Actions) -> None:
        """Put the toggle of the regions into the menu View; the marks of the others' actions say which are open."""
        toggle = self._regions.toggleViewAction()
        if toggle is not None:
            toggle.setText(_("Panel: regions"))
            menu.addAction(toggle)
        for dock in self._others:
            action, opened = actions[f"view.{dock.objectName()}"], dock.toggleViewAction()
            if opened is not None:
                action.setCheckable(True)
                opened.toggled.connect(action.setChecked)
                action.triggered.connect(partial(_mark, action, opened))

    def toggle(self, dock: QDockWidget) -> None:
        """Open a panel, bring it to the front, or close it."""
        if dock in self._in_front:
            dock.close()
            return
        dock.show()
        self.fit()
        dock.raise_()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Fit once the window has its new size."""
        if event is not None and event.type() == QEvent.Type.Resize:
            self._fit_soon.start()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Put panels over the regions where both beside the stage would squeeze it, and apart again with more room."""
        for dock in self._others:
            if not dock.isFloating() and not dock.isHidden():
                self._fit(dock)

    def _fit(self, dock: QDockWidget) -> None:
        tabbed = self._regions in self._window.tabifiedDockWidgets(dock)
        if not tabbed and not self._regions.isHidden() and not self._has_room(dock):
            self._window.tabifyDockWidget(self._regions, dock)
            dock.raise_()
            self._folded.add(dock)
        elif tabbed and dock in self._folded and self._has_room(dock):
            self._put_left(dock)
            self._folded.discard(dock)

    def _put_left(self, dock: QDockWidget) -> None:
        """Put a panel on the left, over another one that stands there."""
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        self._window.addDockWidget(left, dock)
        there = (one for one in self._others if one is not dock and self._window.dockWidgetArea(one) == left)
        other = next((one for one in there if not one.isFloating()), None)
        if other is not None:
            self._window.tabifyDockWidget(other, dock)

    def _has_room(self, dock: QDockWidget) -> bool:
        stage = self._window.centralWidget()
        parts = [one for one in (stage, self._regions, dock) if one is not None]
        return sum(one.minimumSizeHint().width() for one in parts) + 20 <= self._window.width()

    def _seen(self, dock: QDockWidget, seen: bool) -> None:
        if seen:
            self._in_front.add(dock)
            self._fit_soon.start()
        else:
            self._in_front.discard(dock)


def _mark(action: QAction, opened: QAction, _checked: bool = False) -> None:
    action.setChecked(opened.isChecked())  # Qt has moved the mark by itself
