"""Write what `physnet evaluate` measured into the model card and the README.

    python tools/publish_figures.py runs/eval/*/evaluation.json

Each file is the result of one split for the shipped bundle, under the name `physnet`.
"""

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

from physnet_core.learning.card import accuracy_table, model_card
from physnet_core.network.bundle import DEFAULT_BUNDLE, load_bundle
from physnet_core.resources import resource

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(r"(<!-- accuracy:begin -->\n).*?(<!-- accuracy:end -->)", re.DOTALL)


def main(paths: list[str]) -> None:
    """Merge the given results into the shipped bundle's metadata, and write card and README from it."""
    bundle = load_bundle(DEFAULT_BUNDLE)
    metrics = dict(bundle.metadata.metrics)
    for path in paths:
        report = json.loads(Path(path).read_text(encoding="utf-8"))
        metrics[report["data"]["split"]] = report["models"]["physnet"]
    metadata = replace(bundle.metadata, metrics=metrics)
    replace(bundle, metadata=metadata, card=model_card(metadata)).save(resource("bundles", DEFAULT_BUNDLE))
    table = accuracy_table(metrics)
    README.write_text(
        BLOCK.sub(lambda found: found[1] + table + "\n" + found[2], README.read_text(encoding="utf-8")),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
