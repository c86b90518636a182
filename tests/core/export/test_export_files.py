"""Every kind of file: complete, de-identified, whole or not there at all."""

import csv
import gzip
import json
import os
import pickle
import re
import signal
import subprocess
import sys
import textwrap
import time
import zlib
from dataclasses import replace
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import imageio_ffmpeg
import nibabel as nib
import numpy as np
import pytest
from PIL import Image

from physnet_core import __version__
from physnet_core.errors import Cancelled, ExportError, InvalidParameterError
from physnet_core.export.content import Content, Options
from physnet_core.export.exporter import EXTENSIONS, export
from physnet_core.export.picture import Picture
from physnet_core.export.provenance import provenance, provenance_json
from physnet_core.files import replacing, write_bytes
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.growth.simulate import simulate
from physnet_core.imaging import Slice
from physnet_core.network.prediction import Prediction

SECRETS = ("DOE^JANE", "19470312", "1.2.840.113619.2.55.3", "PAT-0042", "Saint-Elsewhere")
SMALL = Options(size="original")
KILLED = (".csv", ".gif", ".png", ".nii.gz", ".mp4")


@pytest.fixture
def content(phantom: Slice, prediction: Prediction, growth: Growth) -> Content:
    return Content(prediction=prediction, image=phantom, growths=(growth,))


@pytest.fixture
def pair(phantom: Slice, prediction: Prediction, growth: Growth) -> Content:
    faster = replace(Scenario.learned(prediction), diffusion_number=0.4, growth_number=0.35)
    tweaked = simulate(prediction, phantom, faster)
    return Content(prediction=prediction, image=phantom, growths=(growth, tweaked))


def unpacked(path: Path) -> bytes:
    """Return everything that a reader could find in a file, with its compressed parts opened."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw += gzip.decompress(raw)
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL):
        try:
            raw += zlib.decompress(stream[1])
        except zlib.error:
            continue
    if path.suffix == ".png":
        with Image.open(path) as picture:
            raw += "".join(map(str, picture.info.values())).encode()
    return raw


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_no_patient_in_any_file(extension: str, content: Content, tmp_path: Path) -> None:
    folder = tmp_path / f"{SECRETS[0]}-{SECRETS[3]}"
    folder.mkdir()
    named = Content(
        prediction=replace(content.prediction, source=f"{SECRETS[4]}/{SECRETS[0]}_{SECRETS[1]}.dcm"),
        image=replace(content.image, source=f"{SECRETS[2]}_{SECRETS[3]}.dcm"),
        growths=content.growths,
    )
    path = export(folder / f"growth{extension}", named, SMALL)
    inside = unpacked(path)
    assert not [secret for secret in (*SECRETS, "IM0007", str(tmp_path)) if secret.encode() in inside]
    assert not re.search(rb"(19|20)\d\d-\d\d-\d\d|D:20\d{6}", inside)  # no date, not even of today
    assert b"physnet" in inside.lower()
    assert [entry.name for entry in folder.iterdir()] == [path.name]


@pytest.mark.parametrize("extension", [".gif", ".mp4", ".png", ".nii.gz", ".nii", ".pdf"])
def test_provenance_is_in_the_file(extension: str, content: Content, tmp_path: Path) -> None:
    inside = unpacked(export(tmp_path / f"growth{extension}", content, SMALL)).replace(b"\\", b"")
    for fact in (__version__, content.prediction.model.sha256, '"diffusion_number":0.25', "Research use only"):
        assert fact.encode() in inside, fact


def test_provenance_names_model_parameters_and_assumption_and_nothing_else(pair: Content) -> None:
    record = provenance(pair)
    assert set(record) == {
        *("product", "version", "format", "notice", "synthetic", "model", "result", "slice", "pixels_sha256", "runs"),
        "dimensions",
    }
    learned, tweaked = record["runs"]
    assert (learned["parameters"], tweaked["parameters"]) == ("learned", "tweaked")
    assert learned["diffusion_mm2_per_day"] == pytest.approx(0.25 * 25 / 7)
    assert tweaked["growth_number"] == 0.35
    assert learned["days_per_step_assumed"] == 7.0
    assert json.loads(provenance_json(pair)) == record


def test_an_answer_that_must_not_stand_is_not_recorded(content: Content) -> None:
    for change in ({"uncertain": True}, {"in_distribution": False, "reason": "a knee"}):
        doubtful = replace(content, prediction=replace(content.prediction, **change))
        assert provenance(doubtful)["result"]["label"] is None


def test_gif_has_the_frames_asked_for_and_the_colors_of_the_screen(content: Content, tmp_path: Path) -> None:
    still = replace(content.growths[0], frames=np.repeat(content.growths[0].frames[:1], 9, axis=0))
    for growths in (content.growths, (still,)):
        shown = replace(content, growths=growths)
        path = export(tmp_path / "growth.gif", shown, replace(SMALL, frames_per_second=8))
        drawn = Picture(shown, SMALL)
        with Image.open(path) as picture:
            assert picture.n_frames == 9
            for frame in range(9):
                picture.seek(frame)
                assert picture.info["duration"] == 120
                assert np.abs(np.asarray(picture.convert("RGB")).astype(int) - drawn.at(frame)).mean() <= 3


def test_default_gif_of_nine_frames_is_quick_to_send(content: Content, tmp_path: Path) -> None:
    assert export(tmp_path / "growth.gif", content).stat().st_size < 2_000_000


def test_email_size_is_kept_even_for_noise(content: Content, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).random((24, 24, 24)).astype(np.float32)
    restless = replace(content.growths[0], frames=noise, steps=np.arange(24.0))
    pixels = np.random.default_rng(1).random((160, 100)).astype(np.float32) * 1000
    shown = replace(content, image=replace(content.image, pixels=pixels), growths=(restless,))
    path = export(tmp_path / "growth.gif", shown, Options(size="email"))
    assert path.stat().st_size <= 2_000_000
    with Image.open(path) as picture:
        assert picture.n_frames == 24


def test_mp4_plays_every_frame_at_the_rate_asked_for(pair: Content, tmp_path: Path) -> None:
    path = export(tmp_path / "growth.mp4", pair, replace(SMALL, frames_per_second=4))
    frames, seconds = imageio_ffmpeg.count_frames_and_secs(str(path))
    assert frames == 9
    assert seconds == pytest.approx(9 / 4, abs=0.3)
    decode = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(decode, capture_output=True, check=True).stdout
    played = np.frombuffer(raw, dtype=np.uint8).reshape(9, *reversed(Picture(pair, SMALL).layout.size), 3)
    assert np.abs(played[8].astype(int) - Picture(pair, SMALL).at(8)).mean() < 4


def test_nifti_lies_where_the_tumor_is(content: Content, tmp_path: Path) -> None:
    picture = nib.load(export(tmp_path / "growth.nii.gz", content))
    growth, image = content.growths[0], content.image
    data = picture.get_fdata()
    assert data.shape == (24, 24, 1, 9)
    column, row = 14, 9
    assert data[column, row, 0, 3] == pytest.approx(growth.frames[3, row, column])
    lps = image.affine @ (0, *growth.grid.to_pixels(row, column), 1)
    assert picture.affine @ (column, row, 0, 1) == pytest.approx((-lps[0], -lps[1], lps[2], 1))
    assert picture.header.get_zooms() == pytest.approx((5, 5, 5, 7))
    assert picture.header["sform_code"] == 1


def test_nifti_without_geometry_says_so(content: Content, tmp_path: Path) -> None:
    lost = replace(content.image, affine=None)
    picture = nib.load(export(tmp_path / "growth.nii", replace(content, image=lost)))
    assert picture.header["sform_code"] == 0
    flat = content.image.affine.copy()
    flat[:3, 0] = 0  # one slice alone has no slice spacing
    alone = nib.load(export(tmp_path / "alone.nii", replace(content, image=replace(content.image, affine=flat))))
    assert abs(np.linalg.det(alone.affine)) > 0


def test_csv_has_units_in_its_header_and_both_curves(pair: Content, tmp_path: Path) -> None:
    rows = list(csv.DictReader(StringIO(export(tmp_path / "growth.csv", pair).read_text())))
    assert len(rows) == 18
    assert [row["run"] for row in rows] == ["learned"] * 9 + ["tweaked"] * 9
    last = rows[8]
    assert float(last["area_mm2"]) == pytest.approx(pair.growths[0].area[8])
    assert float(last["area_latent_cells"]) * 25 == pytest.approx(pair.growths[0].area[8])
    assert float(last["day_assumed"]) == 56
    assert {"equivalent_radius_mm", "diffusion_mm2_per_day", "proliferation_per_day"} <= set(last)


def test_csv_without_spacing_leaves_mm_empty(content: Content, tmp_path: Path) -> None:
    blind = replace(content.growths[0], units=replace(content.growths[0].units, cell_mm=None))
    rows = list(csv.DictReader(StringIO(export(tmp_path / "a.csv", replace(content, growths=(blind,))).read_text())))
    assert rows[0]["area_mm2"] == ""
    assert float(rows[0]["area_latent_cells"]) == blind.area[0]


def test_unknown_kind_and_missing_folder_are_told_before_any_work(content: Content, tmp_path: Path) -> None:
    with pytest.raises(InvalidParameterError, match=r"end it with \.gif, \.mp4"):
        export(tmp_path / "growth.bmp", content)
    with pytest.raises(ExportError, match="no folder"):
        export(tmp_path / "nowhere" / "growth.gif", content)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_cancel_leaves_the_old_file(extension: str, content: Content, tmp_path: Path) -> None:
    path = tmp_path / f"growth{extension}"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        export(path, content, SMALL, cancelled=lambda: True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_counts_frames(content: Content, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export(tmp_path / "growth.gif", content, SMALL, progress=lambda *done: told.append(done))
    assert told == [(frame, 9) for frame in range(1, 10)]


def test_a_failure_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="half-way"), replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError("half-way")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"Cannot write growth\.gif: Is a directory"):
        (tmp_path / "growth.gif").mkdir()
        write_bytes(tmp_path / "growth.gif", b"x")


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    """The kernel refuses to write past 20 kB, as it would on a full disk."""
    code = f"""
        import resource, signal
        from pathlib import Path
        from physnet_core.errors import ExportError
        from physnet_core.files import write_bytes
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            write_bytes(Path({str(tmp_path / "growth.gif")!r}), bytes(1_000_000))
        except ExportError as error:
            raise SystemExit(0 if "make room" in str(error) else 3)
        raise SystemExit(4)
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_kill_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "growth.gif"
    path.write_bytes(b"old")
    code = f"""
        import os, signal
        from pathlib import Path
        from physnet_core.files import replacing
        with replacing(Path({str(path)!r})) as temporary:
            temporary.write_bytes(b"half")
            os.kill(os.getpid(), signal.SIGKILL)
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"


def test_growths_of_different_length_cannot_be_shown_together(content: Content) -> None:
    shorter = replace(content.growths[0], frames=content.growths[0].frames[:4], steps=np.arange(4.0))
    with pytest.raises(InvalidParameterError, match="one by one"):
        replace(content, growths=(content.growths[0], shorter))


@pytest.mark.parametrize("wrong", [{"size": "poster"}, {"colormap": "jet"}, {"frames_per_second": 0}])
def test_options_that_no_picture_could_follow_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidParameterError):
        Options(**wrong)  # type: ignore[arg-type]


def test_png_sequence_has_every_frame_the_table_and_where_it_comes_from(pair: Content, tmp_path: Path) -> None:
    with ZipFile(export(tmp_path / "growth.zip", pair, SMALL)) as archive:
        names = archive.namelist()
        assert names == [f"frame-{number:03d}.png" for number in range(9)] + ["growth.csv", "provenance.json"]
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        with archive.open("frame-005.png") as file, Image.open(file) as picture:
            assert np.array_equal(np.asarray(picture), Picture(pair, SMALL).at(5))
        assert json.loads(archive.read("provenance.json")) == provenance(pair)


# What the encoder does on one: it leaves the beginning of a film, and imageio-ffmpeg does not ask how it ended.
FULL_DISK = 'for film; do :; done; [ "$film" = - ] && exit 1; cat > /dev/null; head -c 9999 /dev/zero > "$film"; exit 1'


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the encoder's package leaves a pipe
@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "video encoder is missing"),
        ("exit 1", "video encoder could not write"),
        (FULL_DISK, "video encoder could not write"),
    ],
)
def test_a_missing_or_failing_encoder_is_one_sentence(
    script: str | None, said: str, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = tmp_path / "ffmpeg"
    if script is not None:
        encoder.write_text(f"#!/bin/sh\n{script}\n")
        encoder.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(encoder))
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(ExportError, match=said):
        export(folder / "growth.mp4", content, SMALL)
    assert list(folder.iterdir()) == []


@pytest.mark.slow
def test_kill_9_at_any_moment_of_an_export_leaves_the_old_file_or_a_whole_one(content: Content, tmp_path: Path) -> None:
    """A process that writes the same files again and again is killed at other moments each time."""
    made = {extension: export(tmp_path / f"growth{extension}", content, SMALL).read_bytes() for extension in KILLED}
    code = f"""
        import pickle, sys
        from pathlib import Path
        from physnet_core.export.content import Options
        from physnet_core.export.exporter import export
        content = pickle.loads(Path({str(tmp_path / "content")!r}).read_bytes())
        folder = Path({str(tmp_path)!r})
        print("writing", flush=True)
        while True:
            for extension in {KILLED!r}:
                export(folder / f"growth{{extension}}", content, Options(size="original"))
    """
    (tmp_path / "content").write_bytes(pickle.dumps(content))
    for attempt in range(8):
        with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"writing\n"
            time.sleep(0.11 * attempt + 0.037)
            process.kill()
        for extension, whole in made.items():
            assert (tmp_path / f"growth{extension}").read_bytes() == whole, extension
    export(tmp_path / "growth.csv", content, SMALL)
    left = {path.name for path in tmp_path.iterdir() if ".growth" in path.name and ".csv" in path.name}
    assert left == set()


def test_leftovers_of_killed_processes_are_swept_and_no_others(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine, dead = tmp_path / f".a.{os.getppid()}.part.csv", tmp_path / f".a.{ended.pid}.part.csv"
    other = tmp_path / f".ab.{ended.pid}.part.csv"
    for path in (mine, dead, other):
        path.write_bytes(b"half")
    write_bytes(tmp_path / "a.csv", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([mine.name, other.name, "a.csv"])
