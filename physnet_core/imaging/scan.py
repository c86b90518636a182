"""Finds the scans in a folder: headers only, one pass, every file accounted for."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from physnet_core.errors import Cancelled, UnreadableScanError
from physnet_core.imaging.dicom import looks_like_dicom, read_frames
from physnet_core.imaging.grouping import SeriesCollector
from physnet_core.imaging.nifti import read_nifti_header
from physnet_core.imaging.picture import PictureHeader, picture_series, read_picture_header
from physnet_core.imaging.sniff import kind_of, read_head, reason_of
from physnet_core.imaging.volume import ScanReport, SeriesInfo, Skipped
from physnet_core.imaging.walk import walk

PREVIEW_SIDE = 128
"""A picture no larger than this beside DICOM images is taken for a thumbnail of theirs, as viewers leave them."""

_PREVIEW_WORDS = ("preview", "thumb", "icon", "logo")


def _never() -> bool:
    return False


def scan_folder(
    path: Path | str,
    *,
    progress: Callable[[int, int | None], None] | None = None,
    on_series: Callable[[SeriesInfo], None] | None = None,
    cancelled: Callable[[], bool] = _never,
) -> ScanReport:
    """Find the scans in a folder and all folders below, or in a single file.

    Parameters
    ----------
    path
        Folder or file.
    progress
        Called with the number of files read, and of all (None while they are being counted).
    on_series
        Called when a series becomes usable, before the last file is read, and again under the same `uid` when it grew;
        at the end once for every series, as in the report.
    cancelled
        Asked before each file.

    Raises
    ------
    UnreadableScanError
        If there is no such path, or it may not be read.
    Cancelled
        If `cancelled` said so.
    """
    return scan_paths([Path(path)], progress=progress, on_series=on_series, cancelled=cancelled)


def scan_paths(
    paths: Sequence[Path],
    *,
    progress: Callable[[int, int | None], None] | None = None,
    on_series: Callable[[SeriesInfo], None] | None = None,
    cancelled: Callable[[], bool] = _never,
) -> ScanReport:
    """Find the scans in several folders or files together: files of one series may lie in different ones.

    Parameters and errors are those of `scan_folder`; the report names the first path.
    """
    for root in paths:
        _refuse_unreachable(root)
    scan, named = _Scan(on_series), set(paths)
    found = [entry for root in paths for entry in _list(root, progress, cancelled)]
    files = list(dict.fromkeys(entry for entry in found if isinstance(entry, Path)))
    scan.skipped.extend(entry for entry in found if isinstance(entry, Skipped))
    for number, file in enumerate(files):
        if cancelled():
            raise Cancelled
        if progress is not None:
            progress(number, len(files))
        scan.take(file, alone=file in named)
    series = scan.finish()
    if progress is not None:
        progress(len(files), len(files))
    return ScanReport(path=paths[0], series=series, skipped=tuple(sorted(scan.skipped, key=lambda row: row.path)))


def _refuse_unreachable(root: Path) -> None:
    try:
        present = root.exists()
    except OSError as error:
        raise UnreadableScanError(f"{root} cannot be reached: {reason_of(root, error)}") from error
    if not present:
        raise UnreadableScanError(f"{root} does not exist; check the path")
    if not os.access(root, os.R_OK):
        raise UnreadableScanError(f"you have no permission to read {root}")


def _list(
    root: Path, progress: Callable[[int, int | None], None] | None, cancelled: Callable[[], bool]
) -> list[Path | Skipped]:
    if not root.is_dir():
        return [root]
    if progress is not None:
        progress(0, None)
    try:
        return list(walk(root, cancelled))
    except OSError as error:
        raise UnreadableScanError(f"the folder {root} cannot be read: {reason_of(root, error)}") from error


class _Scan:
    """What has been found so far."""

    def __init__(self, on_series: Callable[[SeriesInfo], None] | None) -> None:
        self.skipped: list[Skipped] = []
        self._tell = on_series or (lambda series: None)
        self._dicom = SeriesCollector()
        self._dicom_folders: set[Path] = set()
        self._volumes: list[SeriesInfo] = []
        self._pictures: dict[tuple[Path, int, int], list[PictureHeader]] = defaultdict(list)
        self._previews: list[PictureHeader] = []

    def take(self, file: Path, *, alone: bool) -> None:
        """Read the header of `file`; `alone` if it was asked for by itself, not with its folder."""
        try:
            head = read_head(file)
            kind = kind_of(file, looks_like_dicom(head), head)
            if kind == "dicom":
                self._take_dicom(file)
            elif kind == "nifti":
                self._take_volume(read_nifti_header(file))
            else:
                self._take_picture(read_picture_header(file), alone=alone)
        except UnreadableScanError as error:
            self.skipped.append(Skipped(path=file, reason=str(error)))
        except OSError as error:
            self.skipped.append(Skipped(path=file, reason=reason_of(file, error)))

    def _take_dicom(self, file: Path) -> None:
        outcome = self._dicom.add(read_frames(file))
        self._dicom_folders.add(file.parent)
        if isinstance(outcome, Skipped):
            self.skipped.append(outcome)
        elif outcome is not None:
            self._tell(outcome)

    def _take_volume(self, series: SeriesInfo) -> None:
        self._volumes.append(series)
        self._tell(series)

    def _take_picture(self, picture: PictureHeader, *, alone: bool) -> None:
        if alone or picture.pages > 1:
            self._take_volume(
                picture_series([picture], description=picture.path.stem, stack_name=str(picture.path.resolve()))
            )
        elif _may_be_preview(picture):
            self._previews.append(picture)
        else:
            self._add_picture(picture)

    def _add_picture(self, picture: PictureHeader) -> None:
        key = (picture.path.parent, picture.rows, picture.columns)
        group = self._pictures[key]
        group.append(picture)
        if len(group) & (len(group) - 1) == 0:  # 1, 2, 4, 8, ...: the work of reporting stays proportional
            self._tell(self._picture_group(key))

    def _picture_group(self, key: tuple[Path, int, int]) -> SeriesInfo:
        folder = key[0].resolve()
        return picture_series(self._pictures[key], description=folder.name, stack_name=str(folder))

    def finish(self) -> tuple[SeriesInfo, ...]:
        """Return every series found, telling of each once more."""
        self._sort_out_previews()
        series = [*self._finish_dicom(), *self._volumes, *self._finish_pictures()]
        for item in series:
            self._tell(item)
        return tuple(series)

    def _finish_dicom(self) -> Iterator[SeriesInfo]:
        for series, left_out in self._dicom.finish():
            self.skipped.extend(left_out)
            yield series

    def _finish_pictures(self) -> Iterator[SeriesInfo]:
        folders = Counter(folder for folder, _, _ in self._pictures)
        for key in self._pictures:
            series = self._picture_group(key)
            if folders[key[0]] > 1:
                series = replace(series, description=f"{series.description} ({key[1]} x {key[2]})")
            yield series

    def _sort_out_previews(self) -> None:
        for picture in self._previews:
            if picture.path.parent in self._dicom_folders:
                reason = "it is a small picture beside DICOM images, taken for a preview; open it on its own to see it"
                self.skipped.append(Skipped(path=picture.path, reason=reason))
            else:
                self._add_picture(picture)
        self._previews.clear()


def _may_be_preview(picture: PictureHeader) -> bool:
    small = max(picture.rows, picture.columns) <= PREVIEW_SIDE
    return small or any(word in picture.path.name.lower() for word in _PREVIEW_WORDS)
