"""A head around a template brain, as T1 with contrast shows it: fluid, dura, sinuses, vessels, skull, scalp.

Every tissue is painted with its intensity on an arbitrary scale on which white matter is 640.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, gaussian_filter, map_coordinates

from demo_scan.anatomy import Anatomy
from demo_scan.noise import Field, ramp, smooth_noise

Mask = NDArray[np.bool_]

# Ratios to white matter as in real pictures after contrast (medians of 120 axial glioma slices of `brain-mri` and of
# the 16 scans of `growth`): scalp 2.0 to 2.1, brightest half percent 2.9, darker quarter of the brain 0.90.
AIR, BONE, FLUID, MARROW, MUSCLE, SKIN, FAT, BLOOD = 0.0, 60.0, 220.0, 420.0, 520.0, 720.0, 1120.0, 1080.0
WHITE_MATTER = 640.0

# Template T1 (0 to 1) to intensity: fluid, cortex, white matter. Less contrast between grey and white than in the
# template's gradient echo: clinics take spin echoes after contrast.
_TEMPLATE_T1 = (0.0, 0.27, 0.64, 0.87, 1.0)
_INTENSITY = (170.0, FLUID, 545.0, WHITE_MATTER, 680.0)

_COIL_GAIN, _COIL_REACH_MM = 0.2, 15.0
_FLUID_GAP_MM = 1.7
_SCALP_MM = 5.0


@dataclass(frozen=True, kw_only=True, eq=False)
class _Shells:
    """Distances in mm, positive outwards, from the inside of the skull and from the skin."""

    from_cavity: Field
    from_skin: Field
    skull_mm: Field


def paint_head(anatomy: Anatomy, random: np.random.Generator, *, contrast: bool = True) -> Field:
    """Return (Z, Y, X) intensities of the healthy head, with or without contrast agent in its vessels."""
    shells = _shells(anatomy, random)
    head = _paint_outside(anatomy, shells, random)
    brain = np.interp(_sharpened(anatomy.t1), _TEMPLATE_T1, _INTENSITY).astype(np.float32)
    brain *= 1.0 + 0.02 * smooth_noise(random, brain.shape, 1.6)
    # the falx is painted as a sheet of its own, not as the blur of 152 of them
    inside = gaussian_filter((anatomy.t1 > 0.12).astype(np.float32), 0.7)
    head += inside * (brain - head)
    gain = 1.0 + _COIL_GAIN * np.exp(np.minimum(shells.from_skin, 0.0) / _COIL_REACH_MM)  # brighter near the coils
    if contrast:
        head = _paint_vessels(head, anatomy, shells, random)
    painted: Field = (head * gain).astype(np.float32)
    return painted


def _sharpened(t1: Field) -> Field:
    """Undo some of the blur of an average of 152 brains: narrow sulci reappear."""
    sharper: Field = t1 + 1.1 * (t1 - gaussian_filter(t1, 1.6))
    return np.clip(sharper, 0.0, 1.0)


def _shells(anatomy: Anatomy, random: np.random.Generator) -> _Shells:
    brain = anatomy.t1 > 0.12
    cavity = _distance_from_closed(brain, radius=14.0, coarser=2)
    hull = _distance_from_closed(brain, radius=150.0, coarser=4)  # heads are convex, brains are not
    x, y, z = np.abs(anatomy.place[0]), anatomy.place[1], anatomy.place[2]
    skull = 5.2 + 0.4 * smooth_noise(random, brain.shape, 20.0)
    temple = 7.0 * ramp(z, 45, -10) * ramp(x, 25, 52) * ramp(y, -70, -20) * ramp(y, 80, 45)
    neck = 4.0 * ramp(z, 0, -25) * ramp(y, -70, -95)
    thickness = _FLUID_GAP_MM + skull + _SCALP_MM + temple + neck
    thickness += 1.0 + 0.4 * smooth_noise(random, brain.shape, 35.0)
    return _Shells(from_cavity=cavity, from_skin=hull - thickness, skull_mm=skull)


def _distance_from_closed(mask: Mask, *, radius: float, coarser: int) -> Field:
    """Return the signed distance (mm) from `mask` with gaps narrower than 2 `radius` closed, on a coarser grid."""
    pad = int(radius) // coarser + 12
    coarse = np.pad(mask[::coarser, ::coarser, ::coarser], pad)
    grown = coarser * distance_transform_edt(~coarse) <= radius
    closed = coarser * distance_transform_edt(grown) > radius
    away = coarser * (distance_transform_edt(~closed) - distance_transform_edt(closed))
    smooth = gaussian_filter(away, 3.0)
    at = np.indices(mask.shape, dtype=np.float32) / coarser + pad
    fitted: Field = map_coordinates(smooth.astype(np.float32), at, order=1)
    return fitted


def _paint_outside(anatomy: Anatomy, shells: _Shells, random: np.random.Generator) -> Field:
    shape = anatomy.t1.shape
    s, skin = shells.from_cavity, shells.from_skin
    depth = (s - _FLUID_GAP_MM) / shells.skull_mm  # 0 at the inner table of the skull, 1 at the outer
    texture = smooth_noise(random, shape, 1.4)
    streaks = smooth_noise(random, shape, 3.0)

    fat = FAT * (1.0 + 0.13 * texture + 0.14 * smooth_noise(random, shape, 6.0))
    muscle = MUSCLE * (1.0 + 0.10 * texture) + 260.0 * ramp(streaks, 0.9, 1.7)
    marrow = MARROW * (1.0 + 0.25 * streaks)

    head = np.where(skin < -_SCALP_MM, muscle, fat)
    head = np.where(skin > -1.3, SKIN, head)
    diploe = ramp(1.0 - np.abs(2.0 * depth - 1.0), 0.30, 0.80) * ramp(smooth_noise(random, shape, 9.0), -1.4, 0.8)
    head = np.where(depth < 1.0, BONE + diploe * (marrow - BONE), head)
    head = np.where(s < _FLUID_GAP_MM, FLUID, head)
    return np.where(skin > 0.0, AIR, head).astype(np.float32)


def _paint_vessels(head: Field, anatomy: Anatomy, shells: _Shells, random: np.random.Generator) -> Field:
    """Add what takes up contrast in a healthy head: dura, falx, venous sinuses, vessels, choroid plexus."""
    s = shells.from_cavity
    x, y, z = anatomy.place
    tissue = anatomy.grey + anatomy.white
    loose = ramp(tissue, 0.75, 0.35)
    shape = head.shape

    dura = 0.45 * np.exp(-(((s - _FLUID_GAP_MM) / 0.6) ** 2))
    falx = 0.40 * anatomy.falx * (np.abs(s + 12.0) < 14.0) * ramp(z, 5, 15)
    sagittal = (s > -6.0) & (s < _FLUID_GAP_MM) & (np.abs(x) < 0.4 * (s + 6.5)) & (z > -15.0)
    transverse = (np.abs(s + 0.5) < 2.0) & (np.abs(z + 19.0) < 2.5) & (y < -50.0) & (np.abs(x) < 60.0)
    sinus = sagittal * loose * ramp(y, 55, 20) + transverse * loose
    tubes = smooth_noise(random, shape, 4.5) ** 2 + smooth_noise(random, shape, 4.5) ** 2
    near_surface = (s > -22.0) & (s < _FLUID_GAP_MM - 0.3)
    veins = 0.8 * ramp(tubes, 0.05, 0.015) * near_surface * loose
    trigone = ((np.abs(x) - 25) / 6) ** 2 + ((y + 42) / 9) ** 2 + ((z - 10) / 8) ** 2
    plexus = 0.8 * (trigone < 1) * ramp(tissue, 0.4, 0.1) * ramp(smooth_noise(random, shape, 1.8), -0.4, 0.4)

    uptake = np.clip(np.max([dura, falx, sinus, veins, plexus], axis=0), 0.0, 1.0)
    painted: Field = (head + uptake * (BLOOD - head)).astype(np.float32)
    return painted
