"""From paths on the command line to series, and to the slices wanted of them."""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from physnet_core.cli.info import scan_progress
from physnet_core.errors import InvalidParameterError, UnreadableScanError
from physnet_core.imaging import ScanReport, SeriesInfo, Skipped, Slice, SliceReader, scan_paths

_MASK_WORDS = frozenset(("mask", "masks", "seg", "segmentation", "label", "labels", "roi", "dseg"))


def scan_all(paths: Sequence[Path], args: argparse.Namespace) -> ScanReport:
    """Return what all `paths` hold together.

    Raises
    ------
    UnreadableScanError
        Where there is not one series in them.
    """
    with scan_progress(quiet=args.quiet) as progress:
        report = scan_paths(paths, progress=progress)
    if not report.series:
        raise UnreadableScanError(_nothing_readable(paths, report.skipped))
    return report


def choose_series(report: ScanReport, wanted: str | None) -> SeriesInfo:
    """Return the series named by number (from 1) or UID, else the one with most slices that shows anatomy.

    Raises
    ------
    InvalidParameterError
        Where there is no such series.
    """
    if wanted is None:
        return max(report.series, key=lambda item: (not item.localizer, not _named_like_mask(item), item.slices))
    numbered = {str(number): item for number, item in enumerate(report.series, start=1)}
    named = {item.uid: item for item in report.series} | numbered
    if wanted not in named:
        raise InvalidParameterError(
            f"There is no series {wanted}: there are {len(report.series)}, numbered from 1 (see physnet info)."
        )
    return named[wanted]


def slice_numbers(text: str) -> str | tuple[int, ...]:
    """Parse `--slices`: "all", "middle", or numbers from 0 separated by commas."""
    if text in ("all", "middle"):
        return text
    try:
        numbers = tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not all, middle or numbers like 3,4,5") from None
    if min(numbers) < 0:
        raise argparse.ArgumentTypeError("slices are numbered from 0")
    return numbers


def wanted_slices(series: SeriesInfo, slices: str | tuple[int, ...]) -> list[int]:
    """Return the indices of `slices` that a series has."""
    if slices == "all":
        return list(range(series.slices))
    if slices == "middle":
        return [series.slices // 2]
    return [int(index) for index in slices if int(index) < series.slices]


def read_slices(series: SeriesInfo, indices: Sequence[int], failed: list[Skipped]) -> Iterator[Slice]:
    """Yield the slices that can be read, one at a time; the others are added to `failed` with their reasons."""
    reader = SliceReader(series)
    for index in indices:
        try:
            yield reader.read(index)
        except UnreadableScanError as error:
            failed.append(Skipped(path=series.sources[index].path, reason=str(error)))


def _named_like_mask(series: SeriesInfo) -> bool:
    """Whether a file lies beside a scan to outline something in it; no header says so."""
    words = re.split(r"[^a-z]+", f"{series.description} {series.sources[0].path.name}".lower())
    return series.format != "dicom" and not _MASK_WORDS.isdisjoint(words)


def _nothing_readable(paths: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    where = ", ".join(str(path) for path in paths)
    if not skipped:
        return f"Nothing to read in {where}: no files there; name a folder with DICOM, NIfTI, PNG or JPEG."
    first = f"{skipped[0].path.name}: {skipped[0].reason}"
    more = f" (and {len(skipped) - 1} more; see physnet info)" if len(skipped) > 1 else ""
    return f"Nothing readable in {where}; {first}{more}"
