"""One state, told in order."""

import numpy as np
import pytest

from physnet_viewer.session import Session, Task, differs


@pytest.fixture
def session(qtbot):
    made = Session()
    yield made
    made.deleteLater()


def test_equal_values_tell_nobody(session, qtbot):
    session.update(message="one")
    with qtbot.assertNotEmitted(session.changed):
        session.update(message="one", tasks=())


def test_an_update_while_views_are_told_is_told_after_them(session):
    """Else a view that is told late would draw the older state last."""
    seen = []

    def first(old, new):
        if new.message == "one":
            session.update(message="two")

    session.changed.connect(first)
    session.changed.connect(lambda old, new: seen.append((old.message, new.message)))
    session.update(message="one")
    assert seen == [(None, "one"), ("one", "two")]
    assert session.state.message == "two"


def test_mappings_of_arrays_are_compared_by_what_they_hold(session, qtbot):
    picture, other = np.zeros((2, 2), np.uint8), np.zeros((2, 2), np.uint8)
    session.update(thumbnails={"a": picture})
    with qtbot.assertNotEmitted(session.changed):
        session.update(thumbnails={"a": picture})
    with qtbot.waitSignal(session.changed):
        session.update(thumbnails={"a": other})


def test_tasks_stay_in_order_of_their_beginning(session):
    session.set_task("read", 1, 5)
    session.set_task("predict")
    session.set_task("read", 2, 5)
    assert session.state.tasks == (Task(name="read", done=2, total=5), Task(name="predict"))
    session.end_task("read")
    assert [task.name for task in session.state.tasks] == ["predict"]


def test_everything_differs_from_nothing(session):
    assert differs(None, session.state, "message")
    assert not differs(session.state, session.state, "message")


def test_updates_made_together_are_told_once(session):
    seen = []
    session.changed.connect(lambda old, new: seen.append((old.message, new.message, new.notice)))
    with session.together():
        session.update(message="one")
        assert session.state.message == "one", "what follows sees it at once"
        with session.together():
            session.update(message="two")
        session.update(notice="three")
        assert seen == []
    assert seen == [(None, "two", "three")]


def test_together_tells_nothing_where_nothing_changed_and_all_where_something_failed(session, qtbot):
    with qtbot.assertNotEmitted(session.changed), session.together():
        session.update(message=None)
    with qtbot.waitSignal(session.changed), pytest.raises(ZeroDivisionError), session.together():
        session.update(message="one")
        raise ZeroDivisionError
    with qtbot.waitSignal(session.changed):
        session.update(message="two")
