"""Further questions to the network about the slice on screen.

Its reasons, its answer at another D and rho, and how much its tumor differs when the slice is taken again.
"""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from physnet_core.growth.spread import AreaBand, area_band
from physnet_core.imaging import Slice
from physnet_core.network.explanation import Explanation, WhatIf
from physnet_core.network.prediction import NO_TUMOR, Prediction
from physnet_viewer import torch_loading
from physnet_viewer.failures import sentence
from physnet_viewer.jobs import Handlers, Job, JobRunner
from physnet_viewer.session import Parameters, Session, ViewState, differs
from physnet_viewer.translation import tr

if TYPE_CHECKING:
    from physnet_core.network.insight import Insight
    from physnet_core.network.predictor import Predictor

_CAUSES = (
    *("explaining", "tweak", "predictions", "slices", "slice_index", "series_uid", "time_index", "model"),
    *("dimensions", "grid", "tasks"),
)


class InsightControl:
    """Asks in a thread of its own, so that no answer waits for the predictions of a whole series.

    An answer takes less than the key that would stop it, and what is asked for belongs to what is on screen: nothing
    is stopped but what no longer does.

    Parameters
    ----------
    predictor
        Returns the network, or None until it is loaded.
    """

    def __init__(self, session: Session, runner: JobRunner, predictor: Callable[[], "Predictor | None"]) -> None:
        self._session = session
        self._runner = runner
        self._predictor = predictor
        self._insight: Insight | None = None
        self._reasons: Job | None = None
        self._reasons_for: Prediction | None = None
        self._answer: Job | None = None
        self._answer_for: tuple[Prediction, Parameters] | None = None
        self._band: Job | None = None
        self._band_for: Prediction | None = None

    def explain(self, on: bool) -> None:
        """Show what spoke for the class of each slice on screen, or no longer."""
        self._session.update(explaining=on)

    def on_changed(self, old: ViewState, new: ViewState) -> None:
        """Ask what the state needs and does not have; an answer to another question is dropped."""
        if not differs(old, new, *_CAUSES):
            return
        self._ask_reasons(self._session.state)
        self._ask_answer(self._session.state)
        self._ask_band(self._session.state)

    def _ask_reasons(self, state: ViewState) -> None:
        prediction, image, predictor = state.current_prediction, state.current_slice, self._predictor()
        wanted = state.explaining and prediction is not None and prediction.in_distribution
        if not wanted or prediction is None or image is None or predictor is None:
            self._runner.cancel(self._reasons)
            self._reasons_for = None
            self._session.update(explanation=None)
            return
        if self._reasons_for is prediction:
            return
        self._runner.cancel(self._reasons)
        self._reasons_for = prediction
        insight = self._made(predictor)
        handlers = Handlers(items=self._on_reasons, failed=self._on_no_reasons)
        self._reasons = self._runner.submit(
            "reasons", lambda job: _explain(insight, image, prediction), handlers, latest_only=True
        )

    def _ask_answer(self, state: ViewState) -> None:
        prediction, image, tweak, predictor = (
            state.current_prediction,
            state.current_slice,
            state.tweak,
            self._predictor(),
        )
        if prediction is None or image is None or tweak is None or predictor is None:
            self._runner.cancel(self._answer)
            self._answer_for = None
            self._session.update(what_if=None)
            return
        if self._answer_for is not None and self._answer_for[0] is prediction and self._answer_for[1] == tweak:
            return
        insight = self._made(predictor)
        if not insight.depends_on_growth or not prediction.in_distribution:
            return
        self._answer_for = prediction, tweak
        handlers = Handlers(items=self._on_answer, failed=self._on_no_answer)
        self._answer = self._runner.submit(
            "what-if", lambda job: _what_if(insight, image, prediction, tweak), handlers, latest_only=True
        )

    def _ask_band(self, state: ViewState) -> None:
        """Ask once the network has nothing better to do: retakes take as long as eight slices."""
        prediction, image, predictor = state.current_prediction, state.current_slice, self._predictor()
        if prediction is self._band_for:
            return
        self._runner.cancel(self._band)
        self._band_for = None
        if prediction is None or image is None or predictor is None or state.tasks or not _has_band(state, prediction):
            return
        self._band_for = prediction
        insight = self._made(predictor)
        handlers = Handlers(items=self._on_band, failed=self._on_failed)
        self._band = self._runner.submit(
            "band", lambda job: _retake(insight, image, prediction), handlers, latest_only=True
        )

    def _made(self, predictor: "Predictor") -> "Insight":
        if self._insight is None or self._insight.predictor is not predictor:
            from physnet_core.network.insight import Insight  # torch is there: the network is loaded

            self._insight = Insight(predictor)
        return self._insight

    def _on_reasons(self, items: tuple[object, ...]) -> None:
        for item in items:
            if isinstance(item, Explanation) and item.prediction is self._reasons_for:
                self._session.update(explanation=item)

    def _on_answer(self, items: tuple[object, ...]) -> None:
        for item in items:
            if isinstance(item, WhatIf) and item.prediction is self._session.state.current_prediction:
                self._session.update(what_if=item)

    def _on_band(self, items: tuple[object, ...]) -> None:
        for item in items:
            if isinstance(item, AreaBand) and item.prediction is self._band_for:
                self._session.update(band=item)

    def _on_no_reasons(self, error: Exception) -> None:
        self._session.update(explaining=False)  # or it would say for ever that the network is being asked
        self._on_failed(error)

    def _on_no_answer(self, error: Exception) -> None:
        self._session.update(what_if=None)
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self._session.update(message=sentence(error, tr("asking the network")))


def _has_band(state: ViewState, prediction: Prediction) -> bool:
    """Whether a curve is on screen that the network itself has found, of a tumor that it is sure to see."""
    shown = state.dimensions == "2d" and state.grid == "latent"
    return shown and prediction.in_distribution and prediction.label != NO_TUMOR


def _explain(insight: "Insight", image: Slice, prediction: Prediction) -> Generator[object, None, None]:
    yield insight.explain(image, prediction)


def _what_if(
    insight: "Insight", image: Slice, prediction: Prediction, tweak: Parameters
) -> Generator[object, None, None]:
    torch_loading.use_threads(1)  # as in the simulation beside it: a slice is too small for more
    yield insight.what_if(image, prediction, tweak.diffusion_number, tweak.growth_number)


def _retake(insight: "Insight", image: Slice, prediction: Prediction) -> Generator[object, None, None]:
    torch_loading.use_threads(1)
    yield area_band(insight.spread(image, prediction))
