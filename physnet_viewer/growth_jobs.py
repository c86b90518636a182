"""What the worker thread does for growth: the full run of a slice, and a preview of one frame while a slider moves."""

from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache

from physnet_core.growth.anatomy import slice_tissue
from physnet_core.growth.preview import GrowthPreview
from physnet_core.growth.scenario import Growth, Scenario
from physnet_core.growth.simulate import simulate
from physnet_core.imaging import Slice
from physnet_core.network.prediction import Prediction
from physnet_core.physics.tissue import TissueMap
from physnet_viewer import torch_loading
from physnet_viewer.jobs import Job
from physnet_viewer.session import GridName, Parameters


@dataclass(frozen=True, kw_only=True, eq=False)
class Subject:
    """What a simulation is of; a result for another subject is not shown."""

    prediction: Prediction
    image: Slice
    grid: GridName
    days_per_step: float | None
    white_to_grey: float

    @property
    def parts(self) -> tuple[Prediction, Slice, GridName, float | None, float]:
        """What two equal subjects have in common."""
        return self.prediction, self.image, self.grid, self.days_per_step, self.white_to_grey

    def scenario(self, tweak: Parameters | None) -> Scenario:
        """Return the run with the learned parameters, or with others."""
        own = self.prediction
        return Scenario(
            diffusion_number=own.diffusion_number if tweak is None else tweak.diffusion_number,
            growth_number=own.growth_number if tweak is None else tweak.growth_number,
            steps=float(own.steps),
            frames=own.steps,
            grid=self.grid,
            white_to_grey=self.white_to_grey,
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Grown:
    """A full run, or the preview of one frame of it."""

    subject: Subject
    tweak: Parameters | None
    growth: Growth


@dataclass(frozen=True, kw_only=True, eq=False)
class Prepared:
    """From now on previews of a subject take milliseconds."""

    subject: Subject
    preview: GrowthPreview


def grow(job: Job, subject: Subject, tweak: Parameters | None, *, learned_too: bool) -> Generator[object, None, None]:
    """Run the learned parameters, where they are wanted, and the tweaked ones."""
    torch_loading.use_threads(1)  # the grids are small: more threads cost more than they bring
    tissue = _tissue(subject.image, subject.prediction) if subject.grid == "image" else None
    if tissue is not None:
        yield Prepared(subject=subject, preview=_preview_of(subject, tissue))
    wanted = [None] if learned_too else []
    for values in [*wanted, *([tweak] if tweak is not None else [])]:
        yield Grown(subject=subject, tweak=values, growth=_grown(job, subject, values, tissue))


def grow_again(job: Job, subject: Subject, tweak: Parameters) -> Generator[object, None, None]:
    """Run what was run before, without a preview of it."""
    torch_loading.use_threads(1)
    tissue = _tissue(subject.image, subject.prediction) if subject.grid == "image" else None
    yield Grown(subject=subject, tweak=tweak, growth=_grown(job, subject, tweak, tissue))


def preview(job: Job, prepared: Prepared, tweak: Parameters, frame: int) -> Generator[object, None, None]:
    """Compute the frame on screen, and nothing else."""
    torch_loading.use_threads(1)
    subject = prepared.subject
    growth = prepared.preview.at(subject.scenario(tweak), frame, cancelled=job.cancelled)
    yield Grown(subject=subject, tweak=tweak, growth=growth)


def _grown(job: Job, subject: Subject, tweak: Parameters | None, tissue: TissueMap | None) -> Growth:
    growth = simulate(
        subject.prediction,
        subject.image,
        subject.scenario(tweak),
        tissue=tissue,
        days_per_step=subject.days_per_step,
        cancelled=job.cancelled,
    )
    _ = growth.smooth_area  # computed here and kept, so that the window has only to draw it
    return growth


def _preview_of(subject: Subject, tissue: TissueMap) -> GrowthPreview:
    days = subject.prediction.days_per_step if subject.days_per_step is None else subject.days_per_step
    return GrowthPreview(
        subject.prediction, subject.image, tissue, white_to_grey=subject.white_to_grey, days_per_step=days
    )


@lru_cache(maxsize=2)
def _tissue(image: Slice, prediction: Prediction) -> TissueMap:
    """Return the tissue of a slice, found once and not again at every move of a slider."""
    return slice_tissue(image, prediction)
