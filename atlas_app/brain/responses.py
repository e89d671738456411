"""Joins the response model to the anatomy: what each place of the shown cortex answers.

Populations belong to HCP-MMP areas on the S1200 midthickness. A surface of another family takes the responses of the
places nearest to its own midthickness in MNI152; the two families are never matched on their spheres.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.anatomy import CORTEX, HOME_FAMILY, Anatomy, labels_on
from atlas_app.brain.library import Library, response_key, shown_pair, units_key
from atlas_app.model.scene import Scene, family_of
from data.cache import cached
from data.sides import Hemisphere
from data.sources import source
from meshes import families
from meshes.kernel import Kernel, geodesic_kernel
from regions.atlases import HOME
from regions.catalogue import ORDER
from regions.responses.action_file import actions_of
from regions.responses.actions import Actions
from regions.responses.bold import bold
from regions.responses.conditions import perform
from regions.responses.cortex import Codes, Cortex
from regions.responses.knobs import Knobs
from regions.responses.places import Taper, drive_peak, field, taper, z_scores
from regions.responses.populations import populations
from regions.responses.shares import preset_shares, scaled
from regions.responses.split import split_both
from regions.responses.timecourse import envelope
from regions.responses.tuning import tune
from regions.responses.units import Units, draw

__all__ = ["cortex", "home_z", "knobs_of", "units", "z"]

NEAREST: Final = 3

Floats = npt.NDArray[np.float32]


def knobs_of(scene: Scene) -> Knobs:
    """Return a scene's actions and knobs as the model takes them."""
    turned = {field: getattr(scene.response, field) for field in scene.response.__struct_fields__}
    return Knobs(**turned, action=scene.action, observe_action=scene.observed or "")


def z(scene: Scene, side: Hemisphere, library: Library) -> Floats:
    """Return z (n, 2) on the cut surface's vertices at the scene's time.

    Its columns are execute and observe, or twice the one condition that stands apart from them.
    """
    return _timed(scene, *library.keep(response_key(scene, side), lambda: _carried(scene, side, library)))


def home_z(scene: Scene, side: Hemisphere, library: Library) -> Floats:
    """Return z as `z` does, on the S1200 vertices, where the populations are at home."""
    return _timed(scene, *_simulated(scene, side, library))


def _timed(scene: Scene, drive: Floats, noise: Floats) -> Floats:
    knobs = scene.response
    return z_scores(drive, noise, knobs.trials, knobs.noise_hz, scene.time_s, bold if knobs.bold else envelope)


def units(scene: Scene, side: Hemisphere, library: Library) -> Units:
    """Return the simulated units of one hemisphere, as the scene's actions and knobs make them."""
    knobs = knobs_of(scene)
    who = ("populations", side, knobs.preset, knobs.mirror_share)
    shares = scaled(preset_shares(knobs.preset), knobs.mirror_share)
    people = library.keep(
        who, lambda: populations(cortex(knobs.kernel_mm, side, library), knobs.preset, shares), stage=True
    )
    drawn = ("drawn", *who, knobs.seed, knobs.hand)
    some = library.keep(drawn, lambda: draw(people, knobs.seed, knobs.hand), stage=True)
    return library.keep(units_key(scene, side), lambda: _acting(some, knobs, actions_of(scene.own_actions)), stage=True)


def _acting(some: Units, knobs: Knobs, known: Actions) -> Units:
    performing = perform(some, tune(some, known), knobs.action, knobs.observed, knobs.familiarity)
    return split_both(performing) if knobs.split_both else performing


def _carried(scene: Scene, side: Hemisphere, library: Library) -> tuple[Floats, Floats]:
    """Return drive and noise (n, 2) on the vertices of the scene's cut surface."""
    anatomy = library.anatomy(scene.atlas, side, family_of(scene))
    made = _simulated(scene, side, library)
    if anatomy.family != HOME_FAMILY:
        made = _elsewhere(*made, anatomy, library.anatomy(HOME, side))
    drive, noise = made
    return anatomy.cut.carry(drive), anatomy.cut.carry(noise)


def _simulated(scene: Scene, side: Hemisphere, library: Library) -> tuple[Floats, Floats]:
    """Return drive at the peak and noise (n, 2) on the S1200 vertices; each hangs on its own knobs only."""
    kernel_mm, seed, pair = scene.response.kernel_mm, scene.response.measurement_seed, shown_pair(scene)

    def drive() -> Floats:
        return drive_peak(units(scene, side, library), _taper(kernel_mm, side, library), pair)

    def noise() -> Floats:
        return field(_taper(kernel_mm, side, library), side, seed, pair)

    return (
        library.keep(("drive", kernel_mm, pair, *units_key(scene, side)), drive, stage=True),
        library.keep(("noise", side, kernel_mm, seed, pair), noise, stage=True),
    )


def _taper(kernel_mm: float, side: Hemisphere, library: Library) -> Taper:
    return library.keep(
        ("taper", side, kernel_mm), lambda: taper(cortex(kernel_mm, side, library), kernel_mm), stage=True
    )


def cortex(kernel_mm: float, side: Hemisphere, library: Library) -> Cortex:
    """Return one hemisphere as the response model sees it, with its neighbourhoods of `kernel_mm`."""
    home = library.anatomy(HOME, side)
    areas = tuple(name.partition("_")[2] for name in home.labels.names)
    return Cortex(
        hemisphere=home.hemisphere,
        region=Codes(home.code, ("", *ORDER)),
        area=Codes(home.labels.code, areas),
        mni152_mm=home.mni152_mm,
        area_mm2=home.area_mm2,
        kernel=_kernel(home, kernel_mm),
    )


def _kernel(home: Anatomy, kernel_mm: float) -> Kernel:
    """Return who is within `kernel_mm` along the midthickness; paths do not cross the medial wall."""

    def build() -> dict[str, npt.NDArray[Any]]:
        faces = families.surface(HOME_FAMILY, "midthickness", home.hemisphere).faces
        cortex = faces[(home.labels.code[faces] > 0).all(axis=1)]
        kernel = geodesic_kernel(home.mni152_mm, cortex, kernel_mm)
        return {"indptr": kernel.indptr, "indices": kernel.indices, "distance_mm": kernel.distance_mm}

    sums = [source(one).sha256 for one in ("hcp-mmp", f"s1200-midthickness-{home.hemisphere}")]
    return Kernel(**cached(f"kernel-{kernel_mm:g}mm-{home.hemisphere}", repr(("1", kernel_mm, sums)), build))


def _elsewhere(drive: Floats, noise: Floats, shown: Anatomy, home: Anatomy) -> tuple[Floats, Floats]:
    """Carry drive and noise to another family, through MNI152 at the midthickness; its medial wall stays dark."""
    nearest, weight = _neighbours(shown, home)
    cortex = (labels_on(CORTEX[shown.family], shown.hemisphere).code > 0)[:, None]

    def carried(values: Floats) -> Floats:
        return np.asarray(np.where(cortex, (values[nearest] * weight[..., None]).sum(axis=1), 0.0), np.float32)

    there = carried(noise)
    spread = np.sqrt((there[cortex[:, 0]] ** 2).mean(axis=0))
    return carried(drive), np.asarray(there / np.maximum(spread, 1e-6), np.float32)


def _neighbours(shown: Anatomy, home: Anatomy) -> tuple[npt.NDArray[np.int32], Floats]:
    def build() -> dict[str, npt.NDArray[Any]]:
        from scipy.spatial import KDTree

        distance, index = KDTree(home.mni152_mm).query(shown.mni152_mm, NEAREST)
        weight = 1.0 / (distance + 0.5)
        weight /= weight.sum(axis=1, keepdims=True)
        return {"index": index.astype(np.int32), "weight": weight.astype(np.float32)}

    name = f"nearest-{shown.family}-{shown.hemisphere}"
    sums = [source(one).sha256 for one in ("hcp-mmp", f"desikan-killiany-{shown.hemisphere}")]
    arrays = cached(name, repr(("1", NEAREST, sums)), build)
    return arrays["index"], arrays["weight"]
