"""A picture that was exported tells what it was made of, exactly."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from physnet_core.errors import UnreadableScanError
from physnet_core.export.content import Content, Options
from physnet_core.export.document import Document, read_document
from physnet_core.export.exporter import export
from physnet_core.export.provenance import fingerprint, provenance
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.growth.simulate import simulate
from physnet_core.imaging import Slice
from physnet_core.network.prediction import Prediction


@pytest.fixture
def pair(phantom: Slice, prediction: Prediction, growth: Growth) -> Content:
    faster = replace(Scenario.learned(prediction), diffusion_number=1 / 3, growth_number=0.1 + 0.2)
    return Content(
        prediction=prediction,
        image=phantom,
        growths=(growth, simulate(prediction, phantom, faster, days_per_step=11.3)),
    )


@pytest.mark.parametrize("extension", [".gif", ".png"])
def test_what_was_written_comes_back_to_the_last_bit(extension: str, pair: Content, tmp_path: Path) -> None:
    document = read_document(export(tmp_path / f"growth{extension}", pair, Options(size="original")))
    assert isinstance(document, Document)
    assert document.model == pair.prediction.model
    assert (document.slice_index, document.pixels_sha256) == (7, fingerprint(pair.image.pixels))
    learned, tweaked = document.runs
    assert (learned.learned, tweaked.learned) == (True, False)
    assert (tweaked.diffusion_number, tweaked.growth_number) == (1 / 3, 0.1 + 0.2)
    assert (tweaked.days_per_step, tweaked.grid, tweaked.steps) == (11.3, "latent", 8.0)


@pytest.mark.parametrize("extension", [".gif", ".png"])
def test_growth_in_tissue_tells_the_ratio_of_white_to_grey(extension: str, pair: Content, tmp_path: Path) -> None:
    scenario = replace(Scenario.learned(pair.prediction, grid="image"), white_to_grey=3.7)
    content = replace(pair, growths=(simulate(pair.prediction, pair.image, scenario),))
    document = read_document(export(tmp_path / f"growth{extension}", content, Options(size="email")))
    assert document is not None and document.runs[0].white_to_grey == 3.7


def test_a_record_of_before_tells_no_ratio_and_on_the_latent_grid_there_is_none(pair: Content, tmp_path: Path) -> None:
    record = provenance(pair)
    document = read_document(commented(tmp_path / "a.png", json.dumps(record)))
    for run in record["runs"]:
        del run["white_to_grey"]
    assert read_document(commented(tmp_path / "a.png", json.dumps(record))) == document
    assert document is not None and [run.white_to_grey for run in document.runs] == [None, None]


def test_another_value_anywhere_is_another_fingerprint(phantom: Slice) -> None:
    changed = phantom.pixels.copy()
    changed[3, 4] += 1
    assert fingerprint(changed) != fingerprint(phantom.pixels)


def commented(path: Path, comment: str) -> Path:
    information = PngInfo()
    information.add_text("Comment", comment)
    Image.new("L", (4, 4)).save(path, pnginfo=information)
    return path


def test_a_picture_of_somebody_else_is_no_document(tmp_path: Path) -> None:
    Image.new("L", (4, 4)).save(tmp_path / "plain.gif")
    assert read_document(tmp_path / "plain.gif") is None
    assert read_document(commented(tmp_path / "holiday.png", "at the lake")) is None


@pytest.mark.parametrize(
    "change",
    [
        {"runs": []},
        {"runs": [{}]},
        {"slice": "seven"},
        {"model": None},
        {"format": None},
        {"diffusion_number": -1.0},
        {"growth_number": float("nan")},
        {"grid": "cube"},
        {"white_to_grey": 0.5},
        {"white_to_grey": "ten"},
    ],
)
def test_a_damaged_record_is_one_sentence(change: dict[str, object], pair: Content, tmp_path: Path) -> None:
    record = provenance(pair)
    if next(iter(change)) in record:
        record |= change
    else:
        record["runs"][0] |= change
    with pytest.raises(UnreadableScanError, match="its parameters cannot be read"):
        read_document(commented(tmp_path / "a.png", json.dumps(record)))


def test_a_later_format_is_told(pair: Content, tmp_path: Path) -> None:
    with pytest.raises(UnreadableScanError, match="later version"):
        read_document(commented(tmp_path / "a.png", json.dumps({**provenance(pair), "format": 99})))


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.gif").write_bytes(b"GIF89a")
    (tmp_path / "text.gif").write_text("no picture")
    for name in ("broken.gif", "text.gif", "missing.gif"):
        with pytest.raises(UnreadableScanError, match=name):
            read_document(tmp_path / name)


def test_only_the_box_of_the_tumor_is_drawn_and_nothing_is_lost(pair: Content) -> None:
    """The fast way draws what the plain way draws, pixel by pixel."""
    from physnet_core.export.colour import blend, colour, lut, outline
    from physnet_core.export.panel import Panel, picture_raster
    from physnet_core.growth.raster import resample

    raster = picture_raster(pair.image, 300)
    for options in (Options(), Options(threshold=0.0, contour=0.02), Options(threshold=0.6, contour=0.3)):
        for growth in pair.growths:
            panel = Panel(pair.image, growth, options, raster)
            for frame in (0, 4, 8):
                smooth = resample(growth.frames[frame], growth.grid, raster)
                overlay = colour(smooth, lut("inferno"), options.opacity, options.threshold)
                line = np.full((*smooth.shape, 4), 255, dtype=np.uint8)
                strength = outline(smooth, options.contour or 0.5, width=max(1.2, max(smooth.shape) / 330))
                line[..., 3] = np.rint(strength * 230).astype(np.uint8)
                plain = blend(blend(panel.anatomy, overlay), line)
                assert np.array_equal(panel.draw(frame), plain)
