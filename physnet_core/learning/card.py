"""The model card: what the network is, what it may be used for, how good it is. Written by commands, not by hand."""

from collections.abc import Mapping
from typing import Any

from physnet_core.network.bundle import BundleMetadata
from physnet_core.network.rivals import CLASSIFIER

RESEARCH_USE = "Research use only. Not a medical device; not for diagnosis or treatment decisions."


def model_card(metadata: BundleMetadata) -> str:
    """Return the card of a bundle as Markdown."""
    sections = (_purpose(metadata), _data(metadata), _accuracy(metadata.metrics), _growth(metadata), _LIMITS)
    return "\n\n".join(sections) + "\n"


def accuracy_table(metrics: Mapping[str, Any]) -> str:
    """Return one row a split with accuracy, interval, macro-F1, AUC, calibration error and localization."""
    rows = [
        "| split | pictures | accuracy (95 % interval) | macro-F1 | AUC | ECE | pointing | Dice |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for split, figures in metrics.items():
        if "accuracy_ci95" in figures:
            rows.append(_row(split, figures))
    return "\n".join(rows) if len(rows) > 2 else "Not measured yet: run `physnet evaluate`."


def _row(split: str, figures: Mapping[str, Any]) -> str:
    low, high = figures["accuracy_ci95"]
    place = figures.get("localization") or {}
    seen = figures.get("seen_in_training", 0)
    note = f" ({seen} of them seen in training)" if seen else ""
    cells = (
        split,
        f"{figures['images']}{note}",
        f"{figures['accuracy']:.3f} ({low:.3f}-{high:.3f})",
        f"{figures['macro_f1']:.3f}",
        "-" if figures["macro_auc"] is None else f"{figures['macro_auc']:.3f}",
        f"{figures['ece']:.3f}",
        f"{place['pointing_game']:.3f}" if place else "-",
        f"{place['dice']:.3f}" if place else "-",
    )
    return f"| {' | '.join(cells)} |"


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
- Weights: trained by us from random initialization; half precision, safetensors"""


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
    training = metadata.training
    recipe = training.get("recipe", {})
    return f"""## Training data

Brain Tumor MRI Dataset (M. Nickparvar, Kaggle, doi:10.34740/kaggle/dsv/2645886, CC0) with tumor outlines of the
figshare brain tumor dataset (J. Cheng, doi:10.6084/m9.figshare.1512427, CC BY 4.0), and tumor-free T1 slices of other
public collections where named below. Most tumor pictures are T1 with contrast from two hospitals; 'no tumor' comes
from elsewhere.

- Split: `{training.get("split", "?")}`
- Pictures: {training.get("pictures", "?")} of {training.get("patients", "?")} patients,
  {training.get("with_outline", "?")} with an outline
- Sources: {", ".join(training.get("sources", ())) or "?"}
- {recipe.get("epochs", "?")} epochs, batch {recipe.get("batch", "?")}, seed {recipe.get("seed", "?")},
  commit {str(training.get("commit", ""))[:12] or "unknown"}{_start(training)}"""


def _start(training: Mapping[str, Any]) -> str:
    start = training.get("started_from")
    return f"\n- Started from: {start}" if start else ""


def _accuracy(metrics: Mapping[str, Any]) -> str:
    return f"""## Accuracy

{accuracy_table(metrics)}

`clean` parts the pictures by patient: it is the figure to judge by. `official` is the split that papers report; three
quarters of its test pictures have a copy in its training part, so it measures memory. Intervals are bootstrapped by
patient."""


def _growth(metadata: BundleMetadata) -> str:
    prior = metadata.training.get("recipe", {}).get("loss", {}).get("growth_prior", 0)
    return f"""## D and rho

They are dimensionless inside (D^ = D dt/h^2, rho^ = rho dt). Numbers in mm^2/day and 1/day use the pixel spacing of
the scan and the **assumption** that one step is {metadata.days_per_step:g} days; a single scan cannot tell the time.
Fisher-KPP is a model of glioma: for meningioma and pituitary tumors D and rho only describe the latent density.
Nothing in the training data determines D and rho by itself; in training they are drawn to the literature (a log-normal
prior, weight {prior}), and what the pictures add to that is not shown yet to mean anything."""


_LIMITS = """## Limits

- Not validated on patients of any hospital; no reader study. Do not use it for care.
- Slices are judged one by one; a series has no memory between slices.
- Other sequences (T2, FLAIR, diffusion), CT, children, post-operative heads and other diseases are outside the
  training data. The in-range check notices some of this, not all: grey photographs and upside-down heads can pass. Its
  limit was chosen after several were seen on the demo scan, and has not been measured on independent pictures.
- The network also learns the source: 'no tumor' pictures come from other scanners than tumors. On the synthetic demo
  scan, tumor-free slices near the top of the head are called glioma, with no density to show for it; in a healthy
  sagittal scan, some slices at the side of the head are.
- The density is a latent quantity trained on outlines of the enhancing tumor; it is not a measured cell density."""
