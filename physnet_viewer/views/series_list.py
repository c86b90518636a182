"""The series of the open folder, with thumbnails, and what was not used."""

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from physnet_core.imaging import SeriesInfo
from physnet_viewer import theme
from physnet_viewer.core_words import said
from physnet_viewer.session import ViewState, differs
from physnet_viewer.translation import tr
from physnet_viewer.views.unbroken import unbroken

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
UID_ROLE = int(Qt.ItemDataRole.UserRole)
DETAIL_ROLE, NOTES_ROLE = UID_ROLE + 1, UID_ROLE + 2
THUMBNAIL = 56
_PADDING = 7
_MARGIN = 8  # at the sides of the list
_NAME_LINES = 3
_MARK = 18  # width that the sign for a warning takes, with the gap before it


class SeriesModel(QAbstractListModel):
    """Series by row; rows are added and changed one by one, so that the selection stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._series: list[SeriesInfo] = []
        self._pictures: dict[str, QPixmap] = {}
        self._sources: dict[str, object] = {}

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return how many series there are."""
        return 0 if parent.isValid() else len(self._series)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return one aspect of a series."""
        if not index.isValid() or index.row() >= len(self._series):
            return None
        series = self._series[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title(series)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures.get(series.uid)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join((title(series), detail(series), *(said(note) for note in series.notes)))
        return {UID_ROLE: series.uid, DETAIL_ROLE: detail(series), NOTES_ROLE: len(series.notes)}.get(role)

    def row_of(self, uid: str | None) -> int:
        """Return the row of a series, or -1."""
        return next((row for row, series in enumerate(self._series) if series.uid == uid), -1)

    def show(self, state: ViewState) -> None:
        """Take over series and thumbnails."""
        self._take_series(list(state.series))
        for uid, array in state.thumbnails.items():
            if self._sources.get(uid) is not array:
                self._sources[uid] = array
                height, width = array.shape
                image = QImage(array.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
                self._pictures[uid] = QPixmap.fromImage(image)
                self._changed(self.row_of(uid))

    def _take_series(self, new: list[SeriesInfo]) -> None:
        known = [series.uid for series in self._series]
        if [series.uid for series in new[: len(known)]] != known:
            self.beginResetModel()
            self._series = new
            self.endResetModel()
            return
        for row, series in enumerate(new[: len(known)]):
            if self._series[row] is not series:
                self._series[row] = series
                self._changed(row)
        if len(new) > len(known):
            self.beginInsertRows(NO_INDEX, len(known), len(new) - 1)
            self._series = new
            self.endInsertRows()

    def _changed(self, row: int) -> None:
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))


class SeriesList(QWidget):
    """Choose a series; see what was skipped."""

    seriesSelected = Signal(str)
    skippedRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = SeriesModel(self)
        self.view = QListView(self)
        self._heading = QLabel(tr("SERIES"), self)
        self._skipped = QPushButton(self)
        self._heading.setProperty("role", "heading")
        self._skipped.setProperty("role", "link")
        self._skipped.setToolTip(tr("Which files were not used, and why"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(SeriesDelegate(self.view))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setAccessibleName(tr("Series"))
        self.view.setProperty("role", "plain")
        self._heading.setContentsMargins(4, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 10, _MARGIN, 8)
        layout.setSpacing(6)
        layout.addWidget(self._heading)
        layout.addWidget(self.view, 1)
        layout.addStretch(0)
        layout.addWidget(self._skipped)
        self._skipped.clicked.connect(self.skippedRequested)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.activated.connect(self._on_current)
        self._skipped.hide()
        self.view.hide()

    def render(self, old: ViewState | None, new: ViewState) -> None:  # type: ignore[override]
        """Show series, selection and the number of skipped files."""
        if differs(old, new, "series", "thumbnails", "series_uid"):
            with QSignalBlocker(self.view.selectionModel()):
                self.model.show(new)
                self._select(self.model.row_of(new.series_uid))
            self.view.viewport().update()
            self.view.setVisible(bool(new.series))
            found = f"  {len(new.series)}" if new.series else ""
            self._heading.setText(tr("SERIES") + found)
        if differs(old, new, "skipped"):
            count = len(new.skipped)
            self._skipped.setText(tr("%n file(s) skipped", "", count))
            self._skipped.setVisible(count > 0)

    def sizeHint(self) -> QSize:
        """Return the width at which descriptions can be read."""
        return QSize(200, 300)

    def minimumSizeHint(self) -> QSize:
        """Return the width at which the number of slices can be read."""
        count = self.fontMetrics().horizontalAdvance(tr("%n slice(s)", "", 100)) + _MARK
        return QSize(count + 2 * (_PADDING + _MARGIN), super().minimumSizeHint().height())

    def _select(self, row: int) -> None:
        index = self.model.index(row)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flag)

    def _on_current(self, index: QModelIndex) -> None:
        uid = index.data(UID_ROLE)
        if isinstance(uid, str):
            self.seriesSelected.emit(uid)


class SeriesDelegate(QStyledItemDelegate):
    """Thumbnail, name and what kind of series it is, on one row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a thumbnail, or of the text where that is larger."""
        return QSize(150, max(THUMBNAIL, (_NAME_LINES + 1) * QFontMetrics(option.font).height()) + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        rect = option.rect.adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = theme.current()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(palette.hover if chosen else palette.raised))
            painter.setPen(QPen(QColor(palette.accent), 1.5) if chosen else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
        words, beside = rect.adjusted(_PADDING, 4, -_PADDING, -4), _PADDING + THUMBNAIL
        if words.width() - beside >= _least(index, QFontMetrics(option.font)):  # else the words need all the room
            square = QRect(words.left(), rect.center().y() - THUMBNAIL // 2, THUMBNAIL, THUMBNAIL)
            _draw_thumbnail(painter, square, index.data(Qt.ItemDataRole.DecorationRole))
            words.setLeft(words.left() + beside)
        _draw_text(painter, words, option.font, index)
        painter.restore()


def title(series: SeriesInfo) -> str:
    """Return what a series is called."""
    return series.description or (tr("Localizer") if series.localizer else tr("No description"))


def detail(series: SeriesInfo) -> str:
    """Return what kind of series it is, in few words."""
    count = tr("%n slice(s)", "", series.slices)
    if series.frames_of_time > 1:
        count += f" × {series.frames_of_time}"
    plane = "" if series.plane == "unknown" else tr(series.plane)
    kind = series.modality or {"nifti": "NIfTI", "image": tr("picture")}.get(series.format, "")
    words = [count, tr("synthetic") if series.synthetic else "", " ".join(part for part in (kind, plane) if part)]
    return " · ".join(word for word in words if word)


def _draw_thumbnail(painter: QPainter, square: QRect, picture: QPixmap | None) -> None:
    painter.fillRect(square, QColor(theme.current().canvas))
    if picture is not None:
        size = picture.size().scaled(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(square.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture)


def _draw_text(painter: QPainter, area: QRect, font: QFont, index: Index) -> None:
    palette, metrics = theme.current(), QFontMetrics(font)
    notes = bool(index.data(NOTES_ROLE))
    lines = _wrapped(str(index.data(Qt.ItemDataRole.DisplayRole)), metrics, area.width())
    details = [_shortened(unbroken(str(index.data(DETAIL_ROLE))), metrics, area.width() - (_MARK if notes else 0))]
    height = metrics.height()
    top = area.center().y() - height * (len(lines) + len(details)) // 2
    painter.setFont(font)
    for number, (text, color) in enumerate(
        [*((line, palette.text) for line in lines), *((line, palette.muted) for line in details)]
    ):
        painter.setPen(QColor(color))
        painter.drawText(area.left(), top + number * height + metrics.ascent(), text)
    if notes:
        mark = theme.pixmap("warning", palette.warning, 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(area.right() - 14, top + len(lines) * height + 1, mark)


def _wrapped(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Break a name into a few lines at most; series names are often one long word."""
    lines: list[str] = []
    while len(lines) < _NAME_LINES - 1 and metrics.horizontalAdvance(text) > width:
        cut = next((end for end in range(len(text), 0, -1) if metrics.horizontalAdvance(text[:end]) <= width), 1)
        space = text.rfind(" ", 0, cut + 1)
        cut = space if space > cut // 3 else cut
        lines.append(text[:cut].rstrip())
        text = text[cut:].strip()
    return [*lines, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]


def _least(index: Index, metrics: QFontMetrics) -> int:
    """Return the width that the number of slices needs, with a warning beside it."""
    count = unbroken(str(index.data(DETAIL_ROLE))).split(" ")[0]
    return metrics.horizontalAdvance(count) + (_MARK if index.data(NOTES_ROLE) else 0)


def _shortened(text: str, metrics: QFontMetrics, width: int) -> str:
    """Leave out what comes last until the rest fits."""
    while metrics.horizontalAdvance(text) > width and " " in text:
        text = text.rsplit(" ", 1)[0].rstrip(" ·×")
    return text
