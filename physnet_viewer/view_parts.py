"""What a `ViewState` is made of: small values, each of which is replaced as a whole."""

from dataclasses import dataclass, field
from typing import Literal

from physnet_core.growth.across import SliceBySlice
from physnet_core.imaging import Slice, SliceSource
from physnet_core.imaging.header import HeaderField
from physnet_core.imaging.reformat import PlaneView
from physnet_viewer.translation import later

ModelStatus = Literal["loading", "ready", "failed"]
GridName = Literal["latent", "image"]
Dimensions = Literal["2d", "3d"]
Layout = Literal["single", "side_by_side", "planes"]
WHITE_TO_GREY_RANGE = (1.0, 100.0)
SCANNING, READING = later("Looking for scans"), later("Reading slices")


@dataclass(frozen=True, kw_only=True)
class Task:
    """Long work that is under way: shown in the status bar, stopped by Cancel."""

    name: str
    done: int = 0
    total: int | None = None


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """How density is drawn over the slice.

    Attributes
    ----------
    threshold
        Density below which nothing is drawn.
    contour
        Density level of the outline, or None for no outline.
    fine_contour
        Level of a second outline, drawn finer, or None: the wide edge on FLAIR around the core on T1 with contrast.
    smooth
        Whether cells are interpolated for display; the window says so when they are.
    """

    visible: bool = True
    opacity: float = 0.6
    colormap: str = "inferno"
    threshold: float = 0.05
    contour: float | None = 0.5
    fine_contour: float | None = None
    smooth: bool = False


@dataclass(frozen=True, kw_only=True)
class Playback:
    """How the time slider moves by itself."""

    playing: bool = False
    loop: bool = True
    frames_per_second: float = 8.0


@dataclass(frozen=True, kw_only=True, eq=False)
class HeaderPage:
    """What the header of the file of one slice says, or why it could not be read."""

    source: SliceSource
    fields: tuple[HeaderField, ...] = field(default=(), repr=False)
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A question about what an ended process left; it may be answered with a button or left alone.

    Attributes
    ----------
    session, report
        Whether there is a session to go on with, and a report of the fault that ended it.
    """

    text: str
    session: bool = False
    report: bool = False


@dataclass(frozen=True, kw_only=True)
class Cine:
    """How the slices run by themselves."""

    playing: bool = False
    bounce: bool = False
    slices_per_second: float = 10.0


@dataclass(frozen=True, kw_only=True)
class Zoom:
    """Which part of a slice is seen, in the same words for panes of every size.

    Attributes
    ----------
    factor
        How many times larger the slice is than where it just fills the pane.
    center
        What is in the middle of the pane: row and column as parts of the slice's height and width, from 0 to 1.
    """

    factor: float
    center: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """D^ and rho^ as the user set them, dimensionless per network step."""

    diffusion_number: float
    growth_number: float


@dataclass(frozen=True, kw_only=True, eq=False)
class CrossPlanes:
    """The two planes across the slices, through the cross-hair.

    Attributes
    ----------
    native
        The slices themselves, as a view of their volume.
    missing
        Number of slices that were not in memory; the planes are dark there.
    slicewise
        For each of `views`, what the network found in all slices; None in 3-D, on the image grid, and before.
    """

    series_uid: str
    time_index: int
    native: PlaneView
    views: tuple[PlaneView, PlaneView]
    images: tuple[Slice, Slice]
    missing: int
    slicewise: tuple[SliceBySlice | None, SliceBySlice | None] = (None, None)
