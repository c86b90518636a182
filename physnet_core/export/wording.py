"""The sentences that are burned into pictures and printed in the report."""

import math
from collections.abc import Callable

from physnet_core import __version__
from physnet_core.export.content import Content, VolumeCurve
from physnet_core.growth.scenario import Growth
from physnet_core.network.prediction import GLIOMA, NO_TUMOR, Prediction

Said = Callable[[str], str]  # gives a sentence, or a template of one, in another language
RESEARCH_USE = "Research use only. Not a medical device."
_TITLES = {
    "notumor": "No tumor",
    "glioma": "Glioma",
    "meningioma": "Meningioma",
    "pituitary": "Pituitary tumor",
}


def in_english(text: str) -> str:
    """Return a text as it is: the core speaks English, and knows of other languages only what it is given."""
    return text


def class_title(prediction: Prediction) -> str:
    """Return the class with its confidence, or "Uncertain" where no class should stand as an answer."""
    if prediction.uncertain or not prediction.in_distribution:
        return "Uncertain"
    return f"{class_name(prediction.label)} · {prediction.confidence:.0%}"


def class_name(label: str) -> str:
    """Return a class as it is shown."""
    return _TITLES.get(label, label.capitalize())


def class_remark(prediction: Prediction) -> str | None:
    """Return what a reader must know beside the class, or None."""
    if not prediction.in_distribution:
        return prediction.reason or "unlike the training data"
    if prediction.uncertain:
        return "no class is probable enough to be named"
    if prediction.label == NO_TUMOR:
        return "growth shown is latent: no tumor was found"
    if prediction.label != GLIOMA:
        return "D and ρ are latent descriptors: Fisher-KPP is a glioma model"
    return None


def run_name(growth: Growth, prediction: Prediction) -> str:
    """Return "learned" for the network's own parameters, else "tweaked"."""
    own = (prediction.diffusion_number, prediction.growth_number)
    return "learned" if (growth.diffusion_number, growth.growth_number) == own else "tweaked"


def parameters(growth: Growth) -> str:
    """Return D and rho with their units."""
    diffusion, proliferation = growth.diffusion_mm2_per_day, growth.proliferation_per_day
    if diffusion is None or proliferation is None:
        return f"D {significant(growth.diffusion_number)} cell²/step · ρ {significant(growth.growth_number)}/step"
    return f"D {significant(diffusion)} mm²/day · ρ {significant(proliferation)}/day"


def assumption(growth: Growth) -> str:
    """Return on what the units rest."""
    if growth.physical:
        return f"assuming {number(growth.units.days_per_step)} days per step"
    return "no pixel spacing: latent units"


def raster(growth: Growth) -> str:
    """Return which grid is shown."""
    rows, columns = growth.grid.shape
    return f"{growth.grid_name} grid {rows} × {columns}"


def time(growth: Growth, frame: int) -> str:
    """Return the time of a frame: "Day 35", or "Step 4" without physical units."""
    value = float(growth.times[frame])
    return f"{'Day' if growth.physical else 'Step'} {_short(value)}"


def area(growth: Growth, frame: int) -> str:
    """Return the area of a frame with its unit, cells on the rim counted in part: as the window says it."""
    value = float(growth.smooth_area[frame])
    digits = 0 if value >= 10 or value == 0 else 1
    return f"{value:.{digits}f} {growth.area_unit}"  # a comma between thousands is a decimal mark elsewhere


def volume(curve: VolumeCurve, frame: int) -> str:
    """Return the volume of a frame with its unit."""
    return f"{number(float(curve.volume_ml[frame]))} mL"


def extent(content: Content, frame: int) -> str:
    """Return how large the tumor is in a frame: on the slice, and in 3-D as a whole."""
    areas = " | ".join(area(growth, frame) for growth in content.growths)
    threshold = f"density ≥ {content.growths[0].threshold:g}"
    if not content.volumes:
        return f"area of {threshold}: {areas}"
    volumes = " | ".join(volume(curve, frame) for curve in content.volumes)
    return f"volume of {threshold}: {volumes}, on this slice: {areas}"


def model(prediction: Prediction) -> str:
    """Return which product and weights gave the result."""
    identity = prediction.model
    return f"PhysNet Viewer {__version__} · {identity.name} {identity.version} · {identity.sha256[:8]}"


def footnotes(content: Content, *, smooth: bool) -> list[str]:
    """Return what stands under a picture, phrase by phrase."""
    rasters = list(dict.fromkeys(raster(growth) for growth in content.growths))
    if content.volumes:
        rows, columns = content.growths[0].grid.shape
        rasters = [f"grown in 3-D, {content.volumes[0].slices} × {rows} × {columns} cells"]
    shown = " | ".join(rasters) + (", smoothed for display" if smooth else "")
    phrases = [assumption(content.growths[0]), shown]
    return phrases if len(content.growths) > 1 else [parameters(content.growths[0]), *phrases]


def number(value: float) -> str:
    """Return a number with three significant digits, without an exponent where it can be read."""
    if value == 0 or 1e-4 <= abs(value) < 1e5:
        text = f"{value:.3g}"
        return text if "e" not in text else f"{value:.0f}"
    return f"{value:.2e}"


def significant(value: float, digits: int = 3) -> str:
    """Return a number with `digits` significant digits, in plain decimals where that stays readable."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "–"
    exponent = math.floor(math.log10(abs(float(f"{value:.{digits - 1}e}"))))
    if not -4 <= exponent < 6:
        return f"{value:.{digits - 1}e}"
    return f"{value:.{max(digits - 1 - exponent, 0)}f}"


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value - round(value)) < 0.05 else f"{value:.1f}"
