"""The off-screen window: draws a picture's brains and hands back pixels; the same on every machine."""

import os
import sys
from typing import Any

import numpy as np
import numpy.typing as npt
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 - registers the OpenGL classes
from PIL import Image
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from atlas_app.brain.picture import Picture
from atlas_app.render.drawing import Drawing
from atlas_app.render.panes import unit

__all__ = ["Canvas"]

Pixels = npt.NDArray[np.uint8]


class Canvas:
    """A window that nobody sees; `close` it when done. Only one thread may use it."""

    def __init__(self) -> None:
        if sys.platform.startswith("linux"):  # EGL draws with and without a display, on Wayland and X alike
            os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
        self._window = vtkRenderWindow()
        self._window.SetOffScreenRendering(True)
        self._window.SetMultiSamples(0)
        self._window.SetSwapBuffers(False)
        self._window.SetAlphaBitPlanes(True)
        self._drawing = Drawing(self._window)
        self._pixels = vtkUnsignedCharArray()

    def draw(
        self, picture: Picture, width: int, height: int, fine: bool = True, transparent: bool = False
    ) -> Image.Image:
        """Return the brains of a picture without its words: RGBA if `transparent`, RGBX otherwise.

        `fine` draws at twice the size and reduces; without it a frame is fast enough to follow the pointer, and its
        image is the canvas's own memory, good until the next draw.
        """
        scale = 2 if fine else 1
        size = (width * scale, height * scale)
        if tuple(self._window.GetSize()) != size:
            self._window.SetSize(*size)
        self._drawing.show(picture, width, height, scale * unit(width, height), transparent)
        self._window.Render()
        mode = "RGBA" if transparent else "RGBX"
        image = Image.frombuffer(mode, size, self._read(*size), "raw", mode, 0, -1)
        image.readonly = 0  # words are painted straight into the canvas's memory: a copy takes as long as the words
        return _halved(image) if fine else image

    def _read(self, width: int, height: int) -> Pixels:
        self._window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, self._pixels, 0)
        flat: Any = vtk_to_numpy(self._pixels)
        return np.asarray(flat.reshape(height, width, 4))

    def close(self) -> None:
        """Give the graphics memory back."""
        self._drawing.close()
        self._window.Finalize()


def _halved(image: Image.Image) -> Image.Image:
    """Halve the size; where the background shows through, colours count by their opacity, or edges would go dark."""
    return image.convert("RGBa").reduce(2).convert("RGBA") if image.mode == "RGBA" else image.reduce(2)
