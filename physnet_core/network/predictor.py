"""From slices to predictions."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
import torch
from numpy.typing import NDArray

from physnet_core.errors import Cancelled, InvalidBundleError
from physnet_core.imaging import Slice
from physnet_core.network.bundle import Bundle
from physnet_core.network.device import describe_device, resolve_device
from physnet_core.network.physnet import PhysNetOutput
from physnet_core.network.prediction import Prediction
from physnet_core.network.preprocessing import ModelInput
from physnet_core.network.rivals import PHYSNET

DEFAULT_BATCH = 16
_SMALLEST_SIDE = 24  # pixels; less cannot show a head


class Predictor:
    """A bundle on a device.

    Parameters
    ----------
    bundle
        The network; moved to `device`.
    device
        See `resolve_device`.

    Raises
    ------
    InvalidBundleError
        For a rival, which has no density to show.
    """

    def __init__(self, bundle: Bundle, device: str = "auto") -> None:
        if bundle.metadata.architecture != PHYSNET:
            raise InvalidBundleError(
                f"{bundle.metadata.name} is a plain classifier without tumor density; it can only be evaluated."
            )
        self.bundle = bundle
        self._device = resolve_device(device)
        self._model = bundle.model.to(self._device)

    @property
    def device_name(self) -> str:
        """The device, for people."""
        return describe_device(self._device)

    def predict(
        self,
        slices: Iterable[Slice],
        *,
        batch: int = DEFAULT_BATCH,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Prediction]:
        """Yield one prediction a slice, in order.

        Raises
        ------
        Cancelled
            Between two batches, as soon as `cancelled` returns True.
        """
        for group in _batched(slices, batch):
            if cancelled():
                raise Cancelled
            yield from self._predict_batch(group)

    def _predict_batch(self, slices: Sequence[Slice]) -> Iterator[Prediction]:
        start = time.perf_counter()
        inputs = [self.bundle.metadata.preprocessing(image) for image in slices]
        with torch.inference_mode():
            output = self._model(torch.cat([item.tensor for item in inputs]).to(self._device))
            probabilities = (output.logits / self.bundle.metadata.calibration.temperature).softmax(dim=1).cpu().numpy()
            strangeness = self._strangeness(output)
        seconds = (time.perf_counter() - start) / len(slices)
        for row, (image, item, strange) in enumerate(zip(slices, inputs, strangeness, strict=True)):
            yield self._prediction(image, item, output, row, probabilities[row], strange, seconds)

    def _strangeness(self, output: PhysNetOutput) -> list[float | None]:
        if self.bundle.familiarity is None:
            return [None] * len(output.features)
        return self.bundle.familiarity.strangeness(output.features).tolist()

    def _prediction(
        self,
        image: Slice,
        item: ModelInput,
        output: PhysNetOutput,
        row: int,
        probabilities: NDArray[np.float32],
        strangeness: float | None,
        seconds: float,
    ) -> Prediction:
        metadata = self.bundle.metadata
        reason = _why_no_scan(image) or _why_unfamiliar(strangeness)
        trajectory = output.trajectory[row].float().cpu().numpy()
        trajectory.setflags(write=False)
        return Prediction(
            model=self.bundle.identity,
            device=self.device_name,
            slice_index=image.index,
            source=image.source,
            labels=metadata.classes,
            probabilities=probabilities,
            uncertain=bool(probabilities.max() < metadata.calibration.uncertain_below),
            in_distribution=reason is None,
            reason=reason,
            trajectory=trajectory,
            grid=item.grid,
            diffusion_number=float(output.diffusion[row]),
            growth_number=float(output.growth[row]),
            days_per_step=metadata.days_per_step,
            pixel_spacing=image.pixel_spacing,
            seconds=seconds,
            strangeness=strangeness,
        )


def _why_no_scan(image: Slice) -> str | None:
    """Return why a picture cannot be a diagnostic slice, where that is plain without a network."""
    if min(image.pixels.shape) < _SMALLEST_SIDE:
        return f"The picture is only {image.pixels.shape[0]} x {image.pixels.shape[1]} pixels."
    if np.ptp(image.pixels) == 0:
        return "The picture is empty: all its pixels have the same value."
    if image.color:
        return "The picture is in color; MRI is grey."
    return None


def _why_unfamiliar(strangeness: float | None) -> str | None:
    if strangeness is None or strangeness <= 1:
        return None
    return "The picture is unlike the brain MRI slices that the network was trained on."


def _batched(slices: Iterable[Slice], size: int) -> Iterator[Sequence[Slice]]:
    """Group without reading ahead of what is asked for, so that a lazy reader can feed it."""
    iterator = iter(slices)
    while group := tuple(islice(iterator, size)):
        yield group
