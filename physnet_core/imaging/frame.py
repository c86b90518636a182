"""One image as a DICOM header describes it, before it is known to which slice and time it belongs."""

from dataclasses import dataclass

from physnet_core.imaging.geometry import Orientation
from physnet_core.imaging.volume import Position, SliceSource


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesHeader:
    """What all images of one file share."""

    uid: str
    description: str
    modality: str
    transfer_syntax: str
    notes: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """One image: a file, a frame of a multi-frame file, or a tile of a mosaic.

    Attributes
    ----------
    spacing
        (row, column) mm.
    position
        Center of the first pixel, LPS mm.
    stored_position
        As the header has it; differs from `position` for the tiles of a mosaic.
    slice_step
        Distance to the next slice in mm that the header claims; used for a lone slice only.
    condition
        What the scanner varied between images at one place: time index, echo, diffusion weighting, kind of image,
        acquisition number.
    clock
        When the image was made, most reliable first; orders images that no condition tells apart.
    number
        Instance number and frame: the order of images that say nothing on where they are.
    """

    series: SeriesHeader
    source: SliceSource
    sop_uid: str
    rows: int
    columns: int
    spacing: tuple[float, float] | None
    position: Position | None
    stored_position: Position | None
    orientation: Orientation | None
    slice_step: float | None
    localizer: bool
    condition: tuple[float, float, float, str, float]
    clock: tuple[str, float, str]
    number: tuple[int, int]

    @property
    def placed(self) -> bool:
        """Whether the image says where it is."""
        return self.position is not None and self.orientation is not None
