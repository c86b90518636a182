"""Pictures as the network sees them, read once and kept in memory."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from physnet_core.errors import DataError, UnreadableScanError
from physnet_core.imaging import Slice
from physnet_core.learning.index import CLASSES, Sample
from physnet_core.learning.pictures import read_picture
from physnet_core.network.prediction import NO_TUMOR
from physnet_core.network.preprocessing import Preprocessing


@dataclass(frozen=True, kw_only=True, eq=False)
class Dataset:
    """The pictures of one part of a split.

    Attributes
    ----------
    images
        (N, 1, S, S) uint8, 0..255 for the 0..1 of `Preprocessing.scale`.
    masks
        (N, 1, S, S) uint8, 1 where tumor is.
    has_mask
        (N,) bool: whether `masks` is known. For 'no tumor' it is, and empty.
    labels
        (N,) int64.
    skipped
        A sentence for each picture that could not be read.
    """

    samples: tuple[Sample, ...]
    images: Tensor
    masks: Tensor
    has_mask: Tensor
    labels: Tensor
    skipped: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.samples)

    def weights(self) -> Tensor:
        """Return (N,) float64 sampling weights.

        Every class counts the same; within a class every source by the root of its number of distinct pictures;
        within a source every distinct picture the same, however many copies it has.
        """
        copies = Counter((sample.label, sample.picture) for sample in self.samples)
        distinct = Counter(
            (label, source) for label, source, _ in {(s.label, s.source, s.picture) for s in self.samples}
        )
        weights = torch.tensor(
            [1.0 / (copies[s.label, s.picture] * distinct[s.label, s.source] ** 0.5) for s in self.samples],
            dtype=torch.float64,
        )
        totals = torch.zeros(len(CLASSES), dtype=torch.float64).index_add_(0, self.labels, weights)
        return weights / totals[self.labels]


def load_dataset(
    samples: Sequence[Sample],
    preprocessing: Preprocessing,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Dataset:
    """Read and preprocess pictures; unreadable ones are listed in `skipped` and left out.

    Raises
    ------
    DataError
        Where none can be read, or a mask does not fit its picture.
    """
    kept, images, masks, skipped = [], [], [], []
    for done, sample in enumerate(samples, start=1):
        try:
            image, mask = _read(sample, preprocessing)
        except UnreadableScanError as error:
            skipped.append(str(error))
            continue
        kept.append(sample)
        images.append(image)
        masks.append(mask)
        if progress:
            progress(done, len(samples))
    if not kept:
        reason = f"the first because {skipped[0]}" if skipped else "there is none"
        raise DataError(f"None of the {len(samples)} pictures can be read: {reason}")
    return Dataset(
        samples=tuple(kept),
        images=torch.stack(images),
        masks=torch.stack(masks),
        has_mask=torch.tensor([sample.mask is not None or sample.label == NO_TUMOR for sample in kept]),
        labels=torch.tensor([CLASSES.index(sample.label) for sample in kept]),
        skipped=tuple(skipped),
    )


def require_all_classes(dataset: Dataset) -> None:
    """Refuse data to train on in which a class does not occur.

    Raises
    ------
    DataError
        With the names of the missing classes.
    """
    missing = [label for index, label in enumerate(CLASSES) if not bool((dataset.labels == index).any())]
    if missing:
        raise DataError(f"The training part holds no readable picture of class {', '.join(missing)}.")


def _read(sample: Sample, preprocessing: Preprocessing) -> tuple[Tensor, Tensor]:
    image = read_picture(sample.path)
    box = preprocessing.head_box(image.pixels, image.pixel_spacing)
    unit = preprocessing.resize(preprocessing.scale(image.pixels, box), box)
    mask = torch.zeros_like(unit)
    if sample.mask is not None:
        mask = preprocessing.resize(_mask_pixels(sample, image), box)
    return (unit * 255).round().byte()[None], (mask > 0.5).byte()[None]


def _mask_pixels(sample: Sample, image: Slice) -> NDArray[np.float32]:
    assert sample.mask is not None
    mask = read_picture(sample.mask).pixels
    if mask.shape != image.pixels.shape:
        (rows, columns), (high, wide) = mask.shape, image.pixels.shape
        raise DataError(
            f"The mask {sample.mask} has {rows} x {columns} pixels, its picture {high} x {wide}; mend or remove it, or "
            "use --masks none."
        )
    outline: NDArray[np.float32] = (mask > 0).astype(np.float32)
    return outline


def subset(dataset: Dataset, chosen: Tensor) -> Dataset:
    """Return the pictures with the given (M,) indices."""
    return replace(
        dataset,
        samples=tuple(dataset.samples[int(index)] for index in chosen),
        images=dataset.images[chosen],
        masks=dataset.masks[chosen],
        has_mask=dataset.has_mask[chosen],
        labels=dataset.labels[chosen],
    )
