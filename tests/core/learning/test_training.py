"""The whole way: pictures in, a bundle out that has learned something; and going on where it stopped."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from physnet_core.errors import InvalidBundleError
from physnet_core.imaging import SliceReader, scan_folder
from physnet_core.learning.augmentation import MILD, Augmentation
from physnet_core.learning.checkpoint import NAME
from physnet_core.learning.dataset import Dataset, load_dataset
from physnet_core.learning.evaluate import calibration_error, evaluate
from physnet_core.learning.finish import finish, fit_temperature, fit_trust_in_density, fit_uncertain_below
from physnet_core.learning.index import load_index
from physnet_core.learning.intervals import accuracy_interval
from physnet_core.learning.losses import GrowthPrior, latent_target
from physnet_core.learning.train import Recipe, prepare, run
from physnet_core.network.assumed_units import assumed_units
from physnet_core.network.bundle import load_bundle
from physnet_core.network.physnet import PhysNetConfig, strongest_logit
from physnet_core.network.preprocessing import Preprocessing
from physnet_core.network.rivals import specify

CPU = torch.device("cpu")
RECIPE = Recipe(
    network=PhysNetConfig(steps=3), preprocessing=Preprocessing(size=64), epochs=3, batch=8, augmentation=Augmentation()
)


@pytest.fixture(scope="module")
def parts(pictures: Path) -> tuple[Dataset, Dataset]:
    index = load_index(pictures, "clean", masks=pictures / "masks")
    train, validation = (load_dataset(index.part(part), RECIPE.preprocessing) for part in ("train", "val"))
    return train, validation


def test_a_dataset_picture_is_what_the_viewer_gives_the_network(parts: tuple[Dataset, Dataset]) -> None:
    dataset = parts[0]
    series = scan_folder(dataset.samples[3].path).series[0]
    viewed = RECIPE.preprocessing(SliceReader(series).read(0)).tensor
    trained = RECIPE.preprocessing.normalize(dataset.images[3:4].float() / 255)
    assert float((viewed - trained).abs().max()) < 0.5 / 255 / RECIPE.preprocessing.deviation + 1e-6


def test_copies_of_a_picture_share_its_weight(parts: tuple[Dataset, Dataset]) -> None:
    dataset = parts[0]
    copied = [replace(sample, picture="same") if sample.label == "glioma" else sample for sample in dataset.samples]
    weights = replace(dataset, samples=tuple(copied)).weights()
    for label in range(4):
        assert float(weights[dataset.labels == label].sum()) == pytest.approx(1.0)


def test_resuming_gives_what_an_uninterrupted_training_gives(parts: tuple[Dataset, Dataset], tmp_path: Path) -> None:
    whole = prepare(RECIPE, *parts, tmp_path / "whole", CPU, resume=False)
    list(run(whole))
    first = run(prepare(RECIPE, *parts, tmp_path / "halves", CPU, resume=False))
    next(first)
    first.close()
    second = prepare(RECIPE, *parts, tmp_path / "halves", CPU, resume=True)
    rows = list(run(second))
    assert [row["epoch"] for row in rows] == [2, 3]
    for one, other in zip(whole.average.state_dict().values(), second.average.state_dict().values(), strict=True):
        assert torch.equal(one, other)
    assert (tmp_path / "halves" / "log.csv").read_text().count("\n") == 4


def test_a_checkpoint_of_another_training_is_refused(parts: tuple[Dataset, Dataset], tmp_path: Path) -> None:
    training = run(prepare(RECIPE, *parts, tmp_path, CPU, resume=False))
    next(training)
    with pytest.raises(InvalidBundleError, match="made with another batch"):
        prepare(replace(RECIPE, batch=4), *parts, tmp_path, CPU, resume=True)
    (tmp_path / NAME).write_bytes(b"broken")
    with pytest.raises(InvalidBundleError, match="not a checkpoint"):
        prepare(RECIPE, *parts, tmp_path, CPU, resume=True)


@pytest.mark.slow
def test_it_learns_and_the_bundle_says_so(parts: tuple[Dataset, Dataset], pictures: Path, tmp_path: Path) -> None:
    recipe = replace(
        RECIPE,
        epochs=14,
        learning_rate=4e-3,
        augmentation=Augmentation(probability=0.0, rare=0.0, rotation=0, scale=(1, 1), shift=0),
    )
    # mirroring would exchange two of these artificial classes
    assert parts[0].has_mask.all()
    training = prepare(recipe, *parts, tmp_path, CPU, resume=False)
    rows = list(run(training))
    assert rows[-1]["loss"] < 0.7 * rows[0]["loss"]
    assert rows[-1]["dice"] > 0.3
    finish(training, "small", "clean").save(tmp_path)
    bundle = load_bundle(tmp_path)
    assert bundle.metadata.training["patients"] == 20
    assert "Research use only" in bundle.card
    test = load_dataset(load_index(pictures, "clean", masks=pictures / "masks").part("test"), recipe.preprocessing)
    evaluation = evaluate(bundle, test, CPU)
    figures = json.loads(json.dumps(evaluation.as_dict()))
    assert figures["accuracy"] >= 0.5
    assert figures["accuracy_ci95"][0] <= figures["accuracy"] <= figures["accuracy_ci95"][1]
    assert np.sum(figures["confusion"]) == len(test)
    assert figures["localization"]["images"] == 12


def test_augmentation_moves_picture_and_mask_alike() -> None:
    masks = torch.zeros((16, 1, 64, 64))
    masks[..., 20:30, 25:40] = 1
    augmentation = Augmentation(probability=0.0, rare=0.0)
    images, moved = augmentation(masks.clone(), masks, torch.Generator().manual_seed(3))
    assert torch.allclose(images, moved.clamp(0, 1))
    assert float((moved - masks).abs().sum()) > 0
    again, _ = augmentation(masks.clone(), masks, torch.Generator().manual_seed(3))
    assert torch.equal(images, again)


def test_mild_changes_leave_a_picture_nearer_to_itself() -> None:
    side = torch.linspace(-1, 1, 64)
    head = ((side[:, None] ** 2 + side[None] ** 2) < 0.6).float().expand(64, 1, 64, 64) * 0.5
    masks = torch.zeros_like(head)

    def changed(augmentation: Augmentation) -> float:
        images, _ = augmentation(head, masks, torch.Generator().manual_seed(5))
        return float((images - head).abs().mean())

    assert 0 < changed(MILD) < 0.5 * changed(Augmentation())


def test_latent_target_is_centered_like_the_latent_cells() -> None:
    mask = torch.zeros((1, 1, 64, 64))
    mask[..., 28:36, 12:20] = 1  # around pixel 32, 16: cell 4, 2
    target = latent_target(mask)
    assert target.shape == (1, 1, 8, 8)
    assert float(target[0, 0, 4, 2]) == pytest.approx(1.0)
    assert float(target.sum()) == pytest.approx(1.0)


@pytest.mark.parametrize("size", [128, 224])
def test_the_prior_knows_growth_in_the_world_whatever_the_cells(size: int) -> None:
    units, prior = assumed_units(size), GrowthPrior()
    assert units.cell_mm == pytest.approx(1600 / size)

    def surprise(diffusion: float, growth: float) -> float:
        numbers = units.diffusion_number(diffusion), units.growth_number(growth)
        return float(prior.surprise(*(torch.tensor([number]) for number in numbers), units))

    assert surprise(0.13, 0.025) == pytest.approx(0, abs=1e-9)
    assert surprise(0.13 * math.exp(1.4), 0.025) == pytest.approx(0.5)
    low, high = specify("physnet", "resnet18", size)[1].diffusion_range
    assert units.diffusion_mm2_per_day(low) == pytest.approx(0.013)
    assert units.diffusion_mm2_per_day(high) == pytest.approx(3.8)


def test_temperature_is_recovered() -> None:
    generator = torch.Generator().manual_seed(0)
    logits = torch.randn((4000, 4), generator=generator) * 2
    labels = torch.multinomial(logits.softmax(1), 1, generator=generator)[:, 0]
    assert fit_temperature(logits * 3, labels) == pytest.approx(3.0, rel=0.1)
    calibrated = logits.double().softmax(1).numpy()
    overconfident = (logits * 3).double().softmax(1).numpy()
    assert calibration_error(calibrated, labels.numpy()) < 0.03 < calibration_error(overconfident, labels.numpy())


def test_trust_in_the_density_is_recovered() -> None:
    generator = torch.Generator().manual_seed(0)
    logits = torch.randn((6000, 4), generator=generator)
    strongest = 3 * torch.randn(6000, generator=generator)
    truth = logits.clone()
    truth[:, [0, 1, 3]] += (0.6 * strongest - 0.8)[:, None]
    labels = torch.multinomial(truth.softmax(1), 1, generator=generator)[:, 0]
    weight, offset = fit_trust_in_density(logits, strongest, labels)
    assert weight == pytest.approx(0.6, abs=0.06)
    assert offset == pytest.approx(-0.8, abs=0.12)
    assert fit_trust_in_density(truth, strongest, labels) == pytest.approx((0.0, 0.0), abs=0.1)


def test_the_network_that_ships_trusts_its_density_as_fitted(parts: tuple[Dataset, Dataset], tmp_path: Path) -> None:
    training = prepare(RECIPE, *parts, tmp_path, CPU, resume=False)
    next(run(training))
    with torch.inference_mode():
        pictures = RECIPE.preprocessing.normalize(parts[1].images.float() / 255)
        before = training.average.eval()(pictures)
        after = finish(training, "physnet", "clean").model(pictures)
        again = training.average(pictures)
    assert torch.equal(before.logits, again.logits)  # what is trained on is left alone
    assert torch.equal(before.trajectory, after.trajectory)
    raised = (after.logits - before.logits).double()
    assert float(raised[:, 2].abs().max()) < 1e-5
    strongest = strongest_logit(before.density_logits)
    weight, offset = fit_trust_in_density(before.logits, strongest, parts[1].labels)
    for tumor in (0, 1, 3):
        assert torch.allclose(raised[:, tumor], (weight * strongest + offset).double(), atol=0.05)


def test_a_blend_lies_between_the_first_weights_and_the_trained_ones(
    parts: tuple[Dataset, Dataset], tmp_path: Path
) -> None:
    training = prepare(RECIPE, *parts, tmp_path / "first", CPU, resume=False)
    next(run(training))
    start = finish(training, "physnet", "clean")
    recipe = replace(RECIPE, blend=0.25, seed=3)
    second = prepare(recipe, *parts, tmp_path / "second", CPU, resume=False, start=start)
    first = {name: value.clone() for name, value in second.average.state_dict().items()}
    next(run(second))
    trained, blended = second.average.state_dict(), finish(second, "physnet", "clean").model.state_dict()
    for name in ("stem.0.weight", "layer2.0.bn1.running_var", "density_head.weight"):
        assert not torch.equal(first[name], trained[name])
        assert torch.allclose(blended[name], 0.25 * first[name] + 0.75 * trained[name], atol=1e-5), name


def test_the_uncertain_limit_keeps_its_promise() -> None:
    confidence = torch.linspace(0.26, 0.99, 200)
    logits = torch.log(torch.stack((confidence, *[(1 - confidence) / 3] * 3), dim=1))
    labels = torch.where(confidence > 0.6, 0, 1)
    limit = fit_uncertain_below(logits, labels)
    answered = confidence >= limit
    assert 0.55 < limit < 0.62
    assert float((labels[answered] == 0).double().mean()) >= 0.98


def test_intervals_by_patient_are_wider_than_by_picture() -> None:
    right = np.repeat(np.array([True, False, True, True, False, True]), 50)
    patients = [f"p{number // 50}" for number in range(300)]
    low, high = accuracy_interval(right, patients)
    narrow_low, narrow_high = accuracy_interval(right, [str(number) for number in range(300)])
    assert low < narrow_low < 2 / 3 < narrow_high < high


def test_rare_changes_keep_air_black_and_what_is_outlined_whole() -> None:
    side = torch.linspace(-1, 1, 64)
    head = ((side[:, None] ** 2 + side[None] ** 2) < 0.8).float().expand(16, 1, 64, 64) * 0.5
    masks = torch.zeros_like(head)
    masks[:, :, 28:36, 4:12] = 1  # at the rim, where the skull is
    still = {"rotation": 0.0, "scale": (1.0, 1.0), "shift": 0.0, "elastic": 0.0, "probability": 0.0}
    images, moved = Augmentation(rare=1.0, **still)(head, masks, torch.Generator().manual_seed(0))  # type: ignore[arg-type]
    assert float(images[:, :, 0, 0].abs().max()) == 0
    stripped = (images[:, 0, 32, 60] == 0) | (images[:, 0, 32, 3] == 0)
    assert bool(stripped.all())
    brightness = images[:, 0, 32, 32]
    assert len(brightness.unique()) > 8  # a new contrast each
    outlined = moved > 0.99
    assert float((images * outlined).amax(dim=(1, 2, 3)).min()) > 0
