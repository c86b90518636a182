"""Every dialog, the comparison and the tour with text of twice the size, in both languages: whole, and with names."""

import pytest
from made_scans import write_series
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from physnet_core.imaging.measure import Annotation
from physnet_viewer import dialogs, theme
from physnet_viewer.languages import LANGUAGES
from physnet_viewer.session import Parameters
from physnet_viewer.translation import use_language

DIALOGS = (
    *("about", "card", "shortcuts", "change_keys", "export", "fit_later", "levels", "header", "measure_list"),
    "skipped",
)


@pytest.fixture(params=LANGUAGES)
def busy(request, qapp, make_stage, bundle, scan):
    """A window in large text with something in every list that a dialog may show."""
    before, large = qapp.font(), qapp.font()
    large.setPointSizeF(18.0)
    qapp.setFont(large)
    use_language(request.param, qapp)
    stage = make_stage(weights=bundle)
    stage.open(scan)
    stage.controller.set_parameters(Parameters(diffusion_number=0.4, growth_number=1.0))
    stage.wait(lambda state: state.tweaked is not None)
    for kind, points in (("ruler", ((10, 10), (40, 30))), ("ellipse", ((10, 10), (40, 30)))):
        stage.controller.measuring.keep(Annotation(kind=kind, source=stage.state.current_source, points=points))
    yield stage
    use_language("en", qapp)
    qapp.setFont(before)
    theme.apply(qapp, "dark")


def opened_by(stage, monkeypatch, name):
    """Open a dialog as its command does, without waiting until it is closed."""
    opened = []
    with monkeypatch.context() as patch:
        patch.setattr(QDialog, "exec", lambda dialog: opened.append(dialog) or dialog.show())
        patch.setattr(dialogs, "_run", lambda dialog: opened.append(dialog) or dialog.show())
        if name == "skipped":
            dialogs.show_skipped(stage.window, stage.state)
        else:
            stage.window.actions_by_name[name].trigger()
    stage.idle()
    if not opened:
        opened = [item for item in stage.window.findChildren(QDialog) if item.isVisible()]
    (dialog,) = opened
    return dialog


def cut_off(top):
    """Return what has less room than its text takes, as kind and text."""
    for _ in range(3):
        QApplication.processEvents()
    shown = [part for part in top.findChildren(QWidget) if part.isVisible() and part.width() > 0]
    return [f"{type(part).__name__} {_text(part)!r}" for part in shown if _is_cut(part)]


def _text(part):
    return part.currentText() if isinstance(part, QComboBox) else part.text() if hasattr(part, "text") else ""


def _is_cut(part):
    if isinstance(part, QComboBox):
        option = QStyleOptionComboBox()
        part.initStyleOption(option)
        field = part.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, part
        )
        needed = part.fontMetrics().horizontalAdvance(part.currentText())
        return field.width() < needed or part.height() < part.fontMetrics().height()
    if isinstance(part, QLineEdit | QAbstractSpinBox):  # what is typed may be longer, and scrolls
        return part.height() < part.fontMetrics().height()
    if isinstance(part, QLabel) and part.wordWrap():
        return bool(part.text()) and part.height() < part.heightForWidth(part.width()) - 1
    if not isinstance(part, QLabel | QAbstractButton) or not part.text():
        return False
    least = part.minimumSizeHint()
    return part.height() < least.height() - 1 or part.width() < least.width() - 1


def nameless(top):
    """Return what takes the focus and has no name for a screen reader."""
    taking = [part for part in top.findChildren(QWidget) if part.isVisible() and part.focusProxy() is None]
    taking = [part for part in taking if part.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [
        f"{type(part).__name__} in {type(part.parent()).__name__}"
        for part in taking
        if not part.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
    ]


def test_every_dialog_is_whole_and_named(busy, monkeypatch):
    found = {}
    for name in DIALOGS:
        dialog = opened_by(busy, monkeypatch, name)
        found[name] = cut_off(dialog) + nameless(dialog)
        dialog.close()
    assert {name: bad for name, bad in found.items() if bad} == {}


def test_the_comparison_is_whole_and_named(busy, tmp_path):
    write_series(tmp_path / "later", slices=3, description="T1 later", seed=5)
    beside = busy.window.files.compare_with(tmp_path / "later")
    second = beside._second.session
    busy.qtbot.waitUntil(lambda: bool(second.state.slices) and all(second.state.predictions), timeout=120_000)
    beside.resize(1240, 720)  # as on a screen of 1366 x 768
    found = cut_off(beside) + nameless(beside)
    beside.close()
    assert found == []


def test_the_tour_is_whole_and_named(busy):
    tour = busy.window.show_tour()
    found = []
    while tour.isVisible():
        found += cut_off(tour) + nameless(tour)
        tour._next.click()
    assert found == []


def test_the_check_would_see_what_is_cut(qtbot):
    top = QWidget()
    qtbot.addWidget(top)
    box, label, wrapped = QComboBox(top), QLabel("one line of text", top), QLabel("many words to wrap " * 9, top)
    QSlider(top).setGeometry(0, 0, 20, 60)
    box.addItem("a long name of a kind of file")
    wrapped.setWordWrap(True)
    for part in (box, label, wrapped):
        part.setFixedSize(60, 20)
    top.show()
    assert len(cut_off(top)) == 3
    assert nameless(top) == ["QSlider in QWidget"]
