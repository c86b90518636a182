"""Reads DICOM headers: which images a file holds, and where they are in the patient.

Together with `dicom_pixels` and `mosaic` the only module that knows pydicom.
"""

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
from pydicom import config, dcmread
from pydicom.dataset import Dataset
from pydicom.pixels.decoders.base import get_decoder
from pydicom.tag import Tag
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging.dicom_length import refuse_cut_off_pixels
from physnet_core.imaging.dicom_values import FrameAttributes, text, value_of, whole_number
from physnet_core.imaging.frame import Frame, SeriesHeader
from physnet_core.imaging.geometry import Orientation, is_orientation
from physnet_core.imaging.limits import refuse_absurd_size
from physnet_core.imaging.mosaic import MOSAIC_TAGS, is_mosaic, mosaic_frames
from physnet_core.imaging.quiet import reading
from physnet_core.imaging.volume import Position, SliceSource

# Scanners write values that break the letter of the standard; pydicom's checks would only slow the scan and warn.
config.settings.reading_validation_mode = config.IGNORE

_KEYWORDS = (
    "SpecificCharacterSet",
    "ImageType",
    "SOPClassUID",
    "SOPInstanceUID",
    "SeriesInstanceUID",
    "SeriesDescription",
    "SyntheticData",
    "Modality",
    "AcquisitionDate",
    "AcquisitionTime",
    "AcquisitionDateTime",
    "ContentTime",
    "TriggerTime",
    "AcquisitionNumber",
    "InstanceNumber",
    "TemporalPositionIdentifier",
    "EchoTime",
    "DiffusionBValue",
    "SliceThickness",
    "SpacingBetweenSlices",
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "SliceLocation",
    "PixelSpacing",
    "GridFrameOffsetVector",
    "ImagerPixelSpacing",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "NumberOfFrames",
    "Rows",
    "Columns",
    "BitsAllocated",
    "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence",
)
_HEADER_TAGS = [*(Tag(keyword) for keyword in _KEYWORDS), *(Tag(tag) for tag in MOSAIC_TAGS)]


def looks_like_dicom(head: bytes) -> bool:
    """Return whether the first 132 bytes (or more) of a file are those of a DICOM file.

    Files without the preamble of PS3.10 are still met in old archives: they start with an element of group 2 or 8.
    """
    if head[128:132] == b"DICM":
        return True
    if len(head) < 8:
        return False
    little = struct.unpack("<HH", head[:4])
    big = struct.unpack(">HH", head[:4])
    plausible = any(group in (2, 8) and element <= 0x60 for group, element in (little, big))
    length = struct.unpack("<I", head[4:8])[0]
    explicit = head[4:6].isalpha() and head[4:6].isupper()
    return plausible and (explicit or length <= 0x100)


def read_frames(path: Path) -> list[Frame]:
    """Return the images that a DICOM file holds, from its header.

    Raises
    ------
    UnreadableScanError
        With the reason why the file is of no use.
    """
    with reading("its DICOM header is damaged", unheeded=(OSError,)):
        return _read_frames(path)


def _read_frames(path: Path) -> list[Frame]:
    with path.open("rb") as file:
        dataset = dcmread(file, force=True, stop_before_pixels=True, specific_tags=_HEADER_TAGS)
        if transfer_syntax(dataset) == DeflatedExplicitVRLittleEndian:
            file.seek(0)
            dataset = dcmread(file, force=True)
            has_pixels = "PixelData" in dataset
        else:
            has_pixels = _is_at_pixels(file, dataset)
        _refuse_without_image(dataset, has_pixels)
        images = whole_number(dataset, "NumberOfFrames", 1)
        refuse_absurd_size(dataset.Rows, dataset.Columns, images)
        _refuse_without_decoder(transfer_syntax(dataset))
        if transfer_syntax(dataset) != DeflatedExplicitVRLittleEndian:
            refuse_cut_off_pixels(file, dataset)
    series = _series_header(dataset)
    if is_mosaic(dataset):
        return mosaic_frames(_frame(path, dataset, series, 0, 1), dataset)
    return [_frame(path, dataset, series, index, images) for index in range(images)]


def transfer_syntax(dataset: Dataset) -> UID:
    """Return the transfer syntax; old files without one are told by how pydicom could read them."""
    stated = getattr(dataset, "file_meta", Dataset()).get("TransferSyntaxUID")
    if stated:
        return UID(stated)
    implicit, little = dataset.original_encoding
    if implicit:
        return UID("1.2.840.10008.1.2")
    return UID("1.2.840.10008.1.2.1") if little else UID("1.2.840.10008.1.2.2")


def _is_at_pixels(file: BinaryIO, dataset: Dataset) -> bool:
    """Return whether pydicom stopped in `file` at an element with pixels, rather than at the end."""
    start = file.tell()
    tag = file.read(4)
    file.seek(start)
    order = "<HH" if dataset.original_encoding[1] else ">HH"
    return len(tag) == 4 and struct.unpack(order, tag) in {(0x7FE0, 0x10), (0x7FE0, 0x8), (0x7FE0, 0x9)}


def _refuse_without_image(dataset: Dataset, has_pixels: bool) -> None:
    kind = _kind_of(dataset)
    if has_pixels and "Rows" in dataset and "Columns" in dataset:
        return
    if not kind and len(dataset) < 2:
        raise UnreadableScanError("it looks like DICOM, but its header is damaged or empty")
    if kind == "Media Storage Directory Storage":
        raise UnreadableScanError("it is the index of a DICOM disc (DICOMDIR) and holds no image")
    if "Image" in kind:
        raise UnreadableScanError("the file ends before its image: it is cut off; copy it again from its source")
    raise UnreadableScanError(f"it is DICOM but holds no image ({kind or 'of unknown kind'})")


def _kind_of(dataset: Dataset) -> str:
    """Return the name of the SOP class: what sort of thing the file is."""
    meta = getattr(dataset, "file_meta", Dataset())
    uid = dataset.get("SOPClassUID") or meta.get("MediaStorageSOPClassUID") or ""
    name = UID(uid).name
    return "" if name == uid else name


def _refuse_without_decoder(syntax: UID) -> None:
    try:
        available = get_decoder(syntax).is_available
    except NotImplementedError:
        available = False
    if not available:
        name = "an unknown method" if syntax.is_private or syntax.name == syntax else syntax.name
        raise UnreadableScanError(f"its image is compressed with {name}, which cannot be decoded here")


def _frame(path: Path, dataset: Dataset, series: SeriesHeader, index: int, images: int) -> Frame:
    attributes = FrameAttributes(dataset, index)
    position = _position(attributes, index, images)
    return Frame(
        series=series,
        source=SliceSource(path=path, frame=index, frames=images),
        sop_uid=text(dataset, "SOPInstanceUID"),
        rows=dataset.Rows,
        columns=dataset.Columns,
        spacing=_spacing(attributes),
        position=position,
        stored_position=position,
        orientation=_orientation(attributes),
        slice_step=_slice_step(attributes),
        localizer="LOCALIZER" in text(dataset, "ImageType").upper(),
        condition=_condition(attributes, dataset),
        clock=_clock(attributes, dataset),
        number=(whole_number(dataset, "InstanceNumber", 0), index),
    )


def _series_header(dataset: Dataset) -> SeriesHeader:
    notes = []
    if "PixelSpacing" not in dataset and "ImagerPixelSpacing" in dataset:
        notes.append("Pixel spacing is that at the detector, not in the patient.")
    if "MOSAIC" in text(dataset, "ImageType").upper() and not is_mosaic(dataset):
        notes.append("A mosaic of slices in one picture; the file does not say how many, so it is shown whole.")
    return SeriesHeader(
        uid=text(dataset, "SeriesInstanceUID") or "series without a UID",
        description=text(dataset, "SeriesDescription"),
        modality=text(dataset, "Modality"),
        transfer_syntax=transfer_syntax(dataset).name,
        notes=tuple(notes),
        synthetic=text(dataset, "SyntheticData").upper() == "YES",  # PS3.3 C.12.1: no patient was scanned
    )


def _position(attributes: FrameAttributes, index: int, images: int) -> Position | None:
    """Return where frame `index` of `images` lies.

    A position that stands in the file itself is that of its first frame; the others need offsets from it.
    """
    found = attributes.numbers("ImagePositionPatient", 3)
    if found is None:
        return None
    if images == 1 or attributes.of_frame("ImagePositionPatient"):
        return found[0], found[1], found[2]
    offsets = attributes.numbers("GridFrameOffsetVector", images)
    orientation = _orientation(attributes)
    if offsets is None or orientation is None:
        return None
    moved = np.array(found) + np.cross(orientation[:3], orientation[3:]) * (offsets[index] - offsets[0])
    return float(moved[0]), float(moved[1]), float(moved[2])


def _orientation(attributes: FrameAttributes) -> Orientation | None:
    found = attributes.numbers("ImageOrientationPatient", 6)
    if found is None:
        return None
    six = (found[0], found[1], found[2], found[3], found[4], found[5])
    return six if is_orientation(six) else None


def _spacing(attributes: FrameAttributes) -> tuple[float, float] | None:
    found = attributes.numbers("PixelSpacing", 2) or attributes.numbers("ImagerPixelSpacing", 2)
    return (found[0], found[1]) if found is not None and min(found) > 0 else None


def _slice_step(attributes: FrameAttributes) -> float | None:
    for keyword in ("SpacingBetweenSlices", "SliceThickness"):
        found = attributes.number(keyword)
        if found is not None and found > 0:
            return found
    return None


def _condition(attributes: FrameAttributes, dataset: Dataset) -> tuple[float, float, float, str, float]:
    def known(*keywords: str) -> float:
        found = attributes.number(*keywords)
        return -1.0 if found is None else found

    return (
        known("TemporalPositionIndex", "TemporalPositionIdentifier"),
        known("EffectiveEchoTime", "EchoTime"),
        known("DiffusionBValue"),
        "/".join(attributes.value("FrameType") or ()) or text(dataset, "ImageType"),
        known("FrameAcquisitionNumber", "AcquisitionNumber"),
    )


def _clock(attributes: FrameAttributes, dataset: Dataset) -> tuple[str, float, str]:
    acquired = attributes.value("FrameAcquisitionDateTime") or value_of(dataset, "AcquisitionDateTime")
    if not acquired:
        acquired = text(dataset, "AcquisitionDate") + text(dataset, "AcquisitionTime")
    trigger = attributes.number("TriggerTime")
    return str(acquired), -1.0 if trigger is None else trigger, text(dataset, "ContentTime")
