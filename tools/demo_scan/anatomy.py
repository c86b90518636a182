"""The brain of the demo: nilearn's MNI152 template, deformed a little so that it is nobody's and not symmetric."""

from dataclasses import dataclass

import numpy as np
from nilearn.datasets import load_mni152_gm_template, load_mni152_template, load_mni152_wm_template
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates
from scipy.spatial.transform import Rotation

from demo_scan.noise import Field, smooth_noise

# LPS mm of the center of voxel (0, 0, 0), once the template's axes are turned to (z up, y back, x left).
ORIGIN_MM = np.array([-72.0, -98.0, -98.0])

_BEND_MM = 1.8
_BEND_LENGTH_MM = 20.0
_TILT_DEGREES = (1.0, -1.0, 3.0)  # about x, y, z: nobody lies straight in a scanner
_FALX_HALF_WIDTH_MM = 1.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Anatomy:
    """A brain on a grid of 1 mm, all arrays (z up, y back, x left).

    Attributes
    ----------
    t1
        Template intensity, 0 to 1; 0 outside the brain.
    grey, white
        Fraction of tissue, 0 to 1; 0 in the falx, which no tumor crosses.
    falx
        Where the sheet between the hemispheres is.
    place
        (3, Z, Y, X) MNI coordinates (x right, y front, z up) in mm of the template point that a voxel shows.
    """

    t1: Field
    grey: Field
    white: Field
    falx: NDArray[np.bool_]
    place: Field

    def nearest(self, mni: tuple[float, float, float]) -> tuple[int, int, int]:
        """Return the voxel that shows the point `mni` of the template."""
        away = sum((axis - value) ** 2 for axis, value in zip(self.place, mni, strict=True))
        z, y, x = np.unravel_index(int(np.argmin(away)), self.t1.shape)
        return int(z), int(y), int(x)


def load_anatomy(random: np.random.Generator) -> Anatomy:
    """Load the template and deform it."""
    maps = [_lps(load(resolution=1).get_fdata(dtype=np.float32)) for load in _LOADERS]
    at = _deformation(random, maps[0].shape)
    t1, grey, white = (np.clip(map_coordinates(values, at, order=1), 0.0, 1.0) for values in maps)
    place = np.stack([-(at[2] + ORIGIN_MM[2]), -(at[1] + ORIGIN_MM[1]), at[0] + ORIGIN_MM[0]]).astype(np.float32)
    falx = (np.abs(place[0]) <= _FALX_HALF_WIDTH_MM) & (white < 0.5) & (place[2] > -10.0)
    return Anatomy(
        t1=t1,
        grey=np.where(falx, np.float32(0), grey),
        white=np.where(falx, np.float32(0), white),
        falx=falx,
        place=place,
    )


_LOADERS = (load_mni152_template, load_mni152_gm_template, load_mni152_wm_template)


def _lps(ras: Field) -> Field:
    """Turn (x right, y front, z up) to (z up, y back, x left)."""
    return np.ascontiguousarray(ras[::-1, ::-1, :].transpose(2, 1, 0))


def _deformation(random: np.random.Generator, shape: tuple[int, int, int]) -> Field:
    """Return (3, Z, Y, X), the template voxel to look at for each voxel: bent smoothly, and tilted."""
    grid = np.indices(shape, dtype=np.float32)
    middle = np.array([72.0, 115.0, 98.0], np.float32)[:, None, None, None]
    tilt = Rotation.from_euler("xyz", _TILT_DEGREES, degrees=True).as_matrix()[::-1, ::-1].astype(np.float32)
    tilted = np.einsum("ab,bzyx->azyx", tilt, grid - middle) + middle
    bends = np.stack([smooth_noise(random, shape, _BEND_LENGTH_MM) for _ in range(3)])
    at: Field = (tilted + _BEND_MM * bends).astype(np.float32)
    return at
