"""Fits D and rho to two outlines, off the GUI thread: the functions of `physnet calibrate`."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from physnet_viewer import torch_loading
from physnet_viewer.failures import sentence
from physnet_viewer.fit_outcome import FitOutcome, FitPicture, FitProgress, FitRequest
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.translation import later, tr

if TYPE_CHECKING:
    from physnet_core.growth.calibrate import Calibration
    from physnet_core.growth.pair import Pair
    from physnet_core.growth.registration import Scan

READING, REGISTERING, SEARCHING = later("Reading"), later("Registering the scans"), later("Fitting D and ρ")


class Fitting(QObject):
    """One fit at a time; a new one replaces it."""

    progressed = Signal(object)  # FitProgress
    finished = Signal(object)  # FitOutcome
    failed = Signal(str)

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job | None = None

    def start(self, request: FitRequest) -> None:
        """Read, register and fit."""
        self.cancel()
        handlers = Handlers(
            items=self._on_items, failed=lambda error: self.failed.emit(sentence(error, tr("fitting D and ρ")))
        )
        self._job = self._runner.submit("fit", lambda job: _fit(job, request), handlers)

    def cancel(self) -> None:
        """Stop; nothing more is said of this fit."""
        self._runner.cancel(self._job)

    def _on_items(self, items: tuple[object, ...]) -> None:
        for item in items:
            if isinstance(item, FitProgress):
                self.progressed.emit(item)
            elif isinstance(item, FitOutcome):
                self.finished.emit(item)


def _fit(job: Job, request: FitRequest) -> Generator[object, None, None]:
    yield FitProgress(name=READING)
    torch_loading.import_torch()
    torch_loading.use_threads(1)
    from physnet_core.growth.calibrate import calibrate
    from physnet_core.growth.fitted_outline import fitted_outline
    from physnet_core.growth.pair import make_pair
    from physnet_core.growth.scan_files import read_tissue

    pre, post = _read(request.pre, request, mask=True), _read(request.post, request, mask=True)
    yield FitProgress(name=READING)
    scans = [None if path is None else _read(path, request) for path in (request.pre_scan, request.post_scan)]
    yield FitProgress(name=REGISTERING if None not in scans else SEARCHING)
    pair = make_pair(
        pre,
        post,
        request.days,
        pre_scan=scans[0],
        post_scan=scans[1],
        tissue=None if request.tissue is None else read_tissue(request.tissue, pre.values.shape),
        progress=lambda done, total: job.report(FitProgress(name=REGISTERING, done=done, total=total)),
        cancelled=job.cancelled,
    )
    fit = calibrate(
        pair,
        progress=lambda done, total: job.report(FitProgress(name=SEARCHING, done=done, total=total)),
        cancelled=job.cancelled,
    )
    fitted = fitted_outline(pair, fit, cancelled=job.cancelled)
    yield _outcome(pair, fit, _picture(pair, fitted, pre, scans[0]))


def _read(path: Path, request: FitRequest, *, mask: bool = False) -> "Scan":
    from physnet_core.growth.scan_files import read_scan

    return read_scan(path, request.spacing, mask=mask, remedy=tr("type their size"))


def _picture(pair: "Pair", fitted: np.ndarray, pre: "Scan", scan: "Scan | None") -> FitPicture:
    index = int((pair.pre | pair.post).sum(axis=(1, 2)).argmax())
    background = None
    if scan is not None:
        # The pair is cut to where the tumor is: the same box of the scan lies behind it.
        corner = np.argwhere(np.asarray(pre.values) >= 0.5).min(axis=0) - np.argwhere(pair.pre).min(axis=0)
        rows, columns = pair.pre.shape[1:]
        plane = scan.values[int(corner[0]) + index]
        background = np.asarray(
            plane[int(corner[1]) : int(corner[1]) + rows, int(corner[2]) : int(corner[2]) + columns], dtype=np.float32
        )
    return FitPicture(
        background=background,
        pre=pair.pre[index],
        post=pair.post[index],
        fitted=fitted[index],
        spacing=(pair.spacing[1], pair.spacing[2]),
    )


def _outcome(pair: "Pair", fit: "Calibration", picture: FitPicture) -> FitOutcome:
    from physnet_core.growth.calibrate import profile
    from physnet_core.growth.fit_statement import statement

    plain, moved = fit.baselines, pair.alignment
    return FitOutcome(
        diffusion=fit.diffusion,
        diffusion_range=(fit.diffusion_interval.low, fit.diffusion_interval.high),
        proliferation=fit.proliferation,
        proliferation_range=(fit.proliferation_interval.low, fit.proliferation_interval.high),
        front_speed=fit.front_speed,
        front_speed_range=(fit.speed_interval.low, fit.speed_interval.high),
        front_width=fit.length,
        front_width_range=(fit.length_interval.low, fit.length_interval.high),
        assumed=not fit.separable,
        open=frozenset(
            name
            for name, interval in (
                ("diffusion", fit.diffusion_interval),
                ("proliferation", fit.proliferation_interval),
                ("front_speed", fit.speed_interval),
                ("front_width", fit.length_interval),
            )
            if interval.open
        ),
        statement=statement(fit),
        profile=tuple(
            (
                row["length_mm"],
                row["diffusion_mm2_per_day"],
                row["proliferation_per_day"],
                row["front_speed_mm_per_year"],
                row["dice"],
            )
            for row in profile(fit)
        ),
        dice=(
            (tr("As it was (persistence)"), plain.persistence),
            (tr("Dilated by {dilation_mm:g} mm").format(dilation_mm=plain.dilation_mm), plain.dilation),
            (tr("Smoothed by {smoothing_mm:g} mm").format(smoothing_mm=plain.smoothing_mm), plain.smoothing),
            (tr("Fisher-KPP, fitted"), fit.dice),
        ),
        registration=None if moved is None else (moved.before, moved.after),
        tolerance=fit.tolerance,
        unit_voxels=set(pair.spacing) == {1.0},
        picture=picture,
    )
