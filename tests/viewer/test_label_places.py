"""The words of measurements stand apart from each other, from the bar of colors and from the edges."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF
from waiting import settled

from physnet_core.imaging.measure import Annotation
from physnet_viewer.views.label_places import label_place

SEEN = QRectF(0, 0, 400, 300)
LINE = QRectF(180, 140, 40, 20)
LABEL = QSizeF(60, 20)
SIDES = {
    "right": QPointF(226, 160),
    "left": QPointF(114, 160),
    "above": QPointF(170, 114),
    "below": QPointF(170, 166),
}


def test_the_first_free_side_is_taken():
    taken = []
    for corner in SIDES.values():
        place = label_place(LINE, LABEL, taken, SEEN)
        assert place == QRectF(corner, LABEL)
        taken.append(QRectF(corner, QSizeF(1, 1)))
    assert label_place(LINE, LABEL, taken, SEEN).topLeft() == SIDES["right"], "rather on words than out of sight"


@given(
    left=st.floats(-100, 500), top=st.floats(-100, 400), width=st.floats(0, 500), height=st.floats(0, 400), n=st.data()
)
def test_a_label_is_always_seen(left, top, width, height, n):
    bar = QRectF(n.draw(st.floats(0, 350)), 50, 50, 200)
    assert SEEN.contains(label_place(QRectF(left, top, width, height), LABEL, [bar], SEEN))


@pytest.fixture
def stage(make_stage, bundle, scan):
    made = make_stage(weights=bundle)
    made.open(scan / "one")
    settled(made.window.image_view.panes[0])
    return made


def measure(stage, *lines):
    source = stage.state.current_source
    made = tuple(
        Annotation(kind="ruler", source=source, points=points, number=number)
        for number, points in enumerate(lines, start=1)
    )
    stage.session.update(annotations=made)
    return labelled(stage)


def labelled(stage):
    labels = [item._label for item in stage.window.image_view.panes[0].measures._items]
    return [label.textItem.mapRectToScene(label.textItem.boundingRect()) for label in labels]


def test_two_lines_that_end_at_one_point_can_both_be_read(stage):
    places = measure(stage, ((10, 10), (40, 30)), ((20, 10), (40, 30)), ((40, 30), (25, 10)))
    assert len(places) == 3
    for one, other in itertools.combinations(places, 2):
        assert not one.intersects(other)


def test_a_label_keeps_out_of_the_bar_of_colors(stage):
    pane = stage.window.image_view.panes[0]
    bar = pane._letters.bar_room()
    assert not bar.isEmpty()
    start = pane.box.mapSceneToView(bar.center() - QPointF(bar.width() / 2 + 20, -20))
    down, right = pane.content.image.pixel_spacing
    end = (start.y() / down, start.x() / right)
    (place,) = measure(stage, ((end[0] - 5, end[1] - 5), end))
    assert not place.intersects(bar)
    stage.window.overlay_controls._visible.click()
    assert pane._letters.bar_room().isEmpty()
    assert labelled(stage)[0].intersects(bar), "without the bar its place is free"
