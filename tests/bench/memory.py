"""Time the network as it was and as it is in memory: `python tests/bench/memory.py`.

Keeping freed memory cannot be undone in a process, so each way runs in processes of its own, in turns. The figures are
those of one thread; ratios come first.
"""

import subprocess
import sys
from statistics import median

ROUNDS = 3
_WORK = """
import sys, time, torch
from physnet_core.memory import keep_freed_memory
kept, task = sys.argv[1] == "kept", sys.argv[2]
if kept:
    keep_freed_memory(at_most=None if task == "training" else 256 << 20)
torch.set_num_threads(1)
from physnet_core.learning.losses import LossWeights, total_loss
from physnet_core.network.bundle import load_bundle
from physnet_core.network.rivals import build_network, specify

def training():
    images, labels = torch.rand(32, 1, 128, 128), torch.arange(32) % 4
    masks, known = torch.zeros(32, 1, 128, 128), torch.ones(32, dtype=torch.bool)
    network = build_network(*specify("physnet", "resnet18", 128)).to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), fused=kept)
    def step():
        with torch.autocast("cpu", dtype=torch.bfloat16):
            output = network(images.contiguous(memory_format=torch.channels_last))
        optimizer.zero_grad()
        total_loss(output, labels, masks, known, LossWeights()).backward()
        optimizer.step()
    return step

def inference():
    network = load_bundle().model
    if not kept:
        network = network.to(memory_format=torch.contiguous_format)
    images = torch.rand(4, 1, 224, 224)
    def step():
        with torch.inference_mode():
            network(images)
    return step

step = {"training": training, "inference": inference}[task]()
step()
times = []
for _ in range(8):
    start = time.thread_time()
    step()
    times.append(time.thread_time() - start)
print(sorted(times)[4])
"""


def main() -> None:
    """Print a line a task."""
    for task in ("inference", "training"):
        rounds = [{how: _seconds(how, task) for how in ("plain", "kept")} for _ in range(ROUNDS)]
        plain, kept = (median(times[how] for times in rounds) for how in ("plain", "kept"))
        ratios = sorted(times["plain"] / times["kept"] for times in rounds)
        sys.stdout.write(
            f"{task:10} {median(ratios):5.2f} times faster ({ratios[0]:.2f} to {ratios[-1]:.2f}): "
            f"{1000 * plain:.0f} -> {1000 * kept:.0f} ms of CPU\n"
        )


def _seconds(how: str, task: str) -> float:
    answer = subprocess.run([sys.executable, "-c", _WORK, how, task], capture_output=True, text=True, check=True)
    return float(answer.stdout)


if __name__ == "__main__":
    main()
