"""The GIF that is exported: how long it takes, how large it is, and whether it holds what was asked for."""

from collections.abc import Iterator

from viewer_window import Row


def gif() -> Iterator[Row]:
    """60 frames of the demo scan, as large as asked and as small as a mail wants them."""
    # It imports torch, which a window is to do itself: see `opened`.
    from export import FRAMES, LIMIT_BYTES, LIMIT_S, SIDE, demo_content, faults, measured

    content = demo_content()
    for size, name in (("bench", f"{SIDE} px"), ("email", "e-mail")):
        seconds, busy, size_bytes = measured(content, ".gif", size, 3)
        yield Row(f"GIF of {FRAMES} frames, {name}: written in", seconds, "s", LIMIT_S, f"CPU time {busy:.1f} s")
        most = LIMIT_BYTES / 1e6 if size == "email" else None
        yield Row(f"GIF of {FRAMES} frames, {name}: size", size_bytes / 1e6, "MB", most)
        yield Row("frames missing, too many or with another delay", float(faults(content, size)), "", 0)
