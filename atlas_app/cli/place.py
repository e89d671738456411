"""A place in MNI152: the units inside a voxel around it by class, and what a scanner would say of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from atlas_app.brain.library import Library
from atlas_app.brain.responses import cortex, home_z, units
from atlas_app.cli.output import columns
from data.sides import HEMISPHERES
from regions.responses.places import STATES, states
from regions.responses.voxel import by_class, in_voxel

if TYPE_CHECKING:
    from atlas_app.model.scene import Scene
    from data.sides import Hemisphere
    from regions.responses.cortex import Cortex

__all__ = ["place"]

CLASSES_SAY: Final = "E execute, O observe; + fires more, - fires less"


class _Nearest(NamedTuple):
    side: "Hemisphere"
    cortex: "Cortex"
    vertex: int
    mm: float


def place(scene: "Scene", at: Sequence[float]) -> str:
    """Return the lines about a place in MNI152 mm, on the side whose midthickness is nearest to it."""
    library, knobs = Library(), scene.response
    near = min((_nearest(side, scene, at, library) for side in HEMISPHERES), key=lambda one: one.mm)
    every = units(scene, near.side, library)
    inside = in_voxel(every, near.cortex, at, knobs.voxel_mm)
    z = home_z(scene, near.side, library)[near.vertex][None]
    clock = f"BOLD at {scene.time_s:g} s" if knobs.bold else f"{scene.time_s:g} s"
    measured = (
        f"z >= {knobs.threshold_z:g}, {knobs.trials} trials, kernel {knobs.kernel_mm:g} mm, noise {knobs.noise_hz:g} "
        f"Hz, measurement seed {knobs.measurement_seed}, {clock} from movement onset"
    )
    count, to = len(inside), near.cortex.mni152_mm[near.vertex].round()
    where = f"{near.side} hemisphere, {_where(near)}, {near.mm:.1f} mm away"
    found = STATES[states(z, knobs.threshold_z)[0]]
    many = f"{count} {'unit' if count == 1 else 'units'} in a voxel of {knobs.voxel_mm:g} mm"
    lines = [
        f"At {_mm(at)} mm in MNI152. Nearest cortex: {where}, at {_mm(to)} on the midthickness.",
        f"There z is {z[0, 0]:.1f} in execute and {z[0, 1]:.1f} in observe: {found} ({measured}).",
        many + ("." if count else "; units live on the cortex of the regions and their neighbours."),
    ]
    if not count:
        return "\n".join(lines)
    rows = [(name, str(n), f"{100 * n / count:5.1f}") for name, n in by_class(every, inside).items()]
    return "\n".join([*lines, "", columns([("class", "units", "%"), *rows]), "", f"Classes: {CLASSES_SAY}."])


def _nearest(side: "Hemisphere", scene: "Scene", at: Sequence[float], library: Library) -> _Nearest:
    there = cortex(scene.response.kernel_mm, side, library)
    off = np.linalg.norm(there.mni152_mm.astype(np.float64) - at, axis=1)
    off[there.area.code <= 0] = np.inf  # the medial wall is no cortex
    vertex = int(off.argmin())
    return _Nearest(side, there, vertex, float(off[vertex]))


def _where(near: _Nearest) -> str:
    region = near.cortex.region.names[near.cortex.region.code[near.vertex]]
    area = near.cortex.area.names[near.cortex.area.code[near.vertex]]
    return f"{region or 'no region'}, area {area}"


def _mm(at: Sequence[float]) -> str:
    return " ".join(f"{value + 0.0:g}" for value in at)
