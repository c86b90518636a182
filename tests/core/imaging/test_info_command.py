"""`physnet info`: its promised JSON, and its table."""

import argparse
import json
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from physnet_core.cli import info
from physnet_core.errors import UnreadableScanError

PROMISED = {
    "uid": str,
    "format": str,
    "description": str,
    "modality": str,
    "plane": str,
    "slices": int,
    "frames_of_time": int,
    "rows": int,
    "columns": int,
    "pixel_spacing_mm": (list, type(None)),
    "slice_spacing_mm": (float, type(None)),
    "transfer_syntax": (str, type(None)),
    "first_position_mm": (list, type(None)),
    "last_position_mm": (list, type(None)),
}


def _run(*words):
    parser = argparse.ArgumentParser()
    info.add_arguments(parser)
    return info.run(parser.parse_args([str(word) for word in words]))


def test_json_has_the_promised_keys_and_types(axial_series, capsys):
    (axial_series / "notes.txt").write_text("hello")
    Image.fromarray(np.zeros((200, 200), dtype=np.uint8)).save(axial_series / "p.png")
    assert _run(axial_series, "--json") == 0
    output = capsys.readouterr()
    found = json.loads(output.out)
    assert output.err == ""
    assert found["path"] == str(axial_series)
    for series in found["series"]:
        for key, kind in PROMISED.items():
            assert isinstance(series[key], kind), key
    dicom = next(series for series in found["series"] if series["format"] == "dicom")
    assert (dicom["plane"], dicom["slices"], dicom["slice_spacing_mm"]) == ("axial", 8, 2.5)
    assert dicom["last_position_mm"] == [0.0, 0.0, 17.5]
    assert found["skipped"] == [
        {"path": str(axial_series / "notes.txt"), "reason": "it is a text file, not a scan"},
    ]


def test_table_is_readable(axial_series, capsys):
    assert _run(axial_series) == 0
    text = capsys.readouterr().out
    assert "axial, 8 slices of 6 x 5 pixels" in text
    assert "slices 2.5 mm apart" in text
    assert "Secret" not in text


def test_nothing_readable_is_exit_code_2_and_still_json(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("hello")
    assert _run(tmp_path, "--json") == 2
    output = capsys.readouterr()
    assert json.loads(output.out)["series"] == []
    assert "no scan could be read" in output.err


def test_path_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(UnreadableScanError, match="does not exist"):
        _run(tmp_path / "nothing")


def test_undecodable_file_name_does_not_break_the_output(axial_series, capsys):
    (axial_series / b"odd\xff.txt".decode("utf-8", "surrogateescape")).write_text("x")
    assert _run(axial_series) == 0
    assert "odd" in capsys.readouterr().out


def test_torch_is_not_loaded(axial_series):
    code = (
        "import argparse, sys; from physnet_core.cli import info; p = argparse.ArgumentParser(); "
        "info.add_arguments(p); c = info.run(p.parse_args(sys.argv[1:])); sys.exit(c or 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(axial_series)], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
