"""What is learned from other networks, and how weights are averaged with theirs."""

import copy
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch.nn import functional

from physnet_core.cli import main
from physnet_core.learning.averaging import mix, require_alike
from physnet_core.learning.card import model_card
from physnet_core.learning.losses import LossWeights, total_loss
from physnet_core.learning.teaching import Lesson, Teachers, summon
from physnet_core.learning.train import IMAGENET, imagenet_in
from physnet_core.network.bundle import Bundle, Calibration
from physnet_core.network.rivals import build_network, specify

CPU = torch.device("cpu")


@pytest.fixture
def twins(bundle: Bundle) -> tuple[Bundle, Bundle]:
    """Two networks of one shape and other weights."""
    torch.manual_seed(5)
    other = build_network(bundle.metadata.architecture, bundle.metadata.config).eval()
    metadata = replace(bundle.metadata, calibration=Calibration(temperature=2.0))
    return replace(bundle, model=copy.deepcopy(bundle.model)), replace(bundle, model=other, metadata=metadata)


def test_teachers_answer_with_the_mean_of_their_calibrated_probabilities(twins: tuple[Bundle, Bundle]) -> None:
    size = twins[0].metadata.preprocessing.size
    images = torch.randn(3, 1, size, size)
    teachers = summon(twins, twins[0].metadata.preprocessing, CPU)
    lesson = teachers(images)
    assert lesson is not None
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        first, second = (bundle.model(images) for bundle in twins)
    temperatures = [bundle.metadata.calibration.temperature for bundle in twins]
    wanted = [(o.logits / t).softmax(dim=1) for o, t in zip((first, second), temperatures, strict=True)]
    assert torch.allclose(lesson.probabilities, (wanted[0] + wanted[1]) / 2, atol=1e-6)
    assert lesson.density is not None
    assert torch.allclose(lesson.density, (first.density_logits.sigmoid() + second.density_logits.sigmoid()) / 2)
    assert not lesson.probabilities.requires_grad
    assert Teachers()(images) is None


def test_a_classifier_of_another_size_teaches_the_class_alone(twins: tuple[Bundle, Bundle]) -> None:
    physnet, preprocessing = twins[0], twins[0].metadata.preprocessing
    architecture, config = specify("mobilenet_v2", "resnet18")
    metadata = replace(
        physnet.metadata,
        name="mobilenet_v2",
        architecture=architecture,
        config=config,
        preprocessing=replace(preprocessing, size=96),
    )
    rival = Bundle(model=build_network(architecture, config).eval(), metadata=metadata)
    seen: list[torch.Size] = []
    rival.model.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0].shape))
    images = torch.randn(3, 1, preprocessing.size, preprocessing.size)
    alone, both = (summon(bundles, preprocessing, CPU)(images) for bundles in ((rival,), (physnet, rival)))
    own = summon((physnet,), preprocessing, CPU)(images)
    assert alone is not None
    assert both is not None
    assert own is not None
    assert seen == [torch.Size((3, 1, 96, 96))] * 2
    assert alone.density is None
    assert torch.allclose(both.probabilities, (alone.probabilities + own.probabilities) / 2, atol=1e-6)
    assert torch.equal(both.density, own.density)
    labels, known = torch.tensor([0, 1, 3]), torch.tensor([True, False, False])
    masks = torch.zeros_like(images)
    loss = total_loss(physnet.model(images), labels, masks, known, LossWeights(), alone)
    assert torch.isfinite(loss)
    names = summon((physnet, rival), preprocessing, CPU).names
    assert [name.partition(" (")[0] for name in names] == [f"{physnet.metadata.name} with resnet18", "mobilenet_v2"]


def test_half_of_the_class_and_the_unknown_outlines_are_taught(bundle: Bundle) -> None:
    size = bundle.metadata.preprocessing.size
    images, labels = torch.randn(2, 1, size, size), torch.tensor([0, 3])
    masks, known = torch.zeros(2, 1, size, size), torch.tensor([True, False])
    masks[:, :, size // 4 : size // 2, size // 4 : size // 2] = 1
    output = bundle.model(images)
    plain = LossWeights(growth_prior=0.0, density=0.0, kind=0.0)
    answers = torch.tensor([[0.7, 0.1, 0.1, 0.1], [0.0, 0.2, 0.3, 0.5]])
    lesson = Lesson(answers, torch.full_like(output.density_logits, 0.3))
    untaught = total_loss(output, labels, masks, known, plain)
    taught = functional.cross_entropy(output.logits, answers)
    assert torch.allclose(total_loss(output, labels, masks, known, plain, lesson), (untaught + taught) / 2)

    def density_part(lesson: Lesson | None, known: torch.Tensor, masks: torch.Tensor) -> torch.Tensor:
        return total_loss(output, labels, masks, known, replace(plain, density=1.0), lesson) - total_loss(
            output, labels, masks, known, plain, lesson
        )

    outline = torch.where(known[:, None, None, None], masks, torch.full_like(masks, 0.3))
    inner = torch.ones_like(known)
    with_lesson = density_part(lesson, known, masks)
    assert not torch.allclose(with_lesson, density_part(None, known, masks))
    # An outline of 0.3 everywhere is 0.3 in every cell but those at the rim, which reach beyond the picture.
    assert torch.allclose(with_lesson, density_part(None, inner, outline), rtol=0.1)


def test_a_soup_is_the_mean_of_all_its_members(twins: tuple[Bundle, Bundle]) -> None:
    first, second = (bundle.model for bundle in twins)
    wanted = {name: (value + second.state_dict()[name]) / 2 for name, value in first.state_dict().items()}
    mix(first, [twins[1]], 0.5)
    for name in ("stem.0.weight", "classifier.1.bias", "layer3.0.bn1.running_mean"):
        assert torch.allclose(first.state_dict()[name], wanted[name], atol=1e-6), name


def test_who_cannot_teach_or_be_averaged_is_refused_before_the_training(
    pictures: Path, bundle: Bundle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle.save(tmp_path / "bundle")
    begun = ["train", str(pictures), "--out", str(tmp_path / "out"), "--epochs", "1", "--batch", "8"]
    assert main([*begun, "--size", "64", "--teachers", str(tmp_path / "bundle")]) == 2
    assert "cannot teach here; a PhysNet that teaches is trained with the same --size, 64" in capsys.readouterr().err
    assert main([*begun, "--size", "64", "--backbone", "resnet34", "--soup", str(tmp_path / "bundle")]) == 2
    assert "cannot be averaged with those of this network (resnet34)" in capsys.readouterr().err
    require_alike(bundle.model, [bundle])
    assert not list(tmp_path.glob("out/*.safetensors"))


def test_that_a_network_learned_from_imagenet_is_not_forgotten(twins: tuple[Bundle, Bundle]) -> None:
    def with_past(bundle: Bundle, imagenet: str) -> Bundle:
        metadata = replace(bundle.metadata, training={**bundle.metadata.training, "imagenet": imagenet})
        return replace(bundle, metadata=metadata)

    plain, began = twins[0], with_past(twins[1], "start")
    taught = with_past(plain, imagenet_in(plain, Teachers(bundles=(began,))))
    assert imagenet_in(plain, Teachers(bundles=(plain,))) == ""
    assert imagenet_in(IMAGENET, Teachers()) == "start"
    assert taught.metadata.training["imagenet"] == "teacher"
    assert imagenet_in(began, Teachers()) == "start", "further training keeps it"
    assert imagenet_in(taught, Teachers()) == imagenet_in(None, Teachers(bundles=(taught,))) == "teacher"
    assert "- Other pictures: a teacher began with ImageNet weights" in model_card(taught.metadata)
    assert "Other pictures" not in model_card(plain.metadata)
