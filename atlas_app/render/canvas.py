"""The off-screen window: draws a picture's brains and hands back pixels; the same on every machine."""

import os
import sys
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 - registers the OpenGL classes
from PIL import Image
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from atlas_app.brain.picture import Picture
from atlas_app.render.drawing import Drawing

__all__ = ["Canvas"]

Pixels = npt.NDArray[np.uint8]

NUDGES: Final = ((-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25))
"""Where in a pixel the frames of a fine picture are taken, in pixels from its middle."""


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

        `fine` takes the mean of four frames half a pixel apart, as drawing at twice the size would, in a quarter of its
        memory. Without it a frame is fast enough to follow the pointer, and its image is the canvas's own memory, good
        until the next draw.
        """
        size = (width, height)
        if tuple(self._window.GetSize()) != size:
            self._window.SetSize(*size)
        self._drawing.show(picture, width, height, transparent, fine)
        mode = "RGBA" if transparent else "RGBX"
        if not fine:
            image = Image.frombuffer(mode, size, self._frame(width, height), "raw", mode, 0, -1)
            image.readonly = 0  # words are painted straight into the canvas's memory: a copy takes as long as the words
            return image
        frames = (self._frame(width, height, nudge) for nudge in NUDGES)
        return Image.fromarray(_mean(frames, (height, width), transparent), mode)

    def _frame(self, width: int, height: int, nudge: tuple[float, float] = (0.0, 0.0)) -> Pixels:
        """Draw, and return the pixels (height, width, 4), lowest row first; the next frame overwrites them."""
        self._drawing.nudge(*nudge)
        self._window.Render()
        self._window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, self._pixels, 0)
        flat: Any = vtk_to_numpy(self._pixels)
        return np.asarray(flat.reshape(height, width, 4))

    def close(self) -> None:
        """Give the graphics memory back."""
        self._drawing.close()
        self._window.Finalize()


def _mean(frames: Iterable[Pixels], shape: tuple[int, int], transparent: bool) -> Pixels:
    """Return the mean of frames, first row on top; what the background shows through does not count for colours.

    On a transparent ground, which is black, colours come multiplied by how opaque they are, and are divided by it here.
    """
    total = np.zeros((*shape, 4), np.uint32 if transparent else np.uint16)
    for frame in frames:
        total += frame
    if transparent:
        total[..., :3] = np.minimum(total[..., :3] * 255 // np.maximum(total[..., 3:], 1), 255)
        total[..., 3] //= len(NUDGES)
    else:
        total //= len(NUDGES)
    return np.flipud(total).astype(np.uint8)
