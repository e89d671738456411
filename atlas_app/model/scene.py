"""The scene: everything that a picture depends on, and nothing else, as one frozen value."""

from typing import Annotated, Final, Literal, cast, get_args

import msgspec

from regions.atlases import atlas
from regions.own import OwnAtlas

__all__ = [
    "ATLASES",
    "BOLD_PEAK_S",
    "COMPARED",
    "CONDITIONS",
    "DIRECTIONS",
    "HEMISPHERES",
    "IN_SPACE",
    "PEAK_S",
    "STAGE",
    "SURFACES",
    "THEMES",
    "AtlasId",
    "Compared",
    "Condition",
    "Cortex",
    "Direction",
    "Family",
    "Hemispheres",
    "Layer",
    "Neuron",
    "Orbit",
    "Place",
    "RegionStyle",
    "Response",
    "Scene",
    "SurfaceName",
    "Theme",
    "View",
    "family_of",
    "surfaces_of",
]

AtlasId = Literal[
    "hcp-mmp",
    "desikan-killiany",
    "yeo-7",
    "yeo-17",
    "cole-anticevic",
    "harvard-oxford",
    "juelich",
    "aal2",
    "destrieux",
]
Family = Literal["fs-lr-32k", "fsaverage5"]
SurfaceName = Literal["white", "midthickness", "pial", "inflated", "very-inflated"]
Hemispheres = Literal["left", "right", "both"]
Direction = Literal["left", "right", "dorsal", "ventral", "anterior", "posterior"]
Compared = Literal["rest", "execute", "observe", "mirror"]
"""What can stand side by side in the panes of one picture."""
Condition = Literal[Compared, "object", "nogo", "imagine"]
Layer = Literal["regions", "simulation", "literature", "agreement"]
Cortex = Literal["solid", "glass"]
Preset = Literal["recorded", "classical"]
Theme = Literal["dark", "light"]

ATLASES: Final[tuple[AtlasId, ...]] = get_args(AtlasId)
SURFACES: Final[tuple[SurfaceName, ...]] = ("white", "midthickness", "pial", "inflated", "very-inflated")
IN_SPACE: Final[tuple[SurfaceName, ...]] = ("white", "midthickness", "pial")
"""The surfaces that lie where the brain is; only they can be glass, since nothing fits into an inflated one."""
COMPARED: Final[tuple[Compared, ...]] = ("rest", "execute", "observe", "mirror")
CONDITIONS: Final[tuple[Condition, ...]] = (*COMPARED, "object", "nogo", "imagine")
HEMISPHERES: Final[tuple[Hemispheres, ...]] = ("left", "right", "both")
THEMES: Final[tuple[Theme, ...]] = ("dark", "light")
DIRECTIONS: Final[tuple[Direction, ...]] = ("left", "right", "dorsal", "ventral", "anterior", "posterior")

PEAK_S: Final = 0.39
"""When the recorded response peaks, in s after movement onset (Jerjian 2020, F5 class E+O+)."""

BOLD_PEAK_S: Final = 5.8
"""About when the blood response to one action is largest, in s after movement onset."""

Degrees = Annotated[float, msgspec.Meta(ge=-360.0, le=360.0)]
Seed = Annotated[int, msgspec.Meta(ge=0, le=2**32 - 1)]
ActionId = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9a-fA-F]{6}$")]


class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A frozen value that refuses fields that it does not know."""


class Orbit(Struct, frozen=True):
    """How the brain is turned, moved and enlarged, the same in every pane; see `model.orbit`.

    `azimuth`, `elevation` and `roll` are degrees; `zoom` 1 fits the pane; `pan_x`, `pan_y` are parts of the pane's
    height, to the right and up.
    """

    azimuth: Degrees = 0.0
    elevation: Annotated[float, msgspec.Meta(ge=-90.0, le=90.0)] = 0.0
    roll: Degrees = 0.0
    zoom: Annotated[float, msgspec.Meta(ge=0.2, le=20.0)] = 1.0
    pan_x: Annotated[float, msgspec.Meta(ge=-5.0, le=5.0)] = 0.0
    pan_y: Annotated[float, msgspec.Meta(ge=-5.0, le=5.0)] = 0.0


class View(Struct, frozen=True):
    """One pane: which hemispheres, seen from where; `left` is seen from the subject's left."""

    hemisphere: Hemispheres = "left"
    direction: Direction = "left"
    condition: Compared | None = None
    """What the pane shows, if not the scene's condition."""


class RegionStyle(Struct, frozen=True):
    """How one region is drawn: seen or not, and its fill, if not the catalogue's."""

    region: str
    visible: bool = True
    colour: Colour | None = None


class Response(Struct, frozen=True):
    """The knobs of the response model; units in the names."""

    seed: Seed = 1
    measurement_seed: Seed = 1
    trials: Annotated[int, msgspec.Meta(ge=2, le=1000)] = 12
    noise_hz: Annotated[float, msgspec.Meta(ge=0.01, le=100.0)] = 2.0
    threshold_z: Annotated[float, msgspec.Meta(ge=0.1, le=20.0)] = 3.1
    kernel_mm: Annotated[float, msgspec.Meta(ge=1.0, le=18.0)] = 6.0
    hand: Literal["left", "right"] = "right"
    preset: Preset = "recorded"
    mirror_share: Annotated[float, msgspec.Meta(ge=0.0, le=3.0)] = 1.0
    familiarity: Annotated[float, msgspec.Meta(ge=0.0, le=2.0)] = 1.0
    split_both: bool = False
    """The teaching switch: each unit that answers to both is two, one for each condition."""
    alpha: Annotated[float, msgspec.Meta(ge=0.0001, le=0.5)] = 0.05
    """How often, two-sided, a unit that does nothing may be called responding."""
    voxel_mm: Annotated[float, msgspec.Meta(ge=0.5, le=20.0)] = 3.0
    """The side of the cube whose units are counted at a place."""
    bold: bool = False
    """Whether time is that of the slow blood response; see `model.clock`."""


class Neuron(Struct, frozen=True):
    """One simulated unit: the `number`-th of a region or neighbour on one side, in the order of the model."""

    region: str
    hemisphere: Literal["left", "right"] = "left"
    number: Annotated[int, msgspec.Meta(ge=0, le=10**6)] = 0
    revealed: bool = False
    """Whether the picture says of which class it is."""


class Place(Struct, frozen=True):
    """A place in MNI152 mm that is pointed out: on the surface nearest to it, and in the slices."""

    x: Annotated[float, msgspec.Meta(ge=-120.0, le=120.0)]
    y: Annotated[float, msgspec.Meta(ge=-150.0, le=120.0)]
    z: Annotated[float, msgspec.Meta(ge=-120.0, le=120.0)]


STAGE: Final = (View(hemisphere="left", direction="left"), View(hemisphere="left", direction="right"))


class Scene(Struct, frozen=True):
    """Everything that a picture depends on; `time_s` is from movement onset."""

    atlas: str | OwnAtlas = "hcp-mmp"
    """One of `ATLASES`, or one that was fetched, see `regions.atlases`; or one of the user's own, see `regions.own`."""
    family: Family | None = None
    """The surfaces that an atlas in voxels is shown on, if not those that it is usually shown on."""
    surface: SurfaceName = "inflated"
    views: Annotated[tuple[View, ...], msgspec.Meta(min_length=1, max_length=9)] = STAGE
    orbit: Orbit = Orbit()
    regions: tuple[RegionStyle, ...] = ()
    neighbours: bool = True
    cortex: Cortex = "solid"
    """Whether the cortex is glass, so that the shapes inside it are seen."""
    shapes: Annotated[tuple[str, ...], msgspec.Meta(max_length=40)] = ("hippocampus",)
    """The shapes below the cortex that are shown, where it is glass; see `model.shape_ids`."""
    place: Place | None = None
    layer: Layer = "regions"
    agreed: str = "sma"
    """The region whose atlases are counted in the layer `agreement`."""
    condition: Condition = "rest"
    action: ActionId = "grasp"
    observed: ActionId | None = None
    """The action that is watched, if it is not the one that is done."""
    own_actions: Annotated[str, msgspec.Meta(max_length=100_000)] = ""
    """Actions beside the bundled ones: the TOML text of a table as in `data/files/actions.toml`."""
    neuron: Neuron | None = None
    """The one unit that is shown in the place of the brain."""
    time_s: Annotated[float, msgspec.Meta(ge=-2.0, le=32.0)] = PEAK_S
    response: Response = Response()
    wide_literature: bool = False
    """Whether the literature layer takes every chosen paper on observation, not only the strict set."""
    theme: Theme = "dark"
    names: bool = True


def family_of(scene: Scene) -> Family:
    """Return the surface family that a scene is drawn on."""
    return scene.family or cast(Family, atlas(scene.atlas).family)


def surfaces_of(family: Family) -> tuple[SurfaceName, ...]:
    """Return the surfaces of a family, from the innermost outwards."""
    return SURFACES if family == "fs-lr-32k" else ("white", "pial", "inflated")
