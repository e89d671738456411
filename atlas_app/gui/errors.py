"""What happens when something raises that nobody expected: it is logged and told, and the window lives on.

Without a hook PyQt6 ends the process at the first exception in a slot.
"""

import logging
import sys
import traceback
from types import TracebackType

from PyQt6 import sip
from PyQt6.QtCore import QCoreApplication
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

__all__ = ["Reporter"]

LOG = logging.getLogger("mirror-atlas")


class Reporter:
    """Logs exceptions and shows them in one dialog whose text can be copied."""

    def __init__(self) -> None:
        self._dialog: _Report | None = None
        self._showing = False

    def install(self) -> None:
        """Take every exception that nothing else catches."""
        sys.excepthook = self.hook

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log and show an exception; an interruption from the keyboard ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        LOG.error("unexpected: %s", text)
        self._show(text)

    def report(self, error: Exception) -> None:
        """Log and show an exception that was caught."""
        self.hook(type(error), error, error.__traceback__)

    def _show(self, text: str) -> None:
        if self._showing or QApplication.instance() is None:
            return  # an exception from the dialog itself is logged and no more
        self._showing = True
        try:
            if self._dialog is None or sip.isdeleted(self._dialog) or not self._dialog.isVisible():
                self._dialog = _Report()
                self._dialog.show()
            self._dialog.add(text)
        finally:
            self._showing = False


def _window() -> QWidget | None:
    """Return a window to stand over: the one that is used now, or any."""
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow) and one.isVisible())
    return QApplication.activeWindow() or next(shown, None)


class _Report(QDialog):
    """Says that something went wrong, with the text that helps to mend it."""

    def __init__(self) -> None:
        super().__init__(_window())
        self.setWindowTitle("Something went wrong")
        self.resize(720, 420)
        said = QLabel(
            "Something went wrong that was not foreseen. The window goes on working; your scene is as it was. "
            "This report tells what happened:"
        )
        said.setWordWrap(True)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("Report")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in buttons.buttons():
            button.setIcon(QIcon())
        copy = QPushButton("Copy the report")
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        copy.clicked.connect(self._copy)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 20, 20, 16)
        rows.setSpacing(14)
        for widget in (said, self._text, buttons):
            rows.addWidget(widget)

    def add(self, text: str) -> None:
        """Add a report below those that are shown."""
        if len(self._text.toPlainText()) < 100_000:
            self._text.appendPlainText(text)

    def _copy(self) -> None:
        clipboard = QApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(self._text.toPlainText())
