"""The line at the bottom says what is under way, and never half of it."""

from PySide6.QtWidgets import QLabel

from physnet_viewer.session import Task, ViewState
from physnet_viewer.views.status_line import StatusLine


def shown(line: StatusLine) -> list[QLabel]:
    return [label for label in line.findChildren(QLabel) if label.isVisible() and label.text()]


def made(qtbot) -> StatusLine:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(900, 30)
    line.show()
    qtbot.waitExposed(line)
    return line


def test_no_picture_shows_half_a_word(qtbot):
    line, states = made(qtbot), [ViewState()]
    for name, done in (("Reading slices", 1), ("Predicting", 20), ("Reading slices", 12_000)):
        task = Task(name=name, done=done, total=20_000)
        states.append(ViewState(device="CPU", slices=(None,) * done, tasks=(task,)))
        line.render(*states[-2:])  # and no event is handled before the next picture
        for label in shown(line):
            assert label.width() >= label.sizeHint().width(), label.text()


def test_counting_up_pushes_nothing_about(qtbot):
    line, places = made(qtbot), set()
    counted = next(label for label in line.findChildren(QLabel) if label is line._loaded)
    for read in (0, 9, 10, 128):
        line.render(None, ViewState(device="CPU", slices=(object(),) * read + (None,) * (128 - read)))
        line.layout().activate()
        places.add(counted.x())
    assert len(places) == 1
