"""A folder of 1,000 files, a third of them no use: all that is good is read, the rest is listed, nothing pops up."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from made_scans import write_series
from pydicom import dcmread, dcmwrite
from pydicom.encaps import encapsulate
from pydicom.uid import UID
from viewer_window import DialogWatch, Row, Window, opened

SERIES, SLICES = 14, 50
TEXTS, HEADERS_CUT, EMPTY, PIXELS_CUT, UNDECODABLE = 286, 5, 2, 5, 2
JUNK = TEXTS + HEADERS_CUT + EMPTY + PIXELS_CUT + UNDECODABLE
MPEG = UID("1.2.840.10008.1.2.4.102")  # a film: no decoder of ours opens one


def junk() -> Iterator[Row]:
    """Open such a folder, and each of its series."""
    with tempfile.TemporaryDirectory() as name, opened() as window, DialogWatch(window.application) as dialogs:
        _write_junk(Path(name))
        began = time.perf_counter()
        window.window.open_path(Path(name))
        window.wait(lambda state: not any(task.name == "Looking for scans" for task in state.tasks) and state.series)
        took = time.perf_counter() - began
        state = window.state
        yield Row(f"junk folder of {SERIES * SLICES + JUNK:,} files: looked through", took, "s")
        yield Row("good series missing", float(SERIES - len(state.series)), "", 0)
        yield Row("good slices not read", float(SERIES * SLICES - _slices_read(window)), "", 0)
        yield Row("dialogs that came up", float(len(dialogs.seen)), "", 0)
        yield Row("skipped files without a reason", float(sum(not item.reason for item in state.skipped)), "", 0)
        yield Row("bad files not in the list of skipped ones", float(abs(JUNK - len(state.skipped))), "", 0)


def _slices_read(window: Window) -> int:
    """Put each series on screen; return how many slices could be read."""
    read = 0
    for series in window.state.series:
        window.controller.select_series(series.uid)
        window.wait(lambda state: sum(map(bool, state.slices)) + len(state.unreadable) == len(state.slices))
        read += sum(map(bool, window.state.slices))
    return read


def _write_junk(folder: Path) -> None:
    """Write 1,000 files, 300 of them junk."""
    for number in range(SERIES):
        write_series(folder / f"s{number}", slices=SLICES, rows=64, columns=64, description=f"T{number}", seed=number)
    for number in range(TEXTS):
        (folder / f"{number}.txt").write_text("no scan" * (number + 1))
    whole = (folder / "s0" / "000.dcm").read_bytes()
    for number in range(HEADERS_CUT):
        (folder / f"cut{number}.dcm").write_bytes(whole[: 140 + 60 * number])
    for number in range(EMPTY):
        (folder / f"zero{number}.dcm").write_bytes(b"")
    _write_broken(folder / "broken")


def _write_broken(folder: Path) -> None:
    """Write slices of a series of their own: most end within their pixels, the others nobody can decode."""
    files = write_series(folder, slices=PIXELS_CUT + UNDECODABLE, rows=64, columns=64, seed=99)
    for number, file in enumerate(files[:PIXELS_CUT]):
        file.write_bytes(file.read_bytes()[: -(64 * 64 * 2) * (number + 1) // (PIXELS_CUT + 1)])
    for file in files[PIXELS_CUT:]:
        dataset = dcmread(file)
        dataset.file_meta.TransferSyntaxUID = MPEG
        dataset.PixelData = encapsulate([b"film"])
        dataset["PixelData"].is_undefined_length = True
        dcmwrite(file, dataset)
