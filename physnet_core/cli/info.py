"""`physnet info`: what a folder holds, from headers only."""

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from physnet_core.imaging import ScanReport, SeriesInfo, scan_folder
from physnet_core.imaging.volume import Position

DONE = 0
NOTHING_READABLE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.add_argument("path", type=Path, metavar="PATH", help="folder or file (DICOM, NIfTI, PNG, JPEG, TIFF, BMP)")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(args: argparse.Namespace) -> int:
    """Scan and tell; return the exit code.

    Raises
    ------
    UnreadableScanError
        If there is no such path.
    """
    with scan_progress(quiet=getattr(args, "quiet", False)) as progress:
        report = scan_folder(args.path, progress=progress)
    text = json.dumps(report_as_dict(report), indent=1) if args.json else "\n".join(_table(report))
    sys.stdout.write(_writable(text) + "\n")
    if report.series:
        return DONE
    sys.stderr.write(f"no scan could be read in {report.path}; {_count(len(report.skipped), 'file')} looked at\n")
    return NOTHING_READABLE


def _writable(text: str) -> str:
    """Return `text` with what standard output cannot show (odd bytes in file names) spelled out."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


@contextlib.contextmanager
def scan_progress(*, quiet: bool) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar on standard error while files are read, if that is a terminal; gives the `progress` to call."""
    hidden = quiet or not sys.stderr.isatty()
    with tqdm(unit="file", desc="reading headers", disable=hidden, leave=False, file=sys.stderr) as bar:

        def show(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


def report_as_dict(report: ScanReport) -> dict[str, Any]:
    """Return `report` with the keys that the command line promises."""
    return {
        "path": str(report.path),
        "series": [series_as_dict(series) for series in report.series],
        "skipped": skipped_as_list(report),
    }


def skipped_as_list(report: ScanReport) -> list[dict[str, str]]:
    """Return the files that are not used and why."""
    return [{"path": str(entry.path), "reason": entry.reason} for entry in report.skipped]


def series_as_dict(series: SeriesInfo) -> dict[str, Any]:
    """Return `series` with the keys that the command line promises, lengths in mm."""
    return {
        "uid": series.uid,
        "format": series.format,
        "description": series.description,
        "modality": series.modality,
        "plane": series.plane,
        "slices": series.slices,
        "frames_of_time": series.frames_of_time,
        "rows": series.rows,
        "columns": series.columns,
        "pixel_spacing_mm": _rounded(series.pixel_spacing),
        "slice_spacing_mm": None if series.slice_spacing is None else round(series.slice_spacing, 6),
        "transfer_syntax": series.transfer_syntax,
        "first_position_mm": _rounded(series.first_position),
        "last_position_mm": _rounded(series.last_position),
        "localizer": series.localizer,
        "notes": list(series.notes),
    }


def _rounded(values: tuple[float, float] | Position | None) -> list[float] | None:
    return None if values is None else [round(value, 6) for value in values]


def _table(report: ScanReport) -> Iterator[str]:
    yield f"{report.path}: {len(report.series)} series, {_count(len(report.skipped), 'file')} not used"
    for number, series in enumerate(report.series, start=1):
        yield ""
        yield f"{number}. {series.description or '(no description)'}  {_kind(series)}"
        yield f"   {_size(series)}"
        yield f"   {_spacing(series)}"
        yield from (f"   note: {note}" for note in series.notes)
    if report.skipped:
        yield ""
        yield "not used:"
        width = min(48, max(len(entry.path.name) for entry in report.skipped))
        yield from (f"   {entry.path.name:<{width}}  {entry.reason}" for entry in report.skipped)


def _kind(series: SeriesInfo) -> str:
    parts = [series.modality, series.format, "localizer" if series.localizer else "", series.transfer_syntax or ""]
    return "[" + ", ".join(part for part in parts if part) + "]"


def _size(series: SeriesInfo) -> str:
    times = f" x {series.frames_of_time} times" if series.frames_of_time > 1 else ""
    slices = _count(series.slices, "slice")
    plane = "plane unknown" if series.plane == "unknown" else series.plane
    return f"{plane}, {slices}{times} of {series.rows} x {series.columns} pixels"


def _spacing(series: SeriesInfo) -> str:
    if series.pixel_spacing is None:
        return "pixel size unknown: no lengths or areas in mm"
    row, column = series.pixel_spacing
    between = "" if series.slice_spacing is None else f", slices {series.slice_spacing:.4g} mm apart"
    return f"pixels {row:.4g} x {column:.4g} mm{between}"


def _count(number: int, noun: str) -> str:
    plural = noun if noun == "series" or number == 1 else f"{noun}s"
    return f"{number} {plural}"
