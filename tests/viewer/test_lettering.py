"""Letters, words and the color bar leave each other room, in narrow panes and in large type."""

import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage

from physnet_viewer.views.lettering import LetteringLayer
from physnet_viewer.views.words_placed import Lettering

WORDS = Lettering(
    top_left=("Coronal 113 / 224", "Synthetic scan: no patient"),
    top_right=("Learned",),
    bottom_left=("W 1408  L 704",),
    bottom_right=("D 0.143 mm²/day", "ρ 0.0246/day"),
    edges=("R", "L", "S", "I"),
    badge="slice by slice",
)
RULER = "Ruler, point 2 of 2: arrow keys move it, Enter sets it, Esc ends"


class Recorder(LetteringLayer):
    """Notes where each text was written."""

    def __init__(self, parent, scale):
        super().__init__(parent, scale)
        self.written: dict[str, QRectF] = {}

    def _write(self, painter, place, text, where, *, faint=False):
        flags = where | Qt.AlignmentFlag.AlignVCenter
        box = QFontMetrics(painter.font()).boundingRect(place.toRect(), int(flags.value), text)
        self.written[text] = QRectF(box).translated(painter.transform().dx() + self._shift, 0)
        super()._write(painter, place, text, where, faint=faint)

    def _paint_color_bar(self, painter, area, colors):
        self._shift = -painter.transform().dx()  # the bar is painted into a picture of its own
        super()._paint_color_bar(painter, area, colors)
        self._shift = 0

    _shift = 0


@pytest.fixture
def painted(qtbot):
    def paint(width, height, size, words=WORDS, ticks=None):
        layer = Recorder(None, lambda: 0.5)
        qtbot.addWidget(layer)
        font = layer.font()
        font.setPointSizeF(font.pointSizeF() * size)
        layer.setFont(font)
        layer.resize(width, height)
        layer.show_words(words)
        bar = QImage(1, 256, QImage.Format.Format_RGBA8888)
        bar.fill(QColor("red"))
        layer.show_color_bar(bar, (0.5,), **({} if ticks is None else {"ticks": ticks}))
        layer.grab()
        return layer.written

    return paint


@pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [250, 300, 420, 800])
@pytest.mark.parametrize("ticks", [("0", "0.5", "1"), ("−1", "0", "+1")])
def test_the_right_letter_keeps_away_from_the_bar(painted, size, width, ticks):
    written = painted(width, 420, size, ticks=ticks)
    labels = [written[text] for text in (*ticks, "density") if text in written]  # a low pane has room for two, or none
    assert all(box.right() <= width for box in labels)
    assert not any(written["L"].intersects(box.adjusted(-18, 0, 0, 0)) for box in labels)  # 18: the bar, left of them


@pytest.mark.parametrize("size", [1.0, 1.5])
@pytest.mark.parametrize("width", [190, 250, 420, 800])
@pytest.mark.parametrize("guide", ["", RULER])
def test_letters_above_and_below_do_not_lie_on_words(painted, size, width, guide):
    words = Lettering(**{**vars(WORDS), "guide": guide})
    written = painted(width, 480, size, words)
    for letter, text in itertools.product(("S", "I"), written.keys() - {"S", "I"}):
        assert not written[letter].intersects(written[text]), (letter, text)


def test_what_the_tool_waits_for_is_told_in_full_beside_the_parameters(painted):
    words = Lettering(**{**vars(WORDS), "guide": RULER})
    written = painted(250, 480, 1.0, words)
    lines = [text for text in written if text in RULER and len(text) > 4]
    assert " ".join(lines) == RULER
    for line, text in itertools.product(lines, WORDS.bottom_right):
        assert not written[line].intersects(written[text])


def test_in_wide_panes_letters_stay_at_the_edges(painted):
    written = painted(800, 480, 1.0)
    assert written["S"].top() < 20
    assert written["I"].bottom() > 460


def test_in_a_narrow_pane_the_second_line_is_left_out_not_cut_off(painted):
    words = WORDS.top_left
    assert set(words) <= painted(800, 420, 1.0).keys()
    narrow = painted(300, 420, 2.0)
    assert not any(text.startswith("Synth") for text in narrow)
    assert any(text.startswith("Coronal") for text in narrow)


@pytest.mark.parametrize("size", [1.0, 2.0])
@pytest.mark.parametrize("width", [140, 190, 290])
@pytest.mark.parametrize("height", [136, 196, 300])
def test_in_a_low_pane_nothing_lies_on_anything(painted, width, height, size):
    words = Lettering(**{**vars(WORDS), "guide": RULER, "top_right": ("Tweaked", "Move D or ρ to compare.")})
    written = painted(width, height, size, words)
    for one, other in itertools.combinations(written, 2):
        assert not written[one].intersects(written[other]), (one, other)
    assert all(0 <= box.top() and box.bottom() <= height for box in written.values())
    assert {"R", "L", "W 1408  L 704"} <= written.keys()


def test_a_low_pane_keeps_what_is_needed_most(painted):
    words = Lettering(**{**vars(WORDS), "guide": RULER, "top_right": ()})
    low, high = painted(180, 136, 1.0, words), painted(180, 300, 1.0, words)
    assert "Coronal 113 / 224" in low
    assert not any(text in RULER for text in low.keys() - {"R", "L", "S", "I"}), "no room for what the tool waits for"
    assert "5 cm" not in low
    assert any(text.startswith("Ruler") for text in high)
    assert {"2 cm", "5 cm"} & high.keys()


def test_a_line_that_would_be_cut_off_is_left_out(painted):
    words = Lettering(**{**vars(WORDS), "top_right": ("Tweaked", "Move D or ρ to compare.")})
    assert "Move D or ρ to compare." not in painted(140, 420, 1.0, words)
    assert "Move D or ρ to compare." in painted(420, 420, 1.0, words)


def test_a_long_name_at_the_right_leaves_the_place_in_the_series_whole(painted):
    name = "A: D 0.46, ρ 0.036"
    words = Lettering(**{**vars(WORDS), "top_right": (name, "Day 60"), "badge": ""})
    written = painted(350, 420, 2.0, words)
    assert {"Coronal 113 / 224", name, "Day 60"} <= written.keys()
    assert written[name].top() >= written["Coronal 113 / 224"].bottom()
    beside = painted(800, 420, 2.0, words)
    assert beside[name].top() == beside["Coronal 113 / 224"].top()
