"""Orientation truth: a marked volume in all 48 arrangements of its axes, opened in the real window.

Every voxel holds its own place in the patient, so that what is drawn says by itself where left is.
"""

import re
from itertools import permutations, product

import nibabel as nib
import numpy as np
import pyqtgraph as pg
import pytest
from made_scans import ExplicitVRLittleEndian
from PIL import Image
from pydicom import dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import MRImageStorage, generate_uid
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel
from waiting import all_read

from physnet_viewer.views.pane_content import UNKNOWN_GEOMETRY

COUNTS = (5, 6, 7)  # along left, posterior, superior
SPACING = (3.0, 1.5, 0.8)
PLACES = np.stack(np.indices(COUNTS), axis=-1)
MARKED = (PLACES @ (1, 10, 100)).astype(np.int16)
LETTERS = ("LR", "PA", "SI")
WAYS = list(product(permutations(range(3)), product((1, -1), repeat=3)))
TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])


def arranged(order, signs):
    """Return the marked volume with its axes permuted and turned, and the affine to LPS mm that undoes this."""
    voxels, affine = MARKED.transpose(order), np.zeros((4, 4))
    affine[:, 3] = (10.0, -20.0, 30.0, 1.0)
    for axis, (patient, sign) in enumerate(zip(order, signs, strict=True)):
        affine[patient, axis] = sign * SPACING[patient]
        if sign < 0:
            voxels = np.flip(voxels, axis)
            affine[patient, 3] += SPACING[patient] * (COUNTS[patient] - 1)
    return np.ascontiguousarray(voxels), affine


def write_nifti(folder, order, signs):
    voxels, affine = arranged(order, signs)
    image = nib.Nifti1Image(voxels, TO_RAS @ affine)
    image.set_sform(TO_RAS @ affine, code=1)
    nib.save(image, folder / "marked.nii")


def write_dicom(folder, order, signs):
    """Write one file for each index of the first axis; rows run along the third, columns of pixels along the second."""
    voxels, affine = arranged(order, signs)
    series = generate_uid()
    for index, pixels in enumerate(voxels):
        dataset = Dataset()
        dataset.file_meta = FileMetaDataset()
        dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID = MRImageStorage
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        dataset.SeriesInstanceUID, dataset.Modality, dataset.InstanceNumber = series, "MR", index + 1
        spacing = np.linalg.norm(affine[:3, :3], axis=0)
        dataset.ImageOrientationPatient = [*(affine[:3, 2] / spacing[2]), *(affine[:3, 1] / spacing[1])]
        dataset.ImagePositionPatient = list((affine @ (index, 0, 0, 1))[:3])
        dataset.PixelSpacing = [spacing[1], spacing[2]]
        dataset.Rows, dataset.Columns = pixels.shape
        dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
        dataset.BitsAllocated = dataset.BitsStored = 16
        dataset.HighBit, dataset.PixelRepresentation = 15, 1
        dataset.PixelData = pixels.astype(np.int16).tobytes()
        dcmwrite(folder / f"{index}.dcm", dataset, enforce_file_format=True)


def place_of(value):
    return np.array((value % 10, value // 10 % 10, value // 100), dtype=int)


def letters_of(pixels):
    """Return the letters of the left, right, top and bottom edge as the drawn values themselves say."""
    values = np.rint(pixels).astype(int)
    across, down = place_of(values[0, -1]) - place_of(values[0, 0]), place_of(values[-1, 0]) - place_of(values[0, 0])
    found = []
    for step in (-across, across, -down, down):
        (axis,) = np.flatnonzero(step)
        found.append(LETTERS[axis][0 if step[axis] > 0 else 1])
    return tuple(found)


@pytest.mark.slow
@pytest.mark.parametrize("write", [write_nifti, write_dicom])
def test_letters_are_true_in_all_panes_in_all_48_arrangements(make_stage, tmp_path, write):
    stage = make_stage()
    stage.controller.set_layout("planes")
    for number, (order, signs) in enumerate(WAYS):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(folder, order, signs)
        stage.window.open_path(folder)
        state = stage.wait(lambda state: all_read(state) and _cut(state))
        panes = (stage.window.image_view.panes[0], *stage.window.image_view.planes.panes)
        for pane in panes:
            shown = pane._image.image
            assert pane.content.words.edges == letters_of(shown), (order, signs, pane.content.words.top_left)
            rect = pane._image.mapRectToView(pane._image.boundingRect())
            first, last = place_of(round(shown[0, 0])), place_of(round(shown[-1, -1]))
            size = (np.abs(last - first) + (first != last)) * SPACING
            assert sorted((rect.width(), rect.height())) == pytest.approx(sorted(size[first != last]))
        assert len({pane.content.words.top_left[0].split()[0] for pane in panes}) == 3
        middle = state.current_slice.affine @ (0, 1, 2, 1)
        np.testing.assert_allclose(
            (middle[:3] - (10, -20, 30)) / SPACING, place_of(round(state.current_slice.pixels[1, 2])), atol=1e-4
        )


def _cut(state):
    return state.planes is not None and not state.planes.missing and state.planes.series_uid == state.series_uid


def everything_written(stage):
    window, found = stage.window, []
    for kind in (QLabel, QAbstractButton):
        found += [part.text() for part in window.findChildren(kind) if part.isVisible()]
    found += [part.currentText() for part in window.findChildren(QComboBox) if part.isVisible()]
    for pane in (*window.image_view.panes, *window.image_view.planes.panes):
        words = pane.content.words
        found += [*words.top_left, *words.top_right, *words.bottom_left, *words.bottom_right, words.badge, words.center]
    for axis in (axis for plot in window.findChildren(pg.PlotWidget) for axis in (plot.getAxis("left"),)):
        found.append(axis.label.toPlainText())
    return found


def test_a_picture_shows_no_letters_and_no_millimetres_anywhere(stage, tmp_path):
    pixels = (np.hypot(*(np.mgrid[0:60, 0:70] - 30)) < 25) * np.uint8(180)
    Image.fromarray(pixels).save(tmp_path / "scan.png")
    stage.window.open_path(tmp_path / "scan.png")
    stage.wait(lambda state: state.learned is not None and not state.tasks)
    pane = stage.window.image_view.panes[0]
    QTest.mouseMove(pane.viewport(), pane.rect().center() + QPoint(5, 3))
    stage.qtbot.waitUntil(lambda: "value" in stage.window.status_line.cursor_text)
    written = everything_written(stage)
    assert UNKNOWN_GEOMETRY in written
    assert [text for text in written if re.search(r"\b(mm|cm)\b|mm²|mm³", text)] == []
    assert pane.content.words.edges is None
    assert pane.mm_per_pixel() is None


def test_a_nifti_file_that_does_not_say_how_the_patient_lay_has_no_letters(make_stage, tmp_path):
    image = nib.Nifti1Image(MARKED, None)
    image.header["sform_code"] = image.header["qform_code"] = 0
    nib.save(image, tmp_path / "unsure.nii")
    stage = make_stage()
    stage.window.open_path(tmp_path / "unsure.nii")
    stage.wait(all_read)
    pane = stage.window.image_view.panes[0]
    assert pane.content.words.edges is None
    assert "Orientation unknown" in pane.content.words.bottom_left
    QTest.mouseMove(pane.viewport(), pane.rect().center() + QPoint(5, 3))
    stage.qtbot.waitUntil(lambda: "value" in stage.window.status_line.cursor_text)
    assert "LPS" not in stage.window.status_line.cursor_text
