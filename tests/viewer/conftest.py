"""The test bench of the window: real scans and weights, a window that is closed well, and a watch for leaks."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from leaks import running_timers, sweep, windows_left, worker_threads
from made_scans import write_series

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from physnet_viewer import theme
from physnet_viewer.controller import Controller
from physnet_viewer.main_window import MainWindow
from physnet_viewer.scan_cache import ScanCache
from physnet_viewer.session import Session, ViewState
from physnet_viewer.settings import Settings

PATIENCE_MS = 120_000  # no test depends on how long something takes; this only ends one that hangs
LABELS = ("glioma", "meningioma", "notumor", "pituitary")


@pytest.fixture(scope="session", autouse=True)
def no_old_garbage() -> None:
    """Let the collections of each test look only at what tests have made; modules are half a million objects."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_leaks(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a worker thread, a running timer or a window behind."""
    before = qapp.topLevelWidgets()  # kept, so that none of their addresses is used again
    yield
    sweep(qapp)
    assert not worker_threads(), f"worker threads are still running: {worker_threads()}"
    timers = running_timers()
    assert not timers, f"timers are still running: {timers}, owned by {[timer.parent() for timer in timers]}"
    left = windows_left(qapp, before)
    assert not left, f"windows are left: {left}"


@pytest.fixture
def twice_the_size(qapp: QApplication) -> Iterator[None]:
    """Write everything twice as large."""
    before, large = qapp.font(), qapp.font()
    large.setPointSizeF(18.0)
    qapp.setFont(large)
    yield
    qapp.setFont(before)
    theme.apply(qapp, "dark")


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained network, saved and loaded through the real thing."""
    import torch

    from physnet_core.network.bundle import Bundle, BundleMetadata
    from physnet_core.network.physnet import PhysNet, PhysNetConfig
    from physnet_core.network.preprocessing import Preprocessing

    torch.manual_seed(7)
    folder = tmp_path_factory.mktemp("bundle")
    metadata = BundleMetadata(
        name="untrained", version="0", classes=LABELS, preprocessing=Preprocessing(size=64), days_per_step=15.0
    )
    model = PhysNet(PhysNetConfig()).eval()
    with torch.no_grad():  # every slice is a sure glioma, so that all of the window is in use
        model.classifier[-1].bias.copy_(torch.tensor([4.0, 0.0, 0.0, 0.0]))
    Bundle(metadata=metadata, model=model, card="# Untrained").save(folder)
    gc.freeze()
    return folder


@pytest.fixture(scope="session")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two series, 6 and 4 slices, and a text file."""
    folder = tmp_path_factory.mktemp("scan")
    write_series(folder / "one", slices=6, description="T1 axial")
    write_series(folder / "two", slices=4, description="T2 axial", seed=1)
    (folder / "notes.txt").write_text("not a scan")
    return folder


@dataclass
class Bench:
    """State and controller, with every state that was shown."""

    session: Session
    controller: Controller
    qtbot: QtBot
    states: list[ViewState]
    network: bool = False

    @property
    def state(self) -> ViewState:
        return self.session.state

    def wait(self, condition: Callable[[ViewState], object]) -> ViewState:
        """Let the event loop run until the state is as wanted."""
        self.qtbot.waitUntil(lambda: bool(condition(self.state)), timeout=PATIENCE_MS)
        return self.state

    def idle(self) -> ViewState:
        """Wait until nothing is under way."""
        return self.wait(lambda state: not state.tasks and not (self.network and state.model == "loading"))

    def open(self, path: Path) -> ViewState:
        """Open a scan and wait until all of it is read and, with a network, predicted."""
        self.controller.open_path(path)
        return self.wait(lambda state: is_read(state) and (not self.network or is_predicted(state)))


def is_read(state: ViewState) -> bool:
    """Whether all slices of the series on screen are there, or known not to be readable."""
    settled = sum(image is not None for image in state.slices) + len(state.unreadable)
    return bool(state.slices) and settled == len(state.slices) and not state.tasks


def is_predicted(state: ViewState) -> bool:
    """Whether all slices that are there are predicted, or never will be."""
    there = sum(image is not None for image in state.slices)
    return state.model == "failed" or sum(prediction is not None for prediction in state.predictions) == there


@pytest.fixture
def make_bench(qtbot: QtBot) -> Iterator[Callable[..., Bench]]:
    """Return a maker of controllers without a window."""
    made: list[Bench] = []

    def make(*, weights: Path | None = None, cache: ScanCache | None = None) -> Bench:
        session = Session()
        states: list[ViewState] = []
        controller = Controller(session, weights=None if weights is None else str(weights), device="cpu", cache=cache)
        session.changed.connect(lambda old, new: states.append(new))
        made.append(Bench(session, controller, qtbot, states))
        return made[-1]

    yield make
    for bench in made:
        assert bench.controller.shutdown()
        bench.session.changed.disconnect()
        bench.controller.deleteLater()
        bench.session.deleteLater()


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    """A controller that never starts its network."""
    return make_bench()


@pytest.fixture
def running(make_bench: Callable[..., Bench], bundle: Path) -> Bench:
    """A controller with a network."""
    made = make_bench(weights=bundle)
    made.network = True
    made.controller.start()
    return made


@dataclass
class Stage(Bench):
    """A bench with a window."""

    window: MainWindow | None = None
    settings: Settings | None = None


@pytest.fixture
def make_stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    """Return a maker of windows with private settings; all are closed as a user closes them."""
    made: list[Stage] = []

    def make(*, weights: Path | None = None, name: str = "settings.ini", size: tuple[int, int] = (1366, 768)) -> Stage:
        theme.apply(qapp, "dark")
        session = Session()
        states: list[ViewState] = []
        controller = Controller(
            session, weights=str(weights if weights is not None else tmp_path / "no bundle"), device="cpu"
        )
        settings = Settings(tmp_path / name)
        window = MainWindow(session, controller, settings)
        session.changed.connect(lambda old, new: states.append(new))
        window.resize(*size)
        window.show()
        stage = Stage(session, controller, qtbot, states, network=True, window=window, settings=settings)
        made.append(stage)
        return stage

    yield make
    for stage in made:
        stage.window.close()
        stage.session.changed.disconnect()
        for item in (stage.window, stage.controller, stage.session):
            item.deleteLater()


@pytest.fixture
def stage(make_stage: Callable[..., Stage], bundle: Path) -> Stage:
    """A window with a network."""
    return make_stage(weights=bundle)
