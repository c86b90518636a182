"""The export dialog: what is asked for is what comes out, and nothing that cannot be written."""

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest
from panel_states import STEPS, named, prediction, state, texts, tweaked_state
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QRadioButton

from physnet_core.imaging import Window
from physnet_core.imaging.measure import Annotation
from physnet_viewer import theme
from physnet_viewer.languages import LANGUAGES, SOURCE
from physnet_viewer.session import Overlay, Playback
from physnet_viewer.translation import use_language
from physnet_viewer.views.export_dialog import ExportDialog
from physnet_viewer.views.export_text import KINDS, default_name, kind_of
from physnet_viewer.views.inputs import NumberBox


@pytest.fixture
def open_dialog(qtbot, tmp_path):
    def build(shown=None, folder=None):
        dialog = ExportDialog(tweaked_state() if shown is None else shown, folder or tmp_path)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return build


def choose(dialog, name, data):
    box = named(dialog, QComboBox, name)
    box.setCurrentIndex(box.findData(data))


def path_of(dialog):
    return named(dialog, QLineEdit, "File")


def press(dialog, text):
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


def test_nothing_is_asked_for_before_export(open_dialog):
    dialog = open_dialog()
    assert dialog.request() is None
    press(dialog, "Cancel")
    assert dialog.request() is None


def test_the_request_is_what_the_dialog_shows(open_dialog, tmp_path):
    look = tweaked_state(
        frame=4,
        window=Window(center=100, width=300),
        inverted=True,
        overlay=Overlay(opacity=0.4, colormap="viridis", contour=None, smooth=True),
        playback=Playback(loop=False, frames_per_second=6.0),
    )
    dialog = open_dialog(look)
    choose(dialog, "Kind of file", "mp4")
    choose(dialog, "Picture size", "original")
    named(dialog, NumberBox, "Speed").setValue(10.0)
    press(dialog, "Export")
    request = dialog.request()
    assert (request.path, request.kind, request.which) == (tmp_path / "growth-slice-12.mp4", "mp4", "both")
    options = request.options
    assert (options.size, options.frames_per_second, options.loop) == ("original", 10.0, False)
    assert (options.colormap, options.opacity, options.contour, options.smooth) == ("viridis", 0.4, None, True)
    assert (options.window, options.inverted, options.frame) == (Window(center=100, width=300), True, 4)
    with pytest.raises(FrozenInstanceError):
        request.kind = "gif"


def test_a_hidden_overlay_stays_hidden(open_dialog):
    dialog = open_dialog(tweaked_state(overlay=Overlay(visible=False)))
    press(dialog, "Export")
    assert dialog.request().options.opacity == 0.0
    assert dialog.request().options.contour is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_name_follows_the_kind(open_dialog, kind):
    dialog = open_dialog()
    choose(dialog, "Kind of file", "nifti")
    choose(dialog, "Kind of file", kind)
    assert Path(path_of(dialog).text()).name == f"growth-slice-12{KINDS[kind].suffix}"
    assert kind_of(Path(path_of(dialog).text())) == kind


def test_a_name_of_ones_own_is_kept(open_dialog, tmp_path):
    dialog = open_dialog()
    path_of(dialog).setText(str(tmp_path / "board 7.2.gif"))
    choose(dialog, "Kind of file", "nifti")
    assert Path(path_of(dialog).text()).name == "board 7.2.nii.gz"


def test_the_default_name_tells_nothing_of_the_patient():
    named_path = replace(state(), path=Path("/scans/DOE^JANE"))
    assert default_name(named_path, "gif") == "growth-slice-12.gif"


@pytest.mark.parametrize(
    ("name", "problem"),
    [("growth.png", "has to end in .gif"), ("nowhere/growth.gif", "does not exist"), ("", "has to end")],
)
def test_what_cannot_be_written_is_told_and_not_closed(open_dialog, tmp_path, name, problem):
    dialog = open_dialog()
    path_of(dialog).setText(str(tmp_path / name))
    press(dialog, "Export")
    assert dialog.request() is None
    assert dialog.isVisible()
    assert any(problem in text for text in texts(dialog))


def test_a_folder_is_no_file(open_dialog, tmp_path):
    (tmp_path / "old.gif").mkdir()
    dialog = open_dialog()
    path_of(dialog).setText(str(tmp_path / "old.gif"))
    press(dialog, "Export")
    assert dialog.request() is None


def test_replacing_is_announced(open_dialog, tmp_path):
    (tmp_path / "growth-slice-12.gif").write_bytes(b"old")
    dialog = open_dialog()
    assert "This file exists and will be replaced." in texts(dialog)
    press(dialog, "Export")
    assert dialog.request() is not None


def test_without_tweak_only_the_learned_can_be_chosen(open_dialog):
    dialog = open_dialog(state())
    enabled = [button.text() for button in dialog.findChildren(QRadioButton) if button.isEnabled()]
    assert enabled == ["Learned"]
    press(dialog, "Export")
    assert dialog.request().which == "learned"


def test_without_growth_nothing_is_written(open_dialog):
    dialog = open_dialog(state(prediction((0, 0, 1, 0)), learned=None))
    press(dialog, "Export")
    assert dialog.request() is None
    assert "There is no growth to export on this slice." in texts(dialog)


def test_the_estimate_counts_frames_and_seconds(open_dialog):
    dialog = open_dialog()
    named(dialog, NumberBox, "Speed").setValue(3.0)
    assert f"{STEPS + 1} frames, 3.0 s in all, two images of 560 pixels." in texts(dialog)
    choose(dialog, "Picture size", "original")
    assert f"{STEPS + 1} frames, 3.0 s in all, two images of 200 pixels." in texts(dialog)
    choose(dialog, "Kind of file", "csv")
    assert f"{STEPS + 1} points in time." in texts(dialog)


@pytest.mark.parametrize(
    ("kind", "size", "speed", "frame"),
    [
        ("gif", True, True, False),
        ("png", True, False, True),
        ("zip", True, False, False),
        ("dicom", True, True, False),
        ("csv", False, False, False),
        ("segmentation", False, False, False),
    ],
)
def test_only_what_applies_can_be_set(open_dialog, kind, size, speed, frame):
    dialog = open_dialog()
    choose(dialog, "Kind of file", kind)
    parts = (("Picture size", QComboBox), ("Speed", NumberBox), ("Which frame", QComboBox))
    assert [named(dialog, cls, name).isEnabled() for name, cls in parts] == [size, speed, frame]


def test_a_png_may_show_both_ends(open_dialog):
    dialog = open_dialog(tweaked_state(frame=4))
    choose(dialog, "Kind of file", "png")
    named(dialog, QComboBox, "Which frame").setCurrentIndex(1)
    press(dialog, "Export")
    assert dialog.request().options.frame is None


def test_privacy_is_stated(open_dialog):
    assert any("No patient data is written" in text for text in texts(open_dialog()))


def test_one_nifti_holds_one_growth(open_dialog):
    dialog = open_dialog()
    choose(dialog, "Kind of file", "nifti")
    both = next(button for button in dialog.findChildren(QRadioButton) if button.text().startswith("Both"))
    assert not both.isEnabled()
    choose(dialog, "Kind of file", "segmentation")
    assert both.isEnabled()
    choose(dialog, "Kind of file", "nifti")
    press(dialog, "Export")
    assert dialog.request().which == "tweaked"


def test_an_outline_needs_a_place_in_the_patient(open_dialog):
    shown = tweaked_state()
    lost = tuple(None if image is None else replace(image, affine=None) for image in shown.slices)
    dialog = open_dialog(replace(shown, slices=lost))
    choose(dialog, "Kind of file", "segmentation")
    assert any("does not say where in the patient" in text for text in texts(dialog))
    press(dialog, "Export")
    assert dialog.request() is None


def test_every_kind_of_the_core_is_offered():
    from physnet_core.export.exporter import EXTENSIONS

    assert {info.suffix for info in KINDS.values()} == set(EXTENSIONS) - {".nii"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_is_squeezed_by_a_long_sentence(open_dialog, kind):
    dialog = open_dialog()
    choose(dialog, "Kind of file", kind)
    for field in (*dialog.findChildren(QComboBox), path_of(dialog)):
        assert field.height() >= field.minimumSizeHint().height()


@pytest.fixture
def twice_the_size(qapp):
    before, large = qapp.font(), qapp.font()
    large.setPointSizeF(18.0)
    qapp.setFont(large)
    theme.apply(qapp, "dark")
    yield
    qapp.setFont(before)
    use_language(SOURCE)


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("measured", [False, True])
def test_no_choice_is_cut_in_large_text(open_dialog, twice_the_size, name, measured):
    use_language(name)
    shown = tweaked_state()
    if measured:
        ruler = Annotation(kind="ruler", source=shown.current_source, points=((0.0, 0.0), (3.0, 4.0)))
        shown = replace(shown, annotations=(ruler,))
    dialog = open_dialog(shown)
    QApplication.processEvents()
    for choice in (*dialog.findChildren(QCheckBox), *dialog.findChildren(QRadioButton)):
        assert choice.width() >= choice.sizeHint().width(), choice.text()
