"""Growth in three dimensions from the command line: what is printed, what is written, and where it lies."""

import json
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
from scan_files import write_nifti, write_png

from physnet_core.cli import main
from physnet_core.imaging import scan_folder

SHAPE = (4, 96, 80)  # slices, rows, columns


def save(path: Path, planes: np.ndarray) -> Path:
    """Write (slice, row, column) as `scan_files.write_nifti` writes its scan."""
    stored = np.ascontiguousarray(planes.transpose(2, 1, 0)[::-1, ::-1])
    nib.save(nib.Nifti1Image(stored, np.diag((1.0, 1.0, 5.0, 1.0))), path)
    return path


@pytest.fixture
def words(saved_bundle: Path, tmp_path: Path) -> list[str]:
    """A scan with a mask of 20 x 15 mm on its second slice, to be grown for 40 days."""
    mask = np.zeros(SHAPE, dtype=np.uint8)
    mask[1, 40:60, 30:45] = 1
    scan = write_nifti(tmp_path / "scan.nii.gz")
    numbers = ["--diffusion", "0.3", "--proliferation", "0.05", "--days", "40", "--frames", "2"]
    start = ["--mask", str(save(tmp_path / "mask.nii.gz", mask))]
    return [str(scan), "--three-d", *numbers, *start, "--weights", str(saved_bundle), "--device", "cpu"]


def test_simulate_tells_volume_with_time_and_saves_it(words, tmp_path, capsys):
    npz = tmp_path / "volume.npz"
    assert main(["simulate", *words, "--json", "--save-frames", str(npz)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["days"] == [0.0, 20.0, 40.0]
    assert record["volume_ml"][0] == pytest.approx(1.5)
    assert record["mass_ml"][0] < record["mass_ml"][1] < record["mass_ml"][2]
    assert record["spacing_mm"] == [5.0, 1.0, 1.0]
    assert record["start"] == "mask"
    assert record["domain"].endswith(".")  # a sentence on where tumor could be
    with np.load(npz) as stored:
        assert stored["density"].shape == (3, *SHAPE)
        assert stored["density"].dtype == np.float32
        assert stored["spacing_mm"].tolist() == record["spacing_mm"]
        assert not stored["density"][:, ~stored["domain"]].any()
        assert stored["density"][2, 2].max() > 0.05  # it reaches the next slice
        assert float(stored["white_to_grey"]) == 10.0


def test_the_densities_of_all_slices_are_the_start_without_a_mask(words, capsys):
    without = [word for word in words if word != "--mask" and not word.endswith("mask.nii.gz")]
    assert main(["simulate", *without, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["start"] == "prediction"
    assert record["slices_used"] == 4


def test_given_tissue_keeps_tumor_out_of_fluid(words, tmp_path, capsys):
    white, grey, csf = (np.zeros(SHAPE, dtype=np.uint8) for _ in range(3))
    white[:, :50], grey[:, 50:], csf[2:] = 255, 255, 255
    white[2:] = grey[2:] = 0
    files = [str(save(tmp_path / f"{name}.nii.gz", part)) for name, part in zip("wgc", (white, grey, csf), strict=True)]
    npz = tmp_path / "volume.npz"
    assert main(["simulate", *words, "--tissue", *files, "--save-frames", str(npz)]) == 0
    assert "Tissue maps were given" in capsys.readouterr().out
    with np.load(npz) as stored:
        assert not stored["density"][:, 2:].any()
        assert stored["density"][2, 0].any()
    in_plane = [word for word in words if word != "--three-d"] + ["--grid", "image", "--tissue", *files]
    assert main(["simulate", *in_plane, "--slice", "1", "--white-to-grey", "5", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["white_to_grey"] == 5.0
    assert record["domain"].startswith("Tissue maps were given")
    assert main(["simulate", *in_plane, "--slice", "3"]) == 2
    assert "no tissue on slice 3" in capsys.readouterr().err


def test_export_writes_four_dimensions_in_the_place_of_the_scan(words, tmp_path):
    out = tmp_path / "growth.nii.gz"
    assert main(["export", *words, "--out", str(out)]) == 0
    picture = nib.load(out)
    assert picture.shape == (80, 96, 4, 3)
    assert picture.header["pixdim"][4] == 20.0
    assert picture.header.get_xyzt_units()[0] == "mm"
    comment = json.loads(picture.header.extensions[0].get_content())
    assert comment["days"] == [0.0, 20.0, 40.0]
    assert str(tmp_path) not in json.dumps(comment)
    # the center of the mask, in mm, is where the scan has it
    weights = picture.get_fdata()[..., 0]
    center = [float((weights * axis).sum() / weights.sum()) for axis in np.indices(weights.shape)]
    affine = scan_folder(tmp_path / "scan.nii.gz").series[0].affine
    assert affine is not None
    lps = (affine @ [1.0, 49.5, 37.0, 1.0])[:3]
    np.testing.assert_allclose((picture.affine @ [*center, 1.0])[:3], lps * [-1, -1, 1], atol=1e-3)


def test_what_cannot_be_done_is_said(words, tmp_path, saved_bundle, capsys):
    assert main(["export", *words, "--out", str(tmp_path / "growth.gif")]) == 2
    assert "written as .nii.gz or .nii" in capsys.readouterr().err
    picture = write_png(tmp_path / "picture.png")
    assert main(["simulate", str(picture), "--three-d", "--weights", str(saved_bundle), "--device", "cpu"]) == 2
    assert "grow a single slice instead" in capsys.readouterr().err
    small = str(save(tmp_path / "small.nii.gz", np.ones((4, 20, 20), dtype=np.uint8)))
    assert main(["simulate", *words, "--tissue", small, small, small]) == 2
    assert "make it on the scan's grid" in capsys.readouterr().err
