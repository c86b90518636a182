"""The numbers, settings and caveats of the report, as text."""

from physnet_core.export import wording
from physnet_core.export.content import Content, Options
from physnet_core.export.wording import Said, in_english
from physnet_core.growth.scenario import Growth
from physnet_core.physics.units import DAYS_PER_YEAR

Row = tuple[str, ...]


def numbers(content: Content, said: Said = in_english) -> list[Row]:
    """Return rows of a name with its unit, and a value for each growth; a header row where there are two."""
    growths, first = content.growths, content.growths[0]
    speed, scale = ("mm/year", DAYS_PER_YEAR) if first.physical else ("cells/step", 1.0)
    rows: list[Row] = []
    if len(growths) > 1:
        rows.append(("", *(said(wording.run_name(growth, content.prediction)) for growth in growths)))

    def row(name: str, unit: str, *values: str) -> None:
        rows.append((said(name).format(unit=said(unit), end=end), *values))

    end = said(wording.time(first, content.frames - 1).lower())
    diffusion, proliferation = ("mm²/day", "1/day") if first.physical else ("cell²/step", "1/step")
    row("Diffusion D, {unit}", diffusion, *(_number(_diffusion(growth)) for growth in growths))
    row("Proliferation ρ, {unit}", proliferation, *(_number(_proliferation(growth)) for growth in growths))
    if content.volumes:
        rows.extend(_in_space(content, end, said))
    else:
        area, length = first.area_unit, first.length_unit
        row("Area at the start, {unit}", area, *(_number(growth.smooth_area[0]) for growth in growths))
        row("Area at {end}, {unit}", area, *(_number(growth.smooth_area[-1]) for growth in growths))
        row("Equivalent radius at {end}, {unit}", length, *(_number(growth.radius[-1]) for growth in growths))
        row("Area doubles in, {unit}", first.time_unit, *(_or_dash(growth.doubling_time) for growth in growths))
        row("Front speed, {unit}", speed, *(_or_dash(growth.front_speed, scale) for growth in growths))
    row("2√(Dρ), {unit}", speed, *(_number(growth.asymptotic_front_speed * scale) for growth in growths))
    return rows


def _in_space(content: Content, end: str, said: Said) -> list[Row]:
    """Return the rows of growth in three dimensions."""
    volumes, growths = content.volumes, content.growths
    rows = [
        ("Volume at the start, mL", [_number(curve.volume_ml[0]) for curve in volumes]),
        ("Volume at {end}, mL", [_number(curve.volume_ml[-1]) for curve in volumes]),
        ("Area on this slice at {end}, mm²", [_number(growth.smooth_area[-1]) for growth in growths]),
        ("Radius of such a ball at {end}, mm", [_number(curve.radius_mm[-1]) for curve in volumes]),
        ("Volume doubles in, days", [_or_dash(curve.doubling_time) for curve in volumes]),
        ("Front speed, mm/year", [_or_dash(curve.front_speed, DAYS_PER_YEAR) for curve in volumes]),
    ]
    return [(said(name).format(end=end), *values) for name, values in rows]


def settings(content: Content, options: Options, said: Said = in_english) -> list[Row]:
    """Return rows of a setting and its value."""
    growth, identity = content.growths[0], content.prediction.model
    window = options.window or content.image.window
    spacing = content.image.pixel_spacing
    cells = " × ".join(str(count) for count in (*(item.slices for item in content.volumes[:1]), *growth.grid.shape))
    days = wording.number(growth.units.days_per_step)
    length = said("{steps} steps, {frames} frames").format(steps=f"{growth.steps[-1]:g}", frames=content.frames)
    overlay = said("{colors}, {opacity}, from {threshold}").format(
        colors=options.colormap, opacity=f"{options.opacity:.0%}", threshold=f"{options.threshold:g}"
    )
    rows = [
        ("Model", f"{identity.name} {identity.version}"),
        ("Weights (SHA-256)", f"{identity.sha256[:16]}…"),
        ("Grid", f"{'3-D' if content.volumes else said(growth.grid_name)}, {cells}"),
        ("Time per step (assumed)", said("{number} days").format(number=days)),
        ("Length", length),
        ("Pixel spacing", f"{spacing[0]:.3g} × {spacing[1]:.3g} mm" if spacing else said("not known")),
        ("Window, center | width", f"{window.center:.4g} | {window.width:.4g}" if window else said("automatic")),
        ("Overlay", overlay),
        ("Display", said("smoothed" if options.smooth else "cells as computed")),
    ]
    return [(said(name), value) for name, value in rows]


def caveats(content: Content, said: Said = in_english) -> list[str]:
    """Return what a reader must know before using the numbers, a sentence each."""
    of_slice = "Simulated by a model: what it says of one slice, neither a forecast nor a prognosis for a person."
    of_scan = (
        "Simulated by a model: what it says of the slices of one scan, neither a forecast nor a prognosis for a person."
    )
    lines = [
        said(of_scan if content.volumes else of_slice),
        said(
            "D and ρ per day rest on the assumed duration of a network step: a single scan determines their ratio only."
        ),
        said("2√(Dρ) is the speed that a front approaches after a long time; over few steps the measured one differs."),
    ]
    if not content.growths[0].physical:
        lines[1] = said("The file gives no pixel spacing: lengths are in cells of the network, times in its steps.")
    remark = wording.class_remark(content.prediction)
    if remark is not None:
        remark = said(remark)
        lines.append(f"{remark[:1].upper()}{remark[1:].removesuffix('.')}.")
    if content.growths[0].note:
        lines.append(said(content.growths[0].note))
    if content.synthetic:
        lines.append(said("The scan is synthetic: it shows no patient."))
    return lines


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
    return f"{value:.0f}" if abs(value) >= 1000 else wording.number(float(value))


def _or_dash(value: float | None, scale: float = 1.0) -> str:
    return "–" if value is None else _number(value * scale)
