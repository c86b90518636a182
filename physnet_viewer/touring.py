"""What the tour stops at."""

from PySide6.QtWidgets import QWidget

from physnet_viewer.translation import later, tr
from physnet_viewer.views.tour import Stop

_STOPS = (
    (
        "series_list",
        later("Open a scan"),
        later(
            "Drop a folder or file on the window, or press Ctrl+O. Its series stand here; files that are no "
            "scan are listed with the reason. Ctrl+D opens a demo scan."
        ),
    ),
    (
        "image_view",
        later("Look at it"),
        later(
            "The wheel and the arrow keys page, a left drag sets brightness, a right drag zooms, a middle drag "
            "moves. The colors are the tumor density that the network sees; O hides them."
        ),
    ),
    (
        "slice_strip",
        later("The whole series at a glance"),
        later("One bar a slice: its color and letter say the class, its height how probable it is. Click to go there."),
    ),
    (
        "result_panel",
        later("What PhysNet says"),
        later(
            "The class with its probability, or plainly that there is no answer. Why? shows the reasons, the "
            "model card how good the network is and where it fails. It is no diagnosis."
        ),
    ),
    (
        "growth_panel",
        later("Change the growth"),
        later(
            "Move D and ρ: the tumor grows anew at once, and marks in the bars show what the model would say "
            "then. Ctrl+Z takes it back."
        ),
    ),
    (
        "time_bar",
        later("Through time, and away with it"),
        later(
            "Space plays the growth. Ctrl+E exports what you see, without anything that names the patient. F1 "
            "lists all keys."
        ),
    ),
)


def stops(window: QWidget) -> tuple[Stop, ...]:
    """Return the stops in a main window."""
    return tuple(Stop(target=getattr(window, name), title=tr(title), text=tr(text)) for name, title, text in _STOPS)
