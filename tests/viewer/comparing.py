"""How a test opens a second scan beside the one in the window."""

from waiting import all_read


def compare(stage, path):
    """Return the window in which a scan is compared with another, and the state of that one."""
    window = stage.window.files.compare_with(path)
    second = window._second.session
    await_series(stage, second)
    return window, second


def await_series(stage, second):
    """Wait until the second scan is read."""
    stage.qtbot.waitUntil(lambda: all_read(second.state) and not second.state.tasks, timeout=120_000)
