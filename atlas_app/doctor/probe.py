"""The program of the child process that tries OpenGL: it draws a tiny picture and says what drew it, as JSON."""

import json
import sys

__all__ = ["main"]

SIZE = 16


def main() -> int:
    """Draw a red disc off screen; exit 0 and say window, renderer and version if its middle is red."""
    import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 the factory finds OpenGL through it
    from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
    from vtkmodules.vtkFiltersSources import vtkRegularPolygonSource
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer, vtkRenderWindow

    disc, mapper, actor, renderer, window = (
        vtkRegularPolygonSource(),
        vtkPolyDataMapper(),
        vtkActor(),
        vtkRenderer(),
        vtkRenderWindow(),
    )
    mapper.SetInputConnection(disc.GetOutputPort())
    actor.SetMapper(mapper)
    actor.GetProperty().SetColor(1.0, 0.0, 0.0)
    actor.GetProperty().LightingOff()
    renderer.AddActor(actor)
    window.SetOffScreenRendering(True)
    window.SetSize(SIZE, SIZE)
    window.AddRenderer(renderer)
    window.Render()
    pixel = vtkUnsignedCharArray()
    window.GetPixelData(SIZE // 2, SIZE // 2, SIZE // 2, SIZE // 2, 0, pixel, 0)
    said = {"window": window.GetClassName(), **_capabilities(window.ReportCapabilities())}
    drawn = [pixel.GetValue(i) for i in range(3)] == [255, 0, 0]
    window.Finalize()
    sys.stdout.write(json.dumps(said))
    return 0 if drawn else 3


def _capabilities(text: str) -> dict[str, str]:
    pairs = (line.partition(":")[::2] for line in text.splitlines() if ":" in line)
    said = {key.strip(): value.strip() for key, value in pairs}
    return {
        "renderer": said.get("OpenGL renderer string", "unknown"),
        "version": said.get("OpenGL version string", ""),
    }


if __name__ == "__main__":
    sys.exit(main())
