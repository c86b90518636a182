"""The command `physnet-viewer` from outside: real processes, exit codes, and words on standard error."""

import os
import subprocess
import sys

import pytest
from made_scans import write_series
from PySide6.QtGui import QImage

from physnet_core import __version__
from physnet_viewer import app


def start(*arguments, home, timeout=300, **environment):
    """Run the command with an empty home."""
    clean = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "QT_QPA_PLATFORM": "offscreen",
        **environment,
    }
    return subprocess.run(
        [sys.executable, "-m", "physnet_viewer", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        env={name: value for name, value in clean.items() if value},
    )


def said(done):
    """Return what is on standard error, without the noise of Qt's offscreen platform."""
    return [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]


def test_a_screenshot_of_a_scan(tmp_path, bundle):
    write_series(tmp_path / "scan", slices=5)
    picture = tmp_path / "window.png"
    done = start(tmp_path / "scan", "--weights", bundle, "--screenshot", picture, "--size", "1200x800", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert said(done) == []
    assert done.stdout == ""
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1200, 800)
    brightness = {image.pixelColor(x, 400).value() for x in range(300, 800)}
    assert len(brightness) > 20  # there is a head in the middle


def test_nothing_readable_is_exit_code_2_and_one_sentence(tmp_path, bundle):
    (tmp_path / "empty").mkdir()
    done = start(tmp_path / "empty", "--weights", bundle, "--screenshot", tmp_path / "w.png", home=tmp_path)
    assert done.returncode == 2
    assert said(done) == ["physnet-viewer: This folder is empty: there is no scan in it."]
    assert not (tmp_path / "w.png").exists()


def test_wrong_weights_are_exit_code_2(tmp_path):
    write_series(tmp_path / "scan", slices=2)
    (tmp_path / "weights").mkdir()
    done = start(
        tmp_path / "scan", "--weights", tmp_path / "weights", "--screenshot", tmp_path / "w.png", home=tmp_path
    )
    assert done.returncode == 2
    assert len(said(done)) == 1
    assert "Traceback" not in done.stderr


def test_a_device_that_is_not_there_is_said(tmp_path, bundle):
    write_series(tmp_path / "scan", slices=2)
    done = start(
        tmp_path / "scan", "--weights", bundle, "--device", "abacus", "--screenshot", tmp_path / "w.png", home=tmp_path
    )
    assert done.returncode == 2
    assert "abacus" in said(done)[0]


def test_a_picture_that_cannot_be_written_is_exit_code_1(tmp_path, bundle):
    write_series(tmp_path / "scan", slices=2)
    done = start(tmp_path / "scan", "--weights", bundle, "--screenshot", tmp_path / "no" / "w.png", home=tmp_path)
    assert done.returncode == 1
    assert "could not be written" in said(done)[0]


def test_without_a_display_it_says_so(tmp_path):
    if not sys.platform.startswith("linux"):
        pytest.skip("displays are named so on Linux")
    done = start(home=tmp_path, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 1
    assert "there is no display" in said(done)[0]
    assert len(said(done)) == 1


def test_version(capsys):
    with pytest.raises(SystemExit) as end:
        app.main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out.strip() == f"physnet-viewer {__version__}"


@pytest.mark.parametrize("arguments", [["--size", "big"], ["--size", "10x10"], ["a", "b"], ["--unknown"]])
def test_bad_arguments_are_exit_code_2(arguments):
    with pytest.raises(SystemExit) as end:
        app.main(arguments)
    assert end.value.code == 2


@pytest.mark.parametrize(
    ("library", "package"),
    [("libEGL.so.1", "libegl1"), ("libxcb-cursor.so.0", "libxcb-cursor0"), ("libfoo.so.2", "libfoo2")],
)
def test_a_missing_library_is_named_with_its_package(library, package):
    text = f"{library}: cannot open shared object file: No such file or directory"
    assert app._missing_library(text) == (
        f"the system library {library} is missing; on Debian or Ubuntu: sudo apt install {package}"
    )
    assert app._missing_library("no module named x") is None


@pytest.mark.slow
def test_the_demo_scan_is_photographed(tmp_path, bundle):
    picture = tmp_path / "demo.png"
    done = start("--demo", "--weights", bundle, "--screenshot", picture, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not QImage(str(picture)).isNull()
