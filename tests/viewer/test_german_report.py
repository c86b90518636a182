"""The report in the language of the window: all of it, with its umlauts, and nothing cut off."""

import re
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from panel_states import TWEAK, growth, prediction
from test_german import ENGLISH, german  # noqa: F401 - a fixture

from physnet_core.export.content import Content, Options, VolumeCurve
from physnet_core.export.report import report_page
from physnet_core.imaging import Slice
from physnet_viewer.core_words import said
from physnet_viewer.translation import use_language
from physnet_viewer.views.export_dialog import ExportRequest

NOTE = "White matter, grey matter and fluid were told apart in the picture; tumor stays in the first two."
UNLIKE = "The picture is unlike the brain MRI slices that the network was trained on."


def content(*, spacing=(0.9, 0.9), volumes=False, **answer):
    image = Slice(
        index=11,
        pixels=np.zeros((200, 200), np.float32),
        pixel_spacing=spacing,
        affine=None if spacing is None else np.diag([4.0, 0.9, 0.9, 1.0]),
    )
    pair = tuple(replace(growth(tweak, spacing=spacing), note=NOTE) for tweak in (None, TWEAK))
    curve = VolumeCurve(days=pair[0].days, volume_ml=np.linspace(12.0, 40.0, len(pair[0].days)), slices=24)
    return Content(
        prediction=prediction(pixel_spacing=spacing, **answer),
        image=image,
        growths=pair,
        synthetic=True,
        volumes=(curve, curve) if volumes else (),
    )


CONTENTS = {
    "glioma": {},
    "in space": {"volumes": True},
    "no spacing, out of range": {"spacing": None, "in_distribution": False, "reason": UNLIKE},
    "uncertain": {"uncertain": True},
    "no tumor": {"probabilities": (0.05, 0.05, 0.85, 0.05)},
    "pituitary": {"probabilities": (0.05, 0.05, 0.05, 0.85)},
}


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("name", CONTENTS)
def test_no_english_is_left_and_nothing_is_cut_off(name):
    figure = report_page(content(**CONTENTS[name]), Options(smooth=name == "glioma"), said)
    FigureCanvasAgg(figure).draw()  # a letter that the font lacks would be a warning, and so an error
    texts = [text.get_text() for text in figure.findobj(Text) if text.get_text().strip()]
    left = [text for text in texts if ENGLISH.search(re.sub(r"PhysNet Viewer.*", "", text))]
    assert not left
    assert any(letter in "".join(texts) for letter in "äöü")
    assert not [text for text in texts if "…" in text and "3f2a" not in text]
    free = [(text, text.get_window_extent()) for text in figure.texts if text.get_text().strip()]
    for number, (one, first) in enumerate(free):
        assert figure.bbox.x0 <= first.x0 and first.x1 <= figure.bbox.x1 and figure.bbox.y0 <= first.y0, one
        for two, second in free[number + 1 :]:
            assert not first.padded(-0.5).overlaps(second.padded(-0.5)), (one, two)


def test_a_report_speaks_the_language_of_the_window(stage, scan, tmp_path, qapp):
    stage.open(scan)
    titles = {"en": b"Tumor growth on one slice", "de": b"Tumorwachstum in einer Schicht"}
    for language, title in titles.items():
        use_language(language, qapp)
        file = tmp_path / f"{language}.pdf"
        stage.controller.start_export(ExportRequest(path=file, kind="pdf", which="learned", options=Options()))
        stage.wait(lambda state: state.notice is not None and not state.tasks)
        assert title in file.read_bytes()
    use_language("en", qapp)
