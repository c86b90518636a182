"""Real scans in the real window: every sample opens, pages, and is drawn."""

import json

import pytest

SAMPLES = (
    "dicom/enhanced-small-jpeg2000",
    "dicom/epi-4d-signed16-ge",
    "dicom/epi-mosaic-siemens",
    "dicom/monochrome1",
    "dicom/t1-axial-jpeg-lossless",
    "dicom/t1-enhanced-siemens",
    "dicom/t1-sag-classic-philips",
    "dicom/two-series-mixed-noext",
    "growth/01",
)


@pytest.mark.real_data
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_real_scan_is_drawn(stage, real_data, sample):
    folder = real_data / sample
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    state = stage.open(folder)
    assert state.message is None
    assert not state.unreadable
    image = stage.window.image_view.grab().toImage()
    middle = {image.pixelColor(x, image.height() // 2).value() for x in range(image.width())}
    assert len(middle) > 16
    for index in (0, len(state.slices) - 1):
        stage.controller.show_slice(index)
        assert stage.window.image_view.panes[0].content.image.index == index


@pytest.mark.real_data
def test_all_samples_at_once_are_what_their_description_says(bench, real_data):
    described = json.loads((real_data / "dicom" / "expected.json").read_text())
    state = bench.open(real_data / "dicom")
    assert state.message is None
    assert len(state.series) >= len(described)
    bench.wait(lambda state: len(state.thumbnails) == len(state.series))
