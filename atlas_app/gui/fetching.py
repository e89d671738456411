"""A download in a child process, heard without waiting; what is given up leaves nothing behind."""

from pathlib import Path

from PyQt6.QtCore import QObject, QProcess, pyqtSignal

from atlas_app.gui.tongue import translated as _
from data.fetched import Fetchable, fetchables
from data.fetching import HOME, Heard, command, heard, scratch, share, sweep
from regions.on_request import refresh

__all__ = ["Fetching"]

PATIENCE_MS = 3000


class Fetching(QObject):
    """One download at a time: `moved` tells how much is done, 0 to 1, less than 0 while that is not known.

    `ended` tells whether the atlas is on board, and if not, why, which is empty where it was given up.
    """

    moved = pyqtSignal(float)
    ended = pyqtSignal(bool, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._into = Path()
        self._row: Fetchable | None = None
        self._last = Heard()
        self._given_up = False

    @property
    def row(self) -> Fetchable | None:
        """The atlas that is being downloaded."""
        return self._row

    def start(self, atlas_id: str) -> None:
        """Download an atlas, unless another one is under way."""
        if self._row is not None:
            return
        self._row, self._into = fetchables()[atlas_id], scratch(atlas_id)
        self._last, self._given_up = Heard(), False
        program, *words = command(atlas_id, self._into)
        process = QProcess(self)
        process.setWorkingDirectory(str(HOME))
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._hear)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._process = process
        self.moved.emit(-1.0)
        process.start(program, words)

    def cancel(self) -> None:
        """Give up what is under way."""
        if self._process is not None:
            self._given_up = True
            process = self._process
            process.kill()
            process.waitForFinished(PATIENCE_MS)

    def _hear(self) -> None:
        while self._process is not None and self._row is not None and self._process.canReadLine():
            said = heard(self._process.readLine().data())
            if said is not None:
                self._last = said
                self.moved.emit(share(self._row, said.mb) if said.mb else -1.0)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._hear()
        fine = code == 0 and status == QProcess.ExitStatus.NormalExit and not self._given_up
        self._end(fine, "" if fine else self._last.fault or _("The download ended before it was done."))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end(False, _("The download cannot be started: Python is not where it was."))

    def _end(self, fine: bool, fault: str) -> None:
        process, self._process, self._row = self._process, None, None
        if process is None:
            return
        process.deleteLater()
        sweep(self._into)
        if fine:
            refresh()
        self.ended.emit(fine, "" if self._given_up else fault)
