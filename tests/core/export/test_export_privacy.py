"""A scan with a patient in every tag goes out in every kind of file, and the patient does not."""

import gzip
import json
import zlib
from pathlib import Path

import pytest
from planted import ALL, planted_series
from searched import everything_in, hits, streams

from physnet_core.cli import main
from physnet_core.export.exporter import EXTENSIONS, extension


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_series(tmp_path_factory.mktemp("planted"))


def test_the_search_finds_what_is_there(planted: Path) -> None:
    """The scan itself holds every planted word, so that finding none elsewhere means something."""
    inside = b"".join(everything_in(path) for path in planted.iterdir()) + planted.name.encode()
    assert not set(ALL) - set(hits(inside)) - {"1953-08-17", "2019-04-23"}  # as others would write these days
    hidden = gzip.compress(b"x Zaphodsson")
    assert hits(gzip.decompress(hidden)) == ["Zaphodsson"]
    assert hits(b"\n".join(streams(b"junk" + zlib.compress(b"of PID774411")))) == ["PID774411"]


@pytest.mark.parametrize("ending", EXTENSIONS)
def test_no_export_holds_anything_of_the_patient(
    ending: str, planted: Path, saved_bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"growth{ending}"
    arguments = [str(planted), "--slice", "1", "--size", "original", "--weights", str(saved_bundle), "--device", "cpu"]
    assert main(["export", *arguments, "--out", str(out), "--json", "--quiet"]) == 0
    assert extension(out) == ending
    inside = everything_in(out)
    assert len(inside) > 500
    assert hits(inside) == []
    said = capsys.readouterr()
    record = json.loads(said.out)
    assert hits(json.dumps({key: value for key, value in record.items() if key != "file"}).encode()) == []
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_growth_in_three_dimensions_holds_nothing_either(planted: Path, saved_bundle: Path, tmp_path: Path) -> None:
    out = tmp_path / "growth.nii.gz"
    arguments = [str(planted), "--three-d", "--frames", "2", "--weights", str(saved_bundle), "--device", "cpu"]
    assert main(["export", *arguments, "--out", str(out), "--quiet"]) == 0
    assert hits(everything_in(out)) == []
