"""A scan with a patient in every tag goes out in every kind of file, and the patient does not."""

import gzip
import io
import json
import re
import zipfile
import zlib
from pathlib import Path

import nibabel as nib
import pytest
from PIL import Image
from planted import ALL, planted_series
from pydicom import dcmread

from physnet_core.cli import main
from physnet_core.export.exporter import EXTENSIONS, extension


def everything_in(path: Path) -> bytes:
    """Return the bytes of a file, of all streams in it once opened, of its metadata, and its name."""
    raw = path.read_bytes()
    found = [raw, path.name.encode(), *_streams(raw)]
    if path.name.endswith((".gif", ".png")):
        with Image.open(path) as picture:
            found.append(repr(picture.info).encode())
    if path.name.endswith(".gz"):
        found.append(gzip.decompress(raw))
    if ".nii" in path.name:
        header = nib.load(path).header
        found.append(repr([*header.items(), *(item.get_content() for item in header.extensions)]).encode())
    if path.name.endswith(".dcm"):
        dataset = dcmread(path)
        found += [str(dataset).encode(), str(dataset.file_meta).encode()]
    if path.name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for entry in archive.infolist():
                found += [entry.filename.encode(), entry.comment, entry.extra, archive.read(entry)]
                found += _streams(archive.read(entry))
    return b"\n".join(found)


def _streams(raw: bytes) -> list[bytes]:
    """Return every zlib stream (PDF, PNG), wherever it begins."""
    opened = []
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", raw):
        try:
            opened.append(zlib.decompressobj().decompress(raw[start.start() :]))
        except zlib.error:
            continue
    return opened


def hits(inside: bytes) -> list[str]:
    """Return the planted words in any encoding that they may hide in."""
    lower = inside.lower()
    found = []
    for word in ALL:
        for encoded in (
            word.encode(),
            word.encode("utf-16-le"),
            word.encode("utf-16-be"),
            word.encode().hex().encode(),
        ):
            if encoded.lower() in lower:
                found.append(word)
    return found


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_series(tmp_path_factory.mktemp("planted"))


def test_the_search_finds_what_is_there(planted: Path) -> None:
    """The scan itself holds every planted word, so that finding none elsewhere means something."""
    inside = b"".join(everything_in(path) for path in planted.iterdir()) + planted.name.encode()
    assert not set(ALL) - set(hits(inside)) - {"1953-08-17", "2019-04-23"}  # as others would write these days
    hidden = gzip.compress(b"x Zaphodsson")
    assert hits(gzip.decompress(hidden)) == ["Zaphodsson"]
    assert hits(b"\n".join(_streams(b"junk" + zlib.compress(b"of PID774411")))) == ["PID774411"]


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
