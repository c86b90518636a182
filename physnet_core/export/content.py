"""What is exported, and how it should look."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from physnet_core.errors import InvalidParameterError
from physnet_core.export.colour import COLORMAPS
from physnet_core.growth import measures
from physnet_core.growth.scenario import Growth
from physnet_core.imaging.measure import Annotation
from physnet_core.imaging.volume import Slice, Window
from physnet_core.network.prediction import Prediction


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large pictures are.

    Attributes
    ----------
    long_side
        Longer side of the slice in picture pixels, or None for one pixel a slice pixel.
    max_bytes
        Size that an animation is shrunk to, or None.
    """

    long_side: int | None
    max_bytes: int | None = None


SIZES = {
    "original": Size(long_side=None),
    "slide": Size(long_side=560),
    "email": Size(long_side=400, max_bytes=2_000_000),
}


@dataclass(frozen=True, kw_only=True, eq=False)
class VolumeCurve:
    """How a tumor grows in three dimensions, of which a slice shows a part.

    Attributes
    ----------
    days
        (N,) of the frames, under the assumed duration of a step.
    volume_ml
        (N,) float64, above the threshold of the growth.
    slices
        Number of slices that it was grown in.
    """

    days: NDArray[np.float64]
    volume_ml: NDArray[np.float64]
    slices: int

    @cached_property
    def radius_mm(self) -> NDArray[np.float64]:
        """Radius (N,) of the ball with each volume."""
        return np.asarray(np.cbrt(3000.0 * self.volume_ml / (4 * np.pi)), dtype=np.float64)

    @cached_property
    def front_speed(self) -> float | None:
        """Measured speed of the radius in mm per day, or None where there is none."""
        return measures.front_speed(self.radius_mm, self.days)

    @cached_property
    def doubling_time(self) -> float | None:
        """Days in which the volume doubles, or None where it does not grow."""
        return measures.doubling_time(self.volume_ml, self.days)


@dataclass(frozen=True, kw_only=True, eq=False)
class Content:
    """One slice with its prediction and one or two growths of the same length.

    Attributes
    ----------
    growths
        One, or two to be shown side by side (learned and tweaked).
    synthetic
        Whether the scan is made up; said on every picture.
    annotations
        What was measured on the slice and is to be seen on pictures of it.
    volumes
        For growth in three dimensions, one for each of `growths`, which are then its frames on the slice; else none.
    """

    prediction: Prediction
    image: Slice
    growths: tuple[Growth, ...]
    synthetic: bool = False
    annotations: tuple[Annotation, ...] = ()
    volumes: tuple[VolumeCurve, ...] = ()

    def __post_init__(self) -> None:
        """Refuse growths that cannot be shown together."""
        if len(self.growths) not in (1, 2):
            raise ValueError(f"one or two growths can be exported, not {len(self.growths)}")
        if self.volumes and [len(item.days) for item in self.volumes] != [len(item.frames) for item in self.growths]:
            raise ValueError("volumes do not fit the growths on the slice")
        if len({len(growth.frames) for growth in self.growths}) > 1:
            raise InvalidParameterError(
                "Learned and tweaked growth have different numbers of frames; export them one by one."
            )

    @property
    def frames(self) -> int:
        """Number of frames of an animation."""
        return len(self.growths[0].frames)


@dataclass(frozen=True, kw_only=True)
class Options:
    """How exported pictures look; the defaults are those of the window.

    Attributes
    ----------
    window
        Grey levels, or None for those of the file, or else automatic ones.
    threshold
        Density below which nothing is drawn.
    contour, fine_contour
        Density levels of the outline and of a finer second one, or None.
    smooth
        Whether cells are interpolated for display; the picture says so.
    size
        A key of `SIZES`.
    frames_per_second
        GIF keeps time in hundredths of a second, so 8 frames a second become 120 ms each.
    frame
        Which frame a still picture shows; None for the first beside the last.
    """

    window: Window | None = None
    inverted: bool = False
    colormap: str = "inferno"
    opacity: float = 0.6
    threshold: float = 0.05
    contour: float | None = 0.5
    fine_contour: float | None = None
    smooth: bool = True
    size: str = "slide"
    frames_per_second: float = 5.0
    loop: bool = True
    frame: int | None = None

    @property
    def contours(self) -> tuple[float, ...]:
        """The levels that are outlined, the stronger line first."""
        return tuple(level for level in (self.contour, self.fine_contour) if level is not None)

    def __post_init__(self) -> None:
        """Refuse options that no picture could follow."""
        if self.size not in SIZES:
            raise InvalidParameterError(f"Unknown size {self.size!r}: use one of {', '.join(SIZES)}.")
        if self.colormap not in COLORMAPS:
            raise InvalidParameterError(f"Unknown color map {self.colormap!r}: use one of {', '.join(COLORMAPS)}.")
        if not 0.1 <= self.frames_per_second <= 50:
            raise InvalidParameterError(
                f"Frames per second must be between 0.1 and 50, not {self.frames_per_second:g}."
            )
