"""The numbers, settings and caveats of the report, as text."""

from physnet_core.export import wording
from physnet_core.export.content import Content, Options
from physnet_core.growth.scenario import Growth
from physnet_core.physics.units import DAYS_PER_YEAR

Row = tuple[str, ...]


def numbers(content: Content) -> list[Row]:
    """Return rows of a name with its unit, and a value for each growth; a header row where there are two."""
    growths, first = content.growths, content.growths[0]
    length = first.length_unit
    speed, scale = ("mm/year", DAYS_PER_YEAR) if first.physical else ("cells/step", 1.0)
    rows: list[Row] = []
    if len(growths) > 1:
        rows.append(("", *(wording.run_name(growth, content.prediction) for growth in growths)))

    def row(name: str, *values: str) -> None:
        rows.append((name, *values))

    end = wording.time(first, content.frames - 1).lower()
    diffusion, proliferation = ("mm²/day", "1/day") if first.physical else ("cell²/step", "1/step")
    row(f"Diffusion D, {diffusion}", *(_number(_diffusion(growth)) for growth in growths))
    row(f"Proliferation ρ, {proliferation}", *(_number(_proliferation(growth)) for growth in growths))
    if content.volumes:
        rows.extend(_in_space(content, end))
    else:
        row(f"Area at the start, {first.area_unit}", *(_number(growth.smooth_area[0]) for growth in growths))
        row(f"Area at {end}, {first.area_unit}", *(_number(growth.smooth_area[-1]) for growth in growths))
        row(f"Equivalent radius at {end}, {length}", *(_number(growth.radius[-1]) for growth in growths))
        row(f"Area doubles in, {first.time_unit}", *(_or_dash(growth.doubling_time) for growth in growths))
        row(f"Front speed, {speed}", *(_or_dash(growth.front_speed, scale) for growth in growths))
    row(f"2√(Dρ), {speed}", *(_number(growth.asymptotic_front_speed * scale) for growth in growths))
    return rows


def _in_space(content: Content, end: str) -> list[Row]:
    """Return the rows of growth in three dimensions."""
    volumes = content.volumes
    return [
        ("Volume at the start, mL", *(_number(curve.volume_ml[0]) for curve in volumes)),
        (f"Volume at {end}, mL", *(_number(curve.volume_ml[-1]) for curve in volumes)),
        (f"Area on this slice at {end}, mm²", *(_number(growth.smooth_area[-1]) for growth in content.growths)),
        (f"Radius of such a ball at {end}, mm", *(_number(curve.radius_mm[-1]) for curve in volumes)),
        ("Volume doubles in, days", *(_or_dash(curve.doubling_time) for curve in volumes)),
        ("Front speed, mm/year", *(_or_dash(curve.front_speed, DAYS_PER_YEAR) for curve in volumes)),
    ]


def settings(content: Content, options: Options) -> list[Row]:
    """Return rows of a setting and its value."""
    growth, identity = content.growths[0], content.prediction.model
    window = options.window or content.image.window
    spacing = content.image.pixel_spacing
    cells = " × ".join(str(count) for count in (*(item.slices for item in content.volumes[:1]), *growth.grid.shape))
    return [
        ("Model", f"{identity.name} {identity.version}"),
        ("Weights (SHA-256)", f"{identity.sha256[:16]}…"),
        ("Grid", f"{'3-D' if content.volumes else growth.grid_name}, {cells}"),
        ("Time per step (assumed)", f"{wording.number(growth.units.days_per_step)} days"),
        ("Length", f"{growth.steps[-1]:g} steps, {content.frames} frames"),
        ("Pixel spacing", f"{spacing[0]:.3g} × {spacing[1]:.3g} mm" if spacing else "not known"),
        ("Window, center | width", f"{window.center:.4g} | {window.width:.4g}" if window else "automatic"),
        ("Overlay", f"{options.colormap}, {options.opacity:.0%}, from {options.threshold:g}"),
        ("Display", "smoothed" if options.smooth else "cells as computed"),
    ]


def caveats(content: Content) -> list[str]:
    """Return what a reader must know before using the numbers, a line each."""
    what = "the slices of one scan" if content.volumes else "one slice"
    said = [
        f"Simulated by a model: what it says of {what}, neither a forecast nor a prognosis for a person.",
        "D and ρ per day rest on the assumed duration of a network step: a single scan determines their ratio only.",
        "2√(Dρ) is the speed that a front approaches after a long time; over few steps the measured one differs.",
    ]
    if not content.growths[0].physical:
        said[1] = "The file gives no pixel spacing: lengths are in cells of the network, times in its steps."
    remark = wording.class_remark(content.prediction)
    if remark is not None:
        said.append(f"{remark[:1].upper()}{remark[1:]}.")
    if content.growths[0].note:
        said.append(content.growths[0].note)
    if content.synthetic:
        said.append("The scan is synthetic: it shows no patient.")
    return [shortened(line, 130) for line in said]


def shortened(text: str, longest: int) -> str:
    """Return text of at most `longest` characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _diffusion(growth: Growth) -> float:
    value = growth.diffusion_mm2_per_day
    return growth.diffusion_number if value is None else value


def _proliferation(growth: Growth) -> float:
    value = growth.proliferation_per_day
    return growth.growth_number if value is None else value


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else wording.number(float(value))


def _or_dash(value: float | None, scale: float = 1.0) -> str:
    return "–" if value is None else _number(value * scale)
