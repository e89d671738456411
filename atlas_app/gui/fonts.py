"""The one face of window and picture, from the files that the picture uses too."""

from PyQt6.QtGui import QFont, QFontDatabase
from PyQt6.QtWidgets import QApplication

from atlas_app.gui.skin import FAMILY
from data.sources import SourceError, find

__all__ = ["SIZE_PX", "load_fonts"]

SIZE_PX = 15


def load_fonts(app: QApplication) -> None:
    """Give the application its face; a missing file costs the face, not the start."""
    try:
        for weight in ("regular", "semibold", "bold"):
            QFontDatabase.addApplicationFont(str(find(f"font-{weight}")))
    except SourceError:
        return
    face = QFont(FAMILY)
    face.setPixelSize(SIZE_PX)
    app.setFont(face)
