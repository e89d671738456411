"""Published affines between the spaces in which places are given: mm; right, front and top are positive."""

from typing import Final

__all__ = ["MNI152_TO_TALAIRACH", "MNI305_TO_MNI152", "Affine"]

Affine = tuple[tuple[float, float, float, float], ...]
"""Three rows, each what becomes of x, y, z and 1."""

MNI305_TO_MNI152: Final[Affine] = (
    (0.9975, -0.0073, 0.0176, -0.0429),
    (0.0146, 1.0009, -0.0024, 1.5496),
    (-0.0130, -0.0093, 0.9971, 1.1840),
)
"""FreeSurfer's affine from fsaverage (MNI305) to MNI152."""

MNI152_TO_TALAIRACH: Final[Affine] = (
    (0.9464, 0.0034, -0.0026, -1.0680),
    (-0.0083, 0.9479, -0.0580, -1.0239),
    (0.0053, 0.0617, 0.9010, 3.1883),
)
"""The icbm2tal affine for FSL's MNI152, in which the S1200 surfaces lie.

Lancaster et al. 2007, Hum Brain Mapp 28:1194-1205, doi 10.1002/hbm.20345.
"""
