"""The strip: one cell a slice, and no verdict by color alone."""

import pytest
from panel_states import prediction
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from physnet_viewer import theme
from physnet_viewer.session import ViewState
from physnet_viewer.views.slice_strip import SliceStrip
from physnet_viewer.views.strip_picture import StripLayout, StripPicture, letter_runs

GLIOMA = prediction((0.9, 0.05, 0.03, 0.02))
UNSURE = prediction((0.4, 0.3, 0.2, 0.1), uncertain=True)
STRANGE = prediction((0.9, 0.05, 0.03, 0.02), in_distribution=False, reason="The picture is empty.")


@pytest.fixture
def strip(qtbot, qapp):
    theme.apply(qapp, "dark")
    widget = SliceStrip()
    qtbot.addWidget(widget)
    widget.resize(420, 60)
    widget.show()
    return widget


def state(*predictions, current=0, **changes):
    return ViewState(
        series_uid="1", predictions=predictions, slices=(None,) * len(predictions), slice_index=current, **changes
    )


def colors_of(strip, index):
    """Return the colors of a cell, letters and place marker left out."""
    image, cell = strip.grab().toImage(), strip._layout().cell(index)
    xs, ys = range(round(cell.left()) + 2, round(cell.right()) - 2), range(round(cell.top()), round(cell.bottom()))
    return {image.pixelColor(x, y).name() for x in xs for y in ys}


def test_a_click_and_a_drag_go_to_a_slice(strip, qtbot):
    strip.render(None, state(*[GLIOMA] * 10))
    chosen = []
    strip.sliceChosen.connect(chosen.append)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10 + 40 * 7 + 3, 30))
    assert chosen == [7]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(419, 30))
    assert chosen == [7, 9]


def test_keys_move_along_it(strip):
    chosen = []
    strip.sliceChosen.connect(chosen.append)
    strip.render(None, state(*[GLIOMA] * 30, current=5))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(strip, key)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):  # as on the image
        QTest.keyClick(strip, key)
    QTest.keyClick(strip, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert chosen == [6, 4, 29, 0, 6, 4, 15, 0, 15]


def test_the_color_is_that_of_the_class(strip):
    strip.render(None, state(GLIOMA, None, current=1))
    assert strip.index_at(strip._layout().cell(0).center().x()) == 0
    assert theme.class_color("glioma").name() in colors_of(strip, 0)


@pytest.mark.parametrize("verdict", [UNSURE, STRANGE, None])
def test_what_is_not_sure_has_no_color_of_a_class(strip, verdict):
    strip.render(None, state(verdict, GLIOMA, current=1))
    classes = {theme.class_color(label).name() for label in theme.CLASS_LABELS}
    assert not colors_of(strip, 0) & classes


def test_verdicts_differ_in_form_and_letter(strip):
    cells = {}
    for name, verdict in (("sure", GLIOMA), ("unsure", UNSURE), ("strange", STRANGE), ("none", None)):
        strip.render(None, state(verdict, None, current=1))
        image, cell = strip.grab().toImage(), strip._layout().cell(0).toRect()
        ink = [
            (x, y)
            for x in range(cell.left(), cell.right())
            for y in range(1, cell.bottom())
            if image.pixelColor(x, y).lightnessF() > 0.25
        ]
        cells[name] = frozenset(ink)
    assert len(set(cells.values())) == 4
    assert [letter for *_, letter in letter_runs((GLIOMA, UNSURE, STRANGE))] == ["G", "?", "–"]


def test_a_higher_bar_is_a_surer_answer(strip):
    faint = prediction((0.6, 0.2, 0.1, 0.1))

    def height(answer):
        strip.render(None, state(answer, None, current=1))
        image, cell = strip.grab().toImage(), strip._layout().cell(0)
        color = theme.class_color("glioma")
        x = round(cell.center().x())
        return sum(image.pixelColor(x, y) == color for y in range(strip.height()))

    assert height(GLIOMA) > height(faint) > 0


def test_a_letter_stands_once_over_a_run():
    meningioma = prediction((0.1, 0.8, 0.05, 0.05))
    runs = letter_runs((GLIOMA, GLIOMA, meningioma, None, GLIOMA))
    assert runs == [(0, 1, "G"), (2, 2, "M"), (4, 4, "G")]


def test_each_cell_can_be_told_in_words(strip):
    strip.render(None, state(GLIOMA, UNSURE, STRANGE, None, None, unreadable={4: "cut off"}))
    assert strip.describe(0) == "Slice 1 of 5: Glioma, 90%"
    assert strip.describe(1) == "Slice 2 of 5: uncertain (Glioma, 40%)"
    assert strip.describe(2) == "Slice 3 of 5: out of range. The picture is empty."
    assert strip.describe(3) == "Slice 4 of 5: not computed yet"
    assert strip.describe(4) == "Slice 5 of 5: could not be read"
    assert strip.accessibleDescription() == strip.describe(0)


def test_hundreds_of_slices_and_none_at_all(strip):
    strip.render(None, state(*[GLIOMA, None] * 400, current=799))
    assert not strip.grab().isNull()
    strip.render(None, ViewState())
    assert strip.index_at(30.0) is None
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert not strip.grab().isNull()


def test_what_is_drawn_bit_by_bit_looks_like_what_is_drawn_at_once(qtbot):
    verdicts = [GLIOMA, UNSURE, STRANGE, None, GLIOMA] * 5
    bit_by_bit, at_once = SliceStrip(), SliceStrip()
    for widget in (bit_by_bit, at_once):
        qtbot.addWidget(widget)
        widget.resize(420, 60)
    for known in range(len(verdicts)):
        bit_by_bit.render(None, state(*verdicts[:known], *[None] * (len(verdicts) - known)))
        bit_by_bit.grab()
    for widget in (bit_by_bit, at_once):
        widget.render(None, state(*verdicts))
    assert bit_by_bit.grab().toImage() == at_once.grab().toImage()


@pytest.mark.parametrize("count", [20, 2000])
def test_answers_that_are_all_gone_leave_nothing(qapp, count):
    layout, font = StripLayout(width=800, height=60, line=14, count=count), qapp.font()
    picture, nothing = StripPicture(), [None] * count
    picture.of(layout, [GLIOMA] * count, {}, font, 1.0)
    empty = StripPicture().of(layout, nothing, {}, font, 1.0).toImage()
    assert picture.of(layout, nothing, {}, font, 1.0).toImage() == empty


def test_thousands_drawn_bit_by_bit_look_like_those_drawn_at_once(qapp):
    layout, font = StripLayout(width=800, height=60, line=14, count=2000), qapp.font()
    verdicts = [GLIOMA, UNSURE, STRANGE, *[None] * 97] * 20
    bit_by_bit = StripPicture()
    for known in range(0, 2001, 125):
        drawn = bit_by_bit.of(layout, [*verdicts[:known], *[None] * (2000 - known)], {}, font, 1.0)
    assert drawn.toImage() == StripPicture().of(layout, verdicts, {}, font, 1.0).toImage()


def test_one_tumor_among_thousands_of_slices_is_seen(strip):
    healthy = prediction((0.05, 0.05, 0.85, 0.05))
    slices = [healthy] * 3000
    slices[1500] = GLIOMA
    strip.render(None, state(*slices))
    image, x = strip.grab().toImage(), round(strip._layout().cell(1500).center().x())
    around = {image.pixelColor(column, row).name() for column in range(x - 2, x + 3) for row in range(strip.height())}
    assert theme.class_color("glioma").name() in around


def test_thousands_that_wait_are_drawn_as_one_line(qapp):
    layout = StripLayout(width=800, height=60, line=14, count=2000)
    nothing, font, picture = [None] * 2000, qapp.font(), StripPicture()
    line = picture.of(layout, nothing, {}, font, 1.0).toImage()
    ground = line.pixel(400, 30)
    drawn = {y for y in range(60) for x in range(20, 780) if line.pixel(x, y) != ground}
    assert len(drawn) == 2
    assert all(line.pixel(x, min(drawn)) != ground for x in range(20, 780))
    picture.of(layout, [UNSURE, *nothing[1:]], {}, font, 1.0)
    assert picture.of(layout, nothing, {}, font, 1.0).toImage() == line, "what was known is wiped out"
