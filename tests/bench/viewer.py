"""How fast the real window is, how it closes, and what it takes: a table.

    python tests/bench/viewer.py            # everything, some minutes
    python tests/bench/viewer.py start scrub

Figures are upper bounds where other work runs on the machine. Scans are made; nothing is needed but the repository.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1]), str(HERE.parent / "viewer")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from leaks import worker_threads  # noqa: E402 - found by the lines above
from viewer_cold import close, demo, first_image_at_start, start  # noqa: E402
from viewer_events import events, lives  # noqa: E402
from viewer_gif import gif  # noqa: E402
from viewer_junk import junk  # noqa: E402
from viewer_window import (  # noqa: E402
    Heartbeat,
    Row,
    Window,
    opened,
    p95_ms,
    resident_mb,
    study,
)


def first_image() -> Iterator[Row]:
    """A dropped folder of 200 files of 512 x 512: first image, while the rest loads."""
    with study(200) as folder, opened() as window:
        window.wait(lambda state: state.model == "ready")
        with Heartbeat() as heart:
            began = time.perf_counter()
            window.window.open_path(folder)
            window.wait(lambda state: state.current_slice is not None)
            window.draw()
            yield Row("200 files of 512x512: first image", time.perf_counter() - began, "s", 1.0)
            window.wait(lambda state: len(state.slices) == 200 and all(image is not None for image in state.slices))
            yield Row("200 files of 512x512: all read", time.perf_counter() - began, "s")
        yield Row("longest event-loop gap meanwhile", heart.longest_ms, "ms", 50, heart.remark)


def scrub() -> Iterator[Row]:
    """Scrub 512 x 512 with overlay; every slice is predicted."""
    with study(40) as folder, opened() as window:
        _open_whole(window, folder)
        for index in range(5):
            _step(window, index)  # much is drawn once
        began = time.thread_time()
        passes = sorted((_scrubbed(window) for _ in range(3)), key=p95_ms)  # the host's speed changes within seconds
        work = 1000 * (time.thread_time() - began) / sum(map(len, passes))
        remark = f"worst of 3: {p95_ms(passes[-1]):.1f} ms; CPU time {work:.1f} ms"
        yield Row("scrub 512x512 with overlay, p95 of a frame, median of passes", p95_ms(passes[1]), "ms", 16, remark)
        yield Row("scrub 512x512 with overlay, median", 1000 * median(passes[1]), "ms")
        window.controller.set_layout("side_by_side")
        times = [_step(window, index) for index in range(40)][3:]
        yield Row("the same with two panes, p95", p95_ms(times), "ms")


def gap() -> Iterator[Row]:
    """Slider drag while slices are predicted and others are loaded."""
    from physnet_viewer.session import Parameters

    with study(120) as folder, opened() as window:
        window.wait(lambda state: state.model == "ready")
        with Heartbeat() as heart:
            window.window.open_path(folder)
            window.wait(lambda state: state.learned is not None)
            own, lags = window.state.current_prediction, []
            until, turn = time.perf_counter() + 8, 0
            while time.perf_counter() < until:
                turn += 1
                window.controller.set_parameters(
                    Parameters(diffusion_number=own.diffusion_number * (1 + turn % 40 / 20), growth_number=0.4)
                )
                _run_for(window, 0.016)
            moved = time.perf_counter()
            last = Parameters(diffusion_number=0.123, growth_number=0.456)
            window.controller.set_parameters(last)
            window.wait(lambda state: state.tweaked is not None and state.tweaked.growth_number == 0.456)
            window.draw()
            lags.append(time.perf_counter() - moved)
        yield Row("longest event-loop gap: drag + inference + loading", heart.longest_ms, "ms", 50, heart.remark)
        yield Row("gaps over 50 ms in 8 s of it", float(sum(pause > 0.05 for pause in heart.gaps)), "", 0)
        yield Row("picture shows the final slider value after", 1000 * lags[0], "ms", 100)


def drag() -> Iterator[Row]:
    """Drag D on the image grid: from the move to the picture of its growth."""
    from physnet_viewer.session import Parameters

    with study(3, 256) as folder, opened() as window:
        _open_whole(window, folder)
        window.controller.set_days_per_step(200 / 8)  # the eight steps of the network are then 200 days
        window.controller.set_grid("image")
        window.wait(lambda state: state.learned is not None and len(state.learned.frames) > 1)
        window.controller.show_frame(len(window.state.learned.frames) - 1)
        own, lags = window.state.current_prediction, []
        with Heartbeat() as heart:
            for turn in range(1, 121):
                wish = Parameters(
                    diffusion_number=own.diffusion_number * (1 + turn / 60), growth_number=own.growth_number
                )
                began = time.perf_counter()
                window.controller.set_parameters(wish)
                window.wait(
                    lambda state, wish=wish: (
                        state.shown_tweaked is not None
                        and state.shown_tweaked.diffusion_number == wish.diffusion_number
                    )
                )
                window.draw()
                lags.append(time.perf_counter() - began)
        yield Row("D dragged at 256x256, 200 days: frame is new, p95", p95_ms(lags), "ms", 50)
        yield Row("the same, median", 1000 * sorted(lags)[len(lags) // 2], "ms")
        yield Row("longest event-loop gap meanwhile", heart.longest_ms, "ms", 50, heart.remark)


def cancel() -> Iterator[Row]:
    """Cancel while everything is under way."""
    with study(200) as folder, opened() as window:
        window.wait(lambda state: state.model == "ready")
        window.window.open_path(folder)
        window.wait(lambda state: state.current_prediction is not None and len(state.tasks) >= 1)
        began = time.perf_counter()
        window.controller.cancel()
        window.draw()
        yield Row("cancel acknowledged", 1000 * (time.perf_counter() - began), "ms", 100)
        yield Row("tasks left after cancel", float(len(window.state.tasks)), "", 0)
        lanes = window.controller._runner._lanes.values()
        window.wait(lambda _: not any(lane._running or lane._waiting for lane in lanes))
        yield Row("all work has stopped after", time.perf_counter() - began, "s", 1)
        window.window.close()
        yield Row("worker threads left after closing", float(len(worker_threads())), "", 0)


def large() -> Iterator[Row]:
    """A study of 2,000 slices: memory, scrolling, and how soon all of it is predicted."""
    from physnet_viewer.scan_cache import PIXEL_BUDGET

    patience = 180.0

    def predicted() -> int:
        return sum(item is not None for item in window.state.predictions)

    def full() -> bool:
        held = sum(image is not None for image in window.state.slices)
        return (held + 1) * 4 * 512**2 > PIXEL_BUDGET

    with study(2000, 512) as folder, opened() as window:
        window.wait(lambda state: state.model == "ready")
        base = resident_mb()
        window.window.open_path(folder)
        window.wait(lambda state: len(state.slices) == 2000 and state.current_slice is not None)
        most, times = 0.0, []
        with Heartbeat() as heart:
            for round_ in range(400):
                times.append(_step(window, (round_ * 5) % 2000))
                _run_for(window, 0.02)
                most = max(most, resident_mb())
        yield Row("2,000 slices of 512x512: scroll, p95 of a frame", p95_ms(times), "ms", 16)
        yield Row("longest event-loop gap meanwhile", heart.longest_ms, "ms", 50, heart.remark)
        bound = PIXEL_BUDGET / 1024**2 + 400
        yield Row("memory beyond the bare window", most - base, "MB", bound, "pixels <= 1,431 MB, results and Qt 400")
        began, before, most_full, with_no_room = time.perf_counter(), predicted(), float("nan"), 0
        with Heartbeat() as heart:
            while predicted() < 2000 and time.perf_counter() - began < patience:
                earlier = predicted()
                _run_for(window, 0.2)
                if full():
                    most_full = max(resident_mb(), most_full)
                    with_no_room += predicted() - earlier
        seconds, count = time.perf_counter() - began, predicted() - before
        left = (2000 - predicted()) * seconds / max(count, 1)
        said = f"{count} in {seconds:.0f} s, {count / seconds:.1f} a second" + (f"; {left:.0f} s more" if left else "")
        yield Row("slices predicted, of 2,000", float(predicted()), "", remark=said)
        yield Row("of them while memory had no room for their pixels", float(with_no_room), "")
        yield Row("longest event-loop gap meanwhile", heart.longest_ms, "ms", 50, heart.remark)
        yield Row("memory beyond the bare window while there is no room", most_full - base, "MB", bound)


BENCHES: dict[str, Callable[[], Iterator[Row]]] = {
    function.__name__: function
    for function in (
        *(start, demo, close, first_image, first_image_at_start, scrub, gap, drag, cancel, large, junk),
        *(events, lives, gif),
    )
}


def _open_whole(window: Window, folder: Path) -> None:
    window.wait(lambda state: state.model == "ready")
    window.window.open_path(folder)
    window.wait(lambda state: state.slices and all(state.predictions))
    window.settle()
    _run_for(window, 0.3)


def _scrubbed(window: Window) -> list[float]:
    """Return the seconds of each frame of a way there and back."""
    return [_step(window, index) for index in (*range(40), *range(39, -1, -1))]


def _step(window: Window, index: int) -> float:
    """Show a slice and paint it; return the seconds from the wish to the picture."""
    start = time.perf_counter()
    window.controller.show_slice(index)
    window.draw()
    return time.perf_counter() - start


def _run_for(window: Window, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        window.application.processEvents()
        time.sleep(min(0.001, left))


def main(names: list[str]) -> int:
    """Print the table; return 1 where a figure was missed."""
    unknown = set(names) - BENCHES.keys()
    if unknown:
        sys.stderr.write(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}\n")
        return 2
    missed = False
    for name in names or BENCHES:
        for row in BENCHES[name]():
            print(row, flush=True)  # noqa: T201 - the table is the point
            missed |= row.most is not None and row.value > row.most
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
