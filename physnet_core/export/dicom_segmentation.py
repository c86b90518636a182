"""The outline of a growth as DICOM Segmentation, in the patient coordinates of the scan.

The source is not referenced: its UIDs would name the study. Geometry alone places the segments, which readers such as
3D Slicer honor; the frame of reference is new.

References
----------
DICOM PS3.3, A.51 (Segmentation IOD) and C.8.20 (Segmentation modules).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.utils import pack_bits
from pydicom.uid import SegmentationStorage

from physnet_core.errors import ExportError
from physnet_core.export import wording
from physnet_core.export.content import Content
from physnet_core.export.dicom import decimals, file_bytes, new_object, new_uid
from physnet_core.growth.raster import resample
from physnet_core.growth.scenario import Growth
from physnet_core.imaging.volume import Affine
from physnet_core.network.grid import pixel_grid

_SQUARE = 1e-3  # cosine between rows and columns above which DICOM cannot hold the geometry
_COLORS = ((46_000, 39_000, 48_000), (36_000, 46_000, 45_000), (50_000, 27_000, 25_000), (40_000, 30_000, 20_000))


@dataclass(frozen=True, kw_only=True, eq=False)
class _Segment:
    """Where a growth is dense at one time: (R, C) bool on the pixels of the slice."""

    label: str
    mask: NDArray[np.bool_]


def segmentation(content: Content) -> bytes:
    """Return the first and the last outline of each growth as binary segments on the pixels of the slice.

    Raises
    ------
    ExportError
        For a slice whose place in the patient is not known, or not one that DICOM can say.
    """
    affine = content.image.affine
    if affine is None:
        raise ExportError(
            "A DICOM segmentation needs the place of the slice in the patient, which this file does not give: "
            "export NIfTI instead."
        )
    segments = [segment for growth in content.growths for segment in _segments(growth, content)]
    made = new_object(content, SegmentationStorage, modality="SEG", description="Simulated tumor growth")
    _describe(made, content)
    made.SegmentSequence = [_segment(number, segment, content) for number, segment in enumerate(segments, start=1)]
    made.SharedFunctionalGroupsSequence = [_geometry(affine)]
    _index_frames(made, affine, len(segments))
    masks = np.stack([segment.mask for segment in segments])
    made.NumberOfFrames, made.Rows, made.Columns = masks.shape
    made.PixelData = pack_bits(masks.astype(np.uint8))
    return file_bytes(made)


def _segments(growth: Growth, content: Content) -> Iterator[_Segment]:
    pixels = pixel_grid(*content.image.pixels.shape)
    for frame in (0, len(growth.frames) - 1):
        name = wording.run_name(growth, content.prediction)
        label = f"{name}, {wording.time(growth, frame).lower()}, density >= {growth.threshold:g}"
        yield _Segment(label=label, mask=resample(growth.frames[frame], growth.grid, pixels) >= growth.threshold)


def _describe(made: Dataset, content: Content) -> None:
    made.ImageType = ["DERIVED", "PRIMARY"]
    made.ContentLabel = "TUMOR_GROWTH"
    made.ContentDescription = "Simulated density above a threshold"
    made.ContentCreatorName = ""
    made.FrameOfReferenceUID, made.PositionReferenceIndicator = new_uid(), ""
    made.SamplesPerPixel, made.PhotometricInterpretation, made.PixelRepresentation = 1, "MONOCHROME2", 0
    made.BitsAllocated = made.BitsStored = 1
    made.HighBit = 0
    made.LossyImageCompression = "00"
    made.BurnedInAnnotation = "NO"
    made.SegmentationType, made.SegmentsOverlap = "BINARY", "YES"


def _segment(number: int, segment: _Segment, content: Content) -> Dataset:
    made = Dataset()
    made.SegmentNumber = number
    made.SegmentLabel = segment.label[:64]
    made.SegmentDescription = wording.RESEARCH_USE
    made.SegmentAlgorithmType = "AUTOMATIC"
    made.SegmentAlgorithmName = f"{content.prediction.model.name} {content.prediction.model.version}"[:64]
    made.SegmentedPropertyCategoryCodeSequence = [_code("49755003", "Morphologically Altered Structure")]
    made.SegmentedPropertyTypeCodeSequence = [_code("108369006", "Neoplasm")]
    made.RecommendedDisplayCIELabValue = list(_COLORS[(number - 1) % len(_COLORS)])
    return made


def _code(value: str, meaning: str) -> Dataset:
    made = Dataset()
    made.CodeValue, made.CodingSchemeDesignator, made.CodeMeaning = value, "SCT", meaning
    return made


def _geometry(affine: Affine) -> Dataset:
    """Return the functional groups that all frames share.

    Raises
    ------
    ExportError
        Where rows and columns are not at right angles.
    """
    down, right, through = affine[:3, 1], affine[:3, 2], affine[:3, 0]
    lengths = np.linalg.norm(down), np.linalg.norm(right)
    if abs(float(down @ right) / float(lengths[0] * lengths[1])) > _SQUARE:
        raise ExportError("The rows and columns of this slice are not at right angles: export NIfTI instead.")
    measures, orientation, made = Dataset(), Dataset(), Dataset()
    measures.PixelSpacing = decimals(*map(float, lengths))
    (measures.SliceThickness,) = decimals(float(np.linalg.norm(through)) or 1.0)  # a slice alone has no neighbors
    orientation.ImageOrientationPatient = decimals(*(right / lengths[1]), *(down / lengths[0]))
    made.PixelMeasuresSequence, made.PlaneOrientationSequence = [measures], [orientation]
    return made


def _index_frames(made: Dataset, affine: Affine, frames: int) -> None:
    organization = Dataset()
    organization.DimensionOrganizationUID = new_uid()
    made.DimensionOrganizationSequence = [organization]
    pointers = ((0x0062000B, 0x0062000A), (0x00200032, 0x00209113))  # segment number, then position
    made.DimensionIndexSequence = [_pointer(organization.DimensionOrganizationUID, *tags) for tags in pointers]
    made.PerFrameFunctionalGroupsSequence = [_frame(number, affine) for number in range(1, frames + 1)]


def _pointer(organization: str, index: int, group: int) -> Dataset:
    made = Dataset()
    made.DimensionOrganizationUID = organization
    made.DimensionIndexPointer, made.FunctionalGroupPointer = index, group
    return made


def _frame(segment: int, affine: Affine) -> Dataset:
    place, position, identification, made = Dataset(), Dataset(), Dataset(), Dataset()
    place.DimensionIndexValues = [segment, 1]
    position.ImagePositionPatient = decimals(*affine[:3, 3])
    identification.ReferencedSegmentNumber = segment
    made.FrameContentSequence, made.PlanePositionSequence = [place], [position]
    made.SegmentIdentificationSequence = [identification]
    return made
