"""Write what `physnet evaluate` measured into the model card and the README.

    python tools/publish_figures.py runs/eval/*/evaluation.json [--rivals resources/rivals]

Each file is the result of one split under the name `physnet`: `clean` of the shipped bundle, `official` and
`official-clean` of a network trained on that split. `--rivals` is a folder with the results of networks trained alike:
`equal` on a short schedule (`tools/reproduce.sh`), `full` on a long one (`tools/train_shipped.sh`). The README gets the
accuracies, the model card everything.
"""

import argparse
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from physnet_core.files import write_text
from physnet_core.learning.card import SCHEDULES, accuracy_table, model_card, schedule
from physnet_core.learning.results import RESULTS
from physnet_core.learning.tables import rivals_table
from physnet_core.network.bundle import DEFAULT_BUNDLE, load_bundle
from physnet_core.resources import resource

README = Path(__file__).resolve().parent.parent / "README.md"


def main(paths: list[Path], rivals: Path, folder: Path, readme: Path) -> None:
    """Merge the given results into the metadata of the bundle in `folder`, and write card and README from it."""
    bundle = load_bundle(folder)
    metrics = dict(bundle.metadata.metrics)
    for path in paths:
        report = _read(path)
        metrics[report["data"]["split"]] = report["models"]["physnet"]
    for name in SCHEDULES:
        results = rivals / name / RESULTS
        if results.is_file():
            metrics[name] = schedule(_read(results))
    metadata = replace(bundle.metadata, metrics=metrics)
    replace(bundle, metadata=metadata, card=model_card(metadata)).save(folder)
    text = _between(readme.read_text(encoding="utf-8"), "accuracy", accuracy_table(metrics))
    for name in SCHEDULES:
        if name in metrics:
            text = _between(text, name, rivals_table(metrics[name]))
    write_text(readme, text)


def _read(path: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report


def _between(text: str, name: str, table: str) -> str:
    """Return the text with the table between the marks of this name."""
    marks = re.compile(rf"(<!-- {name}:begin -->\n).*?(<!-- {name}:end -->)", re.DOTALL)
    return marks.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rivals", type=Path, default=resource("rivals"))
    arguments = parser.parse_args()
    main(arguments.paths, arguments.rivals, resource("bundles", DEFAULT_BUNDLE), README)
