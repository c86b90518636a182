"""Time every kind of export on the demo scan: `python tests/bench/export.py`.

A script, not a test: a test that measures time fails on a busy machine. The issue asks for a GIF of 60 frames at
512 pixels in at most 3 s, and of at most 2 MB at the size for e-mail.
"""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from PIL import Image, ImageSequence

from physnet_core.export import content as content_module
from physnet_core.export.content import Content, Options, Size
from physnet_core.export.exporter import EXTENSIONS, export
from physnet_core.export.gif import gif_delay
from physnet_core.growth.scenario import Scenario
from physnet_core.growth.simulate import simulate
from physnet_core.imaging import SliceReader, scan_folder
from physnet_core.network.bundle import load_bundle
from physnet_core.network.predictor import Predictor
from physnet_core.resources import resource

FRAMES, SIDE, LIMIT_S, LIMIT_BYTES = 60, 512, 3.0, 2_000_000
content_module.SIZES["bench"] = Size(long_side=SIDE)


def main() -> int:
    """Print the table; return 1 where the GIF takes too long or is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    content = demo_content()
    rows = [("GIF, 512 px", ".gif", "bench"), ("GIF, e-mail", ".gif", "email")]
    rows += [(extension, extension, "bench") for extension in EXTENSIONS if extension != ".gif"]
    bad = False
    for name, extension, size in rows:
        seconds, busy, bytes_written = measured(content, extension, size, runs)
        sys.stdout.write(f"{name:14} {seconds:7.2f} s {busy:7.2f} s of CPU {bytes_written / 1e6:9.3f} MB\n")
        bad |= extension == ".gif" and seconds > LIMIT_S
        bad |= size == "email" and bytes_written > LIMIT_BYTES
    return int(bad)


def demo_content() -> Content:
    """Return 60 frames of growth on the slice of the demo scan that holds the tumor."""
    series = scan_folder(resource("demo", "series")).series[0]
    image = SliceReader(series).read(json.loads(resource("demo", "truth.json").read_text())["seed"]["slice_index"])
    (prediction,) = Predictor(load_bundle(None), "cpu").predict([image])
    scenario = replace(Scenario.learned(prediction), frames=FRAMES - 1)
    growth = simulate(prediction, image, scenario)
    return Content(prediction=prediction, image=image, growths=(growth,), synthetic=True)


def measured(content: Content, extension: str, size: str, runs: int) -> tuple[float, float, int]:
    """Return the median time and CPU time in s, and the size in bytes."""
    times, busy = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            begun, cpu = time.perf_counter(), time.process_time()
            path = export(Path(folder) / f"growth{extension}", content, Options(size=size))
            times.append(time.perf_counter() - begun)
            busy.append(time.process_time() - cpu)
        return median(times), median(busy), path.stat().st_size


def faults(content: Content, size: str) -> int:
    """Return how many frames of a GIF are missing or too many, and how many are shown for another time than asked."""
    options = Options(size=size)
    with tempfile.TemporaryDirectory() as folder:
        path = export(Path(folder) / "growth.gif", content, options)
        with Image.open(path) as gif:
            delays = [frame.info["duration"] for frame in ImageSequence.Iterator(gif)]
    return abs(len(delays) - FRAMES) + sum(delay != gif_delay(options.frames_per_second) for delay in delays)


if __name__ == "__main__":
    sys.exit(main())
