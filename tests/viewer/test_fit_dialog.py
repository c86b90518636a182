"""Fit to a later scan: what is asked, what is said of the answer, and that it can be used and taken back."""

from dataclasses import replace
from functools import cache

import nibabel
import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from physnet_core.growth.calibrate import Interval, calibrate
from physnet_core.growth.fit_statement import statement
from physnet_core.growth.pair import make_pair
from physnet_core.growth.registration import Scan
from physnet_viewer import core_words, dialogs
from physnet_viewer.fit_outcome import FitOutcome, FitPicture
from physnet_viewer.views.fit_dialog import FitDialog
from physnet_viewer.views.fit_text import remarks, verdict

SPACING = (1.5, 1.5, 4.0)


def ball(radius):
    x, y, z = (axis * size for axis, size in zip(np.indices((40, 40, 12)), SPACING, strict=True))
    return np.sqrt((x - 30) ** 2 + (y - 30) ** 2 + (z - 22) ** 2) <= radius


@pytest.fixture
def masks(tmp_path):
    for name, radius in (("pre", 9), ("post", 13)):
        picture = nibabel.Nifti1Image(ball(radius).astype(np.uint8), np.diag((*SPACING, 1.0)))
        nibabel.save(picture, tmp_path / f"{name}.nii.gz")
    return tmp_path


def field(dialog, name):
    return next(edit for edit in dialog.findChildren(QLineEdit) if edit.accessibleName() == name)


def button(dialog, start):
    return next(item for item in dialog.findChildren(QPushButton) if item.text().startswith(start))


def said(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.slow
def test_a_fit_is_found_used_and_taken_back(stage, scan, masks):
    stage.open(scan)
    dialog = dialogs.show_fit(stage.window, stage.controller, stage.state, stage.settings)
    field(dialog, "Earlier outline").setText(str(masks / "pre.nii.gz"))
    field(dialog, "Later outline").setText(str(masks / "post.nii.gz"))
    button(dialog, "Fit").click()
    stage.qtbot.waitUntil(lambda: button(dialog, "Use").isEnabled(), timeout=120_000)
    text = said(dialog)
    assert "mm/year" in text
    assert "Not identified: D and ρ one by one" in text
    assert "Neither scan nor tissue maps were given" in text
    assert all(name in text for name in ("persistence", "Dilated", "Smoothed", "Fisher-KPP"))
    assert "Not registered" in text
    button(dialog, "Use").click()
    units = stage.state.current_prediction.units
    speed = 2 * np.sqrt(
        units.diffusion_mm2_per_day(stage.state.tweak.diffusion_number)
        * units.proliferation_per_day(stage.state.tweak.growth_number)
    )
    assert speed == pytest.approx(dialog._outcome.front_speed / 365.25, rel=1e-6)
    assert stage.controller.undo_stack.count() == 1
    dialog.close()
    stage.controller.undo()
    assert stage.state.tweak is None


def test_what_is_missing_is_named(qtbot, masks):
    dialog = FitDialog(masks, usable=True)
    qtbot.addWidget(dialog)
    assert dialog.request() == "Earlier outline: choose a file."
    field(dialog, "Earlier outline").setText(str(masks / "pre.nii.gz"))
    field(dialog, "Later outline").setText(str(masks / "none.nii.gz"))
    assert dialog.request() == "Later outline: there is no none.nii.gz."
    field(dialog, "Later outline").setText(str(masks / "post.nii.gz"))
    field(dialog, "Earlier scan").setText(str(masks / "pre.nii.gz"))
    assert "both scans" in dialog.request()
    field(dialog, "Earlier scan").setText("")
    field(dialog, "Voxel size in mm: row, column, slice").setText("1, 2")
    assert "three numbers" in dialog.request()
    field(dialog, "Voxel size in mm: row, column, slice").setText("1, 2, 6.5")
    assert dialog.request().spacing == (6.5, 1.0, 2.0)


def test_a_file_that_is_no_mask_is_told_in_a_sentence(stage, tmp_path):
    for name in ("a.nii.gz", "b.nii.gz"):
        (tmp_path / name).write_text("nothing")
    dialog = dialogs.show_fit(stage.window, stage.controller, stage.state, stage.settings)
    field(dialog, "Earlier outline").setText(str(tmp_path / "a.nii.gz"))
    field(dialog, "Later outline").setText(str(tmp_path / "b.nii.gz"))
    button(dialog, "Fit").click()
    stage.qtbot.waitUntil(lambda: "cannot be read" in said(dialog), timeout=60_000)
    dialog.close()


def outcome(dice, *, tolerance=0.02, separable=False):
    mask = np.zeros((4, 4), dtype=bool)
    picture = FitPicture(background=None, pre=mask, post=mask, fitted=mask, spacing=(1.0, 1.0))
    return FitOutcome(
        diffusion=0.1,
        diffusion_range=(0.01, 1.0),
        proliferation=0.01,
        proliferation_range=(0.001, 0.1),
        front_speed=23.0,
        front_speed_range=(20.0, 26.0),
        front_width=3.2,
        front_width_range=(0.7, 5.6),
        assumed=True,
        open=frozenset({"diffusion", "proliferation", "front_width"}),
        statement=(("Two outlines tell one number.",), ("Not identified: D and ρ one by one.",)),
        profile=((0.7, 0.02, 0.04, 22.0, 0.79), (3.2, 0.1, 0.01, 23.0, 0.80)),
        dice=dice,
        registration=(0.8, 0.9),
        tolerance=tolerance,
        unit_voxels=True,
        picture=picture,
    )


@pytest.mark.parametrize(
    ("fitted", "expected"), [(0.70, "does not win"), (0.715, "no real difference"), (0.80, "no forecast")]
)
def test_the_verdict_is_honest(fitted, expected):
    assert expected in verdict(outcome((("As it was", 0.6), ("Smoothed", 0.71), ("Fisher-KPP", fitted))))


def test_only_what_goes_on_is_said_to_go_on(qtbot, tmp_path):
    dialog = FitDialog(tmp_path, usable=True)
    qtbot.addWidget(dialog)
    dialog.show_outcome(outcome((("As it was", 0.6), ("Fisher-KPP", 0.7))))
    speed, width = (label.text() for label in dialog._numbers[:2])
    assert "beyond" not in speed
    assert "assumed" in width
    assert "5.60 and beyond)" in width
    assert "Not identified: D and ρ one by one." in said(dialog)


def test_tissue_maps_are_asked_for_by_name_and_used(stage, masks):
    for name, amount in (("white", 0.0), ("grey", 1.0), ("csf", 0.0)):
        picture = nibabel.Nifti1Image(np.full((40, 40, 12), amount), np.diag((*SPACING, 1.0)))
        nibabel.save(picture, masks / f"{name}.nii.gz")
    dialog = dialogs.show_fit(stage.window, stage.controller, stage.state, stage.settings)
    field(dialog, "Earlier outline").setText(str(masks / "pre.nii.gz"))
    field(dialog, "Later outline").setText(str(masks / "post.nii.gz"))
    maps = field(dialog, "Tissue maps")
    maps.setText(f"{masks / 'white.nii.gz'}; {masks / 'grey.nii.gz'}")
    assert "in this order" in dialog.request()
    maps.setText(f"{masks / 'white.nii.gz'}; {masks / 'none.nii.gz'}")
    assert dialog.request() == "Tissue maps: there is no none.nii.gz."
    maps.setText("; ".join(str(masks / f"{name}.nii.gz") for name in ("white", "grey", "csf")))
    button(dialog, "Fit").click()
    stage.qtbot.waitUntil(lambda: dialog._outcome is not None, timeout=120_000)
    assert "Tissue maps were given" in said(dialog)
    dialog.close()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"length": 5.6},
        {"length": 0.7, "front_speed": 5.0},
        {"front_speed": 0.0},
        {"diffusion_interval": Interval(low=1.0, high=1.5, open=False)},
        {"proliferation_interval": Interval(low=1.0, high=1.5, open=False)},
        {"speed_interval": Interval(low=1.0, high=5.0, open=True)},
        {name: Interval(low=1.0, high=1.5, open=False) for name in ("diffusion_interval", "proliferation_interval")},
        {"ground": ("Tissue maps were given; tumor stays in white and grey matter.",)},
    ],
)
def test_every_sentence_about_a_fit_is_listed_for_translation(changes):
    fit = replace(_fit_of_two_balls(), **changes)
    sentences = [sentence for paragraph in statement(fit) for sentence in paragraph]
    patterns = [pattern for _, pattern in core_words._patterns()]
    for sentence in sentences:
        assert sentence in core_words.ALL or any(pattern.fullmatch(sentence) for pattern in patterns), sentence


@cache
def _fit_of_two_balls():
    pre, post = (Scan(values=ball(radius).transpose(2, 1, 0), spacing=SPACING[::-1]) for radius in (9, 13))
    return calibrate(make_pair(pre, post, 100.0))


def test_files_that_claim_unit_voxels_are_doubted():
    assert any("1 mm in every direction" in line for line in remarks(outcome((("a", 0.5), ("b", 0.6)))))
