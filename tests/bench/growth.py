"""Print what growth costs and how wrong it is, against plain solvers: `python tests/bench/growth.py [WORD]`.

One line a problem, with what is wanted of it; `physnet bench --full` has the figures behind. Not collected by pytest.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch

from physnet_core.bench.growth import constant_diffusion, masked, network_block
from physnet_core.bench.timing import Comparison

HEADER = (
    f"{'':44} {'times':>7} {'at':>5} {'':>9} {'at':>9}\n"
    f"{'problem':44} {'cheaper':>7} {'least':>5} {'error':>9} {'most':>9}"
)


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is wanted of one method on one problem: a ratio to the plain solver at least, and an error at most."""

    problem: str
    run: Callable[[], Comparison]
    method: str
    ratio: float
    error: float | None = None
    error_of_plain: float = 1.0

    def line(self) -> str:
        comparison = self.run()
        plain = comparison.measures[0]
        ours = next(measure for measure in comparison.measures if measure.name == self.method)
        most = self.error if self.error is not None else self.error_of_plain * (plain.error or 0.0)
        met = ours.ratio >= self.ratio and (ours.error or 0.0) <= most
        times = f"{1e3 * ours.seconds:8.1f} ms against {1e3 * plain.seconds:.0f}"
        facts = "".join(f", {name.replace('_', ' ')} {value:g}" for name, value in comparison.facts.items())
        return (
            f"{self.problem:44} {ours.ratio:7.1f} {self.ratio:5.0f} {ours.error:9.1e} {most:9.1e}  "
            f"{'met   ' if met else 'MISSED'} {times}{facts}"
        )


STEPS = "super-time-stepping"
TARGETS = {
    "constant-256": Target(
        problem="constant D, 256 x 256, 1 mm, any of 200 days",
        run=partial(constant_diffusion, 256, 1.0, 0.13, rounds=5),
        method="interactive",
        ratio=40,
        error=1.5e-3,
    ),
    "constant-512": Target(
        problem="constant D, 512 x 512, 0.5 mm, D 0.5",
        run=partial(constant_diffusion, 512, 0.5, 0.5, rounds=2),
        method="interactive",
        ratio=150,
        error=5e-4,
    ),
    "masked-2d": Target(
        problem="tissue in a mask, 256 x 256, D 0.5",
        run=partial(masked, (256, 256), 0.5, 200.0, rounds=5),
        method=STEPS,
        ratio=15,
    ),
    "masked-2d-slow": Target(
        problem="tissue in a mask, 256 x 256, D 0.13",
        run=partial(masked, (256, 256), 0.13, 200.0, rounds=5),
        method=f"{STEPS}, twice the step",  # the default is 25 times as exact as the plain solver, which is not asked
        ratio=15,
    ),
    "masked-3d": Target(
        problem="tissue in a mask, 128 x 128 x 128, D 0.13",
        run=partial(masked, (128, 128, 128), 0.13, 100.0, rounds=1),
        method=STEPS,
        ratio=10,
        error_of_plain=0.5,
    ),
    "network": Target(
        problem="in the network, 16 steps, there and back",
        run=partial(network_block, rounds=15),
        method="FisherKPP",
        ratio=3,
        error=1e-3,
    ),
}


def main(word: str = "") -> None:
    """Print the table, for the problems whose name holds `word`."""
    torch.set_num_threads(1)
    sys.stdout.write(HEADER + "\n")
    for name, target in TARGETS.items():
        if word in name:
            sys.stdout.write(target.line() + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:2])
