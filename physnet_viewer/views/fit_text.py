"""What the fit dialog says in words."""

from physnet_core.export.wording import significant
from physnet_viewer import core_words
from physnet_viewer.fit_outcome import FitOutcome, Range
from physnet_viewer.translation import later, tr

INTRODUCTION = later(
    "Two outlines of one tumor, some time apart, tell how fast its front went. Registration needs both "
    "scans; without them the outlines are compared as they lie."
)
PROFILE_COLUMNS = (
    later("Front width, mm"),
    later("D, mm²/day"),
    later("ρ, 1/day"),
    later("mm/year"),
    later("Dice"),
)
NOT_MOVED = later("By this fit the front did not move, so there is no D and ρ to use.")
NO_GROWTH = later("Open a scan with a tumor and known pixel spacing to use these values.")
UNIT_VOXELS = later(
    "The files say that voxels are 1 mm in every direction. If that is not so, type their size and fit again."
)
TISSUE = later("Tissue maps: three files, white matter; grey matter; fluid, in this order with ; between.")
NOT_REGISTERED = later("Not registered: shifts of the head between the scans count as growth.")


def verdict(outcome: FitOutcome) -> str:
    """Return in one sentence whether the physics was worth it."""
    *plain, (_, fitted) = outcome.dice
    name, best = max(plain, key=lambda row: row[1])
    gain, noise = fitted - best, outcome.tolerance
    if gain <= 0:
        return tr("The physics does not win here: “{name}” overlaps better ({best:.3f} against {fitted:.3f}).").format(
            name=name, best=best, fitted=fitted
        )
    if gain <= noise:
        return tr(
            "The physics is ahead of “{name}” by {gain:.3f}, less than half a voxel of misregistration costs "
            "({noise:.3f}): no real difference."
        ).format(name=name, gain=gain, noise=noise)
    return tr(
        "Fisher-KPP overlaps better than “{name}” by {gain:.3f}. It was fitted to this very outline: this "
        "is no forecast."
    ).format(name=name, gain=gain)


def ranged(value: float, ends: Range, unit: str, *, is_open: bool) -> str:
    """Return a number with the range that fits as well."""
    more = tr(" and beyond") if is_open else ""
    return f"{significant(value)} {unit}  ({significant(ends[0])} – {significant(ends[1])}{more})"


def profile_table(outcome: FitOutcome) -> str:
    """Return, as rich text, what fits best at each width of the front."""
    rows = "".join(
        "<tr>"
        + "".join(f"<td align='right'>&nbsp;&nbsp;{significant(value)}</td>" for value in row[:-1])
        + f"<td align='right'>&nbsp;&nbsp;{row[-1]:.3f}</td></tr>"
        for row in outcome.profile
    )
    head = "".join(f"<td align='right'>&nbsp;&nbsp;<i>{tr(name)}</i></td>" for name in PROFILE_COLUMNS)
    return f"<table><tr>{head}</tr>{rows}</table>"


def remarks(outcome: FitOutcome) -> list[str]:
    """Return what has to be known to read the numbers, most important first."""
    said = [" ".join(map(core_words.said, paragraph)) for paragraph in outcome.statement]
    said.append(verdict(outcome))
    if outcome.registration is None:
        said.append(tr(NOT_REGISTERED))
    else:
        before, after = outcome.registration
        said.append(
            tr("Registered: correlation of the heads {before:.2f} before, {after:.2f} after.").format(
                before=before, after=after
            )
        )
    if outcome.unit_voxels:
        said.append(tr(UNIT_VOXELS))
    return said
