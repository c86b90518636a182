"""How the head and the tumor look in the scan: enhancing rim, necrotic core, edema; then the scanner's own marks."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter

from demo_scan.anatomy import ORIGIN_MM, Anatomy
from demo_scan.head import WHITE_MATTER
from demo_scan.noise import Field, ramp, smooth_noise

ENHANCES_FROM, NECROTIC_FROM, EDEMA_FROM = 0.5, 0.9, 0.16

_RIM, _CORE, _EDEMA = 980.0, 300.0, 470.0
_NOISE = 11.0
_LARGEST = 4095


@dataclass(frozen=True, kw_only=True)
class SliceGrid:
    """Where the slices lie: parallel to the axes, LPS mm; rows run back, columns to the left."""

    first_mm: tuple[float, float, float] = (-25.0, -96.0, -96.0)  # z, y, x of the first pixel
    spacing_mm: tuple[float, float, float] = (2.5, 1.0, 1.0)
    shape: tuple[int, int, int] = (43, 224, 192)

    def sample(self, volume: Field) -> Field:
        """Average a volume on the 1 mm grid of `Anatomy` over the thickness of each slice."""
        low = (np.array(self.first_mm[1:]) - ORIGIN_MM[1:]).astype(int)
        rows, columns = (slice(start, start + cells) for start, cells in zip(low, self.shape[1:], strict=True))
        within = volume[:, rows, columns].reshape(len(volume), -1)
        sampled: Field = (self._profile(len(volume)) @ within).reshape(self.shape)
        return sampled

    def _profile(self, planes: int) -> Field:
        """Return (slices, planes): the share of each 1 mm plane in each slice."""
        centers = self.first_mm[0] + self.spacing_mm[0] * np.arange(self.shape[0]) - ORIGIN_MM[0]
        away = np.abs(centers[:, None] - np.arange(planes))
        overlap = np.clip((self.spacing_mm[0] + 1.0) / 2.0 - away, 0.0, 1.0)
        shares: Field = (overlap / overlap.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares


def paint_tumor(head: Field, density: Field, anatomy: Anatomy, random: np.random.Generator) -> Field:
    """Return the head with a tumor of the given density (Z, Y, X) in it."""
    shape = head.shape
    tissue = np.clip(anatomy.grey + anatomy.white, 0.0, 1.0)
    # Thresholds that wander: rims of real tumors are ragged, uneven in width and nodular inside.
    coarse, fine = smooth_noise(random, shape, 5.0), smooth_noise(random, shape, 1.3)
    level = _logit(density)
    outer = level + 0.20 * smooth_noise(random, shape, 2.5)
    inner = level + 0.90 * coarse + 0.60 * smooth_noise(random, shape, 2.5)

    white_share = 0.45 + 0.55 * np.clip(anatomy.white, 0.0, 1.0)
    edema = 0.85 * _between(level, 0.001, 2.0 * EDEMA_FROM) * white_share
    rim = _between(outer, ENHANCES_FROM - 0.08, ENHANCES_FROM + 0.10)
    core = _between(inner, NECROTIC_FROM - 0.06, NECROTIC_FROM + 0.05)

    picture: Field = head + edema * tissue * (np.minimum(head, _EDEMA + 12.0 * fine) - head)
    bright = _RIM + 60.0 * coarse + 35.0 * fine
    picture += rim * tissue * (bright - picture)
    dark = _CORE + 30.0 * coarse + 18.0 * fine
    picture += core * tissue * (dark - picture)
    return picture


def _logit(density: Field) -> Field:
    """Return the log odds, in which a front is about equally steep from end to end."""
    inside = np.clip(density, 1e-5, 1.0 - 1e-5)
    level: Field = np.log(inside / (1.0 - inside)).astype(np.float32)
    return level


def _between(level: Field, low: float, high: float) -> Field:
    """Return a smooth step from the density `low` to the density `high`."""
    return ramp(level, math.log(low / (1.0 - low)), math.log(high / (1.0 - high)))


def acquire(picture: Field, grid: SliceGrid, random: np.random.Generator) -> np.ndarray:
    """Return what the scanner makes of it: (S, R, C) uint16, blurred, shaded and noisy."""
    blurred = gaussian_filter(picture, (0.0, 0.55, 0.55))
    slices = grid.sample(blurred)
    shading = 1.0 + 0.05 * smooth_noise(random, (2 * grid.shape[0], *grid.shape[1:]), 60.0)[::2]
    real = slices * shading + _NOISE * random.standard_normal(grid.shape)
    imaginary = _NOISE * random.standard_normal(grid.shape)
    magnitude: np.ndarray = np.clip(np.rint(np.hypot(real, imaginary)), 0, _LARGEST).astype(np.uint16)
    return magnitude


WINDOW_CENTER, WINDOW_WIDTH = round(1.1 * WHITE_MATTER), round(2.2 * WHITE_MATTER)
