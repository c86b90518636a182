"""`physnet predict`: what the network says of every slice."""

import argparse
import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from physnet_core.cli.console import complain, json_result, progress_bar, result, tell
from physnet_core.cli.info import series_as_dict
from physnet_core.cli.options import load_predictor
from physnet_core.cli.records import prediction_record, summarize, table_row
from physnet_core.cli.scans import read_slices, scan_all, slice_numbers, wanted_slices
from physnet_core.errors import InvalidParameterError, UnreadableScanError
from physnet_core.imaging import ScanReport, SeriesInfo, Skipped, Slice
from physnet_core.network.prediction import Prediction

if TYPE_CHECKING:
    from physnet_core.network.predictor import Predictor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of this command."""
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="files or folders, in any mixture")
    parser.add_argument("--slices", type=slice_numbers, default="all", metavar="all|middle|I,J,K", help="from 0")
    parser.add_argument("--batch", type=int, default=16, metavar="N", help="slices the network sees at once")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write one row a slice")
    parser.add_argument("--save", type=Path, metavar="DIR", help="write density maps (NIfTI) and overlays (PNG)")


def run(args: argparse.Namespace) -> int:
    """Predict and tell; return the exit code.

    Raises
    ------
    UnreadableScanError
        Where no slice could be read.
    """
    if args.batch < 1:
        raise InvalidParameterError(f"--batch must be at least 1, not {args.batch}.")
    report = scan_all(args.paths, args)
    plan = {item.uid: wanted_slices(item, args.slices) for item in report.series}
    if not any(plan.values()):
        most = max(item.slices for item in report.series)
        raise InvalidParameterError(f"No series has these slices; the longest has {most}, numbered from 0.")
    predictor = load_predictor(args)
    failed: list[Skipped] = []
    answers: dict[str, list[Prediction]] = {item.uid: [] for item in report.series}
    complete = _predict_all(predictor, report, plan, answers, failed, args)
    if not complete:
        complain(f"stopped after {sum(map(len, answers.values()))} slices; what was finished is kept")
    elif not any(answers.values()):
        raise UnreadableScanError(f"No slice could be read: {failed[0].path.name}: {failed[0].reason}")
    for entry in failed:
        complain(f"{entry.path.name}: {entry.reason}")
    record = _record(predictor, report, answers, failed)
    if args.csv:
        _write_table(args.csv, record)
    if args.json:
        json_result(record)
    else:
        result("\n".join(_lines(record)))
    return 0 if complete else 1


def _predict_all(
    predictor: "Predictor",
    report: ScanReport,
    plan: dict[str, list[int]],
    answers: dict[str, list[Prediction]],
    failed: list[Skipped],
    args: argparse.Namespace,
) -> bool:
    """Fill `answers`; return False if the user stopped it, with what was finished in place."""
    total = sum(map(len, plan.values()))
    try:
        with progress_bar(args, what="predicting", unit="slice") as progress:
            for number, series in enumerate(report.series, start=1):
                saver = _Saver(args.save, number, series) if args.save else None
                slices = _remembering(read_slices(series, plan[series.uid], failed), saver)
                for prediction in predictor.predict(slices, batch=args.batch):
                    if saver is not None:
                        saver.save(prediction)
                    answers[series.uid].append(prediction)
                    progress(sum(map(len, answers.values())), total)
    except KeyboardInterrupt:
        return False
    if args.save:
        tell(f"density maps and overlays are in {args.save}", quiet=args.quiet)
    return True


class _Saver:
    """Writes what belongs to a prediction; names carry numbers only, never a patient's name or a UID."""

    def __init__(self, folder: Path, number: int, series: SeriesInfo) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.number, self.synthetic = folder, number, series.synthetic
        self.waiting: dict[int, Slice] = {}

    def save(self, prediction: Prediction) -> None:
        from physnet_core.export.content import Content, Options
        from physnet_core.export.exporter import export
        from physnet_core.growth.simulate import learned

        image = self.waiting.pop(prediction.slice_index)
        growths = (learned(prediction),)
        content = Content(prediction=prediction, image=image, growths=growths, synthetic=self.synthetic)
        stem = f"series{self.number:02d}-slice{prediction.slice_index:03d}"
        export(self.folder / f"{stem}-density.nii.gz", content)
        export(self.folder / f"{stem}-overlay.png", content, Options(frame=0))


def _remembering(slices: Iterator[Slice], saver: _Saver | None) -> Iterator[Slice]:
    """Yield `slices`, keeping those that a saver will need until their prediction is there."""
    for image in slices:
        if saver is not None:
            saver.waiting[image.index] = image
        yield image


def _record(
    predictor: "Predictor", report: ScanReport, answers: dict[str, list[Prediction]], failed: Sequence[Skipped]
) -> dict[str, Any]:
    identity = predictor.bundle.identity
    return {
        "model": {"name": identity.name, "version": identity.version, "sha256": identity.sha256},
        "device": predictor.device_name,
        "series": [
            {
                **series_as_dict(series),
                "predictions": [prediction_record(item) for item in answers[series.uid]],
                "summary": summarize(answers[series.uid]),
            }
            for series in report.series
        ],
        "skipped": [{"path": str(entry.path), "reason": entry.reason} for entry in (*report.skipped, *failed)],
    }


def _write_table(path: Path, record: dict[str, Any]) -> None:
    from physnet_core.files import write_bytes

    rows: list[dict[str, Any]] = [
        table_row(number, item)
        for number, series in enumerate(record["series"], start=1)
        for item in series["predictions"]
    ]
    table = StringIO()
    writer = csv.DictWriter(table, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_bytes(path, table.getvalue().encode())


def _lines(record: dict[str, Any]) -> list[str]:
    lines = [f"{record['model']['name']} {record['model']['version']} on {record['device']}; research use only"]
    for number, series in enumerate(record["series"], start=1):
        summary = series["summary"]
        lines += ["", f"{number}. {series['description'] or '(no description)'}: {_summary(series, summary)}"]
        lines += [_line(item) for item in series["predictions"]]
    if record["skipped"]:
        lines += ["", f"{len(record['skipped'])} files not used (see physnet info)"]
    return lines


def _summary(series: dict[str, Any], summary: dict[str, Any]) -> str:
    if summary["label"] is None:
        return "no slice predicted"
    counted, total = summary["slices_in_distribution"], len(series["predictions"])
    return f"{summary['label']} {summary['confidence']:.0%} ({counted} of {total} slices in range)"


def _line(item: dict[str, Any]) -> str:
    verdict = "uncertain" if item["uncertain"] else item["label"]
    if not item["in_distribution"]:
        verdict = "out of range"
    diffusion, proliferation = item["diffusion_mm2_per_day"], item["proliferation_per_day"]
    if diffusion is None:
        numbers = f"D {item['diffusion_number']:.3g} cell²/step, rho {item['growth_number']:.3g}/step"
    else:
        numbers = f"D {diffusion:.3g} mm²/day, rho {proliferation:.3g}/day (assumed time)"
    return f"   slice {item['slice']:>4}  {verdict:<12} {item['confidence']:>4.0%}  {numbers}"
