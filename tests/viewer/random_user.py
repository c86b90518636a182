"""A user who does anything at any time, and looks at each snapshot for results that belong to something else."""

import random
import time
from collections.abc import Callable, Generator
from pathlib import Path

import numpy as np
from alarms import Alarms
from made_scans import write_series

from physnet_core.growth.scenario import Growth
from physnet_viewer.compare_window import CompareWindow
from physnet_viewer.controller import Controller
from physnet_viewer.jobs import Job, JobRunner, Work
from physnet_viewer.main_window import MainWindow
from physnet_viewer.scan_cache import source_of
from physnet_viewer.session import Parameters, Session, ViewState
from physnet_viewer.staleness import is_current, lags
from physnet_viewer.translation import tr
from physnet_viewer.volume_control import NOTHING_TO_GROW

LONGEST_DELAY = 0.02  # seconds that a worker dawdles before each of its answers
PATIENCE = 120.0  # seconds; no check depends on how long something takes, this only ends one that hangs


class RandomUser:
    """Drives the real window with a seeded generator, while every worker answers late.

    Attributes
    ----------
    mismatches
        What was on screen and belonged to another slice, series, grid or parameter than the state said.
    failures
        Sentences about something that went wrong, and errors that nobody caught.
    """

    def __init__(
        self, session: Session, controller: Controller, window: MainWindow, scans: tuple[Path, ...], *, seed: int
    ) -> None:
        self.mismatches: list[str] = []
        self.failures: list[str] = []
        self.looked_at = self.compared = 0
        self._process_events: Callable[[], None] = lambda: None
        self._session, self._controller, self._window, self._scans = session, controller, window, scans
        self._chance = random.Random(seed)
        self._second: CompareWindow | None = None
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
            (2, self._cancel),
            (4, self._think_better_of_it),
            (2, self._rest),
            (2, lambda: controller.set_days_per_step(self._chance.choice((None, 5.0, 30.0)))),
            (1, self._open),
            (4, self._place_cross),
            (2, self._change_dimensions),
            (3, lambda: controller.explain(not session.state.explaining)),
            (3, controller.scenarios.pin),
            (4, self._use_scenario),
            (2, self._compare),
        )

    def run(self, count: int, process_events: Callable[[], None]) -> None:
        """Do `count` things, each kind once at least where they suffice, with pauses between them."""
        deeds = [deed for _, deed in self._events]
        weights = [weight for weight, _ in self._events]
        self._process_events = process_events
        chosen = [*deeds, *self._chance.choices(deeds, weights, k=count - len(deeds))][:count]
        self._chance.shuffle(chosen)
        with Alarms() as alarms:
            if self._session.state.path is None:
                self._open()
            for deed in chosen:
                deed()
                until = time.monotonic() + self._chance.choice((0.0, 0.005, 0.03))
                while True:
                    process_events()
                    if time.monotonic() >= until:
                        break
                    time.sleep(0.001)
        self.failures += alarms.lines

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
        self._controller.set_layout(self._chance.choice(("single", "side_by_side", "planes")))

    def _cancel(self) -> None:
        self._controller.cancel()
        if self._session.state.series_uid is None:
            self._open()  # or there would be nothing to do anything with

    def _think_better_of_it(self) -> None:
        self._move_sliders()
        self._controller.commit_parameters()
        self._cancel()
        self._rest()

    def _rest(self) -> None:
        """Wait until nothing is under way: then growth on screen is what is set."""
        until = time.monotonic() + PATIENCE
        while not at_rest(self._controller):
            self._process_events()
            time.sleep(0.001)
            if time.monotonic() > until:
                self.failures.append("something never ends")
                return
        state = self._session.state
        # Reading was stopped: nothing is drawn, or what is there says so.
        nothing = state.learned is None and state.shown_tweaked is None
        unread = state.current_slice is None and (nothing or lags(state))
        if not is_current(state) and not unread:
            self.mismatches.append("at rest, growth of other values than those that are set")

    def _open(self) -> None:
        self._window.open_path(self._chance.choice(self._scans))

    def _place_cross(self) -> None:
        self._controller.planes.place(tuple(self._chance.randrange(64) for _ in range(3)))

    def _change_dimensions(self) -> None:
        self._controller.set_dimensions(self._chance.choice(("2d", "3d")))

    def _use_scenario(self) -> None:
        """Compare with a scenario, hide, rename or delete it, or draw the difference to it."""
        scenarios, chance = self._controller.scenarios, self._chance
        if not (pinned := self._session.state.scenarios):
            return
        key = chance.choice(pinned).key
        deeds = (
            lambda: scenarios.compare(chance.choice((key, None))),
            lambda: scenarios.set_difference(chance.choice((True, False))),
            lambda: scenarios.show(key, chance.choice((True, False))),
            lambda: scenarios.rename(key, f"try {key}"),
            lambda: scenarios.delete(key),
        )
        chance.choice(deeds)()

    def _compare(self) -> None:
        """Open a second scan beside the one on screen, or close it."""
        if self._second is not None:
            self._second.close()
            self._second = None
            return
        self._second = beside = self._window.files.compare_with(self._chance.choice(self._scans))
        second = beside._second
        _delay(second._runner, random.Random(self._chance.random()))
        second.session.changed.connect(lambda old, new: self._look_beside(beside, old, new))

    def _look_beside(self, beside: CompareWindow, old: ViewState, new: ViewState) -> None:
        self.compared += 1
        self._note(old, new)
        if beside._second is not None and new is beside._second.session.state:
            shown = beside.right.image.panes[0].content
            self.mismatches += ["the second scan shows another slice"] * (shown.image is not new.current_slice)

    def _look(self, old: ViewState, new: ViewState) -> None:
        self.looked_at += 1
        self._note(old, new)
        if new is self._session.state:  # views have been told before this listener
            self.mismatches += self._on_screen(new)

    def _note(self, old: ViewState, new: ViewState) -> None:
        if new.message not in (None, old.message, tr(NOTHING_TO_GROW)):  # which is no failure but an answer
            self.failures.append(str(new.message))
        self.mismatches += mismatches(new)

    def _on_screen(self, state: ViewState) -> list[str]:
        found = []
        for pane in self._window.image_view.panes[: 2 if state.layout == "side_by_side" else 1]:
            if pane.content.image is not state.current_slice:
                found.append("a pane shows another slice")
            if not _is_of(pane.content.growth, state):
                found.append("a pane shows another growth")
        planes = state.planes
        if planes is not None and (planes.series_uid, planes.time_index) != (state.series_uid, state.time_index):
            found.append("the planes are of another series")
        return found


def _is_of(growth: Growth | None, state: ViewState) -> bool:
    """Whether a growth is one of those that the state has for the slice on screen; a volume is cut anew each time."""
    pinned = None if state.compared_scenario is None else state.compared_scenario.on_slice(state.slice_index)
    if growth is not None and pinned is not None and np.shares_memory(growth.frames, pinned.frames):
        return growth.slice_index == pinned.slice_index == state.slice_index
    return any(growth is known for known in (None, state.learned, state.tweaked, state.preview))


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
        leading = state.growth_prediction
        if leading is None or state.learned.diffusion_number != leading.diffusion_number:
            found.append("the learned growth is not of this prediction")
        elif (state.dimensions, state.grid) == ("2d", "latent") and (state.learned.frames != leading.trajectory).any():
            found.append("the learned growth is not what the network said")
    if (state.tweaked or state.preview) is not None and state.tweak is None:
        found.append("a tweaked growth without a tweak")
    return found


def _misplaced(state: ViewState) -> list[str]:
    grid = "image" if state.dimensions == "3d" else state.grid
    growths = (("learned", state.learned), ("tweaked", state.tweaked), ("previewed", state.preview))
    found = [
        f"the {what} growth is of another slice or grid"
        for what, growth in growths
        if growth is not None and (growth.slice_index != state.slice_index or growth.grid_name != grid)
    ]
    series, volumes = state.current_series, (state.volume, state.tweaked_volume)
    names = set() if series is None else {source.label for source in series.sources}
    if any(volume is not None and volume.leading.source not in names for volume in volumes):
        found.append("the volume is of another series")
    return found


def at_rest(controller: Controller) -> bool:
    """Whether no work is under way, nor waits for a slider to rest."""
    waiting = (controller._growth._runs._rest, controller._volume._rest)
    return not controller._runner._jobs and not any(timer.isActive() for timer in waiting)


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
