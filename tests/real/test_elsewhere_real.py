"""What the shipped network says of pictures and scans that are not like its training pictures."""

from pathlib import Path

import pytest
import torch

from physnet_core.learning.dataset import load_dataset
from physnet_core.learning.index import load_index
from physnet_core.learning.other_sources import is_labelled, judge_labelled, judge_scans
from physnet_core.learning.strangers import all_strangers, judge_strangers
from physnet_core.network.bundle import load_bundle
from physnet_core.network.predictor import Predictor

pytestmark = pytest.mark.real_data


def test_strangers_are_turned_away_where_validation_slices_pass(real_data: Path) -> None:
    bundle = load_bundle()
    data = real_data / "brain-mri"
    validation = [sample for sample in load_index(data, "clean").part("val") if sample.source == "fig"][::4]
    known = load_dataset(validation, bundle.metadata.preprocessing)
    figures = judge_strangers(bundle, all_strangers()[1::3], known, torch.device("cpu"))
    assert figures["all"]["rejected_at_95"] >= 0.95
    assert figures["all"]["rejected_or_uncertain"] >= figures["all"]["rejected"]
    assert figures["noise"]["rejected"] == figures["black"]["rejected"] == 1


def test_labelled_slices_from_elsewhere_are_judged_by_source(real_data: Path) -> None:
    folder = real_data / "healthy"
    assert is_labelled(folder)
    rows = judge_labelled(Predictor(load_bundle(), "cpu"), folder)
    assert {(row["source"], row["skull"]) for row in rows} >= {("btp", "present"), ("ds002748", "stripped")}
    assert all(sum(row["called"].values()) == row["pictures"] for row in rows)
    assert all(row["label"] == "notumor" for row in rows)


def test_scans_are_judged_slice_by_slice(real_data: Path) -> None:
    folder = real_data / "dicom" / "epi-4d-signed16-ge"
    assert not is_labelled(folder)
    rows = judge_scans(Predictor(load_bundle(), "cpu"), folder)
    assert [row["pictures"] for row in rows] == [15]
    assert len(rows[0]["slices"]) == 15
