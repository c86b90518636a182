"""Which pictures there are, what they show, and in which part of a split each one stands."""

import csv
import random
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from physnet_core.errors import DataError, InvalidParameterError
from physnet_core.learning.grouping import with_groups
from physnet_core.network.prediction import NO_TUMOR

Split = Literal["official", "official-clean", "clean", "all"]
Part = Literal["train", "val", "test"]
CLASSES = ("glioma", "meningioma", "notumor", "pituitary")
TUMORS = [index for index, label in enumerate(CLASSES) if label != NO_TUMOR]
SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff")
_LEARNED_FROM: tuple[Part, ...] = ("train", "val")
# One training picture in so many validates, in a split without a validation part of its own.
_VALIDATION_SHARE = 20


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One labelled picture.

    Attributes
    ----------
    patient
        Pictures with the same name probably come from one patient.
    picture
        Pictures with the same name are copies of one picture (re-encoded, mirrored, turned).
    source
        The collection it comes from.
    mask
        Tumor outline as a picture, or None where there is none.
    skull
        "present" or "stripped", where the manifest says.
    """

    path: Path
    label: str
    part: Part
    patient: str
    picture: str
    source: str
    mask: Path | None = None
    skull: str = ""


@dataclass(frozen=True, kw_only=True)
class DataIndex:
    """All pictures of a split."""

    split: Split
    samples: tuple[Sample, ...]

    def part(self, name: Part) -> tuple[Sample, ...]:
        """Return the samples of one part."""
        return tuple(sample for sample in self.samples if sample.part == name)

    def counts(self, part: Part) -> dict[str, int]:
        """Return the number of pictures a class in one part."""
        counted = Counter(sample.label for sample in self.part(part))
        return {label: counted[label] for label in CLASSES}

    def thinned(self, fraction: float, seed: int) -> "DataIndex":
        """Return the index with about this part of the pictures of each class to train and to validate on.

        Patients stay whole, the same ones for the same seed; the test part stays as it is.

        Raises
        ------
        InvalidParameterError
            Where the fraction is not above 0 and at most 1.
        """
        if not 0 < fraction <= 1:
            raise InvalidParameterError(f"A fraction is above 0 and at most 1, not {fraction:g}.")
        kept = {
            (part, patient)
            for part in _LEARNED_FROM
            for label in CLASSES
            for patient in _some_patients([s for s in self.part(part) if s.label == label], fraction, seed)
        }
        return replace(self, samples=tuple(s for s in self.samples if s.part == "test" or (s.part, s.patient) in kept))

    @property
    def distinct(self) -> int:
        """The number of distinct pictures, as far as copies are known."""
        return len({sample.picture for sample in self.samples})


def _some_patients(samples: Sequence[Sample], fraction: float, seed: int) -> Iterable[str]:
    """Yield patients, drawn at random, until they have this fraction of the pictures."""
    sizes = Counter(sample.patient for sample in samples)
    patients = sorted(sizes)
    random.Random(seed).shuffle(patients)
    found = 0
    for patient in patients:
        if found >= fraction * len(samples):
            return
        found += sizes[patient]
        yield patient


def load_index(root: Path, split: Split, *, masks: Path | None = None, add: Sequence[Path] = ()) -> DataIndex:
    """Read a data folder.

    Parameters
    ----------
    root
        Class folders, with or without Training/ and Testing/; a `manifest.csv` adds patient groups. Without one, and
        where the split needs them, copies of pictures are found by perceptual hashes.
    split
        "official" keeps Training and Testing, and validates on some of Training, drawn picture by picture as Testing
        was; "official-clean" drops test pictures with a copy in Training; "clean" parts by patient group; "all" puts
        every picture in the test part.
    masks
        Folder of tumor outlines: PNG pictures under the same names and folders as in `root`; None to use none.
    add
        Further folders with a `manifest.csv`, whose `split` column is honored, and whose `mask` column where there is
        one and `masks` are used.

    Raises
    ------
    DataError
        Where the folder is not of this kind, a class is missing, or a named file does not exist.
    """
    manifest = root / "manifest.csv"
    rows = _manifest_rows(manifest) if manifest.is_file() else _found_rows(root, split)
    samples = [_sample(root, row, split, masks) for row in rows if _belongs(row, split)]
    for folder in add:
        samples += load_added(folder, outlined=masks is not None)
    _require_classes(root, samples)
    return DataIndex(split=split, samples=tuple(samples))


def _manifest_rows(manifest: Path) -> list[dict[str, str]]:
    try:
        with manifest.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise DataError(f"{manifest} cannot be read ({error.strerror}); each data folder needs one.") from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise DataError(f"{manifest} is no table of comma-separated values in UTF-8 ({error}).") from error
    if rows and not {"path", "label"} <= rows[0].keys():
        raise DataError(f"{manifest} needs the columns path and label; it has {', '.join(rows[0])}.")
    strange = next((row["label"] for row in rows if row["label"] not in CLASSES), None)
    if strange is not None:
        raise DataError(f"{manifest} names the class {strange!r}; there are {', '.join(CLASSES)}.")
    missing = [row["path"] for row in rows if not (manifest.parent / row["path"]).is_file()]
    if missing:
        raise DataError(f"{manifest} names {len(missing)} missing files, the first is {missing[0]}.")
    return rows


def _found_rows(root: Path, split: Split) -> list[dict[str, str]]:
    """Return the pictures of a folder without a manifest, with groups of copies where the split needs them."""
    rows = _folder_rows(root)
    return with_groups(root, rows) if rows and split in ("clean", "official-clean") else rows


def _folder_rows(root: Path) -> list[dict[str, str]]:
    folders = [path for path in (root / "Training", root / "Testing") if path.is_dir()] or [root]
    return [
        {"path": str(path.relative_to(root)), "label": label, "split": folder.name}
        for folder in folders
        for label in CLASSES
        for path in _pictures(folder / label)
    ]


def _pictures(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in SUFFIXES)


def _belongs(row: dict[str, str], split: Split) -> bool:
    return not (split == "official-clean" and row.get("split") == "Testing" and row.get("leaky") == "1")


def _sample(root: Path, row: dict[str, str], split: Split, masks: Path | None) -> Sample:
    name = row["path"]
    patient = row.get("patient_proxy") or row.get("subject") or name
    mask = (masks / name).with_suffix(".png") if masks else None
    return Sample(
        path=root / name,
        label=row["label"],
        part=_part(row, split),
        patient=patient,
        picture=row.get("near_group") or name,
        source=row.get("source") or (patient.partition("_")[0] if "patient_proxy" in row else root.name),
        mask=mask if mask and mask.is_file() else None,
    )


def load_added(folder: Path, *, outlined: bool = True) -> list[Sample]:
    """Read a folder whose `manifest.csv` says it all: path, label, source, subject, split, and mask where there is one.

    Raises
    ------
    DataError
        Where there is no such manifest, or a named file does not exist.
    """
    return [_added(folder, row, outlined=outlined) for row in _manifest_rows(folder / "manifest.csv")]


def _added(folder: Path, row: dict[str, str], *, outlined: bool) -> Sample:
    mask = folder / row["mask"] if outlined and row.get("mask") else None
    return replace(_sample(folder, row, "clean", None), mask=mask, skull=row.get("skull", ""))


def _part(row: dict[str, str], split: Split) -> Part:
    if split == "all":
        return "test"
    if split == "clean":
        part = row.get("clean_split") or row.get("split", "")
        if part in ("train", "val", "test"):
            return part  # type: ignore[return-value]
        raise DataError("The clean split needs `clean_split` or `split` in manifest.csv: train, val or test.")
    if row.get("split") == "Testing":
        return "test"
    # The official split has no validation part. Its test part was drawn picture by picture; this one is drawn alike,
    # the same pictures every time: it shows what the test part will, heads that were seen in training included.
    return "val" if zlib.crc32(Path(row["path"]).as_posix().encode()) % _VALIDATION_SHARE == 0 else "train"


def _require_classes(root: Path, samples: Sequence[Sample]) -> None:
    if not samples:
        raise DataError(f"{root} holds no pictures in folders named {', '.join(CLASSES)}.")
    missing = sorted(set(CLASSES) - {sample.label for sample in samples})
    if missing:
        raise DataError(f"{root} holds no pictures of class {', '.join(missing)}; all four classes are needed.")
