"""The library: loads what a scene names, once, and keeps it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from typing import Any, Final, TypeVar, cast

import numpy as np

from atlas_app.brain.anatomy import Anatomy, anatomy, family_named
from atlas_app.brain.shape import Shape, shapes
from atlas_app.model.scene import COMPARED, Scene, family_of
from data.sides import HEMISPHERES, Hemisphere
from regions.own import AtlasRef

__all__ = ["Library", "hemispheres_of", "response_key", "shown_pair", "units_key"]

T = TypeVar("T")

LEAST_STAGES: Final = 12
"""So many stages stay whatever they weigh: those of both sides of one scene."""


def hemispheres_of(scene: Scene) -> tuple[Hemisphere, ...]:
    """Return the hemispheres that any pane of a scene shows, left before right."""
    wanted = {view.hemisphere for view in scene.views}
    return tuple(side for side in HEMISPHERES if wanted & {side, "both"})


def response_key(scene: Scene, side: Hemisphere) -> tuple[Hashable, ...]:
    """Return under which key the responses of a hemisphere at the peak are kept: what would take long to make anew."""
    measured = (scene.response.kernel_mm, scene.response.measurement_seed, shown_pair(scene))
    return ("response at the peak", scene.atlas, family_of(scene), *measured, *units_key(scene, side))


def shown_pair(scene: Scene) -> tuple[str, str]:
    """Return the two conditions whose responses are looked up: the usual ones, or twice one that stands apart."""
    return ("execute", "observe") if scene.condition in COMPARED else (scene.condition, scene.condition)


def units_key(scene: Scene, side: Hemisphere) -> tuple[Hashable, ...]:
    """Return what the simulated units of a hemisphere depend on, and nothing that only measures them."""
    knobs = scene.response
    turned = (knobs.preset, knobs.mirror_share, knobs.seed, knobs.hand, knobs.familiarity, knobs.split_both)
    return ("units", side, *turned, scene.action, scene.observed or scene.action, scene.own_actions)


class Library:
    """Everything loaded so far; answers the same object for the same question, so pictures can share arrays."""

    def __init__(self, capacity: int = 48, moments: int = 12, stages_mb: float = 40.0) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._moments: OrderedDict[Hashable, Any] = OrderedDict()
        self._stages: OrderedDict[Hashable, Any] = OrderedDict()
        self._weights: dict[Hashable, int] = {}
        self._capacity, self._most_moments, self._stage_bytes = capacity, moments, stages_mb * 1e6
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def keep(self, key: Hashable, make: Callable[[], T], moment: bool = False, stage: bool = False) -> T:
        """Return what `make` made for `key`, making it at most once while it is kept.

        What is kept is answered at once, whatever another thread is making. What belongs to one `moment` of a response
        is kept for a few steps only, and a `stage` on the way to a response as long as there is room for its bytes;
        neither pushes anything else out.
        """
        kept = self._moments if moment else self._stages if stage else self._kept
        with self._lock:
            if key in kept:
                return cast(T, _found(kept, key))
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in kept:
                    return cast(T, _found(kept, key))
            try:
                made = make()
            except BaseException:
                with self._lock:
                    self._making.pop(key, None)
                raise
            weight = _bytes(made) if stage else 0
            with self._lock:  # in one step, or a third thread would find it neither kept nor in the making
                self._making.pop(key, None)
                kept[key] = made
                if stage:
                    self._weights[key] = weight
                self._make_room()
            return made

    def _make_room(self) -> None:
        for kept, most in ((self._kept, self._capacity), (self._moments, self._most_moments)):
            while len(kept) > most:
                kept.popitem(last=False)
        while len(self._stages) > LEAST_STAGES and sum(self._weights.values()) > self._stage_bytes:
            key, _ = self._stages.popitem(last=False)
            del self._weights[key]

    def has(self, key: Hashable) -> bool:
        """Whether `key` is kept, without waiting for a load that is under way."""
        return key in self._kept or key in self._stages

    def anatomy(self, atlas_id: AtlasRef, hemisphere: Hemisphere, family: str = "") -> Anatomy:
        """Return the anatomy of one hemisphere in one atlas, on its usual surface family if none is named."""
        on = family_named(atlas_id, family)
        return self.keep(("anatomy", atlas_id, on, hemisphere), lambda: anatomy(atlas_id, hemisphere, on))

    def shape(self, atlas_id: AtlasRef, surface: str, hemisphere: Hemisphere, apart: bool, family: str = "") -> Shape:
        """Return the surface of a hemisphere cut along its regions; `apart` sets the sides apart."""
        on = family_named(atlas_id, family)

        def make() -> dict[Hemisphere, Shape]:
            cuts = {side: self.anatomy(atlas_id, side, on).cut for side in (HEMISPHERES if apart else (hemisphere,))}
            return shapes(on, surface, cuts, apart)

        return self.keep(("shape", atlas_id, on, surface, "both" if apart else hemisphere), make)[hemisphere]

    def load(self, scene: Scene) -> None:
        """Load everything that `scene` needs; `SourceError` and `SurfaceError` say what is missing."""
        from atlas_app.brain.resolve import resolve

        resolve(scene, self)

    def ready(self, scene: Scene) -> bool:
        """Whether `scene` can be resolved without touching a disk or a long sum."""
        from atlas_app.brain.resolve import needs

        return all(self.has(key) for key in needs(scene))


def _bytes(made: Any) -> int:
    """Return how many bytes the arrays of a value take, those shared with another value included."""
    if isinstance(made, np.ndarray):
        return made.nbytes
    if isinstance(made, tuple | list):
        return sum(_bytes(one) for one in made)
    if is_dataclass(made) and not isinstance(made, type):
        return sum(_bytes(getattr(made, one.name)) for one in fields(made))
    return 0


def _found(kept: OrderedDict[Hashable, Any], key: Hashable) -> Any:
    kept.move_to_end(key)
    return kept[key]
