"""The window in German: nothing of it is left in English."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QTabWidget,
    QTextEdit,
    QToolBar,
    QTreeView,
    QWidget,
)

from physnet_viewer import dialogs
from physnet_viewer.session import Overlay, Parameters
from physnet_viewer.translation import use_language

FILE = Path(__file__).resolve().parents[2] / "resources" / "translations" / "physnet_de.ts"
FIELD = re.compile(r"\{\w+(?::[^{}]*)?\}|%n")
ENGLISH = re.compile(
    r"\b(the|of|and|with|from|this|that|is|are|not|no|slices?|scans?|files?|show|open|choose|growth|learned|tweaked|"
    r"days?|steps?|year|cells?|area|uncertain|out|reading|search|keys|reset|save|copy|close|cancel)\b",
    re.IGNORECASE,
)
NAMES = (  # of products, papers, formats and files; not words of the window
    *("Bioinformatics of the Brain", "Secondary Capture", "MIT-CMU", "Trans. Med. Imaging", "PhysNet Viewer"),
    *("(Language)", "Open MPI"),
)


@pytest.fixture
def german(qapp):
    use_language("de", qapp)
    yield
    use_language("en", qapp)


def unchanged_sources():
    """Return what English texts look like, as far as the German differs."""
    patterns = []
    for item in ElementTree.parse(FILE).iter("message"):
        source, translation = item.findtext("source"), item.find("translation")
        german = [form.text for form in translation.iter("numerusform")] or [translation.text]
        if source.replace("&", "") not in [form.replace("&", "") for form in german]:
            parts = FIELD.split(source.replace("&", ""))
            if re.search("[A-Za-z]{3}", "".join(parts)):
                patterns.append(re.compile(".+".join(re.escape(part) for part in parts), re.DOTALL))
    return patterns


def texts_of(widget):  # noqa: C901 # one line a kind of widget
    """Return everything that one widget says, seen, read out or shown under the mouse."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip())
    if isinstance(widget, QDialog) or widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QGroupBox | QMenu | QToolBar):
        yield widget.title() if not isinstance(widget, QToolBar) else widget.windowTitle()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QAbstractSpinBox):
        yield getattr(widget, "suffix", str)()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QTabWidget):
        yield from (widget.tabText(index) for index in range(widget.count()))
    if isinstance(widget, QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QTreeView | QTableView):
        model = widget.model()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal))
            yield from (str(model.index(row, column).data() or "") for row in range(model.rowCount()))


def said_by(window):
    for widget in (window, *window.findChildren(QWidget)):
        yield from ((type(widget).__name__, text) for text in texts_of(widget))
    for action in window.findChildren(QAction):
        if not type(action.parent()).__module__.startswith("pyqtgraph"):  # its context menus are never shown
            yield from (("QAction", text) for text in (action.text(), action.toolTip()))


def painted_by(window):
    """Return what is written over the image."""
    for pane in window.image_view.findChildren(type(window.image_view.panes[0])):
        words = pane.content.words
        for part in (words.top_left, words.top_right, words.bottom_left, words.bottom_right):
            yield from part
        yield from (words.center, words.badge)


def assert_german(window, *, allowed=()):
    patterns = unchanged_sources()
    texts = set(said_by(window))
    assert sum(bool(text) for _, text in texts) > 3
    for kind, text in texts:
        plain = text.replace("&", "").rstrip()
        for name in (*NAMES, *allowed):
            plain = plain.replace(name, "")
        english = next((pattern.pattern for pattern in patterns if pattern.fullmatch(plain.strip())), None)
        assert english is None, f"{kind} says {text!r} as in English"
        assert not ENGLISH.search(plain), f"{kind} says {text!r}"


@pytest.fixture
def busy(german, stage, scan):
    """A German window in which everything is on screen that can be."""
    stage.open(scan)
    stage.controller.set_layout("side_by_side")
    stage.controller.explain(True)
    stage.controller.set_parameters(Parameters(diffusion_number=0.4, growth_number=1.0))
    stage.controller.commit_parameters()
    stage.wait(lambda state: state.current_explanation and state.current_what_if and state.tweaked)
    stage.controller.scenarios.pin()
    stage.idle()
    return stage


def test_an_empty_window_is_german(german, make_stage, tmp_path):
    stage = make_stage()
    window = stage.window
    assert_german(window)
    stage.wait(lambda state: state.model == "failed")
    assert_german(window, allowed=(str(tmp_path / "no bundle"),))
    assert "Nur für Forschungszwecke" in {label.text().partition(".")[0] for label in window.findChildren(QLabel)}
    assert window.menuBar().actions()[0].text() == "&Datei"


def test_a_window_with_a_result_is_german(busy):
    window = busy.window
    allowed = (str(busy.state.path), busy.state.path.name, "T1 axial", "T2 axial", "untrained", "notes.txt")
    assert_german(window, allowed=allowed)
    for text in painted_by(window):
        assert not ENGLISH.search(text), text


@pytest.mark.parametrize("layout", ["planes", "single"])
def test_what_is_written_over_the_image_is_german(busy, layout):
    busy.controller.set_layout(layout)
    busy.session.update(overlay=Overlay(smooth=True))
    busy.idle()
    written = [text for text in painted_by(busy.window) if text]
    assert written
    for text in written:
        assert not ENGLISH.search(text), text


def test_the_tour_is_german(german, make_stage):
    stage = make_stage()
    stage.wait(lambda state: state.model == "failed")
    tour = stage.window.show_tour()
    for _ in range(6):
        assert_german(tour)
        tour._go(1)


@pytest.mark.parametrize(
    "name", ["about", "card", "shortcuts", "change_keys", "export", "fit_later", "levels", "header", "measure_list"]
)
def test_a_dialog_is_german(busy, monkeypatch, name):
    opened = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: opened.append(dialog) or dialog.show())
    monkeypatch.setattr(dialogs, "_run", lambda dialog: opened.append(dialog) or dialog.show())
    busy.window.actions_by_name[name].trigger()
    busy.idle()
    shown = opened or [item for item in busy.window.findChildren(QDialog) if item.isVisible()]
    assert shown
    for dialog in shown:
        assert_german(dialog, allowed=("untrained", "Untrained", *dicom_words(dialog)))
        assert clashes(dialog) == set()
        dialog.close()
        dialog.deleteLater()


def dicom_words(dialog):
    """Return what stands in the file: names of DICOM's own dictionary, and values."""
    if type(dialog).__name__ != "HeaderDialog":
        return ()
    model = dialog.tree.model()
    return tuple(str(model.index(row, column).data()) for row in range(model.rowCount()) for column in (1, 3))


def clashes(dialog):
    """Return letters that two controls of a dialog answer to."""
    titles = [part.text() for kind in (QLabel, QAbstractButton) for part in dialog.findChildren(kind)]
    letters = [found[1].lower() for title in titles if (found := re.search(r"&(\w)", title))]
    return {letter for letter in letters if letters.count(letter) > 1}


def test_the_list_of_files_is_german(german, qtbot, scan):
    from physnet_core.imaging import scan_folder
    from physnet_viewer.views.skipped_dialog import SkippedDialog

    dialog = SkippedDialog(scan_folder(scan).skipped)
    qtbot.addWidget(dialog)
    assert_german(dialog, allowed=("notes.txt", str(scan)))


def test_buttons_of_qt_are_german(german, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Schließen", "Abbrechen"}


def test_longer_words_are_not_cut(busy):
    busy.window.resize(1366, 768)
    for _ in range(3):
        QApplication.processEvents()
    parts = [part for kind in (QLabel, QAbstractButton) for part in busy.window.findChildren(kind)]
    shown = [part for part in parts if part.isVisible() and part.text() and part.width()]
    assert len(shown) > 20
    for part in shown:
        if part.sizePolicy().horizontalPolicy() == part.sizePolicy().Policy.Ignored:
            continue  # the line under the cursor gives way by design
        wrapped = isinstance(part, QLabel) and part.wordWrap()
        height = part.heightForWidth(part.width()) if wrapped else part.sizeHint().height()
        assert part.height() >= height - 1, part.text()
        assert wrapped or part.width() >= part.minimumSizeHint().width() - 1, part.text()
