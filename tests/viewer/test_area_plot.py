"""The area plot: its data, units, and the line of the current frame."""

from dataclasses import replace

import numpy as np
import pyqtgraph as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_states import STEPS, TWEAK, emitted, growth, prediction, state, tweaked_state

from physnet_core.growth.spread import AreaBand
from physnet_viewer.session import Parameters, ViewState
from physnet_viewer.views.area_plot import AreaPlot, CurveKey, _round_up
from physnet_viewer.views.strokes import DASHED, SOLID


@pytest.fixture
def plot(qtbot):
    widget = AreaPlot()
    qtbot.addWidget(widget)
    widget.resize(300, 180)
    widget.show()
    return widget


def curves(plot):
    return plot.findChild(pg.PlotWidget).getPlotItem().listDataItems()


def line(plot):
    items = plot.findChild(pg.PlotWidget).getPlotItem().items
    return next(item for item in items if isinstance(item, pg.InfiniteLine))


def labels(plot):
    widget = plot.findChild(pg.PlotWidget)
    return [widget.getAxis(side).labelText for side in ("left", "bottom")]


def test_both_curves_are_the_areas_over_days(plot):
    plot.render(None, tweaked_state())
    for curve, expected in zip(curves(plot), (growth(), growth(TWEAK)), strict=True):
        x, y = curve.getData()
        np.testing.assert_allclose(x, np.arange(STEPS + 1) * 15.0)
        np.testing.assert_allclose(y, expected.smooth_area)
    assert labels(plot) == ["area (mm²)", "days (assumed)"]


def test_curves_differ_by_more_than_color(plot):
    assert [tuple(curve.opts["pen"].dashPattern()) for curve in curves(plot)] == [SOLID, DASHED]


def test_the_band_lies_around_the_learned_curve_alone_in_its_units(plot):
    shown = tweaked_state()
    area = shown.learned.smooth_area / shown.learned.cell_area
    band = AreaBand(prediction=shown.current_prediction, low=0.9 * area, high=1.2 * area)
    plot.render(None, replace(shown, band=band))
    fill = next(
        item for item in plot.findChild(pg.PlotWidget).getPlotItem().items if isinstance(item, pg.FillBetweenItem)
    )
    assert fill.isVisible()
    for edge, factor in zip(fill.curves, (0.9, 1.2), strict=True):
        np.testing.assert_allclose(edge.getData()[1], factor * shown.learned.smooth_area)
    learned, tweaked = plot.findChild(pg.PlotWidget).accessibleDescription().split("; ")
    assert "when the slice is taken again" in learned
    assert "taken again" not in tweaked
    plot.render(shown, replace(shown, band=AreaBand(prediction=prediction(), low=area, high=area)))  # of another slice
    assert not fill.isVisible()


def test_without_spacing_cells_over_steps(plot):
    plot.render(None, state(prediction(pixel_spacing=None)))
    assert labels(plot) == ["area (cells)", "steps"]
    assert curves(plot)[0].getData()[0][-1] == STEPS


def test_curves_are_reused_and_emptied(plot):
    first, second = tweaked_state(), state()
    plot.render(None, first)
    before = curves(plot)
    plot.render(first, second)
    assert curves(plot) == before
    assert curves(plot)[1].getData()[0] is None or len(curves(plot)[1].getData()[0]) == 0
    assert not plot.findChild(CurveKey).isVisibleTo(plot)
    plot.render(second, ViewState())
    assert not line(plot).isVisible()


def test_the_line_stands_at_the_frame(plot):
    plot.render(None, state(frame=3))
    assert line(plot).value() == 45.0


def test_dragging_the_line_gives_the_nearest_frame_once(plot):
    plot.render(None, state(frame=0))
    log = emitted(plot.frameChanged)
    for days in (40.0, 46.0, 50.0, 53.0):
        line(plot).setValue(days)
        line(plot).sigDragged.emit(line(plot))
    assert log == [3, 4]


def test_rendering_tells_nobody(plot):
    log = emitted(plot.frameChanged)
    plot.render(None, state(frame=3))
    plot.render(state(frame=3), state(frame=5))
    assert log == []


def test_the_axis_holds_both_curves_from_zero(plot):
    plot.render(None, tweaked_state())
    (_, right), (bottom, top) = plot.findChild(pg.PlotWidget).getPlotItem().viewRange()
    assert right >= 120.0
    assert bottom == pytest.approx(0.0, abs=1e-9)
    assert top > max(growth().smooth_area.max(), growth(TWEAK).smooth_area.max())


def test_the_curves_are_told_in_words(plot):
    plot.render(None, tweaked_state())
    words = plot.findChild(pg.PlotWidget).accessibleDescription()
    assert words.startswith("learned: ")
    assert "; tweaked: " in words
    assert words.endswith("mm² in 120 days")


@given(st.floats(0.0, 1e9))
def test_the_axis_ends_on_a_round_number_just_above(top):
    end = _round_up(top)
    assert end > top
    assert end <= max(2.1 * top, 2e-6)
    assert float(f"{end:.2e}") == pytest.approx(end, rel=1e-9), "few digits"


def test_a_small_move_leaves_the_axis(plot):
    ranges = []
    for diffusion in (0.4, 0.402):
        tweak = Parameters(diffusion_number=diffusion, growth_number=0.5)
        plot.render(None, state(tweak=tweak, tweaked=growth(tweak)))
        ranges.append(plot.findChild(pg.PlotWidget).getPlotItem().viewRange()[1])
    assert ranges[0] == ranges[1]
