"""Growth in 3-D goes out as the frames of a slice, with the volume they are part of."""

import csv
import json
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from physnet_core.export import wording
from physnet_core.export.content import Content, Options, VolumeCurve
from physnet_core.export.document import read_document
from physnet_core.export.exporter import export
from physnet_core.export.picture import Picture
from physnet_core.export.provenance import provenance_json
from physnet_core.export.report import report_page
from physnet_core.export.report_text import caveats, numbers, settings
from physnet_core.export.table import curve_csv
from physnet_core.growth.scenario import Scenario
from physnet_core.growth.simulate import simulate


@pytest.fixture
def grown(phantom, prediction) -> Content:
    """Two growths on the image grid, as slices of volumes that double in 28 days and in 14."""
    scenario = Scenario.learned(prediction, grid="image")
    one = simulate(prediction, phantom, scenario)
    two = simulate(prediction, phantom, replace(scenario, growth_number=0.4))
    curves = [VolumeCurve(days=one.days, volume_ml=12.0 * 2 ** (one.days / days), slices=24) for days in (28.0, 14.0)]
    return Content(prediction=prediction, image=phantom, growths=(one, two), volumes=tuple(curves))


def alone(content: Content) -> Content:
    return replace(content, growths=content.growths[:1], volumes=content.volumes[:1])


def test_the_numbers_are_those_of_the_volume(grown):
    rows = {name: values for name, *values in numbers(grown)}
    assert rows["Volume at the start, mL"] == ["12", "12"]
    assert rows["Volume at day 56, mL"] == ["48", "192"]
    assert rows["Volume doubles in, days"] == ["28", "14"]
    assert float(rows["Radius of such a ball at day 56, mm"][0]) == pytest.approx(np.cbrt(36000 / np.pi), rel=5e-3)
    assert rows["Area on this slice at day 56, mm²"][0] == f"{grown.growths[0].smooth_area[-1]:.0f}"
    assert not [name for name in rows if name.startswith("Area doubles")]
    grid = dict(settings(grown, Options()))["Grid"]
    assert grid == "3-D, 24 × {} × {}".format(*grown.growths[0].grid.shape)
    assert "the slices of one scan" in caveats(grown)[0]


def test_the_front_moves_as_the_radius_does(grown):
    steady = VolumeCurve(
        days=np.linspace(0, 50, 6), volume_ml=4 / 3 * np.pi * (10 + np.arange(6) * 2.0) ** 3 / 1000, slices=9
    )
    assert steady.radius_mm == pytest.approx(10 + np.arange(6) * 2.0)
    assert steady.front_speed == pytest.approx(0.2)


def test_pictures_say_volume_and_slice(grown):
    assert wording.extent(alone(grown), 0).startswith("volume of density ≥ 0.5: 12 mL, on this slice: ")
    assert wording.extent(replace(grown, volumes=()), 0).startswith("area of density ≥ 0.5: ")
    assert "grown in 3-D, 24 × " in " ".join(wording.footnotes(grown, smooth=False))
    plain = replace(alone(grown), volumes=())
    for before_after in (False, True):
        one, other = (Picture(item, Options(), before_after=before_after) for item in (alone(grown), plain))
        pixels = [item.before_after() if before_after else item.at(3) for item in (one, other)]
        assert pixels[0].shape[1] == pixels[1].shape[1]
        top = one.layout.header + one.layout.pane[0]
        assert (pixels[0][:top] != pixels[1][:top]).any()


@pytest.mark.parametrize("single", [True, False])
def test_the_report_draws_the_volume_and_cuts_nothing_off(grown, single):
    figure = report_page(alone(grown) if single else grown, Options())
    FigureCanvasAgg(figure).draw()
    said = [text.get_text() for text in figure.findobj(Text)]
    assert "Tumor growth in three dimensions" in said
    assert "Volume over time" in said
    curve = next(axes for axes in figure.axes if "in mL" in axes.get_ylabel())
    np.testing.assert_array_equal(curve.lines[0].get_ydata(), grown.volumes[0].volume_ml)
    for text in figure.findobj(Text):
        if text.get_text().strip():
            box = text.get_window_extent()
            assert figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1, text
    free = [(text, text.get_window_extent()) for text in figure.texts]
    for number, (one, first) in enumerate(free):
        for two, second in free[number + 1 :]:
            assert not first.padded(-0.5).overlaps(second.padded(-0.5)), (one, two)


def test_the_table_has_the_volume_only_where_there_is_one(grown):
    rows = list(csv.DictReader(StringIO(curve_csv(grown))))
    assert [float(row["volume_ml"]) for row in rows] == pytest.approx(
        np.concatenate([curve.volume_ml for curve in grown.volumes]), rel=1e-6
    )
    assert "volume_ml" not in curve_csv(replace(grown, volumes=()))


def test_a_picture_remembers_that_it_grew_in_space(grown, tmp_path):
    for content, in_space in ((alone(grown), True), (replace(alone(grown), volumes=()), False)):
        document = read_document(export(tmp_path / "a.gif", content, Options(size="email")))
        assert document.in_space is in_space
        assert json.loads(provenance_json(content))["dimensions"] == (3 if in_space else 2)


def test_volumes_must_fit_the_growths(grown):
    with pytest.raises(ValueError, match="do not fit"):
        replace(grown, volumes=grown.volumes[:1])
