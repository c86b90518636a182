"""About: versions, model card without a network, licenses."""

from dataclasses import FrozenInstanceError

import pytest
from panel_states import named, texts
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QPushButton, QTabWidget

from physnet_viewer.views.about_dialog import AboutDialog, AboutInfo, OfflineBrowser

CARD = (
    "# PhysNet\n\n| class | F1 |\n|---|---|\n| glioma | .95 |\n\n[paper](https://arxiv.org/abs/2603.28057) ![x](x.png)"
)
INFO = AboutInfo(
    version="0.1.0",
    versions=(("Python", "3.11"), ("Qt", "6.11"), ("PyTorch", "2.13")),
    device="CPU",
    model_name="physnet18",
    model_version="1.0",
    model_sha256="0123456789abcdef" * 4,
    card=CARD,
)


@pytest.fixture
def dialog(qtbot):
    widget = AboutDialog(INFO)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_it_says_what_it_runs_on_and_for_what(dialog):
    words = texts(dialog)
    assert {"0.1.0", "CPU", "physnet18 1.0", "3.11", "6.11", "2.13"} <= set(words)
    assert " ".join(["0123456789abcdef"] * 4) in words
    assert any("Not a medical device" in word for word in words)


def test_the_card_is_rendered_from_markdown(dialog):
    dialog.show_card()
    card = named(dialog, OfflineBrowser, "Model card")
    assert card.isVisible()
    assert "glioma" in card.toPlainText()
    assert "|---|" not in card.toPlainText()
    assert "<table" in card.toHtml()


def test_links_lead_nowhere_and_nothing_is_loaded(dialog, tmp_path):
    card = named(dialog, OfflineBrowser, "Model card")
    secret = tmp_path / "secret.html"
    secret.write_text("secret", encoding="utf-8")
    card.setSource(QUrl.fromLocalFile(str(secret)))
    assert "secret" not in card.toPlainText()
    assert not card.openLinks()
    assert not card.openExternalLinks()
    assert card.loadResource(QTextDocument.ResourceType.ImageResource, QUrl("https://example.org/x.png")) is None


def test_versions_can_be_copied(dialog):
    named(dialog, QPushButton, "Copy versions").click()
    copied = QGuiApplication.clipboard().text()
    assert "PyTorch: 2.13" in copied
    assert "Model: physnet18 1.0" in copied


def test_licenses_name_what_is_shipped(dialog):
    page = named(dialog, OfflineBrowser, "Licenses").toPlainText()
    for part in ("PhysNet Viewer", "PySide6", "PyTorch", "pydicom", "FFmpeg"):
        assert part in page


def test_without_a_model_it_says_so(qtbot):
    dialog = AboutDialog(AboutInfo(version="0.1.0"))
    qtbot.addWidget(dialog)
    assert "not loaded" in texts(dialog)
    assert "appears when the model is loaded" in named(dialog, OfflineBrowser, "Model card").toPlainText()
    assert "SHA-256" not in texts(dialog)


def test_it_opens_on_the_program(dialog):
    assert dialog.findChild(QTabWidget).currentIndex() == 0


def test_info_is_frozen():
    with pytest.raises(FrozenInstanceError):
        INFO.version = "2"
