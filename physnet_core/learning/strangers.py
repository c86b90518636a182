"""Pictures that are no brain MRI: how many of them the in-range check turns away.

Some are made here; others ship with packages that may be installed. All are grey: color alone would give them away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from physnet_core.errors import PhysNetError
from physnet_core.imaging import Slice, SliceReader, scan_folder
from physnet_core.learning.dataset import Dataset
from physnet_core.learning.metrics import collect_outputs
from physnet_core.network.bundle import Bundle
from physnet_core.network.predictor import Predictor

_SIDE = 224
_EACH = 20  # pictures of each made kind
_CROPS = 5  # beside the whole picture, parts of every one that a package ships
_ACCEPTED = 0.95
# Package, folder in it, kind. DICOM files that are MR are left out: they may show heads.
_SHIPPED = (
    ("matplotlib", "mpl-data/sample_data/grace_hopper.jpg", "photograph"),
    ("sklearn", "datasets/images", "photograph"),
    ("skimage", "data", "photograph"),
    ("pydicom", "data/test_files", "other DICOM"),
)
# What scikit-image ships beside photographs.
_KINDS = {"page": "text", "text": "text", "phantom": "phantom", "chessboard_GRAY": "drawing", "horse": "drawing"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Stranger:
    """A picture of some kind that is no brain MRI."""

    kind: str
    image: Slice


def judge_strangers(
    bundle: Bundle, strangers: Sequence[Stranger], validation: Dataset, device: torch.device
) -> dict[str, Any]:
    """Return, by kind and for all, which part is turned away.

    `rejected` is at the bundle's own limit, `rejected_or_uncertain` what a user is warned of, and `rejected_at_95` at
    the limit that lets 95 % of the validation slices pass, the usual way to compare such checks.
    """
    assert bundle.familiarity is not None
    known = collect_outputs(bundle.model.to(device), validation, device, bundle.metadata.preprocessing)
    assert known.latent is not None
    limit = float(bundle.familiarity.strangeness(known.latent.features).quantile(_ACCEPTED))
    predictor = Predictor(bundle, str(device))
    answers = list(predictor.predict(stranger.image for stranger in strangers))
    strange = np.array([answer.strangeness or 0.0 for answer in answers])
    rejected = np.array([not answer.in_distribution for answer in answers])
    plain = rejected & (strange <= 1)  # turned away without a look at the features
    uncertain = np.array([answer.uncertain for answer in answers])
    kinds = np.array([stranger.kind for stranger in strangers])

    def figures(chosen: NDArray[np.bool_]) -> dict[str, Any]:
        return {
            "pictures": int(chosen.sum()),
            "rejected": float(rejected[chosen].mean()),
            "rejected_or_uncertain": float((rejected | uncertain)[chosen].mean()),
            "rejected_at_95": float(((strange > limit) | plain)[chosen].mean()),
        }

    return {kind: figures(kinds == kind) for kind in dict.fromkeys(kinds)} | {"all": figures(np.full(len(kinds), True))}


def all_strangers(seed: int = 0) -> list[Stranger]:
    """Return the made pictures, and those of installed packages."""
    random = np.random.default_rng(seed)
    return [*_made(random), *_shipped(random)]


def _made(random: np.random.Generator) -> Iterator[Stranger]:
    for index in range(_EACH):
        yield _stranger("noise", random.normal(size=(_SIDE, _SIDE)))
        yield _stranger("smooth noise", _smooth(random))
        yield _stranger("text", _page(random, dark=bool(index % 2)))
        yield _stranger("phantom", _ellipses(random))
        yield _stranger("gradient", np.add.outer(*np.linspace(-1, 1, 2 * _SIDE).reshape(2, _SIDE) * random.normal()))
    yield _stranger("black", np.zeros((_SIDE, _SIDE)))


def _smooth(random: np.random.Generator) -> NDArray[np.float64]:
    """Return noise with the spectrum of clouds and of many natural scenes."""
    rows, columns = np.fft.fftfreq(_SIDE)[:, None], np.fft.rfftfreq(_SIDE)[None]
    frequency = np.maximum(np.hypot(rows, columns), 1 / _SIDE)
    return np.fft.irfft2(np.fft.rfft2(random.normal(size=(_SIDE, _SIDE))) / frequency ** random.uniform(1, 2))


def _page(random: np.random.Generator, *, dark: bool) -> NDArray[np.float64]:
    page = Image.new("L", (300, 300), 0 if dark else 255)
    draw = ImageDraw.Draw(page)
    letters = list("abcdefghijklmnopqrstuvwxyz    ")
    for top in range(5, 290, 14):
        draw.text((10, top), "".join(random.choice(letters, size=45)), fill=255 if dark else 0)
    return np.asarray(page, dtype=np.float64)


def _ellipses(random: np.random.Generator) -> NDArray[np.float64]:
    """Return a phantom: a few ellipses of even brightness."""
    y, x = np.mgrid[-1 : 1 : _SIDE * 1j, -1 : 1 : _SIDE * 1j]
    picture = np.zeros((_SIDE, _SIDE))
    for _ in range(random.integers(2, 8)):
        (left, top), (wide, tall) = random.uniform(-0.4, 0.4, 2), random.uniform(0.1, 0.6, 2)
        picture += random.uniform(0.2, 1) * (((x - left) / wide) ** 2 + ((y - top) / tall) ** 2 < 1)
    return picture


def _shipped(random: np.random.Generator) -> Iterator[Stranger]:
    for package, place, kind in _SHIPPED:
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            continue
        for image, name in _pictures(Path(spec.submodule_search_locations[0]) / place):
            for part in _parts(image, random):
                yield _stranger(_KINDS.get(name, kind), part)


def _pictures(place: Path) -> Iterator[tuple[NDArray[np.float64], str]]:
    for series in scan_folder(place).series:
        if series.modality == "MR":
            continue
        try:
            image = SliceReader(series).read(0)
        except PhysNetError:
            continue  # several of these files are broken on purpose
        if min(image.pixels.shape) >= _SIDE // 2 and np.ptp(image.pixels) > 0:
            yield image.pixels.astype(np.float64), Path(image.source).stem


def _parts(image: NDArray[np.float64], random: np.random.Generator) -> Iterator[NDArray[np.float64]]:
    yield image
    for _ in range(_CROPS):
        size = (np.array(image.shape) * random.uniform(0.5, 1)).astype(int)
        top, left = (random.integers(0, whole - part + 1) for whole, part in zip(image.shape, size, strict=True))
        part = image[top : top + size[0], left : left + size[1]]
        if np.ptp(part) > 0:
            yield part


def _stranger(kind: str, pixels: NDArray[np.float64]) -> Stranger:
    image = Slice(index=0, pixels=pixels.astype(np.float32), pixel_spacing=None, source=kind, color=False)
    return Stranger(kind=kind, image=image)
