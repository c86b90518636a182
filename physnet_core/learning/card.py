"""The model card: what the network is, what it may be used for, how good it is. Written by commands, not by hand."""

from collections.abc import Mapping
from typing import Any

from physnet_core.learning.corruptions import SEVERITIES
from physnet_core.learning.results import family
from physnet_core.learning.tables import (
    localization_table,
    markdown_table,
    others_table,
    rivals_table,
    robustness_rows,
    scans_table,
    seeds_growth_table,
    strangers_table,
)
from physnet_core.network.bundle import BundleMetadata
from physnet_core.network.rivals import CLASSIFIER

# Of networks trained alike; in the metrics of a bundle they stand beside the splits.
SCHEDULES = ("equal", "full", "equal-official")
_HEADS = ("pictures", "accuracy (95 % interval)", "macro-F1 (95 % interval)", "AUC", "ECE", "pointing", "Dice")
RESEARCH_USE = "Research use only. Not a medical device; not for diagnosis or treatment decisions."


def model_card(metadata: BundleMetadata) -> str:
    """Return the card of a bundle as Markdown."""
    metrics = metadata.metrics
    sections = (
        _purpose(metadata),
        _data(metadata),
        _accuracy(metrics),
        *(_rivals(metrics[name], _ALIKE[name]) for name in SCHEDULES if name in metrics),
        _failures(metadata),
        _damaged(metrics.get("clean", {})),
        _elsewhere(metrics.get("clean", {})),
        _growth(metadata),
        _LIMITS,
    )
    return "\n\n".join(section for section in sections if section) + "\n"


def accuracy_table(metrics: Mapping[str, Any], heading: str = "split") -> str:
    """Return one row a split (or a model) with accuracy, macro-F1, AUC, calibration error and localization.

    Splits also name the one on whose training part the network was trained: it differs from row to row.
    """
    measured = {name: figures for name, figures in metrics.items() if "accuracy_ci95" in figures}
    if not measured:
        return "Not measured yet: run `physnet evaluate`."
    splits = heading == "split"
    heads = (heading, *(["trained on"] if splits else []), *_HEADS)
    rows = [
        (name, *([_trained_on(figures) or "?"] if splits else []), *_cells(figures))
        for name, figures in measured.items()
    ]
    return markdown_table(heads, rows)


def _trained_on(figures: Mapping[str, Any]) -> str | None:
    """Return the split on whose training part the network was trained; an ensemble has none of its own."""
    split: str | None = figures.get("bundle", {}).get("trained_on")
    return split


def _cells(figures: Mapping[str, Any]) -> tuple[str, ...]:
    place = figures.get("localization") or {}
    seen = figures.get("seen_in_training", 0)
    note = f" ({seen} of them seen in training)" if seen else ""
    return (
        f"{figures['images']}{note}",
        *(_with_interval(figures, what) for what in ("accuracy", "macro_f1")),
        "-" if figures["macro_auc"] is None else f"{figures['macro_auc']:.3f}",
        f"{figures['ece']:.3f}",
        f"{place['pointing_game']:.3f}" if place else "-",
        f"{place['dice']:.3f}" if place else "-",
    )


def _with_interval(figures: Mapping[str, Any], what: str) -> str:
    interval = figures.get(f"{what}_ci95")  # measured before there was one for macro-F1: none
    return f"{figures[what]:.3f}" + (f" ({interval[0]:.3f}-{interval[1]:.3f})" if interval else "")


def mistakes(figures: Mapping[str, Any]) -> str:
    """Return in words what a network takes for what, from `Evaluation.confusions`."""
    found = figures.get("confusions")
    if not found:
        return "no mistakes." if found is not None else ""
    told = [
        f"{entry['true']} taken for {entry['predicted']}: {_of_patients(entry)}, mean confidence "
        f"{entry['mean_confidence']:.2f}"
        for entry in found
    ]
    wrong = sum(entry["pictures"] for entry in found)
    return f"{wrong} of {figures['images']} pictures are wrong. " + "; ".join(told) + "."


def _of_patients(entry: Mapping[str, Any]) -> str:
    count, distinct, patients = entry["pictures"], entry["distinct"], entry["patients"]
    copies = f" ({distinct} distinct)" if distinct < count else ""
    return f"{count} picture{_plural(count)}{copies} of {patients} patient{_plural(patients)}"


def _plural(count: int) -> str:
    return "" if count == 1 else "s"


def _purpose(metadata: BundleMetadata) -> str:
    return f"""# Model card: {metadata.name} {metadata.version}

**{RESEARCH_USE}**

PhysNet classifies a brain MRI slice as glioma, meningioma, pituitary tumor or no tumor. Inside its features a
reaction-diffusion model (Fisher-KPP) evolves a latent tumor density, and the evolved density decides with. The idea
is that of arXiv 2603.28057, of which only the abstract was at hand: architecture, heads, loss and training are ours,
and no figure here is from that paper.

- Architecture: {_architecture(metadata)}
- Input: one slice, head cut out, {metadata.preprocessing.size} x {metadata.preprocessing.size} pixels
- Output: calibrated class probabilities, latent density and its course, D and rho
- Weights: trained by us from {metadata.training.get("started_from", "random initialization")}; half precision,
  safetensors"""


def _architecture(metadata: BundleMetadata) -> str:
    config = metadata.config
    if metadata.architecture == CLASSIFIER:
        return f"{config.backbone}, a rival without density"
    physics = {
        "inside": "inside the features",
        "none": "left out (the density stands still)",
        "output": "as a penalty on the output only",
    }[config.physics]
    return f"{config.backbone} with density, growth and gate heads; physics {physics}, {config.steps} PDE steps"


def _data(metadata: BundleMetadata) -> str:
    return "\n\n".join(("## Training data", _PICTURES, _list(_provenance(metadata))))


def _provenance(metadata: BundleMetadata) -> dict[str, str]:
    """Return what the weights come from, under its headings; what does not apply is left out."""
    training = metadata.training
    recipe, companions = training.get("recipe", {}), training.get("companions", ())
    blend = recipe.get("blend", 0)
    told = {
        "Split": f"`{training.get('split', '?')}`{_part(training.get('fraction', 1.0))}",
        "Pictures": f"{training.get('pictures', '?')} of {training.get('patients', '?')} patients, "
        f"{training.get('with_outline', '?')} with an outline",
        "Sources": ", ".join(training.get("sources", ())),
        "Schedule": f"{_earlier(training.get('earlier'))}{recipe.get('epochs', '?')} epochs at "
        f"{metadata.preprocessing.size} pixels; batch {recipe.get('batch', '?')}, seed {recipe.get('seed', '?')}",
        "Averaged with the weights of": ", ".join(f"seed {seed}" for seed in companions),
        "Blended with the weights before": f"{blend:.0%} of them" if blend else "",
        "Taught by": ", ".join(training.get("teachers", ())),
        "Other pictures": _IMAGENET.get(training.get("imagenet", ""), ""),
        "Commit": str(training.get("commit", ""))[:12],
    }
    return {heading: text for heading, text in told.items() if text}


def _list(told: Mapping[str, str]) -> str:
    return "\n".join(f"- {heading}: {text}" for heading, text in told.items())


def _earlier(schedule: Mapping[str, Any] | None) -> str:
    """Return how the weights that the training started from were trained."""
    if not schedule:
        return ""
    return f"{_earlier(schedule.get('earlier'))}{schedule['epochs']} epochs at {schedule['size']} pixels; then "


def _part(fraction: float) -> str:
    return "" if fraction == 1 else f", {fraction:.0%} of it to learn from"


def _accuracy(metrics: Mapping[str, Any]) -> str:
    return f"""## Accuracy

{accuracy_table(metrics)}

`clean` parts the pictures by patient: it is the figure to judge by, and its network is the one that ships. `official`
is the split that papers report; three quarters of its test pictures have a copy in its training part, and nearly all
others a slice of the same patient, so it measures memory. `official-clean` are those without a copy. These two are of
another PhysNet, trained for them alone: on pictures that were changed little, and validated on pictures drawn one by
one, as the test part was. Intervals are bootstrapped by patient."""


def schedule(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a `physnet evaluate` report on rivals trained alike what card and README tell of it."""
    told = ("images", "accuracy", "accuracy_ci95", "macro_f1", "macro_f1_ci95", "macro_auc", "ece", "localization")
    places = ("localization_grad_cam", "localization_grad_cam_resnet18", "seen_in_training")
    models = {key: {name: figures.get(name) for name in told + places} for key, figures in report["models"].items()}
    return {"models": models, **{name: report[name] for name in ("seeds", "differences", "growth_order")}}


def _rivals(report: Mapping[str, Any], told: str) -> str:
    tables = (
        rivals_table(report),
        localization_table({key: figures for key, figures in report["models"].items() if family(key) == key}),
        seeds_growth_table(report["seeds"]),
        "\n".join(f"- {sentence}" for sentence in report["growth_order"]),
    )
    return "\n\n".join((told, *(table for table in tables if table)))


def _failures(metadata: BundleMetadata) -> str:
    own = (None, metadata.training.get("split"))  # the mistakes of another network are not those of this one
    told = {
        split: mistakes(figures)
        for split, figures in metadata.metrics.items()
        if figures.get("confusions") is not None and _trained_on(figures) in own
    }
    if not told:
        return ""
    lines = "\n".join(f"- `{split}`: {text}" for split, text in told.items())
    return f"## What it gets wrong\n\n{lines}"


def _elsewhere(figures: Mapping[str, Any]) -> str:
    others, strangers = figures.get("other_sources"), figures.get("strangers")
    parts = ["## Scans from elsewhere", _UNSURE]
    if others:
        parts += [others_table(others), scans_table(others)]
    if strangers:
        parts += ["Pictures that are no brain MRI:", strangers_table(strangers)]
    return "\n\n".join(part for part in parts if part) if others or strangers else ""


def _damaged(figures: Mapping[str, Any]) -> str:
    rows = robustness_rows(figures)
    return "\n\n".join((_DAMAGED, markdown_table(("damage", *map(str, SEVERITIES)), rows))) if rows else ""


def _growth(metadata: BundleMetadata) -> str:
    prior = metadata.training.get("recipe", {}).get("loss", {}).get("growth_prior", 0)
    return f"""## D and rho

They are dimensionless inside (D^ = D dt/h^2, rho^ = rho dt). Numbers in mm^2/day and 1/day use the pixel spacing of
the scan and the **assumption** that one step is {metadata.days_per_step:g} days; a single scan cannot tell the time.
Fisher-KPP is a model of glioma: for meningioma and pituitary tumors D and rho only describe the latent density.
Nothing in the training data determines D and rho by itself; in training they are drawn to the literature (a log-normal
prior, weight {prior}), and what the pictures add to that is not shown yet to mean anything."""


_IMAGENET = {
    "start": "the weights began with those of ImageNet",
    "teacher": "a teacher began with ImageNet weights",
}

_PICTURES = """Brain Tumor MRI Dataset (M. Nickparvar, Kaggle, doi:10.34740/kaggle/dsv/2645886, CC0) with tumor outlines
of the figshare brain tumor dataset (J. Cheng, doi:10.6084/m9.figshare.1512427, CC BY 4.0), and tumor-free T1 slices of
other public collections where named below; `icbm152` are heads without tumor that we painted around that template. Most
tumor pictures are T1 with contrast from two hospitals; 'no tumor' comes from elsewhere."""


_UNSURE = """'Unsure' is uncertain (too little confidence) or out of range (unlike the training pictures): no class is
presented as an answer. Slice by slice: `g` glioma, `m` meningioma, `p` pituitary tumor, `.` no tumor, `?` uncertain,
`x` out of range. Slices of `growth` have at least 300 pixels of enhancing tumor; their patients were kept out of
training."""


_ALIKE = {
    "equal": """## Rivals on an equal, short schedule

All trained by `tools/reproduce.sh` from random weights on the same pictures: 12 epochs at 128 pixels, with the same
augmentation and learning rate. Figures are means over seeds; PhysNet's lead is paired by patient, with a 95 % interval
over patients, and over seeds where both have several; `A+B+C` is a soft vote. Where the interval holds 0, the lead may
be chance. The VGGs hardly learn at the common rate; they had a tenth of it, the best for VGG16 of three on the
validation part.""",
    "full": """## At full size and schedule

PhysNet and its plain backbone, trained by `tools/train_shipped.sh` from random weights: 28 epochs at 224 pixels, with
pictures of other sources added.""",
    "equal-official": """## Rivals on the official split

Trained alike on the split that papers report, 12 epochs at 128 pixels from random weights, on pictures that were
changed little.""",
}


_DAMAGED = """## On damaged pictures

Accuracy on the test part of `clean` after each kind of damage, from barely visible (1) to severe (5); see
`physnet_core/learning/corruptions.py` for what they are."""


_LIMITS = """## Limits

- Not validated on patients of any hospital; no reader study. Do not use it for care.
- Slices are judged one by one; a series has no memory between slices.
- Other sequences (T2, FLAIR, diffusion), CT, children, post-operative heads and other diseases are outside the
  training data. The in-range check notices some of this, not all: it is made to turn away what is no brain MRI, and
  upside-down heads and other sequences can pass. Which features it reads was chosen after several were tried on the
  pictures of the table above.
- The network also learns the source: 'no tumor' pictures come from other scanners than tumors. In heads without tumor,
  some slices at the top, at the side of the head and beneath the brain are called tumor or left uncertain; the healthy
  scans of the table show which.
- The density is a latent quantity trained on outlines of the enhancing tumor; it is not a measured cell density."""
