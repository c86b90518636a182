"""Write what `physnet evaluate` measured into the model card and the README.

    python tools/publish_figures.py runs/eval/*/evaluation.json [--rivals runs/equal/clean/evaluation.json]

Each file is the result of one split under the name `physnet`: `clean` of the shipped bundle, `official` and
`official-clean` of a network trained on that split. `--rivals` is that of `tools/reproduce.sh`, by default the answers
in `resources/rivals`. The README gets the accuracies, the model card everything.
"""

import argparse
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from physnet_core.files import write_text
from physnet_core.learning.card import EQUAL_SCHEDULE, accuracy_table, equal_schedule, model_card
from physnet_core.learning.tables import differences_table
from physnet_core.network.bundle import DEFAULT_BUNDLE, load_bundle
from physnet_core.resources import resource

README = Path(__file__).resolve().parent.parent / "README.md"


def main(paths: list[Path], rivals: Path | None, folder: Path, readme: Path) -> None:
    """Merge the given results into the metadata of the bundle in `folder`, and write card and README from it."""
    bundle = load_bundle(folder)
    metrics = dict(bundle.metadata.metrics)
    for path in paths:
        report = _read(path)
        metrics[report["data"]["split"]] = report["models"]["physnet"]
    if rivals:
        metrics[EQUAL_SCHEDULE] = equal_schedule(_read(rivals))
    metadata = replace(bundle.metadata, metrics=metrics)
    replace(bundle, metadata=metadata, card=model_card(metadata)).save(folder)
    text = _between(readme.read_text(encoding="utf-8"), "accuracy", accuracy_table(metrics))
    if EQUAL_SCHEDULE in metrics:
        equal = metrics[EQUAL_SCHEDULE]
        tables = (accuracy_table(equal["models"], "model"), differences_table(equal["differences"]))
        text = _between(text, "rivals", "\n\n".join(table for table in tables if table))
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
    parser.add_argument("--rivals", type=Path, default=resource("rivals", "evaluation.json"))
    arguments = parser.parse_args()
    main(arguments.paths, arguments.rivals, resource("bundles", DEFAULT_BUNDLE), README)
