"""The window hears of a page only when that needs another width."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget

from physnet_viewer.views.tall_area import TallArea

LONG = "other words " * 8  # several lines of them


class Watched(QMainWindow):
    """Counts how often it has to lay out what it holds."""

    def __init__(self):
        super().__init__()
        self.count = 0
        content = QWidget()
        layout = QVBoxLayout(content)
        self.label = QLabel("few words")
        self.label.setWordWrap(True)
        self.fixed = QLabel("wide")
        layout.addWidget(self.label)
        layout.addWidget(self.fixed)
        self.area = TallArea(content)
        self.setCentralWidget(self.area)

    def event(self, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return super().event(event)


@pytest.fixture
def window(qtbot):
    made = Watched()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    settle()
    made.label.setText("other words")
    settle()
    return made


def settle():
    for _ in range(3):
        QApplication.processEvents()


def test_other_words_do_not_concern_the_window(window):
    before = window.count
    window.label.setText(LONG)
    settle()
    assert window.count == before
    assert window.label.height() >= window.label.heightForWidth(window.label.width())


def test_what_needs_more_room_gets_it(window):
    narrow = window.minimumSizeHint().width()
    before = window.count
    window.fixed.setText("a line that is not broken " * 3)
    settle()
    assert window.count > before
    assert window.minimumSizeHint().width() > narrow
