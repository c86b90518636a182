"""A view that follows the others one turn later."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from physnet_viewer.session import ViewState
from physnet_viewer.views.later import Later


class Page:
    """Keeps what it was asked to show."""

    def __init__(self) -> None:
        self.shown: list[tuple[ViewState | None, ViewState]] = []

    def render(self, old: ViewState | None, new: ViewState) -> None:
        self.shown.append((old, new))


def test_the_last_of_several_states_is_shown_in_the_next_turn(qtbot: QtBot) -> None:
    page, parent = Page(), QObject()
    later = Later(page, parent)
    first, second, third = (ViewState(frame=frame) for frame in range(3))
    later.render(None, first)
    assert page.shown == [(None, first)]
    later.render(first, second)
    later.render(second, third)
    assert len(page.shown) == 1
    qtbot.waitUntil(lambda: len(page.shown) > 1)
    qtbot.wait(20)
    assert page.shown[1:] == [(first, third)]
    assert page.shown[1][0] is first
