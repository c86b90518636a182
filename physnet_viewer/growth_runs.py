"""Simulation of what is on screen and of the newest D and rho, never a stale result.

On the latent grid a run takes a millisecond and follows every move. On the image grid a preview of the frame on screen
does, and the run with tissue follows when the drag rests.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from physnet_viewer.failures import sentence
from physnet_viewer.growth_jobs import Grown, Prepared, Subject, grow, preview
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.scan_cache import ScanCache, tweaked_source
from physnet_viewer.session import Parameters, Session
from physnet_viewer.staleness import is_current
from physnet_viewer.translation import later, tr

SIMULATING = later("Simulating growth")
REST_MS = 150  # a slider that stood still for so long is taken to rest

_Wanted = tuple[bool, Parameters | None]  # whether the learned growth is, and the parameters whose growth is


class GrowthRuns:
    """Computes the growth of a slice that the state asks for and does not have.

    Parameters
    ----------
    on_failed
        Called when a run failed, so that what is asked for will not come.
    """

    def __init__(
        self, session: Session, runner: JobRunner, cache: ScanCache, *, on_failed: Callable[[], object]
    ) -> None:
        self._session = session
        self._runner = runner
        self._cache = cache
        self._give_up = on_failed
        self._job: Job | None = None
        self._preview_job: Job | None = None
        self._prepared: Prepared | None = None
        self._subject: Subject | None = None
        self._asked: _Wanted | None = None
        self._rest = QTimer(runner)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._run)

    def follow(self) -> None:
        """Compute what is missing."""
        subject = self._current_subject()
        if subject is not self._subject:
            self.cancel()
            self._subject, self._asked, self._prepared = subject, None, None
        wanted = self._wanted()
        if subject is None:
            return
        if wanted == (False, None):
            self.cancel()
            self._asked = None
            self._session.update(preview=None)
            return
        if _covers(self._asked, wanted):
            return
        if self._prepared is None or wanted[0]:
            self._run()
            return
        self._asked = wanted
        self._runner.cancel(self._job)
        self.preview_frame()
        self._rest.start()

    def settle(self) -> None:
        """Compute all frames now, if that waits for a slider to rest."""
        if self._rest.isActive():
            self._run()

    def stop(self) -> None:
        """Stop what takes long; on the latent grid growth is there before a key is released."""
        if self._subject is not None and self._subject.grid == "image":
            self.cancel()

    def cancel(self) -> None:
        """Stop simulating."""
        self._rest.stop()
        self._runner.cancel(self._job)
        self._runner.cancel(self._preview_job)
        self._session.end_task(SIMULATING)

    def _wanted(self) -> _Wanted:
        """Return whether the learned growth is missing, and the parameters whose growth is."""
        state = self._session.state
        return state.learned is None, None if is_current(state) else state.tweak

    def _run(self) -> None:
        """Compute all frames."""
        self._rest.stop()
        subject, wanted = self._subject, self._wanted()
        if subject is None or wanted == (False, None):
            return
        self._asked = wanted
        learned_too, tweak = wanted
        handlers = Handlers(items=self._on_grown, done=self._on_done, failed=self._on_failed)
        self._job = self._runner.submit(
            "simulation",
            lambda job: grow(job, subject, tweak, learned_too=learned_too),
            handlers,
            latest_only=True,
        )
        if subject.grid == "image":
            self._session.set_task(SIMULATING)

    def preview_frame(self) -> None:
        """Compute the frame on screen, in a lane of its own: a run that is being given up must not hold it back."""
        prepared, tweak, frame = self._prepared, self._session.state.tweak, self._session.state.frame
        if prepared is not None and tweak is not None:
            self._preview_job = self._runner.submit(
                "preview",
                lambda job: preview(job, prepared, tweak, frame),
                Handlers(items=self._on_previewed, failed=self._on_failed),
                latest_only=True,
            )

    def _current_subject(self) -> Subject | None:
        """Return the subject on screen: the same object as long as it is the same."""
        state = self._session.state
        prediction, image, known = state.current_prediction, state.current_slice, self._subject
        if prediction is None or image is None or state.dimensions == "3d":
            return None
        subject = Subject(
            prediction=prediction,
            image=image,
            grid=state.grid,
            days_per_step=state.days_per_step,
            white_to_grey=state.white_to_grey,
        )
        return known if known is not None and known.parts == subject.parts else subject

    def _on_grown(self, items: tuple[object, ...]) -> None:
        subject = self._current_subject()  # several answers come at once, and one before may have changed the grid
        for item in items:
            if isinstance(item, Prepared) and item.subject is subject:
                self._prepared = item
            if isinstance(item, Grown) and item.subject is subject:
                self._show(item)

    def _show(self, grown: Grown) -> None:
        state = self._session.state
        if grown.tweak is None:
            self._session.update(learned=grown.growth)
        elif state.tweak == grown.tweak:
            self._runner.cancel(self._preview_job)
            if (source := tweaked_source(state)) is not None:
                self._cache.keep_tweaked(source, grown.subject.prediction, grown.growth)
            self._session.update(tweaked=grown.growth, preview=None)
        elif state.tweak is not None and state.grid == "latent":
            self._session.update(tweaked=grown.growth)  # an older value of a slider that moves on: the newest is next

    def _on_previewed(self, items: tuple[object, ...]) -> None:
        grown = items[-1]
        state = self._session.state
        if isinstance(grown, Grown) and grown.subject is self._subject and state.tweak is not None:
            if not is_current(state):
                self._session.update(preview=grown.growth)

    def _on_done(self) -> None:
        self._session.end_task(SIMULATING)

    def _on_failed(self, error: Exception) -> None:
        self._session.end_task(SIMULATING)
        self._session.update(message=sentence(error, tr("simulating growth")))
        self._give_up()


def _covers(asked: _Wanted | None, wanted: _Wanted) -> bool:
    """Whether what was asked for brings all that is wanted."""
    return asked is not None and asked[1] == wanted[1] and asked[0] >= wanted[0]
