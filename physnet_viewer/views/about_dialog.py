"""What this program is, what it runs on, what its network is worth, and under which licenses it comes."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from physnet_viewer import theme
from physnet_viewer.translation import later, tr
from physnet_viewer.views.room import resize_within
from physnet_viewer.views.tall_area import TallArea

RESEARCH_USE = later(
    "<b>Research use only. Not a medical device.</b> It must not be used for diagnosis or treatment. "
    "Everything is computed on this machine; nothing is sent anywhere."
)
LICENSES = (
    ("PhysNet Viewer", "MIT"),
    (later("Qt and PySide6"), "LGPL-3.0"),
    ("PyTorch, torchvision", "BSD-3-Clause"),
    ("NumPy, SciPy, scikit-learn", "BSD-3-Clause"),
    ("pyqtgraph, pydicom, nibabel", "MIT"),
    (later("pylibjpeg, with libjpeg and OpenJPEG"), later("MIT; GPL-3.0 (libjpeg plug-in); BSD-2-Clause")),
    ("Pillow", "MIT-CMU"),
    (later("matplotlib, its color maps"), later("PSF-based; color maps CC0")),
    (later("imageio-ffmpeg, with FFmpeg"), "BSD-2-Clause; FFmpeg GPL"),
    ("safetensors", "Apache-2.0"),
)


@dataclass(frozen=True, kw_only=True)
class AboutInfo:
    """What the dialog shows; passed in, so that the dialog need not import what it names.

    Attributes
    ----------
    versions
        (name, version) of Python, Qt, PyTorch and the like.
    network
        How many connections to other machines there were.
    card
        Model card in Markdown; may be empty while the model is loading.
    """

    version: str
    versions: tuple[tuple[str, str], ...] = ()
    device: str = ""
    network: str = ""
    model_name: str = ""
    model_version: str = ""
    model_sha256: str = ""
    card: str = ""
    licenses: tuple[tuple[str, str], ...] = LICENSES


class OfflineBrowser(QTextBrowser):
    """Shows text; follows no link and loads nothing, neither from a disk nor from a network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return nothing: pictures in a model card are not fetched."""
        return None


class AboutDialog(QDialog):
    """Three tabs: program, model card, licenses."""

    def __init__(self, info: AboutInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._info = info
        self._tabs = QTabWidget(self)
        self._card = OfflineBrowser(self)
        self.setWindowTitle(tr("About PhysNet Viewer"))
        self._tabs.setAccessibleName(tr("About"))
        self._tabs.addTab(TallArea(self._program(), self), tr("Program"))
        self._tabs.addTab(self._card, tr("Model card"))
        self._tabs.addTab(self._licenses(), tr("Licenses"))
        self._card.setAccessibleName(tr("Model card"))
        self._card.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # figures in narrow columns are not broken
        self._card.setMarkdown(info.card or tr("The model card appears when the model is loaded."))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(self._head())
        layout.addWidget(self._tabs, 1)
        layout.addWidget(close)
        side = self.fontMetrics().height()
        resize_within(self, 64 * side, 48 * side)  # the widest table of the card fits

    def show_card(self) -> None:
        """Open on the model card."""
        self._tabs.setCurrentWidget(self._card)

    def _head(self) -> QHBoxLayout:
        picture, title, notice = QLabel(self), QLabel("PhysNet Viewer", self), QLabel(tr(RESEARCH_USE), self)
        side = 4 * self.fontMetrics().height()
        picture.setPixmap(theme.app_icon().pixmap(side, side))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        title.setProperty("role", "title")
        notice.setWordWrap(True)
        words = QVBoxLayout()
        words.addWidget(title)
        words.addWidget(notice)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(picture)
        row.addLayout(words, 1)
        return row

    def _program(self) -> QWidget:
        page = QWidget(self)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(5)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, value in self._facts():
            label = QLabel(value, page)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            caption = QLabel(name, page)
            caption.setProperty("role", "muted")
            form.addRow(caption, label)
        copy = QPushButton(tr("Copy"), page)
        theme.set_icon(copy, "copy")
        copy.setAccessibleName(tr("Copy versions"))
        copy.setToolTip(tr("Copy these lines, for a bug report or a methods section"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return page

    def _facts(self) -> list[tuple[str, str]]:
        info = self._info
        model = " ".join(part for part in (info.model_name, info.model_version) if part)
        facts = [
            (tr("Version"), info.version),
            (tr("Device"), info.device or tr("not known yet")),
            (tr("Network"), info.network),
            (tr("Model"), model or tr("not loaded")),
            # A word that long cannot be wrapped unless it is told where.
            ("SHA-256", " ".join(info.model_sha256[i : i + 16] for i in range(0, len(info.model_sha256), 16))),
            *info.versions,
        ]
        return [(name, value) for name, value in facts if value]

    def _copy(self) -> None:
        lines = (f"{name}: {value}" for name, value in self._facts())
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _licenses(self) -> OfflineBrowser:
        rows = "".join(
            f"<tr><td>{tr(name)}&nbsp;&nbsp;</td><td>{tr(text)}</td></tr>" for name, text in self._info.licenses
        )
        page = OfflineBrowser(self)
        page.setAccessibleName(tr("Licenses"))
        page.setHtml(f"<table cellspacing='4'>{rows}</table>")
        return page
