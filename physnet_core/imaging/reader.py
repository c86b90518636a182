"""Reads the pixels of a series: one slice when it is looked at, or the whole volume."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from physnet_core.errors import Cancelled, InvalidParameterError, UnreadableScanError
from physnet_core.imaging.dicom_pixels import DicomPixels
from physnet_core.imaging.limits import MAX_VOLUME_PIXELS
from physnet_core.imaging.nifti import NiftiPixels
from physnet_core.imaging.picture import PicturePixels
from physnet_core.imaging.pixels import Pixels, PixelSource
from physnet_core.imaging.volume import Affine, FloatArray, Format, SeriesInfo, Slice, Volume, Window

_READERS: dict[Format, type[PixelSource]] = {
    "dicom": DicomPixels,
    "nifti": NiftiPixels,
    "image": PicturePixels,
}


def _never() -> bool:
    return False


class SliceReader:
    """Reads slices of one series on demand. Use one reader in each thread; they share nothing.

    Parameters
    ----------
    series
        As `scan_folder` found it.
    """

    def __init__(self, series: SeriesInfo) -> None:
        self.series = series
        self._pixels = _READERS[series.format]()
        self._black: float | None = None

    def read(self, index: int, time: int = 0) -> Slice:
        """Return one slice.

        Parameters
        ----------
        index
            Slice, from 0.
        time
            Which of the images at that place, from 0.

        Raises
        ------
        UnreadableScanError
            If the file is gone, damaged or not what its header said.
        InvalidParameterError
            If there is no such slice.
        """
        series = self.series
        if not (0 <= index < series.slices and 0 <= time < series.frames_of_time):
            raise InvalidParameterError(
                f"there is no slice {index} at time {time}: this series has slices 0 to {series.slices - 1} "
                f"and times 0 to {series.frames_of_time - 1}"
            )
        source = series.sources[time * series.slices + index]
        pixels = self._upright(self._pixels.read(source))
        if pixels.values.shape != (series.rows, series.columns):
            raise UnreadableScanError(f"{source.path.name} is not what its header said: it changed, or is damaged")
        pixels.values.setflags(write=False)
        return Slice(
            index=index,
            pixels=pixels.values,
            pixel_spacing=series.pixel_spacing,
            affine=_slice_affine(series, index),
            window=_usable(pixels.window, pixels.values),
            source=source.label,
            color=pixels.color,
            notes=_notes(pixels),
        )

    def _upright(self, pixels: Pixels) -> Pixels:
        """Turn values around where the file means the highest to be black, so that air is dark."""
        values = np.ascontiguousarray(pixels.values, dtype=np.float32)
        if not pixels.inverted:
            return replace(pixels, values=values)
        black = self._blackest()
        window = pixels.window and Window(center=black - pixels.window.center, width=pixels.window.width)
        return replace(pixels, values=black - values, window=window)

    def _blackest(self) -> float:
        """Return the highest value of the series, which becomes 0: the same for all its slices, so that they compare.

        This reads the series once; MONOCHROME1 is rare for anything but single pictures.
        """
        if self._black is None:
            self._black = max(self._highest(number) for number in range(len(self.series.sources)))
        return self._black

    def _highest(self, number: int) -> float:
        try:
            return float(self._pixels.read(self.series.sources[number]).values.max())
        except UnreadableScanError:
            return -np.inf  # said when that slice itself is read


def read_volume(
    series: SeriesInfo,
    *,
    time: int = 0,
    progress: Callable[[int, int | None], None] | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Volume:
    """Read all slices of `series` at one time.

    Parameters
    ----------
    series
        As `scan_folder` found it.
    time
        Which of the images at each place, from 0.
    progress
        Called with the number of slices read, and of all.
    cancelled
        Asked before each slice.

    Returns
    -------
    Volume
        Where slices form no regular volume, `affine` is None and they are as they follow each other.

    Raises
    ------
    UnreadableScanError
        If a slice cannot be read, or the volume would not fit into memory.
    Cancelled
        If `cancelled` said so.
    """
    if series.slices * series.rows * series.columns > MAX_VOLUME_PIXELS:
        raise UnreadableScanError(
            f"the series has {series.slices} slices of {series.rows} x {series.columns} pixels, "
            "too many to hold in memory at once; look at single slices"
        )
    reader = SliceReader(series)
    pixels = np.empty((series.slices, series.rows, series.columns), dtype=np.float32)
    windows: list[Window | None] = []
    notes: dict[str, None] = dict.fromkeys(series.notes)
    color = False
    for index in range(series.slices):
        if cancelled():
            raise Cancelled
        image = reader.read(index, time)
        pixels[index] = image.pixels
        windows.append(image.window)
        color = color or image.color
        notes.update(dict.fromkeys(image.notes))
        if progress is not None:
            progress(index + 1, series.slices)
    pixels.setflags(write=False)
    return Volume(
        series=replace(series, notes=tuple(notes)),
        time=time,
        pixels=pixels,
        affine=series.affine,
        window=_usable(windows[len(windows) // 2], pixels) or Window.automatic(pixels),
        color=color,
    )


def _slice_affine(series: SeriesInfo, index: int) -> Affine | None:
    if series.affine is None:
        return None
    affine = series.affine.copy()
    affine[:, 3] = series.affine @ np.array([index, 0.0, 0.0, 1.0])
    return affine


def _usable(window: Window | None, pixels: FloatArray) -> Window | None:
    """Return `window` unless it would show the picture all black or all white."""
    if window is None:
        return None
    low, high = window.levels
    return window if low < float(pixels.max()) and high > float(pixels.min()) else None


def _notes(pixels: Pixels) -> tuple[str, ...]:
    if not pixels.replaced:
        return ()
    return ("Some values were not numbers (NaN or infinite); they are shown as background.",)
