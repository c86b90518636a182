"""What the header of a file says, field by field, and which of it may name a patient.

What is not known to be harmless counts as identifying: free text, dates, identifiers, everything private or unknown,
and what else the basic confidentiality profile of DICOM PS3.15 annex E removes or replaces.
"""

from dataclasses import dataclass
from typing import Any

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging.basic_profile import is_removed
from physnet_core.imaging.quiet import reading
from physnet_core.imaging.volume import Format, SliceSource

LONGEST = 512
"""Characters of a value that are kept; the rest is of no use to a reader."""

_HARMLESS_VR = frozenset({"AT", "CS", "DS", "FD", "FL", "IS", "SL", "SS", "SV", "UL", "US", "UV", "US or SS"})
_BULK_VR = frozenset({"OB", "OW", "OF", "OD", "OL", "OV", "UN", "OB or OW"})
_HARMLESS = frozenset(
    {
        "SOPClassUID",
        "MediaStorageSOPClassUID",
        "TransferSyntaxUID",
        "ImplementationClassUID",
        "ImplementationVersionName",
        "Manufacturer",
        "ManufacturerModelName",
        "SoftwareVersions",
        "SequenceName",
        "PulseSequenceName",
        "ImagedNucleus",
        "ReceiveCoilName",
        "TransmitCoilName",
        "AngioFlag",
        "CodeValue",
        "CodeMeaning",
        "CodingSchemeDesignator",
        "WindowCenterWidthExplanation",
        "LUTExplanation",
        "RescaleType",
    }
)
_PATIENT_GROUP = 0x0010
_NIFTI_TEXT = frozenset({"descrip", "aux_file", "db_name", "intent_name", "data_type"})


@dataclass(frozen=True, kw_only=True)
class HeaderField:
    """One field of a header.

    Attributes
    ----------
    tag
        "(gggg,eeee)" in DICOM, "" elsewhere.
    identifying
        Whether the value may tell who the patient is; fields within one count too.
    fields
        What a sequence holds: one field for each item.
    """

    tag: str = ""
    name: str
    vr: str = ""
    value: str = ""
    identifying: bool = False
    fields: tuple["HeaderField", ...] = ()


def read_header(source: SliceSource, kind: Format) -> tuple[HeaderField, ...]:
    """Return the header of the file in which a slice is.

    Raises
    ------
    UnreadableScanError
        If the file is gone or its header cannot be read.
    """
    readers = {"dicom": _dicom, "nifti": _nifti, "image": _picture}
    with reading(f"the header of {source.path.name} cannot be read; it is damaged"):
        try:
            return readers[kind](source)
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            raise UnreadableScanError(f"the header of {source.path.name} cannot be read: {reason}") from error


def _dicom(source: SliceSource) -> tuple[HeaderField, ...]:
    from pydicom import dcmread

    dataset = dcmread(source.path, force=True, stop_before_pixels=True)
    meta = getattr(dataset, "file_meta", None)
    return (*(() if meta is None else _dataset(meta, hidden=False)), *_dataset(dataset, hidden=False))


def _dataset(dataset: Any, *, hidden: bool) -> tuple[HeaderField, ...]:
    return tuple(_element(dataset, tag, hidden=hidden) for tag in sorted(dataset.keys()))


def _element(dataset: Any, tag: Any, *, hidden: bool) -> HeaderField:
    label = f"({tag.group:04X},{tag.element:04X})"
    try:
        element = dataset[tag]
        vr, name, keyword = str(element.VR), str(element.name), str(element.keyword)
        hidden = hidden or _is_identifying(tag, vr, keyword)
        if vr == "SQ":
            return _sequence(label, name, element.value, hidden=hidden)
        return HeaderField(tag=label, name=name, vr=vr, value=_text(element.value, vr), identifying=hidden)
    except Exception:  # one damaged element must not hide the others
        return HeaderField(tag=label, name="Unreadable", value="not what its type allows", identifying=True)


def _sequence(label: str, name: str, items: Any, *, hidden: bool) -> HeaderField:
    count = len(items)
    fields = tuple(
        HeaderField(name=f"Item {number}", identifying=hidden, fields=_dataset(item, hidden=hidden))
        for number, item in enumerate(items, start=1)
    )
    told = f"{count} item{'' if count == 1 else 's'}"
    return HeaderField(tag=label, name=name, vr="SQ", value=told, identifying=hidden, fields=fields)


def _is_identifying(tag: Any, vr: str, keyword: str) -> bool:
    if tag.is_private or tag.group == _PATIENT_GROUP or not keyword or is_removed(keyword):
        return True
    return not (vr in _HARMLESS_VR or vr in _BULK_VR or vr == "SQ" or keyword in _HARMLESS)


def _text(value: Any, vr: str) -> str:
    if value is None:
        return ""
    if vr in _BULK_VR and isinstance(value, bytes | bytearray):
        return f"{len(value):,} bytes"
    several = not isinstance(value, str | bytes) and hasattr(value, "__iter__") and vr != "PN"
    return _shortened("\\".join(str(part) for part in value) if several else str(value))


def _nifti(source: SliceSource) -> tuple[HeaderField, ...]:
    from physnet_core.imaging.nifti import load_header

    header = load_header(source.path)
    return tuple(
        HeaderField(
            name=name,
            vr=str(header[name].dtype),
            value=_shortened(_plain(header[name])),
            identifying=name in _NIFTI_TEXT,
        )
        for name in header
    )


def _plain(value: Any) -> str:
    item = value.tolist()
    if isinstance(item, bytes):
        return item.split(b"\0")[0].decode("latin-1")
    return "\\".join(f"{part:.7g}" if isinstance(part, float) else str(part) for part in _flat(item))


def _flat(item: Any) -> list[Any]:
    return [inner for part in item for inner in _flat(part)] if isinstance(item, list) else [item]


def _picture(source: SliceSource) -> tuple[HeaderField, ...]:
    from PIL import Image

    with Image.open(source.path) as image:
        told = {
            "Format": image.format or "",
            "Columns": str(image.width),
            "Rows": str(image.height),
            "Mode": image.mode,
        }
        texts = {str(key): str(value) for key, value in image.info.items() if isinstance(value, str | int | float)}
    known = [HeaderField(name=name, value=value) for name, value in told.items()]
    return (*known, *(HeaderField(name=key, value=_shortened(value), identifying=True) for key, value in texts.items()))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text):,} characters)"
