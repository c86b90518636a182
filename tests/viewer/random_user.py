"""A user who does anything at any time, and looks at each snapshot for results that belong to something else."""

import random
import time
from collections.abc import Callable, Generator
from pathlib import Path

from made_scans import write_series

from physnet_viewer.controller import Controller
from physnet_viewer.jobs import Job, JobRunner, Work
from physnet_viewer.main_window import MainWindow
from physnet_viewer.scan_cache import source_of
from physnet_viewer.session import Parameters, Session, ViewState

LONGEST_DELAY = 0.02  # seconds that a worker dawdles before each of its answers


class RandomUser:
    """Drives the real window with a seeded generator, while every worker answers late.

    Attributes
    ----------
    mismatches
        What was on screen and belonged to another slice, series, grid or parameter than the state said.
    failures
        Sentences about something that went wrong.
    """

    def __init__(
        self, session: Session, controller: Controller, window: MainWindow, scans: tuple[Path, ...], *, seed: int
    ) -> None:
        self.mismatches: list[str] = []
        self.failures: list[str] = []
        self.looked_at = 0
        self._session, self._controller, self._window, self._scans = session, controller, window, scans
        self._chance = random.Random(seed)
        _delay(controller._runner, random.Random(seed + 1))
        session.changed.connect(self._look)
        self._events: tuple[tuple[int, Callable[[], None]], ...] = (
            (30, self._change_slice),
            (4, self._change_series),
            (25, self._move_sliders),
            (8, controller.commit_parameters),
            (5, controller.reset_parameters),
            (10, self._change_frame),
            (4, self._change_grid),
            (4, self._change_layout),
            (6, controller.undo),
            (4, controller.redo),
            (2, controller.scenarios.pin),
            (2, self._compare),
            (2, lambda: controller.scenarios.set_difference(self._chance.choice((True, False)))),
            (2, controller.cancel),
            (2, lambda: controller.set_days_per_step(self._chance.choice((None, 5.0, 30.0)))),
            (1, self._open),
        )

    def run(self, count: int, process_events: Callable[[], None]) -> None:
        """Do `count` things, with pauses between them."""
        if self._session.state.path is None:
            self._open()
        deeds = [deed for _, deed in self._events]
        weights = [weight for weight, _ in self._events]
        for deed in self._chance.choices(deeds, weights, k=count):
            deed()
            until = time.monotonic() + self._chance.choice((0.0, 0.005, 0.03))
            while True:
                process_events()
                if time.monotonic() >= until:
                    break
                time.sleep(0.001)

    def _change_slice(self) -> None:
        self._controller.show_slice(self._chance.randrange(max(len(self._session.state.slices), 1)))

    def _change_series(self) -> None:
        if series := self._session.state.series:
            self._controller.select_series(self._chance.choice(series).uid)

    def _move_sliders(self) -> None:
        self._controller.set_parameters(
            Parameters(
                diffusion_number=10 ** self._chance.uniform(-2.5, 0),
                growth_number=10 ** self._chance.uniform(-1.3, 0.4),
            )
        )

    def _change_frame(self) -> None:
        self._controller.show_frame(self._chance.randrange(9))

    def _change_grid(self) -> None:
        self._controller.set_grid(self._chance.choice(("latent", "image")))

    def _change_layout(self) -> None:
        self._controller.set_layout(self._chance.choice(("single", "side_by_side")))

    def _compare(self) -> None:
        keys = [item.key for item in self._session.state.scenarios_here]
        self._controller.scenarios.compare(self._chance.choice((None, *keys)))

    def _open(self) -> None:
        self._window.open_path(self._chance.choice(self._scans))

    def _look(self, old: ViewState, new: ViewState) -> None:
        self.looked_at += 1
        if new.message is not None and new.message != old.message:
            self.failures.append(new.message)
        self.mismatches += mismatches(new)
        if new is self._session.state:  # views have been told before this listener
            self.mismatches += self._on_screen(new)

    def _on_screen(self, state: ViewState) -> list[str]:
        found = []
        for pane in self._window.image_view.panes[: 2 if state.layout == "side_by_side" else 1]:
            if pane.content.image is not state.current_slice:
                found.append("a pane shows another slice")
            if pane.content.growth not in (None, state.learned, state.tweaked, state.preview):
                found.append("a pane shows another growth")
        return found


def mismatches(state: ViewState) -> list[str]:
    """Return what in a snapshot belongs to something else than what it says is on screen."""
    series, found = state.current_series, []
    if series is None:
        things = (state.slices, state.predictions, state.learned, state.tweaked, state.preview, state.tweak)
        return ["results without a series"] if any(things) else []
    if len(state.slices) != series.slices or len(state.predictions) != series.slices:
        return ["slices of another series"]
    name = source_of(series, state.time_index, state.slice_index).label
    image, prediction = state.current_slice, state.current_prediction
    if image is not None and (image.index != state.slice_index or image.source != name):
        found.append("the pixels are of another slice")
    if prediction is not None and (prediction.slice_index != state.slice_index or prediction.source != name):
        found.append("the prediction is of another slice")
    found += _misplaced(state)
    if state.learned is not None:
        if prediction is None or state.learned.diffusion_number != prediction.diffusion_number:
            found.append("the learned growth is not of this prediction")
        elif state.grid == "latent" and (state.learned.frames != prediction.trajectory).any():
            found.append("the learned growth is not what the network said")
    if (state.tweaked or state.preview) is not None and state.tweak is None:
        found.append("a tweaked growth without a tweak")
    return found


def _misplaced(state: ViewState) -> list[str]:
    growths = (("learned", state.learned), ("tweaked", state.tweaked), ("previewed", state.preview))
    return [
        f"the {what} growth is of another slice or grid"
        for what, growth in growths
        if growth is not None and (growth.slice_index != state.slice_index or growth.grid_name != state.grid)
    ]


def write_scans(folder: Path, *, side: int = 64) -> tuple[Path, Path]:
    """Write two studies, of two series and of one; no file has the name of another, so that each is known by it."""
    for number, (study, slices) in enumerate((("a", 6), ("a", 4), ("b", 5))):
        for file in write_series(folder / study / str(number), slices=slices, rows=side, columns=side, seed=number):
            file.rename(file.with_name(f"{number}-{file.name}"))
    return folder / "a", folder / "b"


def _delay(runner: JobRunner, chance: random.Random) -> None:
    """Let every worker dawdle before each of its answers."""
    submit = runner.submit

    def late(work: Work) -> Work:
        def dawdle(job: Job) -> Generator[object, None, None]:
            for item in work(job):
                time.sleep(chance.uniform(0, LONGEST_DELAY))
                yield item

        return dawdle

    runner.submit = lambda lane, work, handlers, **how: submit(lane, late(work), handlers, **how)
