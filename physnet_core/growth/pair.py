"""Two outlines of one tumor, brought onto the same voxels, and the tissue in which it grows between them."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from physnet_core.errors import InvalidParameterError
from physnet_core.growth.outline import filled, signed_distance
from physnet_core.growth.registration import Alignment, Scan, align_outline, register
from physnet_core.physics.tissue import TissueMap, head_mask

Bools = NDArray[np.bool_]
Floats = NDArray[np.floating]
Spacing = tuple[float, float, float]
Progress = Callable[[int, int], None]

# What is said of where tumor can grow.
NO_GROUND = ("Neither scan nor tissue maps were given: the front goes alike in all directions.",)
_IN_THE_HEAD = ("No tissue maps were given: the front goes alike in the whole head.",)

# Room around both outlines, so that the edge of the box does not hold the front back.
_MARGIN_MM = 10.0
# A voxel in the slice that is finer than this is simulated in pairs.
_FINE_MM = 1.2


@dataclass(frozen=True, kw_only=True, eq=False)
class Pair:
    """Two outlines of one tumor on the same voxels, cropped to where it is.

    Attributes
    ----------
    pre, post
        (slice, row, column) masks, holes filled.
    spacing
        (slice, row, column) mm.
    days
        Time between them.
    diffusion
        D of each voxel as a part of the D that is fitted (white matter 1), or None.
    domain
        Where tumor can be, or None.
    ground
        In sentences what the domain is.
    alignment
        What brought `post` here, or None where no scans were given to register.
    """

    pre: Bools
    post: Bools
    spacing: Spacing
    days: float
    diffusion: Floats | None = None
    domain: Bools | None = None
    ground: tuple[str, ...] = NO_GROUND
    alignment: Alignment | None = None

    @property
    def radius(self) -> float:
        """Of the ball with the volume of `pre`, in mm."""
        return float((3 * self.pre.sum() * math.prod(self.spacing) / (4 * math.pi)) ** (1 / 3))

    @property
    def coarsen(self) -> int:
        """Voxels along each axis of a slice that make one simulated cell."""
        return 2 if max(self.spacing[1:]) < _FINE_MM else 1


def make_pair(
    pre: Scan,
    post: Scan,
    days: float,
    *,
    pre_scan: Scan | None = None,
    post_scan: Scan | None = None,
    tissue: TissueMap | None = None,
    white_to_grey: float = 10.0,
    free_scale: bool = False,
    fill: bool = True,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Pair:
    """Return two masks on the voxels of the first, registered by their scans where both are given.

    Parameters
    ----------
    tissue
        Maps on the voxels of the first mask; without them the front goes alike in the whole head of `pre_scan`.
    white_to_grey
        How many times larger D is in white matter, for which it is fitted.

    Raises
    ------
    InvalidParameterError
        For an empty mask, a time that is not positive, or arrays that do not fit together.
    """
    if not (math.isfinite(days) and days > 0):
        raise InvalidParameterError(f"The days between the scans must be a positive number, not {days!r}.")
    before, after = _outline(pre, "first", fill=fill), _outline(post, "second", fill=fill)
    _require_fit(pre, post, pre_scan, post_scan)
    alignment = None
    if pre_scan is not None and post_scan is not None:
        alignment = register(
            pre_scan, post_scan, tumor=before, free_scale=free_scale, progress=progress, cancelled=cancelled
        )
        after = align_outline(signed_distance(after, post.spacing), alignment, post, pre) <= 0
    diffusion, domain, ground = _ground(before, after, pre_scan, tissue, white_to_grey)
    box = _box(before | after, pre.spacing)
    return Pair(
        pre=before[box],
        post=after[box],
        spacing=pre.spacing,
        days=days,
        diffusion=None if diffusion is None else diffusion[box],
        domain=None if domain is None else domain[box],
        ground=ground,
        alignment=alignment,
    )


def _outline(mask: Scan, which: str, *, fill: bool) -> Bools:
    outline = np.asarray(mask.values) >= 0.5
    if not outline.any():
        raise InvalidParameterError(f"The {which} mask is empty: there is no tumor to grow from or into.")
    return filled(outline) if fill else outline


def _require_fit(pre: Scan, post: Scan, pre_scan: Scan | None, post_scan: Scan | None) -> None:
    for mask, scan, which in ((pre, pre_scan, "first"), (post, post_scan, "second")):
        if scan is not None and scan.values.shape != mask.values.shape:
            raise InvalidParameterError(
                f"The {which} mask has {mask.values.shape} voxels and its scan {scan.values.shape}; they must agree."
            )
    if (pre_scan is None or post_scan is None) and (pre.values.shape, pre.spacing) != (post.values.shape, post.spacing):
        raise InvalidParameterError("Masks on different grids need both scans, to be registered: give them too.")


def _ground(
    before: Bools, after: Bools, scan: Scan | None, tissue: TissueMap | None, white_to_grey: float
) -> tuple[Floats | None, Bools | None, tuple[str, ...]]:
    """Return relative D, where tumor can be, and that in words."""
    if tissue is None:
        return (None, None, NO_GROUND) if scan is None else (None, _domain(scan, before | after), _IN_THE_HEAD)
    if tissue.domain.shape != before.shape:
        sizes = [" x ".join(map(str, shape)) for shape in (tissue.domain.shape, before.shape)]
        raise InvalidParameterError(f"The tissue maps are {sizes[0]} but the first mask is {sizes[1]} voxels.")
    if not (math.isfinite(white_to_grey) and white_to_grey >= 1):
        raise InvalidParameterError(f"The ratio of white to grey must be at least 1, not {white_to_grey!r}.")
    # Where the first outline has tumor there is tissue, whatever a map of the healthy head says.
    domain = tissue.domain | before
    slow = np.float32(1 / white_to_grey)
    diffusion = np.where(domain, np.maximum(tissue.mobility(white_to_grey), slow), np.float32(0))
    return diffusion, domain, (tissue.note, f"D is that of white matter, {white_to_grey:g} times that of grey matter.")


def _domain(scan: Scan, tumor: Bools) -> Bools:
    """Return the head of each slice, and the tumor whatever the picture says."""
    heads = [head_mask(plane) if np.ptp(plane) > 0 else np.zeros(plane.shape, dtype=bool) for plane in scan.values]
    domain: Bools = np.stack(heads) | ndimage.binary_dilation(tumor)
    return domain


def _box(tumor: Bools, spacing: Spacing) -> tuple[slice, ...]:
    voxels = np.argwhere(tumor)
    margin = np.ceil(_MARGIN_MM / np.array(spacing)).astype(int)
    low, high = np.maximum(voxels.min(axis=0) - margin, 0), np.minimum(voxels.max(axis=0) + 1 + margin, tumor.shape)
    return tuple(slice(int(start), int(stop)) for start, stop in zip(low, high, strict=True))
