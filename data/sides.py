"""The two sides of the brain, by name."""

from typing import Final, Literal

__all__ = ["HEMISPHERES", "Hemisphere"]

Hemisphere = Literal["left", "right"]
HEMISPHERES: Final[tuple[Hemisphere, ...]] = ("left", "right")
