"""The image: pixels, overlay and outlines where they belong, letters that are true, a mouse that obeys."""

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from panel_states import growth, prediction
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from waiting import settled

from physnet_core.imaging import SeriesInfo, Slice, SliceSource, Window
from physnet_core.network.grid import Grid
from physnet_viewer.session import Overlay, Parameters, Task, ViewState
from physnet_viewer.view_parts import READING
from physnet_viewer.views import geometry
from physnet_viewer.views.image_view import ImageView
from physnet_viewer.views.pane_content import NO_TWEAK, UNKNOWN_GEOMETRY

SPACING = (2.0, 1.0)
ROWS, COLUMNS = 200, 220


def stamp() -> np.ndarray:
    """Return (R, C) float32 that shows every flip: bright top left, grey top right, dark below."""
    pixels = np.full((ROWS, COLUMNS), 100.0, np.float32)
    pixels[: ROWS // 2, : COLUMNS // 2] = 1000.0
    pixels[: ROWS // 2, COLUMNS // 2 :] = 550.0
    return pixels


def affine(columns=(1, 0, 0), rows=(0, 1, 0), origin=(-50.0, -80.0, 7.0)) -> np.ndarray:
    matrix = np.eye(4)
    matrix[:3, 0] = np.cross(columns, rows) * 4.0
    matrix[:3, 1] = np.asarray(rows) * SPACING[0]
    matrix[:3, 2] = np.asarray(columns) * SPACING[1]
    matrix[:3, 3] = origin
    return matrix


def shown(pixels=None, *, spacing=SPACING, where=None, slices=1, **changes) -> ViewState:
    pixels = stamp() if pixels is None else pixels
    matrix = affine() if where is None and spacing else where
    image = Slice(index=0, pixels=pixels, pixel_spacing=spacing, affine=matrix)
    series = SeriesInfo(
        uid="1",
        format="dicom",
        plane="axial",
        slices=slices,
        rows=ROWS,
        columns=COLUMNS,
        sources=(SliceSource(path="x"),) * slices,
    )
    state = ViewState(
        series=(series,),
        series_uid="1",
        slices=(image,) * slices,
        predictions=(prediction(slice_index=0),) * slices,
        window=Window(center=550, width=900),
        model="ready",
    )
    return replace(state, **changes)


def grown(**changes):
    """Return a growth on the stamp: a raster of 10 x 10 cells of 20 x 22 pixels."""
    grid = Grid(origin=(9.5, 10.5), step=(20.0, 22.0), shape=(10, 10))
    frames = np.zeros((9, 10, 10), np.float32)
    for step in range(9):
        frames[step, 2:4, 6:9] = 0.2 + 0.1 * step
    return replace(growth(), frames=frames, grid=grid, latent_step=grid.step, **changes)


@pytest.fixture
def view(qtbot):
    widget = ImageView()
    qtbot.addWidget(widget)
    widget.resize(600, 600)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def picture(view) -> QImage:
    return view.panes[0].grab().toImage()


def at(view, row, column, pane=0):
    """Return where a pixel of the slice is on screen, in the pane."""
    box = view.panes[pane].box
    point = box.mapViewToScene(QPointF(column * SPACING[1], row * SPACING[0]))
    return view.panes[pane].mapFromScene(point)


def grey(view, row, column):
    return picture(view).pixelColor(at(view, row, column)).getRgb()[:3]


def test_pixels_are_where_they_are_in_the_file(view):
    view.render(None, shown())
    assert grey(view, 50, 60) == (255, 255, 255)
    assert grey(view, 50, 160) == pytest.approx((127, 127, 127), abs=2)
    assert grey(view, 150, 60) == (0, 0, 0)
    assert grey(view, 150, 160) == (0, 0, 0)


def test_the_aspect_is_true_in_millimetres(view):
    view.render(None, shown())
    left, right = at(view, 100, 0), at(view, 100, 100)
    top, bottom = at(view, 0, 100), at(view, 100, 100)
    across, down = right.x() - left.x(), bottom.y() - top.y()
    assert down / across == pytest.approx(SPACING[0] / SPACING[1], rel=0.02)


def test_a_window_is_levels_and_leaves_the_data_alone(view):
    state = shown()
    view.render(None, state)
    brighter = replace(state, window=Window(center=325, width=450))
    view.render(state, brighter)
    assert grey(view, 50, 160) == (255, 255, 255)
    np.testing.assert_array_equal(state.slices[0].pixels, stamp())
    assert np.shares_memory(view.panes[0]._image.image, state.slices[0].pixels)


def test_inverted_is_black_for_white(view):
    state = shown(inverted=True)
    view.render(None, state)
    assert grey(view, 50, 60) == (0, 0, 0)
    assert grey(view, 150, 60) == (255, 255, 255)
    assert grey(view, 50, 160) == pytest.approx((128, 128, 128), abs=2)


def test_an_empty_picture_and_one_pixel_are_drawn(view):
    view.render(None, shown(np.zeros((1, 1), np.float32), window=Window(center=0.5, width=1.0)))
    view.render(None, shown(np.zeros((ROWS, COLUMNS), np.float32), window=Window(center=0.5, width=1.0)))
    assert grey(view, 50, 60) == (0, 0, 0)


def test_density_lies_on_its_cells(view):
    bare = shown()
    view.render(None, bare)
    before = picture(view)
    view.render(bare, replace(bare, learned=grown(), frame=8, overlay=Overlay(contour=None, opacity=1.0)))
    after = picture(view)
    changed = [
        (row, column)
        for row in range(10, ROWS, 20)
        for column in range(11, COLUMNS, 22)
        if before.pixelColor(at(view, row, column)) != after.pixelColor(at(view, row, column))
    ]
    assert changed == [(row, column) for row in (50, 70) for column in (143, 165, 187)]


def test_density_can_be_hidden_and_follows_the_frame(view):
    state = shown(learned=grown(), frame=0, overlay=Overlay(contour=None, opacity=1.0))
    view.render(None, state)
    early = picture(view).pixelColor(at(view, 50, 143))
    later = replace(state, frame=8)
    view.render(state, later)
    assert picture(view).pixelColor(at(view, 50, 143)) != early
    hidden = replace(later, overlay=replace(later.overlay, visible=False))
    view.render(later, hidden)
    assert grey(view, 50, 143) == pytest.approx((127, 127, 127), abs=2)


def test_the_overlay_is_the_color_of_exports(view):
    from physnet_core.export.colour import blend, colour, lut

    state = shown(learned=grown(), frame=8, overlay=Overlay(contour=None, opacity=0.6))
    view.render(None, state)
    base = np.full((1, 1, 3), 127, np.uint8)
    expected = blend(base, colour(np.array([[1.0]], np.float32), lut("inferno"), 0.6, 0.05))[0, 0]
    assert grey(view, 50, 143) == pytest.approx(tuple(int(part) for part in expected), abs=3)


def test_smooth_density_is_interpolated_inside_its_extent_and_says_so(view):
    state = shown(learned=grown(), frame=8, overlay=Overlay(smooth=True))
    view.render(None, state)
    assert view.panes[0].content.words.badge == "interpolated"
    fine = geometry.shown_frame(grown(), 8, smooth=True)
    assert fine.shape == (80, 80)
    assert fine.min() >= 0
    assert fine.max() <= 1
    between = fine[20:32, 45]  # across the edge of the bright cells
    assert np.any((between > 0.1) & (between < 0.9))
    assert geometry.shown_frame(grown(), 8, smooth=False) is not fine


def test_the_outline_runs_at_its_level():
    field = np.repeat(np.linspace(0, 1, 11, dtype=np.float32)[None, :], 11, axis=0)[None]
    grid = Grid(origin=(5.0, 5.0), step=(10.0, 10.0), shape=(11, 11))
    made = replace(growth(), frames=np.repeat(field, 9, axis=0), grid=grid, latent_step=grid.step)
    image = Slice(index=0, pixels=np.zeros((110, 110), np.float32), pixel_spacing=SPACING)
    path = geometry.contour(made, 0, 0.5, image)
    xs = [path.elementAt(index).x for index in range(path.elementCount())]
    ys = [path.elementAt(index).y for index in range(path.elementCount())]
    assert xs == pytest.approx([55.0 * SPACING[1]] * len(xs))
    assert (min(ys), max(ys)) == (5.0 * SPACING[0], 105.0 * SPACING[0])


def test_the_wide_edge_is_drawn_around_the_core(view):
    view.render(None, shown(learned=grown(), frame=8, overlay=Overlay(contour=0.8, fine_contour=0.16)))
    core, fine = view.panes[0]._own, view.panes[0]._fine_own
    assert core.isVisible()
    assert fine.isVisible()
    assert fine.pen().widthF() < core.pen().widthF()
    assert fine.path().boundingRect().contains(core.path().boundingRect())
    view.render(None, shown(learned=grown(), frame=8, overlay=Overlay(contour=0.8)))
    assert not fine.isVisible()


LETTERS = {(1, 0, 0): "L", (-1, 0, 0): "R", (0, 1, 0): "P", (0, -1, 0): "A", (0, 0, 1): "S", (0, 0, -1): "I"}
ORIENTATIONS = [
    (tuple(s * int(a == i) for i in range(3)), tuple(t * int(b == i) for i in range(3)))
    for a, b, _ in permutations(range(3))
    for s, t in product((1, -1), repeat=2)
]


@pytest.mark.parametrize(("columns", "rows"), ORIENTATIONS)
def test_letters_are_true_in_every_orientation(view, columns, rows):
    view.render(None, shown(where=affine(columns, rows)))
    left, right, top, bottom = view.panes[0].content.words.edges
    opposite = tuple(tuple(-part for part in axis) for axis in (columns, rows))
    assert (right, bottom) == (LETTERS[columns], LETTERS[rows])
    assert (left, top) == (LETTERS[opposite[0]], LETTERS[opposite[1]])


def test_unknown_geometry_is_said_and_shows_no_letters_and_no_mm(view):
    view.render(None, shown(spacing=None))
    words = view.panes[0].content.words
    assert words.edges is None
    assert UNKNOWN_GEOMETRY in words.bottom_left
    assert view.panes[0].mm_per_pixel() is None


def test_the_scale_is_that_of_the_picture(view):
    view.render(None, shown())
    hundred_mm = at(view, 0, 100).x() - at(view, 0, 0).x()
    assert 100 / hundred_mm == pytest.approx(view.panes[0].mm_per_pixel(), rel=0.01)
    before = view.panes[0].mm_per_pixel()
    view.zoom(2.0)
    assert view.panes[0].mm_per_pixel() == pytest.approx(before / 2, rel=0.01)
    view.fit()
    assert view.panes[0].mm_per_pixel() == pytest.approx(before, rel=0.01)


def test_the_cursor_is_read_in_all_units(view, qtbot):
    state = shown(learned=grown(), frame=3)
    view.render(None, state)
    heard = []
    view.cursorMoved.connect(heard.append)
    QTest.mouseMove(view.panes[0].viewport(), at(view, 50, 143))
    qtbot.waitUntil(lambda: bool(heard))
    reading = heard[-1]
    assert (reading.row, reading.column) == (50, 143)
    assert reading.value == 550.0
    assert reading.density == pytest.approx(0.5)
    assert reading.position == pytest.approx((-50 + 143 * 1.0, -80 + 50 * 2.0, 7.0), abs=0.6)


def test_outside_of_slice_and_raster_there_is_nothing_to_read():
    image, made = shown().slices[0], grown()
    assert geometry.read_cursor(image, made, 0, QPointF(-3.0, 5.0)) is None
    assert geometry.read_cursor(image, None, 0, QPointF(3.0, 5.0)).density is None
    corner = geometry.read_cursor(image, made, 0, QPointF(219.4, 398.9))
    assert (corner.row, corner.column) == (ROWS - 1, COLUMNS - 1)


def wheel(view, turns, modifiers=Qt.KeyboardModifier.NoModifier):
    viewport = view.panes[0].viewport()
    place = QPointF(viewport.rect().center())
    event = QWheelEvent(
        place,
        QPointF(viewport.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, turns),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_the_wheel_pages_and_with_ctrl_zooms(view):
    view.render(None, shown())
    steps = []
    view.slicesStepped.connect(steps.append)
    wheel(view, -120)
    wheel(view, 240)
    assert steps == [1, -2]
    before = view.panes[0].mm_per_pixel()
    wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert steps == [1, -2]
    assert view.panes[0].mm_per_pixel() < before


def test_parts_of_a_notch_add_up(view):
    view.render(None, shown())
    steps = []
    view.slicesStepped.connect(steps.append)
    for _ in range(4):
        wheel(view, -30)
    assert steps == [1]


def drag(view, by, button):
    viewport, start = view.panes[0].viewport(), QPoint(300, 300)
    QTest.mousePress(viewport, button, pos=start)
    for part in (0.3, 0.6, 1.0):
        QTest.mouseMove(viewport, start + QPoint(round(by[0] * part), round(by[1] * part)))
        QTest.qWait(20)
    QTest.mouseRelease(viewport, button, pos=start + QPoint(*by))


def test_left_drag_windows_across_and_levels_up(view):
    state = shown()
    view.render(None, state)
    heard = []
    view.windowChanged.connect(heard.append)
    drag(view, (100, 0), Qt.MouseButton.LeftButton)
    assert heard[-1].width > state.window.width
    assert heard[-1].center == pytest.approx(state.window.center, abs=5)
    heard.clear()
    drag(view, (0, -100), Qt.MouseButton.LeftButton)
    assert heard[-1].center < state.window.center  # a lower level is a brighter image
    view.set_up_brightens(False)
    drag(view, (0, -100), Qt.MouseButton.LeftButton)
    assert heard[-1].center > state.window.center


def test_middle_drag_moves_and_right_drag_zooms(view):
    view.render(None, shown())
    heard = []
    view.windowChanged.connect(heard.append)
    before = at(view, 50, 60)
    drag(view, (40, 20), Qt.MouseButton.MiddleButton)
    moved = at(view, 50, 60) - before
    assert (moved.x(), moved.y()) == (pytest.approx(40, abs=3), pytest.approx(20, abs=3))
    scale = view.panes[0].mm_per_pixel()
    drag(view, (0, -60), Qt.MouseButton.RightButton)
    assert view.panes[0].mm_per_pixel() != pytest.approx(scale, rel=0.01)
    assert heard == []


def test_a_moved_image_stays_moved_when_the_slice_changes(view):
    state = shown()
    view.render(None, state)
    view.zoom(2.0)
    scale = view.panes[0].mm_per_pixel()
    other = replace(state, slices=(replace(state.slices[0], pixels=stamp() * 0.5),))
    view.render(state, other)
    assert view.panes[0].mm_per_pixel() == pytest.approx(scale)


def tweaked_state(**changes):
    tweak = Parameters(diffusion_number=0.4, growth_number=0.6)
    return shown(
        learned=grown(),
        tweaked=grown(diffusion_number=0.4, growth_number=0.6, source="simulated"),
        tweak=tweak,
        frame=8,
        **changes,
    )


def test_one_image_shows_the_tweaked_growth_and_the_learned_outline(view):
    state = tweaked_state()
    view.render(None, state)
    content = view.panes[0].content
    assert content.growth is state.tweaked
    assert content.compared is state.learned
    assert content.words.top_right[0] == "Tweaked"
    assert not view.panes[1].isVisible()


def test_b_held_shows_the_learned_growth(view):
    state = tweaked_state()
    view.render(None, state)
    view.setFocus()
    QTest.keyPress(view, Qt.Key.Key_B)
    assert view.panes[0].content.growth is state.learned
    QTest.keyRelease(view, Qt.Key.Key_B)
    assert view.panes[0].content.growth is state.tweaked


def test_two_images_show_both_and_move_together(view, qtbot):
    state = tweaked_state(layout="side_by_side")
    view.render(None, state)
    qtbot.waitUntil(view.panes[1].isVisible)
    assert [pane.content.growth for pane in view.panes] == [state.learned, state.tweaked]
    view.zoom(2.0)
    ranges = [pane.box.viewRect() for pane in view.panes]
    assert ranges[0].center().x() == pytest.approx(ranges[1].center().x())
    assert ranges[0].width() == pytest.approx(ranges[1].width(), rel=1e-6)
    assert view.panes[0].mm_per_pixel() == pytest.approx(view.panes[1].mm_per_pixel(), rel=1e-3)


def test_without_a_tweak_the_second_image_says_what_to_do(view):
    view.render(None, shown(learned=grown(), layout="side_by_side"))
    assert NO_TWEAK in view.panes[1].content.words.top_right
    assert view.panes[1].content.growth is None


def test_a_double_click_shows_one_of_two_alone(view, qtbot):
    view.render(None, tweaked_state(layout="side_by_side"))
    qtbot.waitUntil(view.panes[1].isVisible)
    view.panes[1].box.doubleClicked.emit()
    assert [pane.isVisible() for pane in view.panes] == [False, True]
    view.panes[1].box.doubleClicked.emit()
    assert [pane.isVisible() for pane in view.panes] == [True, True]


def test_what_was_done_to_one_of_two_alone_is_done_to_both(view, qtbot):
    view.render(None, tweaked_state(layout="side_by_side"))
    qtbot.waitUntil(view.panes[1].isVisible)
    for _ in range(2):
        view.show_next_alone()
    assert [pane.isVisible() for pane in view.panes] == [False, True]
    view.zoom(2.0)
    view.move_images(0.2, 0.1)
    view.show_next_alone()
    qtbot.waitUntil(view.panes[0].isVisible)
    QApplication.processEvents()
    one, other = (pane.box.viewRect() for pane in view.panes)
    assert one.width() == pytest.approx(other.width(), rel=1e-6)
    assert (one.center().x(), one.center().y()) == pytest.approx((other.center().x(), other.center().y()))


def test_after_two_images_one_fills_the_view_again(view, qtbot):
    view.resize(360, 600)
    single = shown()
    view.render(None, single)
    before = view.panes[0].mm_per_pixel()
    double = replace(single, layout="side_by_side")
    view.render(single, double)
    qtbot.waitUntil(lambda: view.panes[0].mm_per_pixel() > before * 1.2)
    view.render(double, single)
    qtbot.waitUntil(lambda: abs(view.panes[0].mm_per_pixel() / before - 1) < 0.01)


def test_the_words_name_the_growth_that_is_drawn_and_not_the_sliders(view):
    """While a simulation runs the picture is of the old values; the words must not run ahead of it."""
    state = replace(tweaked_state(), tweak=Parameters(diffusion_number=0.9, growth_number=0.9))
    view.render(None, state)
    expected = state.tweaked.diffusion_mm2_per_day
    assert f"D {expected:.3g}" in view.panes[0].content.words.bottom_right[0]


@pytest.mark.parametrize(
    ("answer", "badge"),
    [
        (prediction(in_distribution=False, reason="The picture is empty."), "out of range"),
        (prediction((0.02, 0.03, 0.9, 0.05)), "no tumor predicted"),
    ],
)
def test_where_d_and_rho_mean_nothing_none_are_written(view, answer, badge):
    view.render(None, shown(learned=grown(), predictions=(answer,)))
    assert view.panes[0].content.words.bottom_right == ()
    assert view.panes[0].content.words.badge == badge


def test_an_uncertain_answer_is_said_beside_how_it_is_drawn(view):
    answer = prediction((0.4, 0.3, 0.2, 0.1), uncertain=True)
    view.render(None, shown(learned=grown(), predictions=(answer,), overlay=Overlay(smooth=True)))
    assert view.panes[0].content.words.badge == "uncertain · interpolated"


def test_an_unread_and_an_unreadable_slice_are_said(view):
    state = replace(shown(), slices=(None,), tasks=(Task(name=READING),))
    view.render(None, state)
    assert view.panes[0].content.words.center == "Reading slice 1…"
    stopped = replace(state, tasks=())
    view.render(state, stopped)
    assert view.panes[0].content.words.center == "Slice 1 was not read."
    view.render(stopped, replace(state, unreadable={0: "The file is cut off."}))
    assert view.panes[0].content.words.center == "Slice 1 cannot be shown. The file is cut off."
    assert grey(view, 50, 60) == (0, 0, 0)


def test_a_synthetic_scan_says_so(view):
    state = shown()
    view.render(None, replace(state, series=(replace(state.series[0], synthetic=True),)))
    assert any("Synthetic" in line for line in view.panes[0].content.words.top_left)


def test_it_says_in_words_where_one_is(view):
    view.render(None, shown())
    assert view.accessibleName() == "MRI slice"
    assert view.accessibleDescription() == "Slice 1 of 1, Glioma · 81%"
    view.render(None, shown(predictions=(None,)))
    assert view.accessibleDescription() == "Slice 1 of 1"


def test_everything_is_painted_without_complaint(view, qtbot):
    state = tweaked_state(layout="side_by_side")
    view.render(None, state)
    view.setFocus()
    assert not view.grab().isNull()
    leave = QEvent(QEvent.Type.Leave)
    with qtbot.waitSignal(view.cursorMoved) as signal:
        QApplication.sendEvent(view.panes[0], leave)
    assert signal.args == [None]


class Paints(QObject):
    """Counts how often each pane is painted."""

    def __init__(self, panes):
        super().__init__()
        self.counts = dict.fromkeys((pane.viewport() for pane in panes), 0)
        for viewport in self.counts:
            viewport.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.counts[watched] += 1
        return False


@pytest.mark.parametrize(("layout", "panes"), [("single", 1), ("side_by_side", 2), ("planes", 3)])
def test_a_page_turn_paints_each_pane_once(stage, scan, qapp, layout, panes):
    stage.open(scan)
    own = stage.state.current_prediction
    for index in (1, 2):
        stage.controller.show_slice(index)
        stage.controller.set_parameters(
            Parameters(diffusion_number=own.diffusion_number * 3, growth_number=own.growth_number)
        )
        stage.controller.commit_parameters()
        stage.wait(lambda state: state.tweaked is not None)
    stage.controller.set_layout(layout)
    stage.wait(lambda state: state.planes is not None or layout != "planes")
    settled(stage.window.image_view.panes[0])
    view = stage.window.image_view
    shown = [pane for pane in (*view.panes, *view.planes.panes) if pane.isVisible()]
    assert len(shown) == panes
    paints = Paints(shown)
    stage.controller.show_slice(1)
    stage.idle()
    for _ in range(5):
        qapp.processEvents()
    assert paints.counts[view.panes[0].viewport()] == 1
    if layout == "side_by_side":
        assert list(paints.counts.values()) == [1, 1]
        assert view.panes[1].content.growth is stage.state.tweaked


def test_a_pane_with_nothing_new_is_not_painted(stage, scan, qapp):
    stage.open(scan)
    settled(stage.window.image_view.panes[0])
    paints = Paints(stage.window.image_view.panes[:1])
    stage.window.image_view.render(None, stage.state)
    for _ in range(5):
        qapp.processEvents()
    assert list(paints.counts.values()) == [0]
