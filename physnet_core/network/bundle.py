"""A trained network with everything needed to use it: weights, preprocessing, classes, calibration, provenance.

A bundle is a folder of three files, `model.safetensors`, `metadata.json` and `card.md`. Nothing in it is executed on
loading.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from physnet_core.errors import InvalidBundleError, InvalidParameterError
from physnet_core.files import make_folder, write_bytes
from physnet_core.network.familiarity import Familiarity
from physnet_core.network.physnet import PhysNetConfig
from physnet_core.network.prediction import ModelIdentity
from physnet_core.network.preprocessing import Preprocessing
from physnet_core.network.rivals import Network, build_network
from physnet_core.resources import resource

WEIGHTS, METADATA, CARD = "model.safetensors", "metadata.json", "card.md"
DEFAULT_BUNDLE = "physnet"
_FAMILIARITY = "familiarity."
_FAMILIARITY_PARTS = ("center", "whitening", "limit")


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """How logits become the probabilities that are shown.

    Attributes
    ----------
    temperature
        Logits are divided by it; fitted on validation data (Guo et al. 2017, arXiv:1706.04599).
    uncertain_below
        Confidence below which no class is presented as an answer.
    """

    temperature: float = 1.0
    uncertain_below: float = 0.5


@dataclass(frozen=True, kw_only=True)
class BundleMetadata:
    """What stands in `metadata.json`.

    Attributes
    ----------
    architecture
        "physnet", or "classifier" for a rival without density; see `rivals.build_network`.
    days_per_step
        Assumed days of one PDE step; all numbers in days rest on it.
    training
        Data, split, schedule and commit that gave the weights.
    metrics
        As measured by `physnet evaluate`, by split.
    weights_sha256
        Of `model.safetensors`.
    """

    name: str
    version: str
    architecture: str = "physnet"
    config: PhysNetConfig = PhysNetConfig()
    classes: tuple[str, ...]
    preprocessing: Preprocessing
    days_per_step: float
    calibration: Calibration = Calibration()
    training: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)
    weights_sha256: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Bundle:
    """A network ready for use, in evaluation mode on the CPU."""

    metadata: BundleMetadata
    model: Network
    familiarity: Familiarity | None = None
    card: str = ""

    @property
    def identity(self) -> ModelIdentity:
        """Name, version and hash, as written into every result and export."""
        return ModelIdentity(
            name=self.metadata.name, version=self.metadata.version, sha256=self.metadata.weights_sha256
        )

    def save(self, folder: Path) -> "Bundle":
        """Write the bundle in half precision; return it with the hash of its weights.

        Files are written under temporary names first, and the metadata last, so that an interrupted save leaves
        either the old bundle or one whose hash does not match, never one that loads wrongly.

        Raises
        ------
        ExportError
            Where the folder cannot be written, or holds no more.
        """
        make_folder(folder)
        blob = save_tensors({name: _halved(tensor) for name, tensor in self._tensors().items()})
        metadata = replace(self.metadata, weights_sha256=hashlib.sha256(blob).hexdigest())
        write_bytes(folder / WEIGHTS, blob)
        write_bytes(folder / CARD, self.card.encode())
        write_bytes(folder / METADATA, (json.dumps(asdict(metadata), indent=2) + "\n").encode())
        return replace(self, metadata=metadata)

    def copy_weights(self, network: Network) -> None:
        """Give a network of the same shape these weights, to train on from.

        Raises
        ------
        InvalidBundleError
            Where the network has another shape.
        """
        try:
            network.load_state_dict(self.model.state_dict())
        except RuntimeError as error:
            raise InvalidBundleError(
                f"The weights of {self.metadata.name} ({self.metadata.config.backbone}) do not fit this network "
                f"({network.config.backbone}); train with the same --backbone."
            ) from error

    def _tensors(self) -> dict[str, Tensor]:
        tensors = dict(self.model.state_dict())
        if self.familiarity is not None:
            tensors |= {f"{_FAMILIARITY}{name}": getattr(self.familiarity, name) for name in _FAMILIARITY_PARTS}
        return tensors


def load_bundle(source: str | Path | None = None) -> Bundle:
    """Load a bundle.

    Parameters
    ----------
    source
        A bundle's folder, a file in it, or the name of one that ships in `resources/bundles`; by default the shipped
        PhysNet.

    Raises
    ------
    InvalidBundleError
        Where there is no bundle, or it is damaged or of another kind.
    """
    folder = bundle_folder(source)
    metadata = _read_metadata(folder)
    blob = _read(folder / WEIGHTS)
    if hashlib.sha256(blob).hexdigest() != metadata.weights_sha256:
        raise InvalidBundleError(
            f"{folder / WEIGHTS} does not match its metadata.json; copy the whole bundle again, or train a new one."
        )
    model, familiarity = _build(folder, metadata, blob)
    card = folder / CARD
    # Convolutions on a CPU, and in half precision on a GPU, are faster with channels last.
    model = model.eval().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return Bundle(
        metadata=metadata,
        model=model,
        familiarity=familiarity,
        card=card.read_text(encoding="utf-8") if card.is_file() else "",
    )


def bundle_folder(source: str | Path | None) -> Path:
    """Return the folder that a `--weights` argument means."""
    if source is None:
        source = DEFAULT_BUNDLE
    path = Path(source)
    if path.is_file():
        return path.parent
    if path.is_dir():
        return path
    shipped = resource("bundles", str(source))
    if len(path.parts) == 1 and shipped.is_dir():
        return shipped
    raise InvalidBundleError(f"There is no bundle at {source}; name a folder that `physnet train` has written.")


def _read_metadata(folder: Path) -> BundleMetadata:
    try:
        entries = json.loads(_read(folder / METADATA))
        return BundleMetadata(
            **{
                **entries,
                "classes": tuple(entries["classes"]),
                "config": PhysNetConfig(**{name: _tupled(value) for name, value in entries["config"].items()}),
                "preprocessing": Preprocessing(**entries["preprocessing"]),
                "calibration": Calibration(**entries["calibration"]),
            }
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidBundleError(f"{folder / METADATA} does not describe a PhysNet bundle ({error}).") from error


def _build(folder: Path, metadata: BundleMetadata, blob: bytes) -> tuple[Network, Familiarity | None]:
    try:
        with _NoRandomWeights():
            model = build_network(metadata.architecture, metadata.config)
    except InvalidParameterError as error:
        raise InvalidBundleError(f"{folder / METADATA} describes no network of this version: {error}") from error
    try:
        tensors = {name: _widened(tensor) for name, tensor in load_tensors(blob).items()}
        familiarity = _take_familiarity(tensors)
        model.load_state_dict(tensors)
    except (SafetensorError, RuntimeError, KeyError, TypeError) as error:
        raise InvalidBundleError(f"{folder / WEIGHTS} does not hold the weights of this network.") from error
    return model, familiarity


_RANDOM = (Tensor.normal_, Tensor.uniform_, nn.init.uniform_, nn.init.kaiming_uniform_)  # what our networks draw with


class _NoRandomWeights(TorchFunctionMode):
    """While active, no random numbers are drawn: weights that are about to be loaded need not cost a quarter second."""

    def __torch_function__(
        self, function: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        if function in _RANDOM:
            return args[0] if args else kwargs["tensor"]
        return function(*args, **kwargs)


def _take_familiarity(tensors: dict[str, Tensor]) -> Familiarity | None:
    parts = {name: tensors.pop(f"{_FAMILIARITY}{name}", None) for name in _FAMILIARITY_PARTS}
    present = {name: tensor for name, tensor in parts.items() if tensor is not None}
    return Familiarity(**present) if present else None


def _halved(tensor: Tensor) -> Tensor:
    return (tensor.half() if tensor.is_floating_point() else tensor).contiguous()


def _widened(tensor: Tensor) -> Tensor:
    return tensor.float() if tensor.dtype == torch.float16 else tensor


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidBundleError(f"{path} cannot be read: {error.strerror}.") from error
