"""Opening scans: what is seen first, what is told of bad files, and nothing stale."""

import shutil
import threading

import numpy as np
import pytest
from made_scans import head, write_series
from PIL import Image

from physnet_core import imaging
from physnet_core.imaging import Window
from physnet_viewer import loading, reading
from physnet_viewer.scan_cache import ScanCache


def test_all_series_are_found_and_the_first_is_read(bench, scan):
    state = bench.open(scan)
    assert [series.slices for series in state.series] == [6, 4]
    assert state.slice_index == 3
    assert all(image is not None for image in state.slices)
    bench.wait(lambda state: len(state.thumbnails) == 2)
    assert [skipped.path.name for skipped in state.skipped] == ["notes.txt"]


def test_slices_show_what_the_file_holds(bench, scan):
    state = bench.open(scan)
    np.testing.assert_array_equal(state.current_slice.pixels, head(6, 72, 64)[3].astype(np.float32))
    assert state.current_slice.index == 3


def test_a_slice_is_seen_before_the_last_file_is_read(bench, tmp_path, monkeypatch):
    write_series(tmp_path / "many", slices=20)
    seen = threading.Event()
    scan_folder = imaging.scan_folder

    def held_back(path, *, progress, **rest):
        def hold(done, total):
            progress(done, total)
            if total is not None and done == total - 1:
                assert seen.wait(30)

        return scan_folder(path, progress=hold, **rest)

    monkeypatch.setattr(imaging, "scan_folder", held_back)
    bench.controller.open_path(tmp_path / "many")
    early = bench.wait(lambda state: state.current_slice is not None)
    assert loading.SCANNING in [task.name for task in early.tasks]
    seen.set()
    state = bench.wait(lambda state: len(state.slices) == 20 and None not in state.slices and not state.tasks)
    expected = head(20, 72, 64)
    for index, image in enumerate(state.slices):
        np.testing.assert_array_equal(image.pixels, expected[index].astype(np.float32))
        assert image.index == index
        np.testing.assert_allclose(image.affine[:3, 3], [-60, -70, 4.0 * index])


def test_a_place_chosen_while_the_folder_is_read_is_kept(bench, tmp_path, monkeypatch):
    write_series(tmp_path / "many", slices=20)
    moved = threading.Event()
    scan_folder = imaging.scan_folder

    def held_back(path, *, progress, **rest):
        def hold(done, total):
            progress(done, total)
            if done == 9:
                assert moved.wait(30)

        return scan_folder(path, progress=hold, **rest)

    monkeypatch.setattr(imaging, "scan_folder", held_back)
    bench.controller.open_path(tmp_path / "many")
    bench.wait(lambda state: len(state.slices) == 8 and None not in state.slices)
    bench.controller.show_slice(1)
    source = bench.state.current_slice.source
    moved.set()
    state = bench.wait(lambda state: len(state.slices) == 20 and not state.tasks)
    assert state.current_slice.source == source


def test_reading_begins_at_the_slice_on_screen(bench, scan, monkeypatch):
    order, read_one = [], reading.read_one

    def noted(reader, index, *rest, **named):
        order.append((reader.series.uid, index))
        return read_one(reader, index, *rest, **named)

    first = bench.open(scan)
    monkeypatch.setattr(reading, "read_one", noted)
    for series in reversed(first.series):
        bench.controller.select_series(series.uid)
        bench.wait(lambda state: None not in state.slices and not state.tasks)
    distances = [abs(index - 3) for uid, index in order if uid == first.series[0].uid]
    assert distances == [0, 1, 1, 2, 2, 3]


def test_memory_is_bounded_and_any_slice_can_still_be_seen(make_bench, tmp_path):
    write_series(tmp_path, slices=12)
    limit = 5
    bench = make_bench(cache=ScanCache(pixel_budget=limit * 72 * 64 * 4))
    bench.controller.open_path(tmp_path)
    bench.idle()
    for index in (0, 11, 5):
        bench.controller.show_slice(index)
        state = bench.wait(lambda state: state.current_slice is not None and not state.tasks)
        assert state.current_slice.index == index
        assert sum(image is not None for image in state.slices) <= limit
    assert max(sum(image is not None for image in state.slices) for state in bench.states) == limit


def test_a_chosen_series_replaces_the_other_whole(bench, scan):
    first = bench.open(scan)
    other = next(series for series in first.series if series.uid != first.series_uid)
    bench.controller.select_series(other.uid)
    state = bench.wait(lambda state: state.series_uid == other.uid and state.current_slice is not None)
    state = bench.idle()
    assert len(state.slices) == 4
    np.testing.assert_array_equal(state.slices[0].pixels, head(4, 72, 64, seed=1)[0].astype(np.float32))


def test_a_new_folder_replaces_the_old_one_at_once(bench, scan, tmp_path):
    write_series(tmp_path / "new", slices=3, description="new")
    bench.controller.open_path(scan)
    bench.controller.open_path(tmp_path / "new")
    state = bench.wait(lambda state: state.slices and None not in state.slices and not state.tasks)
    assert [series.description for series in state.series] == ["new"]


def test_the_windows_of_series_are_kept_apart(bench, tmp_path):
    write_series(tmp_path / "a", slices=2, description="a", window=lambda index: (400, 800))
    write_series(tmp_path / "b", slices=2, description="b")
    state = bench.open(tmp_path)
    uids = {series.description: series.uid for series in state.series}
    bench.controller.select_series(uids["a"])
    state = bench.wait(lambda state: state.series_uid == uids["a"] and state.window is not None)
    assert (state.window.center, state.window.width) == (400, 800)
    bench.controller.select_series(uids["b"])
    other = bench.wait(lambda state: state.series_uid == uids["b"] and state.window is not None)
    assert other.window != state.window
    bench.controller.select_series(uids["a"])
    assert (bench.state.window.center, bench.state.window.width) == (400, 800)


def test_a_series_is_shown_by_the_window_of_its_middle(bench, tmp_path):
    write_series(tmp_path, slices=9, window=lambda index: (100 + index, 50))
    assert bench.open(tmp_path).window.center == 104


def test_a_window_of_the_user_stays(bench, tmp_path):
    write_series(tmp_path / "a", slices=9)
    write_series(tmp_path / "b", slices=2)
    first = bench.open(tmp_path)
    mine = Window(center=7.0, width=3.0)
    bench.controller.set_window(mine)
    for series in reversed(first.series):
        bench.controller.select_series(series.uid)
        bench.wait(lambda state: None not in state.slices and not state.tasks)
    bench.controller.select_series(first.series_uid)
    assert bench.wait(lambda state: None not in state.slices and not state.tasks).window == mine


def test_masks_and_localizers_do_not_come_first(bench, tmp_path):
    write_series(tmp_path / "a", slices=2, description="Tumor_Mask")
    write_series(tmp_path / "b", slices=2, description="T1 post")
    state = bench.open(tmp_path)
    assert state.current_series.description == "T1 post"
    assert [series.description for series in state.series] == ["T1 post", "Tumor_Mask"]


def test_only_a_mask_is_still_shown(bench, tmp_path):
    write_series(tmp_path, slices=2, description="mask")
    assert bench.open(tmp_path).current_slice is not None


def test_an_empty_folder_is_said_in_one_sentence(bench, tmp_path):
    bench.controller.open_path(tmp_path)
    state = bench.wait(lambda state: state.message is not None and not state.tasks)
    assert state.message == "This folder is empty: there is no scan in it."


def test_a_path_that_does_not_exist_is_said(bench, tmp_path):
    bench.controller.open_path(tmp_path / "gone")
    state = bench.wait(lambda state: state.message is not None)
    assert "does not exist" in state.message
    assert state.message.endswith(".")


@pytest.mark.parametrize("content", [b"", b"hello, not a scan", b"\0" * 128 + b"DICM" + b"\1" * 40])
def test_a_file_that_is_no_scan_is_said_with_its_reason(bench, tmp_path, content):
    (tmp_path / "fake.dcm").write_bytes(content)
    bench.controller.open_path(tmp_path)
    state = bench.wait(lambda state: state.message is not None)
    assert state.message.startswith("fake.dcm cannot be shown: ")
    assert "Traceback" not in state.message
    assert state.series == ()


def test_junk_does_not_keep_good_series_away(bench, scan, tmp_path):
    shutil.copytree(scan, tmp_path / "mixed")
    for number in range(30):
        (tmp_path / "mixed" / f"junk{number}").write_bytes(b"junk" * number)
    (tmp_path / "mixed" / "cut.dcm").write_bytes((scan / "one" / "000.dcm").read_bytes()[:900])
    state = bench.open(tmp_path / "mixed")
    assert sorted(series.slices for series in state.series) == [4, 6]
    assert len(state.skipped) == 32
    assert all(row.reason for row in state.skipped)
    assert state.message is None


def test_a_slice_that_vanished_is_said_in_its_place_and_the_others_stay(bench, tmp_path, monkeypatch):
    files = write_series(tmp_path, slices=5)
    scan_folder = imaging.scan_folder

    def then_lost(path, **rest):
        report = scan_folder(path, **{**rest, "on_series": None})
        files[2].write_bytes(b"")
        return report

    monkeypatch.setattr(imaging, "scan_folder", then_lost)
    bench.controller.open_path(tmp_path)
    state = bench.wait(lambda state: len(state.unreadable) == 1 and sum(x is not None for x in state.slices) == 4)
    assert list(state.unreadable) == [2]
    assert state.unreadable[2].endswith(".")
    assert state.current_slice is None


def test_cancel_keeps_what_was_read_and_shows_no_task(bench, tmp_path, monkeypatch):
    write_series(tmp_path, slices=10)
    turns = threading.Semaphore(0)
    read_one = reading.read_one

    def in_turn(*rest, **named):
        turns.acquire(timeout=30)
        return read_one(*rest, **named)

    monkeypatch.setattr(reading, "read_one", in_turn)
    bench.controller.open_path(tmp_path)
    bench.wait(lambda state: [task.name for task in state.tasks] == [loading.READING])
    turns.release(3)
    bench.wait(lambda state: state.current_slice is not None)
    bench.controller.cancel()
    assert bench.state.tasks == ()
    assert bench.state.current_slice is not None
    kept = sum(image is not None for image in bench.state.slices)
    turns.release(50)
    unread = bench.state.slices.index(None)
    bench.controller.show_slice(unread)  # one can still go anywhere
    state = bench.wait(lambda state: state.current_slice is not None)
    assert state.slice_index == unread
    assert sum(image is not None for image in bench.idle().slices) == kept + 1
    bench.controller.select_series(state.series_uid)  # and go on
    assert None not in bench.wait(lambda state: None not in state.slices).slices


def test_who_stopped_the_search_goes_on_with_it_too(bench, tmp_path, monkeypatch):
    write_series(tmp_path, slices=10)
    goes_on, find = threading.Event(), imaging.scan_folder

    def slowly(path, *, on_series, **named):
        def told(series):
            on_series(series)
            assert series.slices < 4 or goes_on.wait(30)

        return find(path, on_series=told, **named)

    monkeypatch.setattr(imaging, "scan_folder", slowly)
    bench.controller.open_path(tmp_path)
    bench.wait(lambda state: len(state.slices) > 3)
    bench.controller.cancel()
    goes_on.set()
    state = bench.idle()
    assert (len(state.slices) < 10, state.searched, state.tasks) == (True, False, ())
    found = []
    bench.session.changed.connect(lambda old, new: found.append(len(new.slices)))
    bench.controller.select_series(state.series_uid)
    state = bench.wait(lambda state: state.searched and None not in state.slices and not state.tasks)
    assert len(state.slices) == 10
    assert found == sorted(found)  # none was lost on the way


def test_pictures_have_neither_scale_nor_orientation(bench, tmp_path):
    Image.fromarray(head(1, 160, 150)[0].clip(0, 255).astype(np.uint8)).save(tmp_path / "slice.png")
    state = bench.open(tmp_path / "slice.png")
    assert state.current_slice.pixel_spacing is None
    assert state.current_slice.affine is None


def test_nothing_of_the_patient_is_logged(bench, tmp_path, caplog):
    folder = tmp_path / "Secret^Person"
    folder.mkdir()
    (folder / "fake.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"\1" * 40)
    bench.controller.open_path(folder / "none")
    bench.wait(lambda state: state.message is not None)
    assert "Secret" not in caplog.text
