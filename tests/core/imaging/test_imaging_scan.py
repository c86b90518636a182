"""The walk through a folder: nested, early, cancellable, in linear time."""

import os
import subprocess
import sys
import threading
import warnings

import numpy as np
import pytest
from PIL import Image
from scan_makers import write_dicom

from physnet_core.errors import Cancelled
from physnet_core.imaging import SliceReader, read_volume, scan_folder, scan_paths
from physnet_core.imaging.quiet import quiet_libraries


def test_single_file_is_a_scan(axial_series):
    path = next(axial_series.iterdir())
    report = scan_folder(path)
    assert report.path == path
    assert [series.slices for series in report.series] == [1]


def test_series_spread_over_folders_is_one_series(axial_series):
    deep = axial_series / "a" / "b"
    deep.mkdir(parents=True)
    for path in list(axial_series.glob("*.dcm"))[:4]:
        path.rename(deep / path.name)
    assert [series.slices for series in scan_folder(axial_series).series] == [8]


def test_files_of_one_series_given_one_by_one_are_one_series(axial_series):
    report = scan_paths(sorted(axial_series.iterdir()))
    assert [series.slices for series in report.series] == [8]


def test_pictures_given_one_by_one_are_series_of_their_own(tmp_path):
    paths = [tmp_path / "a.png", tmp_path / "b.png"]
    for path in paths:
        Image.fromarray(np.zeros((200, 200), dtype=np.uint8)).save(path)
    report = scan_paths(paths)
    assert [series.description for series in report.series] == ["a", "b"]
    assert len({series.uid for series in report.series}) == 2


def test_path_given_twice_is_read_once(axial_series):
    report = scan_paths([axial_series, axial_series])
    assert ([series.slices for series in report.series], report.skipped) == ([8], ())


def test_links_in_a_circle_end(axial_series):
    (axial_series / "loop").symlink_to(axial_series)
    (axial_series / "up").symlink_to(axial_series.parent)
    report = scan_folder(axial_series)
    assert report.series[0].slices == 8
    assert "loop" in {entry.path.name for entry in report.skipped}


def test_linked_folder_elsewhere_is_read(axial_series, tmp_path):
    study = tmp_path / "study"
    study.mkdir()
    (study / "link").symlink_to(axial_series)
    assert scan_folder(study).series[0].slices == 8


def test_hidden_folder_is_listed_not_read(axial_series):
    hidden = axial_series / ".cache"
    hidden.mkdir()
    write_dicom(hidden / "a", SeriesInstanceUID="9.9")
    report = scan_folder(axial_series)
    assert len(report.series) == 1
    assert [entry.reason for entry in report.skipped] == ["it is a hidden folder"]


def test_every_file_is_used_or_listed(axial_series):
    for number in range(5):
        (axial_series / f"note{number}.txt").write_text("x")
    Image.fromarray(np.zeros((200, 200), dtype=np.uint8)).save(axial_series / "p.png")
    report = scan_folder(axial_series)
    used = {source.path for series in report.series for source in series.sources}
    listed = {entry.path for entry in report.skipped}
    assert used | listed == {path for path in axial_series.iterdir() if path.is_file()}
    assert not used & listed


def test_progress_counts_every_file_and_ends_at_the_total(axial_series):
    calls = []
    scan_folder(axial_series, progress=lambda done, total: calls.append((done, total)))
    assert calls[0] == (0, None)
    assert calls[-1] == (8, 8)
    assert [done for done, _ in calls[1:]] == sorted(done for done, _ in calls[1:])


def test_series_is_told_before_the_last_file_is_read(axial_series):
    done_when_told = []
    done = 0

    def progress(count, total):
        nonlocal done
        done = count

    scan_folder(axial_series, progress=progress, on_series=lambda series: done_when_told.append((done, series.slices)))
    assert done_when_told == [(0, 1), (1, 2), (3, 4), (7, 8), (7, 8)]  # at each doubling, and once at the end


def test_series_told_early_can_be_read(axial_series):
    seen = []
    scan_folder(axial_series, on_series=lambda series: seen.append(SliceReader(series).read(0).pixels.shape))
    assert set(seen) == {(6, 5)}


def test_every_uid_told_is_in_the_report(tmp_path):
    for number in range(12):
        axis = number % 3
        orientation = ((1, 0, 0, 0, 1, 0), (0, 1, 0, 0, 0, -1), (1, 0, 0, 0, 0, -1))[axis]
        position = np.cross(orientation[:3], orientation[3:]) * number
        write_dicom(tmp_path / f"{number:02d}", position=position.tolist(), orientation=orientation)
    told = set()
    report = scan_folder(tmp_path, on_series=lambda series: told.add(series.uid))
    assert told == {series.uid for series in report.series}


def test_cancelling_stops_the_scan(axial_series):
    asked = 0

    def cancelled():
        nonlocal asked
        asked += 1
        return asked > 3

    with pytest.raises(Cancelled):
        scan_folder(axial_series, cancelled=cancelled)


def test_cancelling_stops_the_reading(axial_series):
    series = scan_folder(axial_series).series[0]
    read = []
    with pytest.raises(Cancelled):
        read_volume(series, progress=lambda done, total: read.append(done), cancelled=lambda: len(read) >= 3)
    assert read == [1, 2, 3]


def test_readers_in_several_threads_agree(axial_series):
    series = scan_folder(axial_series).series[0]
    expected = read_volume(series).pixels
    wrong = []

    def work():
        reader = SliceReader(series)
        for index in range(8):
            if not np.array_equal(reader.read(index).pixels, expected[index]):
                wrong.append(index)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_warnings_of_others_come_back_after_quiet_reading():
    before = list(warnings.filters)
    with quiet_libraries, quiet_libraries:
        warnings.warn("from a library", UserWarning, stacklevel=1)
    assert list(warnings.filters) == before
    with pytest.warns(UserWarning, match="of ours"):
        warnings.warn("of ours", UserWarning, stacklevel=1)


def test_a_thousand_files_with_junk_give_their_first_series_early(tmp_path):
    pixels = np.zeros((64, 64), dtype=np.uint16)
    for number in range(1000):
        path = tmp_path / f"IM{number:04d}"
        if number % 10 < 3:
            path.write_bytes(os.urandom(4000) if number % 2 else b"text " * 500)
        else:
            write_dicom(path, pixels, position=(0, 0, number), InstanceNumber=number)
    files_done = [0]
    seen_at = []
    report = scan_folder(
        tmp_path,
        progress=lambda done, _: files_done.__setitem__(0, done),
        on_series=lambda _: seen_at.append(files_done[0]),
    )
    assert sum(series.slices for series in report.series) == 700
    assert len(report.skipped) == 300
    assert seen_at[0] < 20


def test_importing_the_reader_loads_neither_torch_nor_qt():
    code = "import sys, physnet_core.imaging; sys.exit(any(m in sys.modules for m in ('torch', 'PySide6', 'nibabel')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
