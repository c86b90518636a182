"""White matter, grey matter and fluid of a head, and how fast tumor cells move in them.

`find_tissue` works on one T1 slice or a volume, with or without contrast medium. It says when it is not sure, and then
gives the outline of the brain or the head only, in which tumor moves alike everywhere.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts load at first use: the window is on screen before any tissue is looked for
from numpy.typing import NDArray

from physnet_core.errors import InvalidParameterError
from physnet_core.physics.head import Mask, brain_mask, head_mask

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture

__all__ = ["TissueMap", "find_tissue", "given_tissue", "head_mask", "head_only"]

FloatArray = NDArray[np.float32]

# Without a pixel spacing a head is taken to be this long.
_HEAD_MM = 190.0
# Shading of the coils varies over lengths like this, tissue over shorter ones.
_SHADING_MM = 35.0
_SMOOTHING_MM = 0.6
# So much brighter than white matter is contrast medium. Regions of it of a smaller radius than this are vessels.
_ENHANCED = 1.2
_VESSEL_MM = 2.0
_RIM_GAP_MM = 4.0
_SAMPLE = 30_000

# What the maps of an adult's T1 picture look like at least; else they are not trusted.
_BRAIN_OF_HEAD = (0.3, 0.95)
_LEAST_OF_EACH = 0.15
_MOST_FLUID = 0.45
_LEAST_CONTRAST = 1.2  # means of white and grey, in standard deviations
_CORTEX_MM = 5.0
_TISSUE_NEEDED = 0.5
_TUMOR_DENSITY = 0.3


@dataclass(frozen=True, kw_only=True, eq=False)
class TissueMap:
    """What every pixel is made of, and where tumor can be. All arrays have the shape of the picture.

    Attributes
    ----------
    white, grey, csf
        Probabilities in [0, 1], float32, read-only; their sum is 1 in the brain and 0 outside.
    domain
        Bool, read-only: where tumor can be. Never empty.
    certain
        Whether the maps may be relied on. If not, `white` is 1 in all of `domain`, which is then the outline of the
        brain, or of the head where that was not found either: no preference.
    note
        In one sentence what the domain is, and why.
    """

    white: FloatArray
    grey: FloatArray
    csf: FloatArray
    domain: Mask
    certain: bool
    note: str

    def __post_init__(self) -> None:
        """Check once, and protect the arrays, which are shared between runs."""
        arrays = (self.white, self.grey, self.csf, self.domain)
        if len({array.shape for array in arrays}) != 1 or not self.domain.any():
            raise ValueError("tissue maps must have one shape and a domain that is not empty")
        for array in arrays:
            array.setflags(write=False)

    def mobility(self, white_to_grey: float) -> FloatArray:
        """Return D relative to that of white matter, white + grey / `white_to_grey`; 0 outside the domain."""
        relative = np.minimum(self.white + self.grey / white_to_grey, 1.0)
        return np.where(self.domain, relative, 0.0).astype(np.float32)

    def plane(self, index: int) -> "TissueMap":
        """Return slice `index` of the maps of a volume.

        Raises
        ------
        InvalidParameterError
            Where there is no tissue on that slice.
        """
        if not self.domain[index].any():
            raise InvalidParameterError(f"The tissue maps hold no tissue on slice {index}; choose another slice.")
        white, grey, csf, domain = (part[index] for part in (self.white, self.grey, self.csf, self.domain))
        return replace(self, white=white, grey=grey, csf=csf, domain=domain)


def find_tissue(
    pixels: NDArray[np.floating],
    *,
    spacing: Sequence[float] | None = None,
    tumor: NDArray[np.generic] | None = None,
) -> TissueMap:
    """Tell white matter, grey matter and fluid apart in a T1 picture.

    Parameters
    ----------
    pixels
        (R, C) or (S, R, C), air dark.
    spacing
        Edge of a pixel along each axis, in mm; without it the head is taken to be 190 mm long.
    tumor
        Density or mask of the same shape. What it covers, and what shines with contrast medium or lies within a rim
        that does, is never fluid; its tissue is that of the surroundings.

    Returns
    -------
    TissueMap
        Not `certain`, with the outline of brain or head as domain, where the picture gives no tissue that could be
        relied on.
    """
    image = np.asarray(pixels, dtype=np.float32)
    head = head_mask(image)
    widths = tuple(map(float, spacing)) if spacing is not None else (_guessed_width(head),) * image.ndim
    known = np.zeros(image.shape, bool) if tumor is None else np.asarray(tumor) >= _TUMOR_DENSITY
    brain = brain_mask(image, head, known, widths)
    share = brain.sum() / head.sum()
    if not _BRAIN_OF_HEAD[0] <= share <= _BRAIN_OF_HEAD[1]:
        return head_only(head, "the brain could not be told from the rest of the head")
    even = _without_shading(image, brain & ~known, widths)
    known = known & brain | _enhanced(even, brain, known, widths)
    healthy = brain & ~known
    mixture = _mixture(even[healthy])
    doubt = _doubt(mixture)
    if doubt is not None:
        return _one_tissue(brain | (known & head), "brain", doubt)
    maps = np.zeros((3, *image.shape), dtype=np.float32)
    maps[:, healthy] = _posterior(mixture, even[healthy])
    doubt = _misplaced(maps, brain, widths)
    if doubt is not None:
        return head_only(head, doubt)
    maps[:, known] = _surroundings(maps, healthy, known, widths)
    csf, grey, white = maps
    return TissueMap(
        white=white,
        grey=grey,
        csf=csf,
        domain=brain & (white + grey >= _TISSUE_NEEDED),
        certain=True,
        note="White matter, grey matter and fluid were told apart in the picture; tumor stays in the first two.",
    )


def head_only(head: Mask, reason: str) -> TissueMap:
    """Return the map that prefers nothing: the whole head, as one tissue."""
    return _one_tissue(head, "head", reason)


def _one_tissue(region: Mask, name: str, reason: str) -> TissueMap:
    nothing = np.zeros(region.shape, dtype=np.float32)
    return TissueMap(
        white=region.astype(np.float32),
        grey=nothing,
        csf=nothing.copy(),
        domain=region.copy(),
        certain=False,
        note=f"Tumor spreads alike in the whole {name}: {reason}.",
    )


def given_tissue(white: FloatArray, grey: FloatArray, csf: FloatArray) -> TissueMap:
    """Return the map of tissue fractions that someone else has made.

    Raises
    ------
    InvalidParameterError
        Where they differ in shape, leave [0, 1], or hold no tissue.
    """
    maps = [np.array(part, dtype=np.float32) for part in (white, grey, csf)]
    if len({part.shape for part in maps}) != 1:
        raise InvalidParameterError("The three tissue maps must have the same size.")
    if not all(bool(((part >= 0) & (part <= 1)).all()) for part in maps):
        raise InvalidParameterError("Tissue maps must hold fractions between 0 and 1.")
    domain = maps[0] + maps[1] >= _TISSUE_NEEDED
    if not domain.any():
        raise InvalidParameterError("There is neither white nor grey matter in the tissue maps.")
    return TissueMap(
        white=maps[0],
        grey=maps[1],
        csf=maps[2],
        domain=domain,
        certain=True,
        note="Tissue maps were given; tumor stays in white and grey matter.",
    )


def _guessed_width(head: Mask) -> float:
    inside = np.nonzero(head)
    longest = max(int(np.ptp(axis)) + 1 for axis in inside[-2:])
    return _HEAD_MM / longest


def _smooth(values: NDArray[np.generic], millimetres: float, spacing: Sequence[float]) -> FloatArray:
    smooth: FloatArray = scipy.ndimage.gaussian_filter(
        np.asarray(values, dtype=np.float32), [millimetres / width for width in spacing], mode="constant", truncate=3.0
    )
    return smooth


def _without_shading(image: FloatArray, tissue: Mask, spacing: Sequence[float]) -> FloatArray:
    """Return the picture with its slow changes of brightness divided out: tissue is near 1."""
    level = float(np.median(image[tissue]))
    usual = tissue & (image > 0.7 * level) & (image < 1.4 * level)
    share = _smooth(usual, _SHADING_MM, spacing)
    field = _smooth(np.where(usual, image, 0.0), _SHADING_MM, spacing) / np.maximum(share, 1e-6)
    field = np.where(share > 1e-3, field, level)
    even: FloatArray = (_smooth(image, _SMOOTHING_MM, spacing) / np.maximum(field, 1e-6)).astype(np.float32)
    return even


def _enhanced(even: FloatArray, brain: Mask, known: Mask, spacing: Sequence[float]) -> Mask:
    """Return what shines with contrast medium, but for vessels, and what lies within a shining rim."""
    shining = brain & (even > _ENHANCED * np.percentile(even[brain & ~known], 75.0))
    edge = scipy.ndimage.distance_transform_edt(~shining, sampling=spacing)
    joined = scipy.ndimage.distance_transform_edt(edge <= _RIM_GAP_MM, sampling=spacing) > _RIM_GAP_MM
    planes = joined[None] if joined.ndim == 2 else joined
    filled = np.stack([scipy.ndimage.binary_fill_holes(plane) for plane in planes]).reshape(joined.shape)
    core = scipy.ndimage.distance_transform_edt(filled, sampling=spacing) > _VESSEL_MM
    solid: Mask = scipy.ndimage.distance_transform_edt(~core, sampling=spacing) <= _VESSEL_MM + max(spacing[-2:])
    return solid & brain


def _mixture(values: FloatArray) -> "GaussianMixture":
    """Return a mixture of three normal distributions fitted to the brightness of healthy tissue."""
    from sklearn.mixture import GaussianMixture  # takes a second, and many need only the head

    inside = values[values < np.percentile(values, 99.5)]
    sample = inside[:: max(1, len(inside) // _SAMPLE)].astype(np.float64)[:, None]
    start = np.percentile(sample, (4.0, 35.0, 75.0))[:, None]
    mixture = GaussianMixture(3, means_init=start, weights_init=(0.15, 0.42, 0.43), random_state=0, reg_covar=1e-5)
    return mixture.fit(sample)


def _posterior(mixture: "GaussianMixture", values: FloatArray) -> FloatArray:
    """Return (3, N): the probability of fluid, grey and white matter, for rising brightness.

    Beyond the outer means the answer is that at the means: a broad component would else win both tails.
    """
    order = mixture.means_.ravel().argsort()
    low, high = mixture.means_.ravel()[order[[0, -1]]]
    levels = np.linspace(low, high, 512)
    table = mixture.predict_proba(levels[:, None])[:, order]
    return np.stack([np.interp(values, levels, column) for column in table.T]).astype(np.float32)


def _doubt(mixture: "GaussianMixture") -> str | None:
    """Return why the mixture is no brain's, or None."""
    order = mixture.means_.ravel().argsort()
    means = mixture.means_.ravel()[order]
    deviations = np.sqrt(mixture.covariances_.ravel()[order])
    shares = mixture.weights_[order]
    if not mixture.converged_ or min(shares[1:]) < _LEAST_OF_EACH or shares[0] > _MOST_FLUID:
        return "its brightness does not fall into white matter, grey matter and fluid"
    if (means[2] - means[1]) / math.sqrt((deviations[1] ** 2 + deviations[2] ** 2) / 2) < _LEAST_CONTRAST:
        return "white and grey matter are too much alike in this picture"
    return None


def _misplaced(maps: FloatArray, brain: Mask, spacing: Sequence[float]) -> str | None:
    """Return why the maps are no T1 picture's, or None: there the brain's rim is cortex."""
    rim = brain & (scipy.ndimage.distance_transform_edt(brain, sampling=spacing) < _CORTEX_MM)
    _, grey, white = (float(part[rim].sum()) / max(float(part.sum()), 1e-9) for part in maps)
    if white >= grey:
        return "grey matter does not line the brain in it as on T1"
    return None


def _surroundings(maps: FloatArray, healthy: Mask, tumor: Mask, spacing: Sequence[float]) -> FloatArray:
    """Return (3, N): tissue for the pixels of a tumor, from white and grey matter around it."""
    around = np.stack([_smooth(part * healthy, 8.0, spacing)[tumor] for part in maps[1:]])
    total = around.sum(axis=0)
    inner = np.where(total > 1e-4, around / np.maximum(total, 1e-4), 0.5)
    return np.concatenate([np.zeros_like(inner[:1]), inner])
