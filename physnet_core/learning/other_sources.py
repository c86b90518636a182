"""What a network says of scans from elsewhere: other hospitals, healthy heads, whole series."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from physnet_core.errors import UnreadableScanError
from physnet_core.imaging import SeriesInfo, SliceReader, scan_folder
from physnet_core.learning.index import Sample, load_added
from physnet_core.learning.pictures import read_picture
from physnet_core.network.prediction import NO_TUMOR, Prediction
from physnet_core.network.predictor import Predictor

OUT_OF_RANGE, UNCERTAIN = "out of range", "uncertain"
_LETTERS = {"glioma": "g", "meningioma": "m", "pituitary": "p", NO_TUMOR: ".", UNCERTAIN: "?", OUT_OF_RANGE: "x"}


def judge_other_sources(predictor: Predictor, folders: Sequence[Path]) -> dict[str, list[dict[str, Any]]]:
    """Return `labelled` and `scans`: the rows of `judge_labelled` and `judge_scans` for each kind of folder."""
    return {
        "labelled": [row for folder in folders if is_labelled(folder) for row in judge_labelled(predictor, folder)],
        "scans": [row for folder in folders if not is_labelled(folder) for row in judge_scans(predictor, folder)],
    }


def judge_labelled(predictor: Predictor, folder: Path) -> list[dict[str, Any]]:
    """Return one row a source, state of the skull and class of a folder with `manifest.csv`.

    Pictures of the train part are left out.

    Raises
    ------
    DataError
        Where the folder is not of this kind.
    """
    samples = [sample for sample in load_added(folder) if sample.part != "train"]
    answers = predictor.predict(read_picture(sample.path) for sample in samples)
    groups: dict[tuple[str, str, str], list[tuple[Sample, Prediction]]] = {}
    for sample, answer in zip(samples, answers, strict=True):
        groups.setdefault((sample.source, sample.skull, sample.label), []).append((sample, answer))
    return [
        {
            "source": source,
            "skull": skull,
            "label": label,
            "patients": len({sample.patient for sample, _ in group}),
            **_figures([answer for _, answer in group]),
        }
        for (source, skull, label), group in sorted(groups.items())
    ]


def judge_scans(predictor: Predictor, folder: Path) -> list[dict[str, Any]]:
    """Return one row a series in a folder of scans; `slices` has a letter of `_LETTERS` for each, in order."""
    rows = []
    for series in scan_folder(folder).series:
        answers = list(predictor.predict(_readable(series)))
        if answers:
            where = series.sources[0].path.relative_to(folder).parts
            row = {"source": where[0] if len(where) > 1 else folder.name, "series": series.description}
            rows.append({**row, **_figures(answers), "slices": "".join(_LETTERS[_verdict(item)] for item in answers)})
    return rows


def is_labelled(folder: Path) -> bool:
    """Return whether a folder holds pictures with a manifest, rather than scans."""
    return (folder / "manifest.csv").is_file()


def _readable(series: SeriesInfo) -> Iterator[Any]:
    reader = SliceReader(series)
    for index in range(series.slices):
        try:
            yield reader.read(index)
        except UnreadableScanError:
            continue


def _figures(answers: Sequence[Prediction]) -> dict[str, Any]:
    count = len(answers)
    verdicts = Counter(map(_verdict, answers))
    unsure = verdicts[UNCERTAIN] + verdicts[OUT_OF_RANGE]
    tumor = sum(answer.label != NO_TUMOR for answer in answers)
    return {
        "pictures": count,
        "called": dict(sorted(verdicts.items())),
        "tumor": tumor / count,
        "no_tumor_or_unsure": (verdicts[NO_TUMOR] + unsure) / count,
        "unsure": unsure / count,
    }


def _verdict(answer: Prediction) -> str:
    """Return what a user is told: a class, or why none."""
    if not answer.in_distribution:
        return OUT_OF_RANGE
    return UNCERTAIN if answer.uncertain else answer.label
