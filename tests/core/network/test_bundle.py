"""A bundle comes back as it went, and nothing else is taken for one."""

import json
from pathlib import Path

import pytest
import torch

from physnet_core.errors import InvalidBundleError
from physnet_core.network.bundle import METADATA, WEIGHTS, Bundle, load_bundle


def test_there_and_back(bundle: Bundle, tmp_path: Path) -> None:
    saved = bundle.save(tmp_path / "model")
    loaded = load_bundle(tmp_path / "model")
    assert loaded.metadata == saved.metadata
    assert loaded.card == bundle.card
    assert loaded.familiarity is not None
    picture = torch.randn(2, 1, 96, 96)
    before, after = bundle.model(picture), loaded.model(picture)
    assert torch.allclose(before.logits, after.logits, atol=2e-2)  # half precision in the file
    assert loaded.identity.sha256 == saved.identity.sha256
    assert not list(tmp_path.rglob("*.part"))


def test_any_file_of_the_bundle_names_it(bundle: Bundle, tmp_path: Path) -> None:
    bundle.save(tmp_path)
    assert load_bundle(tmp_path / WEIGHTS).metadata == load_bundle(tmp_path).metadata


def test_weights_hold_no_pickle(bundle: Bundle, tmp_path: Path) -> None:
    bundle.save(tmp_path)
    blob = (tmp_path / WEIGHTS).read_bytes()
    size = int.from_bytes(blob[:8], "little")
    assert json.loads(blob[8 : 8 + size])  # the header of a safetensors file
    assert len(blob) < 30e6


@pytest.mark.parametrize("damage", ["missing", "text", "cut", "flipped", "other kind", "foreign metadata"])
def test_damaged_bundles_are_refused_in_one_sentence(bundle: Bundle, tmp_path: Path, damage: str) -> None:
    bundle.save(tmp_path)
    weights, metadata = tmp_path / WEIGHTS, tmp_path / METADATA
    if damage == "missing":
        weights.unlink()
    elif damage == "text":
        weights.write_text("not weights")
    elif damage == "cut":
        weights.write_bytes(weights.read_bytes()[:1000])
    elif damage == "flipped":
        blob = weights.read_bytes()
        weights.write_bytes(blob[:-1] + bytes([blob[-1] ^ 1]))
    elif damage == "other kind":
        entries = json.loads(metadata.read_text())
        entries["config"]["backbone"] = "resnet50"
        metadata.write_text(json.dumps(entries))
    else:
        metadata.write_text('{"name": "something else"}')
    with pytest.raises(InvalidBundleError) as caught:
        load_bundle(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_unknown_name() -> None:
    with pytest.raises(InvalidBundleError, match="There is no bundle at nonesuch"):
        load_bundle("nonesuch")
